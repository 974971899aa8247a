import type { Expr } from '../../../facts/expr.js';
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
import { returnedExpr } from '../js/functions.js';
import { resolveFunction } from './callbacks.js';

/** What Nest's ConfigModule loads, and objects of options that choose a file of SQLite. */
export function* settingFacts(file: JsFile): Iterable<Fact> {
  for (const { node, path } of file.calls) {
    const callee = jsDotted(node.callee as Node) ?? '';
    if (/(^|\.)ConfigModule\.forRoot$/.test(callee)) {
      for (const load of jsItems(jsProperty(jsArgument(node, 0), 'load')))
        yield {
          kind: 'setting',
          technology: 'nest-config',
          key: '',
          value: made(file, path, load),
          at: spanOf(file, load),
        };
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
