import type { Call, Expr } from '../../code/model.js';
import { expressionsOf, within } from '../../code/walk.js';
import type { Site } from '../../program/graph.js';
import type { Program } from '../../program/program.js';
import type { Func } from '../../program/values.js';

/** A stretch of the file that a function stands in. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A function that does little more than call something else: it reads as well where it is called. */
export interface Thin {
  readonly func: Func;
  /** What a call of it comes to, where it only gives a value. */
  readonly value?: Stretch;
  /** Names that it binds on the way, each to one value. */
  readonly locals: ReadonlyMap<string, Stretch>;
  /** All that it does, for a call whose result nobody takes. */
  readonly body?: Stretch;
}

const longest = 1200;
const mostEvents = 12;

/** What of a function can stand where it is called; undefined where it says more than that. */
export function thinOf(func: Func, text: string): Thin | undefined {
  const { fn } = func;
  if (fn.name === '' || fn.async || fn.generator || fn.end - fn.start > longest || fn.events.length > mostEvents)
    return undefined;
  const params = new Set(fn.params.map(({ name }) => name));
  const isRebound = fn.events.some(
    (one) => one.is === 'bind' && one.target.is === 'name' && params.has(one.target.name),
  );
  if (isRebound) return undefined;
  const value = valueGivenBy(func);
  const body = bodyOf(func, text);
  if (!value && !body) return undefined;
  return { func, ...(value ?? { locals: new Map() }), ...(body ? { body } : {}) };
}

function valueGivenBy({ fn }: Func): { value: Stretch; locals: ReadonlyMap<string, Stretch> } | undefined {
  const locals = new Map<string, Stretch>();
  for (const [index, event] of fn.events.entries()) {
    if (event.guard !== undefined) return undefined;
    const isLast = index === fn.events.length - 1;
    if (isLast && (event.is === 'return' || (event.is === 'do' && locals.size === 0)))
      return event.value ? { value: event.value, locals } : undefined;
    if (event.is !== 'bind' || event.sign || event.target.is !== 'name' || locals.has(event.target.name))
      return undefined;
    locals.set(event.target.name, event.value);
  }
  return undefined;
}

/** What stands between the braces, where no value leaves it. */
function bodyOf({ fn }: Func, text: string): Stretch | undefined {
  if (fn.events.length === 0) return undefined;
  const start = text.indexOf('{', fn.params.at(-1)?.at.end ?? fn.start) + 1;
  const end = fn.end - 1;
  return start > 0 && start < end && text[end] === '}' ? { start, end } : undefined;
}

/** Whether the object that a method speaks of is the same where it is called. */
export function keepsItsObject({ fn, owner }: Func, { call, func }: Site, text: string): boolean {
  if (!owner || !/\$this\b|\b(static|parent)::/.test(text.slice(fn.start, fn.end))) return true;
  return func.owner !== undefined && call.callee.is === 'member' && /^(this|super)$/.test(call.callee.of.is);
}

/** Whether anything that a function calls, itself or through others, is worth reading where it is called. */
export function touchesOutside(func: Func, { graph, library }: Program, depth = 0): boolean {
  return graph
    .sitesOf(func)
    .some(
      ({ names, targets }) =>
        names.some((name) => !name.startsWith('?') && isKnown(name, library)) ||
        (depth < 3 &&
          targets.some(
            (target) => target !== func && touchesOutside(target, { graph, library } as Program, depth + 1),
          )),
    );
}

function isKnown(name: string, library: Program['library']): boolean {
  return [
    library.effects,
    library.roots,
    library.paths,
    library.environment,
    library.settings,
    library.production,
    library.entryCalls,
  ].some((index) => index.find(name).length > 0);
}

/** Whether a call is all of a statement. */
export function standsAlone(call: Call, { fn }: Func): boolean {
  return fn.events.some((event) => event.is === 'do' && event.value === call);
}

/** A constant of the app that stands for one text, or a case of an enumeration whose value is asked for. */
export function constantText(expr: Expr, func: Func, program: Program): string | undefined {
  if (expr.is !== 'name' && expr.is !== 'member') return undefined;
  if (expr.is === 'member' && expr.name === 'value' && expr.of.is === 'member')
    return constantText(expr.of, func, program);
  if (!/^[A-Z][A-Z0-9_]*$/.test(expr.name.slice(expr.name.lastIndexOf('/') + 1))) return undefined;
  if (expr.is === 'member' && expr.of.is !== 'name' && expr.of.is !== 'this') return undefined;
  const [value, ...others] = program.linker.evaluate(expr, func);
  if (others.length > 0 || value?.is !== 'literal' || typeof value.value !== 'string') return undefined;
  return `'${value.value.replace(/[\\']/g, '\\$&')}'`;
}

/** Constants that name the entries of what a file says at its top, or are their values: `return [Disks::PHOTOS => ['driver' => Drivers::LOCAL]]`. */
export function* constantEntriesIn(top: Func, program: Program): Iterable<{ expr: Expr; text: string }> {
  for (const expr of expressionsOf(top.fn)) {
    if (expr.is !== 'map') continue;
    for (const { key, value } of expr.entries) {
      for (const one of key ? [key, value] : [value]) {
        const text = constantText(one, top, program);
        if (text !== undefined) yield { expr: one, text };
      }
    }
  }
}

/** Constants in what a call is given. */
export function* constantsIn({ call, func }: Site, program: Program): Iterable<{ expr: Expr; text: string }> {
  for (const { value } of call.args) {
    for (const expr of within(value)) {
      const text = constantText(expr, func, program);
      if (text !== undefined) yield { expr, text };
    }
  }
}
