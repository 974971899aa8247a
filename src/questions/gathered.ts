import type { Call, Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import type { Program } from '../program/program.js';
import { type Func, withOuter } from '../program/values.js';

/** What a list goes through that leaves out some of its items, or takes a field of each. */
const sieves = /^(filter|map|flatMap|slice|select|pluck|collect|reject|toSorted|sort|concat|all|scalars|toArray)$/;

/** Names for names for names say nothing to anybody. */
const deepest = 6;

/**
 * The calls of the query that a list was found by: `ids` of `const running = await db.select()...; const ids = running.map(({ id }) => id)`. Undefined
 * where it comes from anywhere else, or where code asks each item for its age.
 */
export function queryBehind(expr: Expr, func: Func, program: Program, isOlder: (expr: Expr) => boolean, left = deepest): readonly Call[] | undefined {
  const again = (one: Expr, at = func) => queryBehind(one, at, program, isOlder, left - 1);
  if (left === 0) return undefined;
  if (expr.is === 'name') {
    const holder = withOuter(func).find((one) => one.bindings.has(expr.name));
    const [bound, ...more] = holder?.bindings.get(expr.name) ?? [];
    return bound && more.length === 0 ? again(bound.expr, bound.func) : undefined;
  }
  if (expr.is !== 'call' || expr.callee.is !== 'member') return undefined;
  if (sieves.test(expr.callee.name) && expr.args.some(({ value }) => value.is === 'function')) {
    const asks = expr.args.flatMap(({ value }) => {
      const own = value.is === 'function' ? program.scopes.funcAt(func.module, value.fn) : undefined;
      return own ? [...expressionsOf(own.fn)] : [];
    });
    return asks.some(isOlder) ? undefined : again(expr.callee.of);
  }
  return [expr, ...chainOf(expr)];
} // biome-ignore format: one condition a line

/** The calls that a call is made on: `Job.where(state: 'running').update_all`. */
export function chainOf({ callee }: Call): readonly Call[] {
  const found: Call[] = [];
  for (let here: Expr = callee; here.is === 'member' || here.is === 'call'; here = here.is === 'member' ? here.of : here.callee)
    if (here.is === 'call') found.push(here);
  return found;
} // biome-ignore format: one loop
