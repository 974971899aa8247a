import { type Expr, entryOf, literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import {
  isJsCall,
  jsArgument,
  jsChain,
  jsDotted,
  jsItems,
  jsProperty,
  jsString,
} from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { jsExpr, readingOf } from '../js/expr.js';
import { type JsFile, spanOf } from '../js/file.js';
import { isFunction, returnedExpr } from '../js/functions.js';
import { originOf } from '../js/origin.js';
import { resolveFunction } from './callbacks.js';

/** Configuration that is later asked for by name: `registerAs('file', () => ({ … }))` of Nest, `nconf.defaults({ … })`, schemas with an `env`. */
export function* settingFacts(file: JsFile): Iterable<Fact> {
  for (const { node, path } of file.calls) {
    const callee = jsDotted(node.callee as Node) ?? '';
    if (/(^|\.)registerAs$/.test(callee)) {
      const name = jsString(jsArgument(node, 0));
      const factory = jsArgument(node, 1);
      const value = factory && isFunction(factory) ? returnedExpr(readingOf(file, path), factory) : undefined;
      if (name !== undefined && value) yield* settings(name, value);
    } else if (/(^|\.)ConfigModule\.forRoot$/.test(callee)) {
      for (const load of jsItems(jsProperty(jsArgument(node, 0), 'load')))
        yield {
          kind: 'setting',
          technology: 'nest-config',
          key: '',
          value: made(file, path, load),
          at: spanOf(file, load),
        };
    } else if (originOf(file, path, node.callee as Node)?.module === 'convict') {
      const schema = jsArgument(node, 0);
      if (schema) yield* convicted('', jsExpr(file, path, schema));
    } else if (callee === 'nconf.set' && jsString(jsArgument(node, 0)) !== undefined) {
      const value = jsArgument(node, 1);
      if (value) yield* settings(jsString(jsArgument(node, 0)) ?? '', jsExpr(file, path, value));
    } else if (/^nconf\.(defaults|overrides)$/.test(callee)) {
      const values = jsArgument(node, 0);
      if (values) yield* settings('', jsExpr(file, path, values));
    }
  }
  // a tool of developers: its dialect is that of an SQLite file, of Turso and of D1 alike (npm drizzle-kit 0.31, README.md)
  if (file.ofType('ImportDeclaration').some(({ node }) => node.type === 'ImportDeclaration' && node.source.value === 'drizzle-kit')) return; // biome-ignore format: one condition
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

/** What a function of the app's own configuration hands back: `load: [configuration]`. */
function made(file: JsFile, path: JsPath, load: Node): Expr {
  const fn = resolveFunction(file, path, load);
  const own = fn && returnedExpr(readingOf(file, path), fn);
  if (own) return own;
  const value = jsExpr(file, path, load);
  return value.is === 'setting' ? { ...value, key: `${value.key}()` } : value;
}

/** convict: an object with a `default` is a setting, which the variable that it names as `env` overrides. */
function* convicted(prefix: string, schema: Expr): Iterable<Fact> {
  if (schema.is !== 'map') return;
  const fallback = entryOf(schema, 'default');
  const name = literalText(entryOf(schema, 'env'));
  if (fallback && prefix !== '') {
    const value: Expr = name === undefined ? fallback : { is: 'env', name, fallback, at: fallback.at };
    yield { kind: 'setting', technology: 'node', key: prefix, value, at: schema.at };
    return;
  }
  for (const { key, value } of schema.entries) yield* convicted(prefix === '' ? key : `${prefix}.${key}`, value);
}

function* settings(prefix: string, value: Expr): Iterable<Fact> {
  if (value.is === 'map') {
    if (prefix !== '') yield { kind: 'setting', technology: 'node', key: prefix, value, at: value.at };
    for (const entry of value.entries)
      if (entry.key !== '...') yield* settings(prefix === '' ? entry.key : `${prefix}.${entry.key}`, entry.value);
    return;
  }
  yield { kind: 'setting', technology: 'node', key: prefix, value, at: value.at };
}
