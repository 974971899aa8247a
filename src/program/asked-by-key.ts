import type { Call, Expr } from '../code/model.js';
import { givenBy } from '../code/walk.js';
import { argumentFor } from './arguments.js';
import { type Func, unknownThing, type Value } from './values.js';

type Evaluate = (expr: Expr, func: Func) => readonly Value[];

/**
 * What a getter of the app gives that looks up the key which it is given (`get(key) { return this.settings[key]; }`), for the one key that a call gives:
 * without that, all that the table holds might be meant.
 */
export function askedByKey(evaluate: Evaluate) {
  /** The same lookup with the same key is asked once. */
  const known = new Map<Expr, Map<string, readonly Value[] | undefined>>();

  return (callee: Func, call: Call, func: Func): readonly Value[] | undefined => {
    const lookup = lookupOf(callee);
    const index = lookup ? callee.fn.params.findIndex(({ name }) => name === lookup.key) : -1;
    const argument = index < 0 ? undefined : argumentFor(callee, index, call);
    if (!lookup || !argument) return undefined;
    const [key, ...more] = evaluate(argument, func);
    if (key?.is !== 'literal' || typeof key.value !== 'string' || more.length > 0) return undefined;
    const own = known.get(lookup.whole) ?? new Map<string, readonly Value[] | undefined>();
    known.set(lookup.whole, own);
    if (own.has(key.value)) return own.get(key.value);
    const asked = lookup.with(key.expr);
    const all = evaluate(asked, callee);
    // beside what is written there, what only its type says tells nothing
    const values = all.some(({ is }) => is === 'structure') ? all.filter((value) => !isOfType(value)) : all;
    const isTold = values.length > 0 && values.every((value) => isFound(value, asked));
    own.set(key.value, isTold ? values : undefined);
    return own.get(key.value);
  };
}

function isFound(value: Value, asked: Expr): boolean {
  return value.is !== 'external' || !(value.name.startsWith(unknownThing) || value.made?.call === asked);
}

function isOfType(value: Value): boolean {
  return value.is === 'instance' && value.klass.parts.every(({ class: one }) => one.is === 'interface');
}

/** A lookup of a function in which the key is what it is given. */
export interface Lookup {
  readonly whole: Expr;
  /** The parameter that is the key. */
  readonly key: string;
  with(key: Expr): Expr;
}

/** What all of a function is: a lookup of what it is given. */
export function lookupOf(func: Func): Lookup | undefined {
  const [given, ...others] = givenBy(func.fn);
  return given && others.length === 0 ? lookupIn(given, func) : undefined;
}

/** `this.all[key]`, `all.get(key, usual)`, also by a name of the function. */
function lookupIn(expr: Expr, func: Func): Lookup | undefined {
  const bound = expr.is === 'name' ? (func.bindings.get(expr.name) ?? []) : [];
  if (bound.length === 1 && bound[0]?.func === func && bound[0].expr.is !== 'name')
    return lookupIn(bound[0].expr, func);
  if (expr.is === 'index' && expr.key.is === 'name')
    return { whole: expr, key: expr.key.name, with: (key) => ({ ...expr, key }) };
  if (expr.is !== 'call' || expr.callee.is !== 'member' || expr.callee.name !== 'get') return undefined;
  const [first, ...rest] = expr.args;
  if (first?.value.is !== 'name') return undefined;
  return { whole: expr, key: first.value.name, with: (value) => ({ ...expr, args: [{ ...first, value }, ...rest] }) };
}
