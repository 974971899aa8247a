import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsChain, jsDotted, jsProperty, jsString } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { returnedExpr } from '../js/calls.js';
import { jsExpr, readingOf } from '../js/expr.js';
import { type JsFile, spanOf } from '../js/file.js';
import { isFunction } from '../js/functions.js';

/** Configuration that is later asked for by name: `registerAs('file', () => ({ … }))` of Nest, `nconf.defaults({ … })`, schemas with an `env`. */
export function* settingFacts(file: JsFile): Iterable<Fact> {
  for (const { node, path } of file.calls) {
    const callee = jsDotted(node.callee as Node) ?? '';
    if (/(^|\.)registerAs$/.test(callee)) {
      const name = jsString(jsArgument(node, 0));
      const factory = jsArgument(node, 1);
      const value = factory && isFunction(factory) ? returnedExpr(readingOf(file, path), factory) : undefined;
      if (name !== undefined && value) yield* settings(name, value);
    } else if (callee === 'nconf.set' && jsString(jsArgument(node, 0)) !== undefined) {
      const value = jsArgument(node, 1);
      if (value) yield* settings(jsString(jsArgument(node, 0)) ?? '', jsExpr(file, path, value));
    } else if (/^nconf\.(defaults|overrides)$/.test(callee)) {
      const values = jsArgument(node, 0);
      if (values) yield* settings('', jsExpr(file, path, values));
    }
  }
  for (const path of file.ofType('ObjectProperty')) {
    const { node } = path;
    if (node.type !== 'ObjectProperty' || node.computed) continue;
    const key = jsDotted(node.key as Node);
    if (!/^(type|client|dialect)$/.test(key ?? '')) continue;
    if (/^(better-)?sqlite3?$/.test(jsString(node.value as Node) ?? '') && !isOneOfMany(path))
      yield { kind: 'use', technology: 'node', what: 'chooses-sqlite', at: spanOf(file, node) };
  }
}

/** One of several that a switch offers, or within an object under `development` or `test`. */
function isOneOfMany(path: JsPath): boolean {
  for (const { node } of jsAncestors(path)) {
    if (node.type === 'SwitchCase' || node.type === 'IfStatement') return true;
    if (
      node.type === 'ObjectProperty' &&
      /^(development|dev|local|test|testing|ci)$/.test(jsDotted(node.key as Node) ?? '')
    )
      return true;
  }
  return false;
}

const schemas = /^(zod|joi|@hapi\/joi|yup|envalid|convict|env-var|@t3-oss\/env-\w+|valibot|znv)$/;

/** `PORT: z.coerce.number().default(3000)`, `REDIS_URL: str({ default: '…' })`: what a variable is when nothing sets it. */
export function* defaultFacts(file: JsFile): Iterable<Fact> {
  if (![...file.imports.values()].some(({ source }) => schemas.test(source))) return;
  for (const path of file.ofType('ObjectProperty')) {
    const { node } = path;
    const key = node.type === 'ObjectProperty' && !node.computed ? jsDotted(node.key as Node) : undefined;
    if (node.type !== 'ObjectProperty' || !key || !/^[A-Z][A-Z0-9_]+$/.test(key) || !isJsCall(node.value)) continue;
    const value = chainedDefault(node.value) ?? jsProperty(jsArgument(node.value, 0), 'default');
    if (value)
      yield { kind: 'setting', technology: 'node-env', key, value: jsExpr(file, path, value), at: spanOf(file, value) };
  }
}

function chainedDefault(call: Node): Node | undefined {
  return jsChain(call)?.links.findLast(({ name }) => name === 'default')?.args?.[0];
}

function* settings(prefix: string, value: Expr): Iterable<Fact> {
  if (value.is === 'map') {
    for (const entry of value.entries)
      if (entry.key !== '...') yield* settings(prefix === '' ? entry.key : `${prefix}.${entry.key}`, entry.value);
    return;
  }
  yield { kind: 'setting', technology: 'node', key: prefix, value, at: value.at };
}
