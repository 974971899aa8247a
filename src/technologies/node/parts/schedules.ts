import { type Expr, literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../../resolve/parts/scheduled-task.js';
import type { JsApp } from '../resolve-js.js';

const idempotent = /clean|clear|prune|purge|expire|vacuum|sweep|refresh|\bsync|reindex|rotate|archive/i;
const everywhere = /cache(?!d)|metric|gauge|memory|health|tmp|temp(orary)?\b|log ?rotat|keep-?alive|ping/i;

/** Tasks by the clock, and whether something keeps a second server from doing them too. */
export function scheduleParts(js: JsApp): AppParts {
  const schedules = js.app.facts
    .of('schedule')
    .filter((fact) => fact.technology.startsWith('node:') && js.runs(fact.at.file));
  return { scheduledTasks: [...schedules.flatMap((fact) => taskOf(js, fact)), ...brokered(js)] };
}

function taskOf(js: JsApp, fact: Fact<'schedule'>): readonly ScheduledTask[] {
  const flag = (key: string) =>
    fact.options?.[key]?.is === 'literal' && (fact.options[key] as { value: unknown }).value === true;
  if (flag('empty') || (flag('request') && fact.technology === 'node:timer')) return [];
  const conditions = fact.options?.when;
  const when = conditions?.is === 'list' ? conditions.items : [];
  const values = when.map((one) => ({ one, value: js.value(one) }));
  if (values.some(({ value }) => value.state === 'known' && !value.value)) return [];
  const text = literalText(fact.options?.text) ?? fact.name;
  const guards: Guard[] = fact.modifiers.map((modifier) => ({
    label: modifier.name,
    kind: 'once',
    backend: guardBackend(js, modifier.name, fact),
    at: modifier.at,
  }));
  const library = fact.technology.slice('node:'.length);
  return [
    {
      label: `'${fact.name}'`,
      technology: 'node',
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: effectOf(fact.name, text),
      guards,
      single: singleOf(values.map(({ one }) => one)),
      at: fact.at,
      because: [said(fact.at, `is started by ${library === 'timer' ? 'a timer' : library} in every process`)],
    },
  ];
}

function effectOf(name: string, text: string): ScheduledTask['effect'] {
  if (everywhere.test(name)) return 'everywhere';
  return idempotent.test(name) || (idempotent.test(text.slice(0, 200)) && !/mail|notify|charge|invoice/i.test(text))
    ? 'idempotent'
    : 'once';
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
function guardBackend(js: JsApp, label: string, fact: Fact<'schedule'>): Guard['backend'] {
  const at = [said(fact.at, `is guarded by ${label}`)];
  if (/advisory|row lock|atomic claim/.test(label)) return known({ technology: 'database', reach: 'shared' }, at);
  const local = js
    .of(/^(async-mutex|async-lock|await-lock|proper-lockfile|lockfile)$/)
    .find((call) => call.at.file === fact.at.file);
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
