import { literalText } from '../../../facts/expr.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { ScheduledTask } from '../../../resolve/parts/scheduled-task.js';
import { taskRepair } from '../repairs/tasks.js';
import type { JsApp } from '../resolve-js.js';

/** Tasks by the clock as they are registered, with the repair of each; what comes of them, and what guards them, the program says. */
export function scheduleParts(js: JsApp): AppParts {
  const schedules = js.app.facts
    .of('schedule')
    .filter(({ technology, at }) => technology.startsWith('node:') && js.runs(at.file) && !js.app.isClient?.(at.file));
  const tasks = schedules.map(
    (fact): ScheduledTask => ({
      label: `'${fact.name}'`,
      technology: 'node',
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: 'unknown',
      guards: [],
      single: known(false, []),
      at: fact.at,
      repair: taskRepair(js, fact),
      because: [said(fact.at, `is started by ${fact.technology.slice('node:'.length)} in every process`)],
    }),
  );
  return { scheduledTasks: [...tasks, ...brokered(js)] };
}

/** Schedules that a shared store hands out to one worker at a time. */
function brokered(js: JsApp): readonly ScheduledTask[] {
  const pattern = /(\.|^)(upsertJobScheduler|every|schedule|repeatEvery)$/;
  return js.of(/^(agenda|pg-boss|bullmq|graphile-worker)$/, pattern).map((call) => ({
    label: `'${literalText(call.args[1]) ?? literalText(call.args[0]) ?? call.module}'`,
    technology: 'node',
    effect: 'once',
    guards: [],
    single: known(true, [
      said(call.at, `${call.module} keeps the schedule in a shared store and hands each run to one worker`),
    ]),
    at: call.at,
    because: [],
  }));
}
