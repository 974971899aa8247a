import type { Expr } from '../../../facts/expr.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { conditionsAt } from './branches.js';
import { type Reading, readIn } from './reading.js';

/** The nearest enclosing functions of a path, innermost first. */
export function* functionsAround(path: JsPath): Generator<JsPath, void> {
  for (const here of jsAncestors(path)) if (isFunction(here.node)) yield here;
}

export function isFunction(node: Node): boolean {
  return /Function|^ObjectMethod$|^Class(Private)?Method$/.test(node.type) && !node.type.startsWith('TS');
}

/** What a function of this file hands back in production, its parameters taken at their defaults: the body of an arrow, or its only (or last) `return`. */
export function returnedExpr(reading: Reading, fn: Node): Expr | undefined {
  if (fn.type === 'ArrowFunctionExpression' && fn.body.type !== 'BlockStatement')
    return readIn({ ...reading, path: { node: fn, parent: reading.path, key: '' } }, jsUnwrap(fn.body));
  const own = reading.file.ofType('ReturnStatement').filter((path) => functionsAround(path).next().value?.node === fn);
  const path = own.length > 1 ? own.filter((one) => !isNever(reading, one, fn)).at(-1) : own[0];
  if (path?.node.type !== 'ReturnStatement' || !path.node.argument) return undefined;
  return readIn({ ...reading, path }, path.node.argument);
}

/** Whether a function never comes to a place of it in production. */
function isNever(reading: Reading, path: JsPath, fn: Node): boolean {
  let child = path;
  for (const here of jsAncestors(path)) {
    if (here.node === fn) return false;
    for (const { test, holds } of conditionsAt(here.node, child)) {
      const said = readIn({ ...reading, path: here }, test);
      if (said.is === 'literal' && Boolean(said.value) !== holds) return true;
    }
    child = here;
  }
  return false;
}
