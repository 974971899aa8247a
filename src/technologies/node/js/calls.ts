import type { Expr } from '../../../facts/expr.js';
import { jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsDotted, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { spanOf } from './file.js';
import { isFunction, returnedExpr } from './functions.js';
import { importKey } from './imports.js';
import { environmentRead } from './members.js';
import { isOwnModule, moduleKey } from './modules.js';
import { classMap } from './objects.js';
import { originOf } from './origin.js';
import { opaque, type Reading, readIn } from './reading.js';

/** Functions whose result is, for what we judge, their first argument. */
const transparent =
  /^(Number|String|Boolean|parseInt|parseFloat|Object\.freeze|structuredClone|resolve|path\.normalize|promisify|toNumber|toBoolean|fileURLToPath|decodeURIComponent|encodeURIComponent)$/;
const configGetter = /(^|\.)_?(config(uration)?(service)?|n?conf|env)\.(get|getorthrow|getnumber|getstring)$/i;
const textMethod = /^(trim|toLowerCase|toUpperCase|toString|trimEnd|replace|valueOf)$/;

/** A call: what a package makes, what a function of this file or another module hands back, a read of the configuration. */
export function callExpr(reading: Reading, node: Node): Expr {
  const { file } = reading;
  const at = spanOf(file, node);
  const required = importKey(reading, node);
  if (required) return { is: 'setting', key: required, at };
  if (!isJsCall(node)) return opaque(file, node);
  const callee = jsUnwrap(node.callee as Node);
  const name = jsDotted(callee);
  const first = jsArgument(node, 0);
  if (name && transparent.test(name) && first) return readIn(reading, first);
  if (name === 'process.cwd') return { is: 'literal', value: '.', at };
  const paths = pathCall(reading, node, name);
  if (paths) return paths;
  const config = name && configGetter.test(name) ? configRead(reading, node) : undefined;
  if (config) return config;
  const origin = originOf(file, reading.path, callee);
  if (origin && !isOwnModule(origin.module)) {
    const args = node.arguments.slice(0, 5).map((argument) => readIn(reading, argument as Node));
    return { is: 'call', module: origin.module, name: origin.name, args, at };
  }
  if (origin)
    return { is: 'setting', key: `js:${moduleKey(origin.module, file.path)}#${origin.name || 'default'}()`, at };
  if (callee.type === 'Identifier') return localCall(reading, node, callee) ?? opaque(file, node);
  if (name?.startsWith('this.') && node.arguments.length === 1 && first)
    return passedThrough(reading, first) ?? opaque(file, node);
  return methodCall(reading, callee) ?? opaque(file, node);
}

/** `path.join(a, b)` is a text with slashes; `os.tmpdir()` is the folder for temporary files. */
function pathCall(reading: Reading, node: Node, name: string | undefined): Expr | undefined {
  if (!isJsCall(node) || name === undefined) return undefined;
  const at = spanOf(reading.file, node);
  const method = name.split('.').at(-1);
  const origin = originOf(reading.file, reading.path, node.callee as Node);
  if (method === 'tmpdir' || (origin && /^(node:)?os$/.test(origin.module) && origin.name === 'tmpdir'))
    return { is: 'literal', value: '/tmp', at };
  if (!origin || !/^(node:)?(path|upath)(\/posix)?$/.test(origin.module)) return undefined;
  if (method === 'dirname' || method === 'normalize') {
    const inner = node.arguments[0];
    return inner ? readIn(reading, inner as Node) : undefined;
  }
  if (method !== 'join' && method !== 'resolve') return undefined;
  const parts = node.arguments.flatMap((argument, index): Expr[] => {
    const part = readIn(reading, argument as Node);
    return index === 0 ? [part] : [{ is: 'literal', value: '/', at }, part];
  });
  return { is: 'text', parts, at };
}

/** `config.get('redis.host', d)`: a variable of the environment when the name is one, else a setting of the app's configuration. */
function configRead(reading: Reading, node: Node): Expr | undefined {
  const key = jsString(jsArgument(node, 0));
  if (key === undefined) return undefined;
  const at = spanOf(reading.file, node);
  const second = jsArgument(node, 1);
  const fallback = second && second.type !== 'ObjectExpression' ? { fallback: readIn(reading, second) } : {};
  if (/^[A-Z][A-Z0-9_]*$/.test(key)) {
    const read = environmentRead(key, at);
    return read.is === 'env' ? { ...read, ...fallback } : read;
  }
  return { is: 'setting', key: `config:${key}`, at, ...fallback };
}

/** A function of this file: what it returns. A class of this file: its fields. */
function localCall(reading: Reading, node: Node, callee: Node & { type: 'Identifier' }): Expr | undefined {
  const { file } = reading;
  const binding = jsBinding(reading.path, callee.name);
  const value = binding?.value && jsUnwrap(binding.value);
  if (!value || !isJsCall(node)) return undefined;
  if (value.type === 'ClassDeclaration' || value.type === 'ClassExpression') {
    const ofPackage = value.superClass && originOf(file, reading.path, value.superClass);
    if (ofPackage && !isOwnModule(ofPackage.module)) {
      const args = node.arguments.slice(0, 5).map((argument) => readIn(reading, argument as Node));
      return { is: 'call', module: ofPackage.module, name: ofPackage.name, args, at: spanOf(file, node) };
    }
    return classMap({ ...reading, path: { node: value, parent: reading.path, key: '' } }, value.body);
  }
  return isFunction(value) ? returnedExpr(reading, value) : undefined;
}

/** `this.toOptionalString(process.env.X)`: a method that converts what the environment says. */
function passedThrough(reading: Reading, argument: Node): Expr | undefined {
  const value = readIn(reading, argument);
  return value.is === 'env' || value.is === 'setting' || value.is === 'literal' ? value : undefined;
}

/** `x.trim()` is x; `schema.parse(process.env)` is the environment; `JSON.parse(x)` stays code. */
function methodCall(reading: Reading, callee: Node): Expr | undefined {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  const method = jsDotted(callee.property);
  if (!method || !textMethod.test(method)) return undefined;
  const value = readIn(reading, callee.object as Node);
  return value.is === 'opaque' ? undefined : value;
}
