import { type Evidence, hazard, isShared, rule, type ScheduledTask, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A scheduled task runs once per server',
  why: 'Every copy of the app has the schedule, so with two servers the task is done twice at the same minute: mails, invoices and imports come double.',
  remedy: {
    any: 'Let the task take a lock that all servers share, or run the scheduler in exactly one place.',
    symfony:
      "Give the schedule a lock: `->lock($lockFactory->createLock('schedule'))`, with LOCK_DSN on Redis or the database.",
  },
  needs: ['scheduledTasks'],
  *check({ scheduledTasks }) {
    for (const task of scheduledTasks) {
      if (task.effect === 'everywhere') continue;
      const extra = { at: task.at, technology: task.technology, repair: task.repair };
      if (task.effect === 'harmless') {
        yield safe(`${task.label} does no harm when it runs twice`, task.because, extra);
        continue;
      }
      if (task.single.state === 'known' && task.single.value) {
        yield safe(`${task.label} is fired by one scheduler only`, [...task.because, ...task.single.because], extra);
        continue;
      }
      const guard = task.guards.find(({ kind }) => kind === 'once');
      if (guard) {
        if (guard.backend.state === 'known' && isShared(guard.backend.value)) {
          yield safe(`${task.label} is guarded by ${guard.label}`, [...task.because, ...guard.backend.because], extra);
        }
        continue;
      }
      yield hazard(messageOf(task), evidenceOf(task), {
        ...extra,
        ...(task.effect === 'idempotent' ? { severity: 'warning' as const } : {}),
      });
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: '`every` of sidekiq-scheduler is pushed once per host',
      bad: {
        Gemfile: 'gem "rails"\ngem "sidekiq-scheduler"\n',
        'config/schedule.yml': '«digest»:\n  class: DigestJob\n  every: 1h\n',
      },
      good: {
        Gemfile: 'gem "rails"\ngem "sidekiq-scheduler"\n',
        'config/schedule.yml': 'digest:\n  class: DigestJob\n  cron: "0 * * * *"\n',
      },
    },
  ],
});

function messageOf(task: ScheduledTask): string {
  const overlap = task.guards.find(({ kind }) => kind === 'overlap');
  if (overlap)
    return `${task.label} has only ${overlap.label}, which does not keep a second server from running it: it runs once per server`;
  return `${task.label} has no guard that all servers share: it runs once per server`;
}

function evidenceOf(task: ScheduledTask): readonly Evidence[] {
  return task.because.length > 0 ? task.because : [{ at: task.at, says: 'is scheduled here' }];
}
