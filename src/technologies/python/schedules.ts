import type { Fact, Facts } from '../../facts/fact.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../resolve/parts/scheduled-task.js';

const decorators = /(^|\.)(scheduled_job|repeat_every|periodic_task|db_periodic_task|cron|task)$/;
const schedulers = /(scheduler|sched|apscheduler|crons?|timeloop|tl|aps)(\.|$)/i;

/** Tasks that a scheduler inside of the process fires: APScheduler, Flask-APScheduler, fastapi-utils, schedule. */
export function scheduledTasks(facts: Facts): readonly ScheduledTask[] {
  const hasScheduler = facts
    .of('python-call')
    .some(({ name }) =>
      /^(apscheduler\.|flask_apscheduler\.|fastapi_utils\.tasks|fastapi_utilities|rocketry|timeloop|schedule\.)/.test(
        name,
      ),
    );
  const found: ScheduledTask[] = [];
  for (const fact of facts.of('python-call')) {
    const task = taskOf(fact, hasScheduler);
    if (task !== undefined) found.push({ ...task, guards: guardsIn(facts, fact, task.label) });
  }
  return found;
}

function taskOf(fact: Fact<'python-call'>, hasScheduler: boolean): ScheduledTask | undefined {
  const isAdded = /\.add_job$/.test(fact.name) && hasScheduler;
  const isRepeated = /(^|\.)repeat_every$/.test(fact.name) && fact.decorates !== undefined;
  const isDecorated =
    fact.decorates !== undefined && hasScheduler && decorators.test(fact.name) && schedulers.test(fact.name);
  if (!isAdded && !isRepeated && !isDecorated) return undefined;
  const first = fact.args.find(({ name }) => name === 'func') ?? fact.args[0];
  const target =
    first?.value.is === 'name' || first?.value.is === 'attribute'
      ? first.value.name
      : first?.value.is === 'literal'
        ? String(first.value.value)
        : undefined;
  const label = fact.decorates ?? (isAdded ? target : undefined) ?? 'a scheduled job';
  return {
    label,
    technology: 'python',
    effect: effectOf(label),
    guards: [],
    single: unknown('nothing says how many copies have the scheduler', []),
    at: fact.at,
    because: [said(fact.at, 'is fired by a scheduler inside of the process')],
  };
}

/** What a second run does, by the task's name: deleting what is old does no harm. */
export function effectOf(label: string): ScheduledTask['effect'] {
  return /(clean|purge|prune|expire|vacuum|gc|tmp|temp)/i.test(label) ? 'idempotent' : 'once';
}

/** A lock that the task itself takes in a store that all servers share. */
export function guardsIn(facts: Facts, fact: Fact<'python-call'>, label: string): readonly Guard[] {
  const lock = facts
    .of('python-call')
    .find(
      (each) =>
        each.at.file === fact.at.file &&
        each.inside?.split('.').at(-1) === label &&
        (/redis[\w.()]{0,100}\.(lock|set|setnx)$|cache\.(lock|add)$|(^|\.)(redis_lock|redlock|Redlock)/i.test(
          each.name,
        ) ||
          JSON.stringify(each.args).includes('advisory_lock')),
    );
  if (!lock) return [];
  const backend = known({ technology: 'a shared lock', reach: 'shared' as const }, [said(lock.at, 'takes a lock')]);
  return [{ label: lock.name, kind: 'once', backend, at: lock.at }];
}
