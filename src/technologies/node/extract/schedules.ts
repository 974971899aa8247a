import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { ScheduleModifier } from '../../../facts/schedule.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { table } from '../../../table.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, type JsSite, sourceText, spanOf } from '../js/file.js';
import { isFunction } from '../js/functions.js';
import { isOwnModule, moduleKey } from '../js/modules.js';
import { originOf } from '../js/origin.js';
import { opaque } from '../js/reading.js';
import { functionText, resolveFunction } from './callbacks.js';
import { servedBy } from './context.js';

/** Packages that run a callback by the clock in this process, with the names of what takes it. */
const clocks: Readonly<Record<string, RegExp>> = table({
  'node-cron': /^(schedule|default\.schedule)$/,
  cron: /^(CronJob(\.from)?|job|)$/,
  croner: /^(Cron|)$/,
  'node-schedule': /^(scheduleJob|Job)$/,
  'toad-scheduler': /^(SimpleIntervalJob|CronJob|LongIntervalJob)$/,
  bree: /^$/,
});

/** What guards a callback against a second server, as it is written in it. */
const guards: readonly (readonly [RegExp, string])[] = [
  [/redlock|\.acquire\(|acquireLock|withLock|\.lock\(|mutex/i, 'a lock'],
  [/['"]NX['"]|NX:\s*true|setnx|setNX/, 'an atomic SET NX'],
  [/pg_(try_)?advisory/i, 'an advisory lock'],
  [/SKIP LOCKED|FOR UPDATE/i, 'a row lock'],
  [/findOneAndUpdate\(|find_?and_?modify/i, 'an atomic claim'],
  [/is_?leader|leader_?election/i, 'leader election'],
];

/** Work that a library of this process, or a scheduler of the app that stands before one, starts by the clock. Timers are followed by the program. */
export function* scheduleFacts(file: JsFile): Iterable<Fact> {
  for (const site of file.calls) {
    const origin = originOf(file, site.path, site.node.callee as Node);
    const pattern = origin && clocks[origin.module];
    const own =
      origin && isOwnModule(origin.module) && isSchedule(file, site) ? moduleKey(origin.module, file.path) : undefined;
    if (!own && !(pattern && origin && pattern.test(origin.name))) continue;
    const technology = own ?? origin?.module ?? '';
    const found = callbackOf(file, site);
    const title = own && jsString(jsProperty(jsArgument(site.node, 0), 'name'));
    const scheduled = title ? { ...found, name: title } : found;
    if (!conditionsOf(file, site.path)) continue;
    yield scheduleFact(file, site, { technology, ...scheduled });
  }
}

/** A call of the app's own scheduler: a cron expression and a function, or an object with `cronTime` and `onTick`. */
function isSchedule(file: JsFile, { node, path }: JsSite): boolean {
  const [first] = node.arguments as Node[];
  if (jsProperty(first, 'onTick') && jsProperty(first, 'cronTime')) return true;
  const isCron = /^[\d*?/,LW#A-Z-]+( [\d*?/,LW#A-Z-]+){4,5}$/.test(jsString(first) ?? '');
  return isCron && (node.arguments as Node[]).some((argument) => resolveFunction(file, path, argument) !== undefined);
}

interface Scheduled {
  readonly name: string;
  readonly text: string;
  readonly isEmpty: boolean;
  /** The callback as it is given: a function, or the name of one. */
  readonly callback?: Node;
}

function scheduleFact(
  file: JsFile,
  site: JsSite,
  { technology, name, text, isEmpty, callback }: Scheduled & { technology: string },
): Fact {
  const at = spanOf(file, site.node);
  const when = conditionsOf(file, site.path) ?? [];
  const given = jsProperty(jsArgument(site.node, 0), 'cronTime') ?? jsArgument(site.node, 0);
  const cadence = jsString(given);
  const { serves } = servedBy(file, site.path);
  const modifiers: ScheduleModifier[] = [...guardsIn(text, at)];
  const distributed = site.node.arguments.some((argument) =>
    /distributed:\s*true/.test(sourceText(file, argument as Node)),
  );
  if (distributed) modifiers.push({ name: 'distributed: true', at });
  const everywhere = site.node.arguments.some((argument) =>
    /\b(runs?|start)?On(All|Every)(Nodes?|Servers?|Hosts?|Instances?):\s*true/i.test(
      sourceText(file, argument as Node),
    ),
  );
  const flag = (value: boolean): Expr => ({ is: 'literal', value, at });
  return {
    kind: 'schedule',
    technology: `node:${technology}`,
    name,
    ...(cadence ? { cadence } : {}),
    modifiers,
    options: {
      ...(given ? { cadence: jsExpr(file, site.path, given) } : {}),
      empty: flag(isEmpty),
      everywhere: flag(everywhere),
      request: flag(serves === 'request' || serves === 'socket'),
      when: { is: 'list', items: when, at },
      ...(callback && isMadeOnce(site.path) ? { callback: opaque(file, callback) } : {}),
    },
    at: { ...at, end: jsUnwrap(site.node.callee as Node).end ?? at.end },
  };
}

/** Not in a loop, a method or a function with parameters, where one line of code makes many tasks. */
function isMadeOnce(path: JsPath): boolean {
  for (const { node } of jsAncestors(path)) {
    if (/^(For\w*|While|DoWhile)Statement$|^Class(Private)?Method$|^Class(Private)?Property$/.test(node.type))
      return false;
    if ('params' in node && Array.isArray(node.params) && node.params.length > 0) return false;
  }
  return true;
}

/** The guards that a callback's own text shows. */
export function guardsIn(text: string, at: ScheduleModifier['at']): readonly ScheduleModifier[] {
  return guards.flatMap(([pattern, label]) => (pattern.test(text) ? [{ name: label, at }] : []));
}

function callbackOf(file: JsFile, site: JsSite): Scheduled {
  const candidates = (site.node.arguments as Node[]).flatMap((argument) =>
    [argument, jsProperty(argument, 'onTick')].filter((node) => node !== undefined),
  );
  for (const candidate of candidates) {
    const fn = resolveFunction(file, site.path, candidate);
    if (!fn) continue;
    const isEmpty =
      'body' in fn &&
      (fn.body as Node)?.type === 'BlockStatement' &&
      sourceText(file, fn.body as Node).replace(/[{}\s]|\/\/.*/g, '') === '';
    return { name: nameOf(file, candidate, fn), text: functionText(file, site.path, fn), isEmpty, callback: candidate };
  }
  const last = candidates.findLast((node) =>
    ['Identifier', 'MemberExpression', 'CallExpression'].includes(jsUnwrap(node).type),
  );
  return last
    ? { name: sourceText(file, last).slice(0, 60), text: sourceText(file, last), isEmpty: false, callback: last }
    : { name: 'a task', text: '', isEmpty: false };
}

function nameOf(file: JsFile, candidate: Node, fn: Node): string {
  if (!isFunction(jsUnwrap(candidate))) return sourceText(file, candidate).slice(0, 60);
  const body = sourceText(file, fn).replace(/^[^{=]*(=>|\{)/, '');
  for (const { 1: called = '', index } of body.matchAll(/([A-Za-z_$][\w$.]{0,120})\s{0,20}\(/g))
    if (
      // of what a call gives (`new Date().toISOString()`) a method names no task
      body[index - 1] !== '.' &&
      !/^(console|function|if|for|while|switch|catch|try|log(ger)?|Date|Math|JSON|Object|Array|Promise|Number|String|process|winston|set\w*)\b/.test(
        called,
      )
    )
      return called;
  return 'a task';
}
