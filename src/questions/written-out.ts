import type { Call, Expr } from '../code/model.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';
import type { Func } from '../program/values.js';

/**
 * A call, with those that it is made on, whose arguments stand as the literals that they come to: a constant of another module, what stands in for a
 * variable of the environment, what the callers give. What is no single literal stays what it is.
 */
export function writtenOut(call: Call, func: Func, program: Program): Call {
  const args = call.args.map((arg) => ({ ...arg, value: literalOf({ expr: arg.value, func }, program) }));
  return { ...call, callee: calleeOf(call.callee, func, program), args };
}

/** The same of one expression, and of the parts of tables and lists. */
export function literalOf({ expr, func }: Placed, program: Program): Expr {
  const again = (one: Expr) => literalOf({ expr: one, func }, program);
  switch (expr.is) {
    case 'name':
    case 'member':
    case 'operation':
      return only(expr, func, program) ?? expr;
    case 'call':
      return only(expr, func, program) ?? writtenOut(expr, func, program);
    case 'list':
      return { ...expr, items: expr.items.map(again) };
    case 'map':
      return { ...expr, entries: expr.entries.map((entry) => ({ ...entry, value: again(entry.value) })) };
    default:
      return expr;
  }
}

function calleeOf(callee: Expr, func: Func, program: Program): Expr {
  if (callee.is !== 'member') return callee;
  const { of } = callee;
  return { ...callee, of: of.is === 'call' ? writtenOut(of, func, program) : calleeOf(of, func, program) };
}

function only(expr: Expr, func: Func, { paths }: Program): Expr | undefined {
  const [value, ...others] = paths.usual(expr, func);
  const { start, end } = expr;
  return value?.is === 'literal' && others.length === 0 ? { is: 'literal', value: value.value, start, end } : undefined;
}
