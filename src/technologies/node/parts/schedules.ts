import { type Expr, literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { ScheduleModifier } from '../../../facts/schedule.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../../resolve/parts/scheduled-task.js';
import { taskRepair } from '../repairs/tasks.js';
import type { JsApp } from '../resolve-js.js';

/** Tasks by the clock, and whether something keeps a second server from doing them too. */
export function scheduleParts(js: JsApp): AppParts {
  const schedules = js.app.facts
    .of('schedule')
    .filter(({ technology, at }) => technology.startsWith('node:') && js.runs(at.file) && !js.app.isClient?.(at.file));
  return { scheduledTasks: [...schedules.flatMap((fact) => taskOf(js, fact)), ...brokered(js)] };
}

const clocks = /^(node-cron|cron|croner|node-schedule|toad-scheduler|bree)$/;

/** The module of the app that a task is handed to, with the schedule that it makes of it; undefined where it makes none. */
function wrapperOf(
  js: JsApp,
  library: string,
): { readonly file: string; readonly made?: Fact<'schedule'> } | undefined {
  const file = js.fileOf(library);
  if (file === undefined || !js.calls.some((call) => call.at.file === file && clocks.test(call.module)))
    return undefined;
  const made = js.app.facts.of('schedule').find(({ at }) => at.file === file);
  return made ? { file, made } : { file };
}

function taskOf(js: JsApp, given: Fact<'schedule'>): readonly ScheduledTask[] {
  const library = given.technology.slice('node:'.length);
  const isOwn = library !== '@nestjs/schedule' && !clocks.test(library);
  const wrapper = isOwn ? wrapperOf(js, library) : undefined;
  if (isOwn && !wrapper) return [];
  const fact = wrapper?.made ? within(given, wrapper.made) : given;
  const flag = (key: string) =>
    fact.options?.[key]?.is === 'literal' && (fact.options[key] as { value: unknown }).value === true;
  if (flag('empty')) return [];
  const conditions = fact.options?.when;
  const when = conditions?.is === 'list' ? conditions.items : [];
  const values = when.map((one) => ({ one, value: js.value(one) }));
  if (values.some(({ value }) => value.state === 'known' && !value.value)) return [];
  const guards: Guard[] = fact.modifiers.map((modifier) => ({
    label: modifier.name,
    kind: 'once',
    backend: guardBackend(js, modifier),
    at: modifier.at,
  }));
  return [
    {
      label: `'${fact.name}'`,
      technology: 'node',
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: flag('everywhere') ? 'everywhere' : 'unknown',
      guards,
      single: singleOf(values.map(({ one }) => one)),
      at: fact.at,
      repair: guards.length === 0 ? taskRepair(js, given) : undefined,
      because: [said(fact.at, `is started by ${wrapper?.file ?? library} in every process`)],
    },
  ];
}

/** A task with the guards and conditions of the module that puts it on the clock. */
function within(task: Fact<'schedule'>, made: Fact<'schedule'>): Fact<'schedule'> {
  const items = [task, made].flatMap(({ options }) => (options?.when?.is === 'list' ? options.when.items : []));
  const guards = made.modifiers.map(({ name }) => ({ name, at: made.at }));
  return {
    ...task,
    modifiers: [...task.modifiers, ...guards],
    options: { ...task.options, when: { is: 'list', items, at: task.at } },
  };
}

/** A variable of the environment that only one of the servers is given. */
function singleOf(when: readonly Expr[]): Resolved<boolean> {
  const gate = when.find(
    (one) => one.is === 'env' || (one.is === 'equals' && (one.left.is === 'env' || one.right.is === 'env')),
  );
  if (!gate) return known(false, []);
  const name = gate.is === 'env' ? gate.name : gate.is === 'equals' && gate.left.is === 'env' ? gate.left.name : '';
  return /CRON|JOB|SCHED|WORKER|LEADER|PRIMARY|MASTER|TASK/i.test(name)
    ? known(true, [said(gate.at, `runs only where ${name} says so`)])
    : known(false, []);
}

/** Locks of these kinds live where the app's shared services are; a mutex of this process guards nothing. */
function guardBackend(js: JsApp, { name: label, at: place }: ScheduleModifier): Guard['backend'] {
  const at = [said(place, `is guarded by ${label}`)];
  if (/advisory|row lock|atomic claim/.test(label)) return known({ technology: 'database', reach: 'shared' }, at);
  const local = js
    .of(/^(async-mutex|async-lock|await-lock|proper-lockfile|lockfile)$/)
    .find((call) => call.at.file === place.file);
  if (local)
    return known({ technology: local.module, reach: /lockfile/.test(local.module) ? 'server' : 'process' }, [
      ...at,
      said(local.at, 'is a lock of one server'),
    ]);
  const redis = js.of(/^(redis|ioredis|redlock|@upstash\/redis|@redis\/client)$/)[0];
  if (redis) return known({ technology: 'redis', reach: 'shared' }, at);
  return label === 'distributed: true' || label === 'a lock'
    ? known({ technology: 'a shared lock', reach: 'shared' }, at)
    : unknown('its lock cannot be followed', at);
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
