import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { ScheduleModifier } from '../../../facts/schedule.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsDotted, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { table } from '../../../table.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, type JsSite, sourceText, spanOf } from '../js/file.js';
import { functionsAround, isFunction } from '../js/functions.js';
import { isOwnModule, moduleKey } from '../js/modules.js';
import { originOf } from '../js/origin.js';
import { opaque } from '../js/reading.js';
import { functionText, resolveFunction } from './callbacks.js';
import { functionName, servedBy } from './context.js';

/** Packages that run a callback by the clock in this process, with the names of what takes it. */
const clocks: Readonly<Record<string, RegExp>> = table({
  'node-cron': /^(schedule|default\.schedule)$/,
  cron: /^(CronJob(\.from)?|job|)$/,
  croner: /^(Cron|)$/,
  'node-schedule': /^(scheduleJob|Job)$/,
  'toad-scheduler': /^(SimpleIntervalJob|CronJob|LongIntervalJob)$/,
  bree: /^$/,
});

const work =
  /send_?mail|sendEmail|\.save\(|\.create\(|\.insert|\.update(One|Many)?\(|\.delete(One|Many)\(|\.destroy\(|\.bulkCreate|\bfetch\(|axios|\.publish\(|notif(y|ication)|charge|invoice|digest|\.execute\(|\.query\(|\$executeRaw/i;
const memoryOnly =
  /cache|\bmap\b|metrics?|gauge|memory|heartbeat|\.ping\(|isAlive|memoryUsage|eventLoop|console\.log\(/i;

/** What guards a callback against a second server, as it is written in it. */
const guards: readonly (readonly [RegExp, string])[] = [
  [/redlock|\.acquire\(|acquireLock|withLock|\.lock\(|mutex/i, 'a lock'],
  [/['"]NX['"]|NX:\s*true|setnx|setNX/, 'an atomic SET NX'],
  [/pg_(try_)?advisory/i, 'an advisory lock'],
  [/SKIP LOCKED|FOR UPDATE/i, 'a row lock'],
  [/findOneAndUpdate\(|find_?and_?modify/i, 'an atomic claim'],
  [/is_?leader|leader_?election/i, 'leader election'],
];

/** Work that this process starts by the clock: cron libraries, and timers whose callback does work that others can see. */
export function* scheduleFacts(file: JsFile): Iterable<Fact> {
  const inPage = isInPage(file);
  for (const site of file.calls) {
    const origin = originOf(file, site.path, site.node.callee as Node);
    const timer = jsDotted(site.node.callee as Node) === 'setInterval';
    const pattern = origin && clocks[origin.module];
    const own =
      origin && isOwnModule(origin.module) && isSchedule(file, site) ? moduleKey(origin.module, file.path) : undefined;
    if (!timer && !own && !(pattern && origin && pattern.test(origin.name))) continue;
    const technology = timer ? 'timer' : (own ?? origin?.module ?? '');
    const found = callbackOf(file, site);
    const title = own && jsString(jsProperty(jsArgument(site.node, 0), 'name'));
    const scheduled = found && title ? { ...found, name: title } : found;
    if (!scheduled || (timer && (inPage || isInEffect(site.path) || !isSharedWork(scheduled.text)))) continue;
    if (!conditionsOf(file, site.path)) continue;
    yield scheduleFact(file, site, { technology, ...scheduled });
  }
}

/** Its timers run in a page that somebody looks at: it touches what only pages have, and loads nothing that only servers or remote-controlled browsers have. */
function isInPage({ text }: JsFile): boolean {
  return (
    /(^|[^\w.$'"])(window|document|localStorage|sessionStorage)\.[a-z]/.test(text) &&
    !/\brequire\(|\btypeof window\b|['"](node:|fs['"/]|https?['"]|express|fastify|koa|puppeteer|playwright|jsdom)/.test(
      text,
    )
  );
}

/** Within what React runs in the browser only, also where a server renders the page (react 19, useEffect: "Effects only run on the client"). */
function isInEffect(path: JsPath): boolean {
  return [...functionsAround(path)].some(({ parent }) => {
    const call = parent?.node;
    return (
      call?.type === 'CallExpression' && /(^|\.)use(Layout|Insertion)?Effect$/.test(jsDotted(call.callee as Node) ?? '')
    );
  });
}

/** A call of the app's own scheduler: a cron expression and a function, or an object with `cronTime` and `onTick`. */
function isSchedule(file: JsFile, { node, path }: JsSite): boolean {
  const [first] = node.arguments as Node[];
  if (jsProperty(first, 'onTick') && jsProperty(first, 'cronTime')) return true;
  const isCron = /^[\d*?/,LW#A-Z-]+( [\d*?/,LW#A-Z-]+){4,5}$/.test(jsString(first) ?? '');
  return isCron && (node.arguments as Node[]).some((argument) => resolveFunction(file, path, argument) !== undefined);
}

/** `setTimeout(again, …)` within the very function that it starts: work that repeats itself for as long as the process lives. */
export function* loopFacts(file: JsFile): Iterable<Fact> {
  if (isInPage(file)) return;
  const found = new Map<Node, Fact>();
  // The last of several is the one that a run ends with.
  for (const site of file.calls.toSorted((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0))) {
    if (jsDotted(site.node.callee as Node) !== 'setTimeout') continue;
    const around = functionsAround(site.path).next().value;
    const first = jsArgument(site.node, 0);
    const again = first && resolveFunction(file, site.path, first);
    const name = around && functionName(around);
    if (!around || !again || !name) continue;
    const repeats = again === around.node || new RegExp(`\\b${name}\\(`).test(sourceText(file, again));
    const text = functionText(file, site.path, around.node);
    if (
      !repeats ||
      !work.test(text) ||
      /retry|attempt|backoff|reconnect|gauge|memoryUsage/i.test(`${name} ${text.slice(0, 200)}`)
    )
      continue;
    // A function that only catches the errors of the one that does the work belongs to the same loop.
    if (again === around.node && found.has(again)) continue;
    if (conditionsOf(file, site.path))
      found.set(again, scheduleFact(file, site, { technology: 'timer', name, text, isEmpty: false }));
  }
  yield* found.values();
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
      ...(given && technology !== 'timer' ? { cadence: jsExpr(file, site.path, given) } : {}),
      empty: flag(isEmpty),
      everywhere: flag(everywhere),
      request: flag(serves === 'request' || serves === 'socket'),
      text: { is: 'literal', value: `${name} ${text.slice(0, 600)}`, at },
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

function callbackOf(file: JsFile, site: JsSite): Scheduled | undefined {
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
  for (const [, called = ''] of body.matchAll(/([A-Za-z_$][\w$.]{0,120})\s{0,20}\(/g))
    if (
      !/^(console|function|if|for|while|switch|catch|try|log(ger)?|Date|Math|JSON|Object|Array|Promise|Number|String|process|winston|set\w*)\b/.test(
        called,
      )
    )
      return called;
  return 'a task';
}

function isSharedWork(text: string): boolean {
  return work.test(text) && !memoryOnly.test(text.slice(0, 300));
}
