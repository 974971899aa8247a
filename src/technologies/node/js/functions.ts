import type { Expr } from '../../../facts/expr.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import type { JsFile } from './file.js';
import { type Reading, readIn } from './reading.js';

/** The nearest enclosing functions of a path, innermost first. */
export function* functionsAround(path: JsPath): Generator<JsPath, void> {
  for (const here of jsAncestors(path)) if (isFunction(here.node)) yield here;
}

export function isFunction(node: Node): boolean {
  return /Function|^ObjectMethod$|^Class(Private)?Method$/.test(node.type) && !node.type.startsWith('TS');
}

/** What a function hands back: the body of an arrow, or its only (or last) `return`. */
export function returnedBy(file: JsFile, fn: Node): { readonly value: Node; readonly path: JsPath } | undefined {
  if (fn.type === 'ArrowFunctionExpression' && fn.body.type !== 'BlockStatement')
    return { value: jsUnwrap(fn.body), path: { node: fn, key: '' } };
  const returns = file.ofType('ReturnStatement').filter((path) => functionsAround(path).next().value?.node === fn);
  const last = returns.at(-1);
  if (last?.node.type !== 'ReturnStatement' || !last.node.argument) return undefined;
  return { value: last.node.argument, path: last };
}

/** What a function of this file hands back, its parameters taken at their defaults. */
export function returnedExpr(reading: Reading, fn: Node): Expr | undefined {
  const returned = returnedBy(reading.file, fn);
  if (!returned) return undefined;
  const path: JsPath = returned.path.parent ? returned.path : { node: fn, parent: reading.path, key: '' };
  return readIn({ ...reading, path }, returned.value);
}
