import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The Sentinels cannot agree as they should',
  why: 'A quorum of one lets a single watcher that lost its network call for a failover; one that is larger than the number of watchers never lets a failover happen; and two watchers cannot survive the loss of either.',
  remedy: {
    any: 'Run three Sentinels (or five) on different machines with a quorum of two (or three).',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, engine, voters, quorum, repairs, at } of failovers) {
      if (engine !== 'redis' || quorum?.state !== 'known') continue;
      const count = voters.state === 'known' ? voters.value : undefined;
      const evidence = [...(voters.state === 'known' ? voters.because : []), ...quorum.because];
      const extra = { at, technology, repair: repairs?.quorum };
      const votes = quorum.value;
      if (count !== undefined && votes > count)
        yield hazard(`${label} needs ${votes} votes and has ${count} watchers: it never fails over`, evidence, {
          ...extra,
          severity: 'error',
        });
      else if (votes < 2)
        yield hazard(
          `${label} starts a failover on a single vote, which one watcher without network casts`,
          evidence,
          extra,
        );
      else if (count !== undefined && count < 3)
        yield hazard(
          `${label} has ${count} watchers: without one of them there is no majority for a failover`,
          evidence,
          extra,
        );
      else yield safe(`${label} fails over by ${votes} votes`, evidence, extra);
    }
  },
  examples: [
    {
      on: 'redis-7',
      about: 'a single vote; more votes than watchers; two watchers',
      bad: {
        'sentinel-1.conf': '«sentinel monitor shop 10.0.0.21 6379 1»\n«sentinel monitor carts 10.0.0.22 6379 4»\n',
        'sentinel-2.conf':
          'sentinel monitor shop 10.0.0.21 6379 1\nsentinel monitor carts 10.0.0.22 6379 4\n«sentinel monitor jobs 10.0.0.23 6379 2»\n',
        'sentinel-3.conf':
          'sentinel monitor shop 10.0.0.21 6379 1\nsentinel monitor carts 10.0.0.22 6379 4\nsentinel monitor jobs 10.0.0.23 6379 2\n',
      },
      good: { 'sentinel-2.conf': null, 'sentinel-3.conf': null },
    },
    {
      on: 'redis-7',
      about: 'a file in a folder of Redis is one watcher, not two',
      bad: {
        'sentinel-1.conf': null,
        'sentinel-2.conf': null,
        'sentinel-3.conf': null,
        'redis/sentinel-a.conf': '«sentinel monitor jobs 10.0.0.23 6379 2»\n',
        'redis/sentinel-b.conf': 'sentinel monitor jobs 10.0.0.23 6379 2\n',
      },
    },
  ],
});
