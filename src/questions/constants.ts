import type { Expr, Scalar } from '../code/model.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/**
 * All that a value may be, where all of it is written out: here, as a constant elsewhere, in a function that gives it, or by those who call. A variable
 * is what stands in for it.
 */
export function constantsOf(expr: Expr, func: Func, { paths }: Pick<Program, 'paths'>): readonly Scalar[] | undefined {
  const values = paths.usual(expr, func);
  const found = values.flatMap((value) => (value.is === 'literal' ? [value.value] : []));
  return found.length > 0 && found.length === values.length ? found : undefined;
}

/** The texts among them. */
export function wordsOf(expr: Expr, func: Func, program: Pick<Program, 'paths'>): readonly string[] {
  return (constantsOf(expr, func, program) ?? []).filter((value) => typeof value === 'string');
}
