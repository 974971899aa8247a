import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing runs the scheduled work',
  why: 'The schedule exists, but no process, cron line or service of the repository fires it: the work is never done, on any number of servers.',
  remedy: {
    any: 'Run exactly one scheduler (a cron line on one host, a CronJob, a service with one replica).',
    wordpress:
      'Run `wp cron event run --due-now` every minute from one cron (a host, a CronJob, a service with one replica).',
  },
  needs: ['waitingWork'],
  *check({ waitingWork }) {
    for (const { label, technology, kind, runner, at } of waitingWork) {
      if (kind !== 'schedule') continue;
      const extra = { at, technology };
      yield* judge(`what does ${label}`, runner, (name, because) =>
        name === undefined
          ? hazard(`nothing in the deployment runs ${label}: they are never done`, because, extra)
          : safe(`${label}: done by ${name}`, because, extra),
      );
    }
  },
  examples: [],
});
