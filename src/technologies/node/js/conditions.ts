import type { Expr } from '../../../facts/expr.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { conditionsAt } from './branches.js';
import { jsExpr } from './expr.js';
import { type JsFile, spanOf } from './file.js';

/** Conditions under which the code at a path runs, outermost last; within its own function and around it. Undefined: never in production. */
export function conditionsOf(file: JsFile, path: JsPath): readonly Expr[] | undefined {
  const found: Expr[] = [];
  let child = path;
  for (const here of jsAncestors(path)) {
    for (const { test, holds } of conditionsAt(here.node, child)) {
      const expr = jsExpr(file, here, test);
      const truth = expr.is === 'literal' ? Boolean(expr.value) === holds : undefined;
      if (truth === false) return undefined;
      if (truth === undefined && decidable(expr)) found.push(holds ? expr : not(expr, spanOf(file, test)));
    }
    child = here;
  }
  return found;
}

/** The opposite of a condition. */
export function not(expr: Expr, at = expr.at): Expr {
  if (expr.is === 'literal') return { ...expr, value: !expr.value };
  return { is: 'choice', when: expr, whenTrue: literal(false, at), whenFalse: literal(true, at), at };
}

function literal(value: boolean, at: Expr['at']): Expr {
  return { is: 'literal', value, at };
}

/** Whether the environment or a setting may decide it; local variables and request data cannot be known. */
function decidable(expr: Expr): boolean {
  switch (expr.is) {
    case 'env':
    case 'setting':
      return true;
    case 'equals':
      return decidable(expr.left) || decidable(expr.right);
    case 'choice':
      return (expr.when !== undefined && decidable(expr.when)) || decidable(expr.whenTrue);
    default:
      return false;
  }
}
