import { hazard, judge, rule, safe } from 'ha-ready/rule';

const tolerable = 15;

export default rule({
  severity: 'note',
  title: 'A lost primary is noticed late',
  why: 'Until then every request that needs sessions, cache or the queue waits or fails; the failover itself comes on top.',
  remedy: {
    any: 'Set `sentinel down-after-milliseconds` to 5000-10000, and let clients retry for the seconds in between.',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, engine, detection, repairs } of failovers) {
      if (engine !== 'redis' || !detection) continue;
      yield* judge(`when ${label} gives a primary up`, detection, (seconds, because) =>
        seconds <= tolerable
          ? safe(`${label} gives a silent primary up after ${seconds} s`, because, { technology })
          : hazard(`${label} waits ${seconds} s before it gives a silent primary up`, because, {
              technology,
              repair: repairs?.detection,
            }),
      );
    }
  },
  examples: [
    {
      on: 'redis-7',
      about: 'half a minute is the default',
      bad: {
        'sentinel-1.conf': '«sentinel monitor shop 10.0.0.21 6379 2»\n',
        'sentinel-2.conf': null,
        'sentinel-3.conf': null,
      },
      good: {},
    },
  ],
});
