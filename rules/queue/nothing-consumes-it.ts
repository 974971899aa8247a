import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing works the queue off',
  why: 'Messages are put into the queue and stay there: the deployment that the repository ships starts no consumer.',
  remedy: {
    any: 'Start at least one consumer as a process of its own, under supervision.',
    symfony: 'Run `bin/console messenger:consume` as a supervised process of its own.',
  },
  needs: ['waitingWork'],
  *check({ waitingWork }) {
    for (const { label, technology, kind, runner, at } of waitingWork) {
      if (kind !== 'queue') continue;
      const extra = { at, technology };
      yield* judge(`what does ${label}`, runner, (name, because) =>
        name === undefined
          ? hazard(`nothing in the deployment works off ${label}: what is queued stays there`, because, extra)
          : safe(`${label}: done by ${name}`, because, extra),
      );
    }
  },
  examples: [],
});
