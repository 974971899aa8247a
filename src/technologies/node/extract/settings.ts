import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsDotted, jsString } from '../../../parse/javascript-values.js';
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
    if (/^(better-)?sqlite3?$/.test(jsString(node.value as Node) ?? ''))
      yield { kind: 'use', technology: 'node', what: 'chooses-sqlite', at: spanOf(file, node) };
  }
}

function* settings(prefix: string, value: Expr): Iterable<Fact> {
  if (value.is === 'map') {
    for (const entry of value.entries)
      if (entry.key !== '...') yield* settings(prefix === '' ? entry.key : `${prefix}.${entry.key}`, entry.value);
    return;
  }
  yield { kind: 'setting', technology: 'node', key: prefix, value, at: value.at };
}
