import type { Fact } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../resolve/parts/scheduled-task.js';
import { byHand } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';
import { guardsIn } from './schedules.js';

/**
 * Periodic tasks of huey: each consumer that is not started with `--no-periodic` puts each of them on the queue, whatever
 * the queue is kept in and whatever the others did (huey 3.3, consumer.py, Scheduler.enqueue_periodic_tasks).
 */
export function hueyTasks(app: Resolution): readonly ScheduledTask[] {
  const single = oneConsumer(app);
  return app.facts
    .of('python-call')
    .filter((fact) => isPeriodic(app, fact))
    .map((fact) => {
      const label = fact.decorates ?? '';
      return {
        label,
        technology: 'python',
        effect: 'unknown',
        guards: [...guardsIn(app.facts, fact, label), ...lockOf(app, fact)],
        single,
        at: fact.at,
        because: [said(fact.at, 'is put on the queue by every consumer of huey')],
        repair: byHand(
          'Let one consumer of huey enqueue the periodic tasks',
          'Start every consumer but one with --no-periodic, the one as a service of its own with one replica',
        ),
      };
    });
}

/** The decorators of huey.contrib.djhuey, and the method of an object that is named huey or made in this file. */
function isPeriodic(app: Resolution, { name, decorates, at: { file } }: Fact<'python-call'>): boolean {
  if (decorates === undefined) return false;
  if (/^huey\.contrib\.djhuey\.(db_)?periodic_task$/.test(name)) return true;
  if (!/\.periodic_task$/.test(name) || /^(celery|apscheduler)\./.test(name)) return false;
  const object = name.split('.').at(-2) ?? '';
  return (
    /huey/i.test(object) ||
    app.facts
      .of('python-call')
      .some((call) => call.as === object && call.at.file === file && madeByHuey.test(call.name))
  );
}

const madeByHuey = /^huey(\.\w+)*\.\w*Huey$/;

/** `@huey.lock_task()` turns a second run away while the first one runs, and no longer (huey 3.3, api.py, TaskLock). */
function lockOf(app: Resolution, task: Fact<'python-call'>): readonly Guard[] {
  const lock = app.facts
    .of('python-call')
    .find(
      ({ name, decorates, at }) =>
        /(^|\.)lock_task$/.test(name) && decorates === task.decorates && at.file === task.at.file,
    );
  const backend = unknown("huey's lock is kept where its queue is", []);
  return lock ? [{ label: 'lock_task()', kind: 'overlap', backend, at: lock.at }] : [];
}

/** One service with one replica that runs the consumer, where a deployment names its services. */
function oneConsumer(app: Resolution): Resolved<boolean> {
  const open = unknown('nothing says how many consumers of huey run', []);
  const firing = app.processes.filter(
    ({ command = '' }) =>
      /\b(run_huey|huey_consumer)\b/.test(command) && !/\s(--no-periodic|-[a-mo-z]*n[a-z]*)(\s|$)/.test(command),
  );
  const [only] = firing;
  if (!only || firing.length > 1 || only.role === 'web') return open;
  if (!/^(kubernetes|compose|procfile)$/.test(only.technology) || only.replicas.state === 'unknown') return open;
  return known(only.replicas.value === 1, [
    ...only.replicas.because,
    said(only.at, `${only.name} is the only consumer that enqueues periodic tasks`),
  ]);
}
