import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The times of the failover contradict each other',
  why: 'The key of the leader may run out while a healthy primary is still retrying: it is demoted for nothing, or two nodes believe to be primary for a moment.',
  remedy: {
    any: 'Keep `loop_wait + 2 x retry_timeout <= ttl` (10, 10 and 30 are the defaults).',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, contradiction, repairs } of failovers) {
      if (!contradiction) continue;
      yield* judge(`whether the times of ${label} fit`, contradiction, (words, because) =>
        words === undefined
          ? safe(`the times of ${label} fit together`, because, { technology })
          : hazard(`${label}: ${words}, so a healthy primary may be demoted`, because, {
              technology,
              repair: repairs?.contradiction,
            }),
      );
    }
  },
  examples: [
    {
      on: 'patroni-3',
      bad: { 'patroni.yml': patroni('ttl: «20»\n    loop_wait: 10\n    retry_timeout: 10') },
      good: { 'patroni.yml': patroni('ttl: 30\n    loop_wait: 10') },
    },
  ],
});

function patroni(dcs: string): string {
  return `scope: shop\nname: db1\nrestapi:\n  connect_address: 10.0.0.31:8008\nbootstrap:\n  dcs:\n    ${dcs}\n`;
}
