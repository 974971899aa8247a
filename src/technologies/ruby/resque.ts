import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { WaitingWork } from '../../resolve/parts/scheduled-task.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';

const technology = 'ruby';

/**
 * The schedule of resque-scheduler. Any number of its processes elect one through a key in Redis since 2.0.1 (resque-scheduler 4.10,
 * scheduler/locking.rb); the workers of Resque do not fire it.
 */
export function resqueParts(app: Resolution): Pick<AppParts, 'scheduledTasks' | 'waitingWork'> {
  const gem = packageOf(app.facts, 'gem', 'resque-scheduler');
  const tasks = app.facts.of('schedule').filter((fact) => fact.technology === 'resque');
  const [first] = tasks;
  if (!gem || !first || !atLeast(gem, 2, 1)) return {};
  const backend = known({ technology: 'redis', reach: 'shared' as const }, [
    { at: { builtin: 'resque-scheduler, scheduler/locking.rb' }, says: 'the schedulers elect one in Redis' },
  ]);
  return {
    scheduledTasks: tasks.map((fact) => ({
      label: fact.name,
      technology,
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: 'once',
      guards: [{ label: "the schedulers' lock in Redis", kind: 'once', backend, at: fact.at }],
      single: known(false, []),
      at: fact.at,
      because: [said(fact.at, 'is scheduled here')],
    })),
    waitingWork: [
      { label: 'the tasks of resque-scheduler', technology, kind: 'schedule', runner: runnerOf(app, first.at), at: first.at },
    ],
  }; // biome-ignore format: records
}

const scheduler = /\bresque[:-]scheduler\b/;
const works = /\bresque(:work(ers)?|:pool|-pool|\s+work)\b/;

/** A deployment that starts workers of Resque, and beside them nothing that could be a scheduler, has none. */
function runnerOf(app: Resolution, at: WaitingWork['at']): Resolved<string | undefined> {
  const because = [said(at, 'is scheduled here')];
  const found = app.processes.find(
    ({ name, role, command }) => scheduler.test(command ?? '') || role === 'scheduler' || /cron|schedul/i.test(name),
  );
  if (found) return known(found.name, [...because, said(found.at, 'fires the schedule')]);
  const workers = app.processes.filter(({ command }) => works.test(command ?? ''));
  const other = app.processes.find((one) => one.role !== 'web' && one.role !== 'job' && !workers.includes(one));
  if (other)
    return unknown(`${other.name} may or may not fire it`, [
      ...because,
      said(other.at, 'does something that is not said'),
    ]);
  const [worker] = workers;
  return worker
    ? known(undefined, [said(worker.at, 'only works the queues off'), ...because])
    : unknown('the repository does not show where the background work is done', because);
}
