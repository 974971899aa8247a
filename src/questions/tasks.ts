import type { Effect } from '../program/effects.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known, unknown } from '../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../resolve/parts/scheduled-task.js';
import { type Asked, evidenceOf, placeOfExpr, proofOf } from './asked.js';
import { bodiesOf, workIn } from './work.js';

/**
 * Work by the clock in every process: a timer or a scheduler that the start of the program reaches, whose body does what all servers share
 * (rows written, mail, calls of other services), with no lock, claim or leader on the way to it.
 */
export function tasksAsked(asked: Asked): AppParts {
  return { scheduledTasks: asked.program.effects.of('timer', 'schedule').flatMap((effect) => taskOf(effect, asked)) };
}

function taskOf(effect: Effect, asked: Asked): readonly ScheduledTask[] {
  const { site, row } = effect;
  if (row.once || !asked.runs(site.func.module.path)) return [];
  const way = asked.program.reach.wayTo(site.func, ['boot']);
  // what a request or a socket starts belongs to it
  if (!way) return [];
  const bodies = bodiesOf(effect, asked.program);
  if (bodies.length === 0) return [];
  const work = workIn(bodies, asked.program);
  if (!work.shared) return [];
  const at = placeOfExpr(site.call, site.func);
  const because = [
    ...evidenceOf(way, effect, 'is started in every process'),
    { at: placeOfExpr(work.shared.site.call, work.shared.site.func), says: saysOf(work.shared) },
  ];
  return [
    {
      label: `'${nameOf(bodies)}'`,
      technology: asked.technologyOf(site.func.module.path),
      effect: work.isIdempotent ? 'idempotent' : 'once',
      guards: work.locks.map((lock) => guardOf(lock)),
      single: known(false, []),
      at,
      because,
      confidence: proofOf(way, effect.weak || work.shared.weak),
    },
  ];
}

function nameOf(bodies: readonly Func[]): string {
  return bodies.map(({ fn }) => fn.name).find((name) => name !== '') ?? 'the task';
}

function saysOf({ row, name }: Effect): string {
  if (row.what === 'mail') return 'sends mail';
  if (row.what === 'http') return 'calls another service';
  if (row.what === 'process') return 'runs a program';
  if (row.is === 'enqueue') return 'puts a job on the queue';
  return `changes what all servers share (${name.slice(0, 40)})`;
}

function guardOf(lock: Effect): Guard {
  const at = placeOfExpr(lock.site.call, lock.site.func);
  const reach = lock.row.reach ?? 'shared';
  const because = [{ at, says: `is guarded by ${lock.name}` }];
  return {
    label: lock.name,
    kind: 'once',
    backend: lock.weak
      ? unknown('its lock cannot be followed', because)
      : known({ technology: lock.name, reach }, because),
    at,
  };
}
