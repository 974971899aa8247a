import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The database has nobody to take over',
  why: 'It is set up as a single node: when its machine fails, every server of the app fails with it until somebody restores a backup.',
  remedy: {
    any: 'Make it a member of a set that elects a new primary by itself (MongoDB: `replication.replSetName` on three nodes, and `replicaSet=` in the URI).',
  },
  needs: ['dataServers'],
  *check({ dataServers, profile }) {
    if (profile.managed.includes('database')) return;
    for (const { label, technology, replicated, repairs, at } of dataServers) {
      if (!replicated) continue;
      yield* judge(`whether ${label} has others`, replicated, (is, because) =>
        is
          ? safe(`${label} belongs to a replica set`, because, { technology })
          : hazard(`${label} is a single node: nobody takes over when it fails`, because, {
              technology,
              at,
              repair: repairs?.replicated,
            }),
      );
    }
  },
  examples: [
    {
      on: 'mongodb-7',
      bad: { 'mongod.conf': 'storage:\n  dbPath: «/var/lib/mongodb»\n' },
      good: {},
    },
  ],
});
