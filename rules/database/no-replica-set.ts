import { hazard, judge, rule, safe } from 'ha-ready/rule';

const chart = `apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: mongodb
    version: 16.x.x
    repository: oci://registry-1.docker.io/bitnamicharts
`;

const values = (members: string) => `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
mongodb:
  architecture: replicaset
  replicaCount: ${members}
`;

export default rule({
  severity: 'warning',
  title: 'The database has nobody to take over',
  why: 'It is set up as a single node: when its machine fails, every server of the app fails with it until somebody restores a backup.',
  remedy: {
    any: 'Make it a member of a set that elects a new primary by itself (MongoDB: `replication.replSetName` on three nodes, and `replicaSet=` in the URI).',
  },
  needs: ['dataServers', 'services'],
  *check({ dataServers, services, profile }) {
    if (profile.managed.includes('database')) return;
    for (const { name, engine, technology, role, nodes, asSet } of services) {
      if (role !== 'database' || !asSet || nodes.state === 'unknown' || nodes.value > 1) continue;
      yield hazard(`${name} (${engine}) is a set of one member: nobody takes over when it fails`, nodes.because, {
        technology,
      });
    }
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
      on: 'helm-3',
      about: 'a chart that is brought along makes a replica set, of one member; of three',
      bad: { 'Chart.yaml': chart, 'values.yaml': values('«1»') },
      good: { 'Chart.yaml': chart, 'values.yaml': values('3') },
    },
    {
      on: 'mongodb-7',
      bad: { 'mongod.conf': 'storage:\n  dbPath: «/var/lib/mongodb»\n' },
      good: {},
    },
  ],
});
