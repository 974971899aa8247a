import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** So many things that are told have to be numbers of rows. */
const fewest = 2;
/** Keys of a request that are not what it tells. */
const ofRequest = /^(method|headers|mode|timeout|signal|agent|responseType|auth|verify)$/i;
/** What gives the number of rows in any library of databases, and the size of a list. */
const counting =
  /^(count(_?(all|documents|by|async|distinct))?|estimated_?document_?count|get_?count|len|length|size)$/i;

/** Whether a request tells how much there is of what all servers share: told twice, it is the same numbers again, which harm nobody. */
export function isOfNumbers({ call, func }: Site, program: Program): boolean {
  const told = call.args.flatMap(({ name, value }) =>
    name && ofRequest.test(name) ? [] : leavesOf(value, func, program),
  );
  const numbers = told.filter(({ expr, func: at }) => isNumber(expr, at, program));
  return numbers.length >= fewest && numbers.length * 2 >= told.length;
}

interface Leaf {
  readonly expr: Expr;
  readonly func: Func;
}

/** What stands in the tables that a call is given, also as text of them (`JSON.stringify(data)`). */
function leavesOf(expr: Expr, func: Func, program: Program, depth = 0): readonly Leaf[] {
  if (depth > 4) return [];
  const next = (inner: Expr, at: Func = func) => leavesOf(inner, at, program, depth + 1);
  if (expr.is === 'map')
    return expr.entries.flatMap(({ key, value }) => {
      if (key?.is === 'literal' && ofRequest.test(String(key.value))) return [];
      const inner = next(value);
      return inner.length > 0 ? inner : [{ expr: value, func }];
    });
  if (expr.is === 'list') return expr.items.flatMap((item) => next(item));
  if (expr.is === 'call') return expr.args.flatMap(({ value }) => next(value));
  if (expr.is !== 'name') return [];
  return program.linker
    .evaluate(expr, func)
    .flatMap((value) => (value.is === 'structure' && value.expr.is === 'map' ? next(value.expr, value.func) : []));
}

function isNumber(expr: Expr, func: Func, program: Program, depth = 0): boolean {
  for (const one of within(expr)) {
    if (one.is === 'call' && (one.callee.is === 'member' || one.callee.is === 'name') && counting.test(one.callee.name))
      return true;
    if (one.is === 'member' && /^(length|size)$/.test(one.name)) return true;
    // `select((of) => of.fn.count('id'))`
    const inner = one.is === 'function' ? program.scopes.funcAt(func.module, one.fn) : undefined;
    if (inner?.fn.events.some(({ value }) => value && isNumber(value, inner, program, depth + 1))) return true;
    if (one.is !== 'name' || depth > 2) continue;
    if ((func.bindings.get(one.name) ?? []).some((bound) => isNumber(bound.expr, bound.func, program, depth + 1)))
      return true;
  }
  return false;
}
