import type { Expr, Scalar } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import type { Library } from './library.js';
import type { Func, Value } from './values.js';

type Evaluate = (expr: Expr, func: Func) => readonly Value[];

/** What the guards of a function say of code below them, in production: what is audited. */
export interface Production {
  /** Whether a condition holds in production; undefined where that is not decided. */
  holds(expr: Expr, func: Func): boolean | undefined;
  /** Whether code under a guard, by its number, never runs in production. */
  isNever(guard: number | undefined, func: Func): boolean;
}

/** `evaluate` may come back here: it is only asked for the names that a condition holds. */
export function productionOf(library: Library, evaluate: Evaluate): Production {
  const holds = (expr: Expr, func: Func, depth = 0): boolean | undefined => {
    if (depth > 6) return undefined;
    const again = (inner: Expr) => holds(inner, func, depth + 1);
    if (expr.is === 'operation') {
      const { sign, left, right } = expr;
      if (!left) return /^(!|not)$/.test(sign) ? inverted(again(right)) : undefined;
      if (/^(&&|and)$/.test(sign)) return both(again(left), again(right));
      if (/^(\|\||or)$/.test(sign)) return inverted(both(inverted(again(left)), inverted(again(right))));
      if (/^([!=]={1,2}|===|is|is not)$/.test(sign)) {
        const a = scalarOf(left, func, depth);
        const b = scalarOf(right, func, depth);
        if (a === undefined || b === undefined) return undefined;
        return /^(!|is not)/.test(sign) ? a !== b : a === b;
      }
      return undefined;
    }
    const value = scalarOf(expr, func, depth);
    return value === undefined ? undefined : Boolean(value);
  };

  /** The one value that an expression has in production: a literal, or what a library says of it. */
  const scalarOf = (expr: Expr, func: Func, depth: number): Scalar | undefined => {
    if (expr.is === 'literal') return expr.value;
    // what only a browser has, no server has
    if (expr.is === 'operation' && expr.sign === 'typeof' && expr.right.is === 'name')
      return library.clients.find(expr.right.name).length > 0 ? 'undefined' : undefined;
    if (!/^(name|member|index|call)$/.test(expr.is)) return undefined;
    const values = evaluate(expr, func);
    const [value] = values;
    if (!value || values.length > 1) return undefined;
    if (value.is === 'literal' && typeof value.value === 'boolean')
      return isConstant(expr, func) ? value.value : undefined;
    if (value.is === 'structure' && value.expr.is === 'operation') return holds(value.expr, value.func, depth + 1);
    return value.is === 'external' ? library.production.find(value.name)[0]?.value : undefined;
  };

  const isNever = (guard: number | undefined, func: Func): boolean => {
    for (const { guard: one } of guardsAround(func.fn, guard)) {
      if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
      const truth = holds(one.test, func);
      if (truth !== undefined && truth === (one.is === 'else')) return true;
    }
    return false;
  };

  return { holds: (expr, func) => holds(expr, func), isNever };
}

/** A flag that is set once decides; one that code changes says nothing. */
function isConstant(expr: Expr, func: Func): boolean {
  if (expr.is !== 'name') return false;
  for (let here: Func | undefined = func; here; here = here.outer) {
    const bound = here.bindings.get(expr.name);
    // what a function gives is known in part only where one of its answers cannot be told
    if (bound) return bound.length === 1 && bound[0]?.expr.is !== 'call';
  }
  return false;
}

function inverted(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}
