import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'The last commits may be lost in a failover',
  why: 'A commit is confirmed before a second node has it: when the primary dies at that moment, the order or payment that the user saw confirmed is gone.',
  remedy: {
    any: 'Choose on purpose: `synchronous_mode: true` waits for a second node with every commit; without it say how many seconds may be lost.',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, synchronous, repairs } of failovers) {
      if (!synchronous) continue;
      yield* judge(`whether commits of ${label} wait`, synchronous, (waits, because) =>
        waits
          ? safe(`commits wait for a second node (${label})`, because, { technology })
          : hazard(`${label} replicates asynchronously: a failover may lose the last commits`, because, {
              technology,
              repair: repairs?.synchronous,
            }),
      );
    }
  },
  examples: [
    {
      on: 'patroni-3',
      bad: {
        'patroni.yml':
          'scope: shop\nname: db1\nrestapi:\n  connect_address: 10.0.0.31:8008\nbootstrap:\n  dcs:\n    synchronous_mode: «false»\n',
      },
      good: {},
    },
  ],
});
