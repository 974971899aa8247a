import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Every deploy stops all copies first',
  why: 'Nobody is served from the moment the old copies are told to stop until the new ones are ready.',
  remedy: {
    any: 'Replace copies one after another (`RollingUpdate` with `maxUnavailable: 0`); that needs volumes that two copies may mount.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, rollout } of processes) {
      if (!rollout || role === 'job') continue;
      yield* judge(`how ${name} is replaced`, rollout, (how, because) =>
        how === 'all-at-once'
          ? hazard(`${name} is stopped in every copy before a new one starts: each deploy is an outage`, because, {
              technology,
            })
          : safe(`${name} is replaced copy by copy`, because, { technology }),
      );
    }
  },
  examples: [],
});
