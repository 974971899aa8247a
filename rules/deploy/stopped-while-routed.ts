import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'A copy is told to stop while requests are still sent to it',
  why: 'The stop signal and the news that a copy is gone travel at the same time: for some seconds of each deploy, requests go to a copy that no longer listens.',
  remedy: {
    any: 'Let the copy serve for some seconds before it is told to stop: a `preStop` hook that sleeps.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, balanced, replicas, drains, repairs } of processes) {
      if (!drains || role !== 'web' || !balanced || replicas.state === 'unknown' || replicas.value < 2) continue;
      yield* judge(`whether ${name} waits before it stops`, drains, (waits, because) =>
        waits
          ? safe(`${name} serves on while others hear that it stops`, because, { technology })
          : hazard(`${name} is told to stop at the moment at which others are told that it is gone`, because, {
              technology,
              repair: repairs?.drains,
            }),
      );
    }
  },
  examples: [],
});
