import { known, said, unknown } from '../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../resolve/parts/scheduled-task.js';
import type { Resolution } from '../technology.js';
import { lockBackend, lockExpr } from './cache.js';
import { lockRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

/** Tasks of the Scheduler component; every consumer of the schedule's transport fires them unless the schedule takes a lock. */
export function scheduledTasks(app: Resolution, config: SymfonyConfig): readonly ScheduledTask[] {
  return app.facts
    .of('schedule')
    .filter((fact) => fact.technology === 'symfony')
    .map((fact) => ({
      label: fact.name,
      technology: 'symfony',
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: 'unknown' as const,
      guards: fact.modifiers
        .filter(({ name }) => name === 'lock')
        .map(({ at }): Guard => ({ label: '->lock()', kind: 'once', backend: lockBackend(config), at })),
      single: singleConsumer(app),
      repair: fact.modifiers.some(({ name }) => name === 'lock') ? lockRepair(app, lockExpr(config)) : undefined,
      at: fact.at,
      because: [said(fact.at, 'is scheduled by every consumer')],
    }));
}

/** One process of one copy that consumes a `scheduler_...` transport, in the files that deploy the app. */
function singleConsumer(app: Resolution): ScheduledTask['single'] {
  const consumers = app.processes.filter(({ command }) => /messenger:consume.{0,300}\bscheduler_/.test(command ?? ''));
  const [only] = consumers;
  if (!only || consumers.length > 1) return known(false, []);
  if (only.role === 'web') return known(false, [said(only.at, 'the web servers consume the schedule')]);
  if (worksOff(only.command ?? ''))
    return known(false, [
      said(only.at, 'consumes the schedule and a queue: a second one is started when the queue grows'),
    ]);
  if (only.replicas.state === 'unknown') return unknown(only.replicas.why, only.replicas.because);
  return known(only.replicas.value === 1, [...only.replicas.because, said(only.at, 'consumes the schedule')]);
}

/** Whether a consumer takes messages of other transports than schedules too. */
function worksOff(command: string): boolean {
  const named = /messenger:consume((?:\s+[\w.:-]+)*)/.exec(command)?.[1] ?? '';
  return named
    .trim()
    .split(/\s+/)
    .some((word) => word !== '' && !/^(-|scheduler_)/.test(word));
}
