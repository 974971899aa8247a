import type { Call, Expr, Fn, Guard, Scalar } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentFor } from './arguments.js';
import type { Site } from './graph.js';
import type { Func } from './values.js';

/** What a call tells a function by its parameters (`sync(false)`, or nothing where the default says it): true, false, or not known. */
export type Told = ReadonlyMap<string, boolean>;

export const nothingTold: Told = new Map();

/** So many parameters of one function are looked at: each doubles the ways in which it can be gone through. */
const mostSwitches = 3;

/** What says by itself whether something in a function is done: a parameter, or a member of one (`{ force = false }`, `options.force`). */
interface Switch {
  /** As conditions ask for it. */
  readonly key: string;
  readonly index: number;
  readonly member?: string;
  /** What it is where it is not given. */
  readonly fallback?: Expr;
}

const switchesOf = onceFor((func: Func): readonly Switch[] => {
  const { fn } = func;
  if (fn.params.length === 0 || fn.guards.length === 0) return [];
  const asked = new Map(fn.guards.flatMap((guard) => (decides(guard) ? partsAsked(guard.test) : [])));
  if (asked.size === 0) return [];
  const bound = new Map<string, Expr | undefined>();
  for (const event of fn.events) {
    const key = event.is === 'bind' ? keyOf(event.target) : undefined;
    if (event.is === 'bind' && key) bound.set(key, bound.has(key) || event.guard !== undefined ? undefined : event.value);
  }
  const found = [...asked].flatMap(([key, expr]) => switchOf(key, bound.get(key) ?? expr, func, bound) ?? []);
  return found.slice(0, mostSwitches);
}); // biome-ignore format: conditions

type Bound = ReadonlyMap<string, Expr | undefined>;

function switchOf(key: string, value: Expr, { fn }: Func, bound: Bound): Switch | undefined {
  const isEither = value.is === 'operation' && value.sign === '??';
  const part = (isEither ? value.left : value) ?? value;
  const of = part.is === 'member' ? part.of : part;
  if (of.is !== 'name' || bound.has(of.name) || (bound.has(key) && !bound.get(key))) return undefined;
  const index = fn.params.findIndex(({ name, kind }) => kind === undefined && name === of.name);
  if (index < 0) return undefined;
  const fallback = isEither ? value.right : part.is === 'member' ? undefined : fn.params[index]?.fallback;
  return { key, index, ...(part.is === 'member' ? { member: part.name } : {}), ...(fallback ? { fallback } : {}) };
}

function decides(guard: Guard): guard is Guard & { readonly test: Expr } {
  return (guard.is === 'if' || guard.is === 'else') && guard.test !== undefined;
}

/** The names and members that a condition asks for whether they are true. */
function partsAsked(test: Expr): readonly (readonly [string, Expr])[] {
  const key = keyOf(test);
  if (key !== undefined) return [[key, test]];
  if (test.is !== 'operation') return [];
  return [...(test.left ? partsAsked(test.left) : []), ...partsAsked(test.right)];
}

function keyOf(expr: Expr): string | undefined {
  if (expr.is === 'name') return expr.name;
  return expr.is === 'member' && expr.of.is === 'name' ? `${expr.of.name}.${expr.name}` : undefined;
}

/** What a call tells the function that it reaches, by what its own function was told. */
export function toldBy({ call }: Site, target: Func, told: Told): Told {
  const switches = switchesOf(target);
  if (switches.length === 0 || !isPlain(call, target.fn)) return nothingTold;
  const found = new Map<string, boolean>();
  for (const one of switches) {
    const given = givenFor(one, target, call);
    const isTrue = given === 'nothing' ? untold(one, target) : given && truthOf(given, told);
    if (isTrue !== undefined) found.set(one.key, isTrue);
  }
  return found;
}

/** What a call gives for a switch; undefined where that is out of sight. */
function givenFor({ index, member }: Switch, target: Func, call: Call): Expr | 'nothing' | undefined {
  const given =
    argumentFor(target, index, call) ?? (member === undefined ? undefined : target.fn.params[index]?.fallback);
  if (!given || member === undefined) return given ?? 'nothing';
  if (given.is !== 'map' || given.entries.some(({ key }) => key?.is !== 'literal')) return undefined;
  return given.entries.findLast(({ key }) => key?.is === 'literal' && key.value === member)?.value ?? 'nothing';
}

/** A call of the function by its name, whose arguments are all in sight: what goes through a queue, a decorator or `bind` is given otherwise. */
function isPlain({ callee, args }: Call, { name }: Fn): boolean {
  const said = callee.is === 'name' || callee.is === 'member' ? callee.name : undefined;
  return said === name && args.every(({ spread, value }) => !spread && value.is !== 'opaque');
}

/** What is in force where a call gives nothing. */
function untold({ fallback }: Switch, { module }: Func): boolean | undefined {
  if (fallback) return truthOf(fallback, nothingTold);
  return module.language === 'javascript' ? false : undefined;
}

/** Whether a call within a function is never made by what that was told. */
export function isRuledOut({ func, guard }: Site, told: Told): boolean {
  if (told.size === 0 || guard === undefined) return false;
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    if (!decides(one)) continue;
    if (truthOf(one.test, told) === (one.is === 'else')) return true;
  }
  return false;
}

function truthOf(expr: Expr, told: Told): boolean | undefined {
  if (expr.is === 'literal') return isTrue(expr.value);
  const key = keyOf(expr);
  if (key !== undefined) return told.get(key);
  if (expr.is !== 'operation') return undefined;
  const { sign, left, right } = expr;
  const second = truthOf(right, told);
  if (!left) return /^(!|not)$/.test(sign) && second !== undefined ? !second : undefined;
  const first = truthOf(left, told);
  if (/^(&&|and)$/.test(sign)) return first === false || second === false ? false : first && second;
  if (/^(\|\||or)$/.test(sign)) return first || second ? true : first === false && second === false ? false : undefined;
  return undefined;
}

/** Only what is true or false in each of the languages. */
function isTrue(value: Scalar): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === null ? false : /[a-z]/i.test(String(value)) ? true : undefined;
}
