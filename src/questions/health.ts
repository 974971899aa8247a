import type { Call, Event, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { AnswerRow } from '../program/catalogue.js';
import type { Entry } from '../program/entries.js';
import { aroundOf } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { HealthCheck } from '../resolve/parts/http.js';
import { type Asked, placeOfExpr } from './asked.js';
import { constantsOf } from './constants.js';
import { sitesAmong } from './effects-in.js';
import { reachedFrom } from './reached.js';

/**
 * Routes that a balancer can ask, whatever they are called: their path is one for all, nothing stands before their handler, and it does no more
 * than to answer a few words, or words of success or of failure (`return "ok"`; `return "full", 503`).
 */
export function healthAsked(asked: Asked): AppParts {
  const { program } = asked;
  const found = new Map<string, HealthCheck>();
  for (const entry of program.entries) {
    const { func, kind } = entry;
    const path = kind === 'request' && asked.runs(func.module.path) ? pathOf(entry, program) : undefined;
    if (path === undefined || found.has(path) || !isOpen(entry, program) || !tellsHealth(func, program)) continue;
    const call = entry.site?.call ?? entry.decorator;
    if (!call) continue;
    const at = placeOfExpr(call, entry.site?.func ?? func);
    found.set(path, {
      label: `GET ${path}`,
      technology: asked.technologyOf(func.module.path),
      via: 'route',
      path,
      checks: [],
      obstacles: [],
      at,
    });
  }
  return { healthChecks: [...found.values()] };
}

/** Names of methods, of routers and of classes of handlers, that take what is not GET. */
const others = /^(post|put|patch|delete|options|use|param|websocket|middleware|exception_handler|errorhandler)$/i;

/** The path that a route has for all who ask; undefined where a part of it is chosen by the client, and for the first page. */
function pathOf({ row, site, decorator, func }: Entry, program: Program): string | undefined {
  const call = site?.call ?? decorator;
  if (row?.route === undefined || !call) return undefined;
  const { callee } = call;
  if (callee.is === 'member' && others.test(callee.name)) return undefined;
  if (func.owner && others.test(func.fn.name)) return undefined;
  const methods = argumentAt(call, 'methods');
  if (methods && !writtenOut(methods, site?.func ?? func, program).some((one) => /^(GET|HEAD)$/i.test(String(one))))
    return undefined;
  const given = argumentAt(call, row.route);
  const [value] = given ? (constantsOf(given, site?.func ?? func, program) ?? []) : [];
  const text = typeof value === 'string' ? value : undefined;
  const plain = text && /^\^?\/?([\w./~-]*[\w~-])(?:\/?\??\$?)$/.exec(text)?.[1];
  return plain ? `/${plain}` : undefined;
}

/** Whether nothing that may turn a client away stands before the handler: no middleware, no decorator, nothing around it. */
export function isOpen({ row, site, func }: Entry, program: Program): boolean {
  const { library, linker, scopes } = program;
  const around = aroundOf(func, scopes);
  const isEntry = (expr: Expr) =>
    linker
      .evaluate(expr.is === 'call' ? expr.callee : expr, around)
      .flatMap((value) => (value.is === 'external' ? [value.name, `${value.name}()`] : []))
      .some((name) => library.entryDecorators.find(name).length > 0);
  const parts = func.owner?.parts ?? [];
  if (!func.fn.decorators.every(isEntry)) return false;
  if (parts.some((part) => part.class.bases.length > 1 || part.class.decorators.length > 0)) return false;
  if (!admitsAll(func, program)) return false;
  if (!site) return true;
  const handler = row?.handler === undefined ? site.call.args.at(-1)?.value : argumentAt(site.call, row.handler);
  const rest = site.call.args.map(({ value }) => value).filter((value) => value !== handler);
  if (!rest.every((value) => isConstant(value, site.func, program))) return false;
  if (handler?.is !== 'call') return true;
  // what a class makes of itself (`View.as_view()`); everything else may look at who asks
  const of = handler.callee.is === 'member' ? linker.evaluate(handler.callee.of, site.func) : [];
  return of.some(({ is }) => is === 'class');
}

/** Whether no field of the class of a handler turns anybody away, nor a setting that is taken where it has none. */
function admitsAll({ owner }: Func, program: Program): boolean {
  if (!owner) return true;
  const { classes, library, linker } = program;
  const rows = classes
    .ancestryOf(owner, linker.evaluate)
    .externals.flatMap((name) => library.entryClasses.find(name).flatMap(({ value }) => value.admits ?? []));
  return rows.every(({ fields, everybody, setting }) => {
    const listed = fields.flatMap((name) => classes.fieldsOf(owner, name, linker.evaluate));
    if (listed.length === 0) return !keysOf(program).has(setting);
    const all = listed.flatMap(({ value, func }) => {
      if (value?.is !== 'list') return [undefined];
      return value.items.flatMap((item) => linker.evaluate(item, func));
    });
    return all.every((value) => value?.is === 'external' && value.name === everybody);
  });
}

/** The keys of all tables that modules bind. */
const keysOf = onceFor(({ scopes }: Program): ReadonlySet<unknown> => {
  const events = scopes.modules.flatMap((module) => scopes.topOf(module).fn.events);
  const tables = events.flatMap((event) => (event.is === 'bind' && event.value.is === 'map' ? event.value.entries : []));
  return new Set(tables.map(({ key }) => (key?.is === 'literal' ? key.value : undefined)));
}); // biome-ignore format: one question

interface Answer {
  /** Where it is said. */
  readonly status: number | undefined;
}

function tellsHealth(func: Func, program: Program): boolean {
  const answers: Answer[] = [];
  let isAll = true;
  for (const event of func.fn.events) {
    const answer = answerOf(event, func, program);
    if (answer) answers.push(answer);
    else if (event.is === 'return' && event.value && func.module.language !== 'javascript') return false;
    else if (!isSaying(event)) isAll = false;
  }
  const isGood = ({ status = 200 }: Answer) => status >= 200 && status < 300;
  if (!answers.some(isGood)) return false;
  if (isAll && answers.every(isGood)) return true;
  return answers.some(({ status = 200 }) => status >= 500) && !changesAnything(func, program);
}

/** A text that says what the function is for does nothing. */
function isSaying({ is, value }: Event): boolean {
  return (is === 'do' && value.is === 'literal') || (is === 'return' && !value);
}

/** Longer answers are pages. */
const longest = 80;

/** The constant that an event answers a request with. */
function answerOf({ is, value }: Event, func: Func, program: Program, depth = 2): Answer | undefined {
  if (!value || (is !== 'return' && is !== 'do')) return undefined;
  const handed = value.is === 'call' && depth > 0 ? handedBy(value, func, program, depth - 1) : undefined;
  if (handed) return handed;
  const row = value.is === 'call' ? answeredBy(value, func, program) : undefined;
  if (value.is === 'call' && row) {
    const body = row.body === undefined ? undefined : argumentAt(value, row.body);
    const status = row.status === undefined ? statusSet(value) : argumentAt(value, row.status);
    return body && !isConstant(body, func, program) ? undefined : { status: numberOf(status, func, program) };
  }
  if (is === 'do' || !isConstant(value, func, program)) return undefined;
  // Python answers with a text and a status
  const [, second] = value.is === 'list' ? value.items : [];
  return { status: func.module.language === 'python' ? numberOf(second, func, program) : undefined };
}

/** What a function of the app answers for another one: one that does nothing else. */
function handedBy(call: Call, func: Func, program: Program, depth: number): Answer | undefined {
  const [site] = sitesAmong([call], func, program);
  const [target, ...more] = site?.targets ?? [];
  const [event, ...rest] = target?.fn.events ?? [];
  if (!target || !event || more.length + rest.length > 0 || event.is !== 'return') return undefined;
  return answerOf(event, target, program, depth);
}

function answeredBy(call: Call, func: Func, program: Program): AnswerRow | undefined {
  const [site] = sitesAmong([call], func, program);
  for (const name of site?.names ?? []) {
    const [row] = program.library.answers.find(name);
    if (row && !row.weak) return row.value;
  }
  return undefined;
}

/** `res.status(503).send("full")`: the number that a call before it was given. */
function statusSet({ callee }: Call): Expr | undefined {
  const before = callee.is === 'member' ? callee.of : undefined;
  return before?.is === 'call' ? before.args[0]?.value : undefined;
}

function isConstant(expr: Expr, func: Func, program: Program): boolean {
  if (expr.is === 'list') return expr.items.every((item) => isConstant(item, func, program));
  if (expr.is === 'map') return [...within(expr)].every((one) => one === expr || isConstant(one, func, program));
  const given = listGiven(expr, func, program);
  if (given) return isConstant(given.expr, given.func, program);
  const values = constantsOf(expr, func, program);
  return values?.every((value) => !isPage(value)) ?? false;
}

/** The one list that callers give for a parameter. */
function listGiven(expr: Expr, func: Func, { linker, graph }: Program): { readonly expr: Expr; readonly func: Func } | undefined {
  const values = linker.evaluate(expr, func).flatMap((value) => (value.is === 'parameter' ? graph.concrete(value) : []));
  const [first] = values;
  return first?.is === 'structure' && first.expr.is === 'list' && values.length === 1 ? first : undefined;
} // biome-ignore format: one signature

/** The literals of a list, also where it comes through a parameter. */
function writtenOut(expr: Expr, func: Func, program: Program): readonly unknown[] {
  const list = listGiven(expr, func, program)?.expr ?? expr;
  return [...within(list)].flatMap((one) => (one.is === 'literal' ? [one.value] : []));
}

function isPage(value: unknown): boolean {
  return typeof value === 'string' && (value.length > longest || /[\n<]/.test(value));
}

/** A status, written out or by the name that a library has for it (`HTTP_503_SERVICE_UNAVAILABLE`). */
function numberOf(expr: Expr | undefined, func: Func, program: Program): number | undefined {
  if (!expr) return undefined;
  if (expr.is === 'member' && /SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR/.test(expr.name)) return 503;
  const [value] = constantsOf(expr, func, program) ?? [];
  return typeof value === 'number' ? value : undefined;
}

/** What a check of health leaves alone. */
const changes = new Set([
  'write',
  'move',
  'remove',
  'shared',
  'store',
  'enqueue',
  'later',
  'migrate',
  'seed',
  'session',
]);

function changesAnything(func: Func, { graph, effects }: Program): boolean {
  return [...reachedFrom([func], graph)].some((one) =>
    graph.sitesOf(one).some((site) => effects.at(site).some(({ row }) => changes.has(row.is))),
  );
}
