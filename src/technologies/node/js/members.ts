import { type Expr, entryOf } from '../../../facts/expr.js';
import type { MemberExpression, Node, OptionalMemberExpression } from '../../../parse/javascript-node.js';
import { jsDotted, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { spanOf } from './file.js';
import { importKey } from './imports.js';
import { opaque, type Reading, readIn } from './reading.js';

/** Objects whose upper-case properties are variables of the environment, whatever made them (a validated copy, a proxy). */
const environmentObject = /(^|\.)_?(env|environment|envs|vars|envvars|config|conf|settings|configuration)$/i;
const variableName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** `process.env.X`, `config.redis.url`, `env.FILE_STORAGE`. */
export function memberExpr(reading: Reading, node: MemberExpression | OptionalMemberExpression): Expr {
  const { file } = reading;
  const at = spanOf(file, node);
  const name = node.computed ? jsString(node.property) : jsDotted(node.property);
  if (name === undefined) return opaque(file, node);
  const object = jsUnwrap(node.object);
  const dotted = jsDotted(object);
  if (dotted === 'process.env' || dotted === 'import.meta.env' || dotted === 'Bun.env')
    return environmentRead(name, at);
  if (dotted === 'import.meta' && name === 'dirname') return { is: 'literal', value: folderOf(file.path), at };
  if (object.type === 'ThisExpression') return fieldExpr(reading, name) ?? opaque(file, node);
  const required = importKey(reading, object);
  const base: Expr = required ? { is: 'setting', key: required, at } : readIn(reading, object);
  const member = memberOf(base, name, at);
  if (!variableName.test(name) || !environmentObject.test(dotted ?? ''))
    return member.is === 'opaque' ? opaque(file, node) : member;
  if (name === 'NODE_ENV') return environmentRead(name, at);
  if (member.is === 'opaque') return environmentRead(name, at);
  return member.is === 'setting' && !member.fallback ? { ...member, fallback: environmentRead(name, at) } : member;
}

/** Numbers that a process manager gives to the processes of one server: no file says what they are. */
const numbersProcesses = /^(NODE_APP_INSTANCE|pm_id|NODE_UNIQUE_ID)$/;

export function environmentRead(name: string, at: Expr['at']): Expr {
  if (numbersProcesses.test(name)) return { is: 'opaque', source: `process.env.${name}`, at };
  return name === 'NODE_ENV' ? { is: 'literal', value: 'production', at } : { is: 'env', name, at };
}

/** A property of a value, as far as the value is written out. */
export function memberOf(base: Expr, name: string, at: Expr['at']): Expr {
  switch (base.is) {
    case 'map': {
      const value = entryOf(base, name);
      if (value) return value;
      const rest = base.entries.findLast((entry) => entry.key === '...')?.value;
      return rest ? memberOf(rest, name, at) : { is: 'opaque', source: name, at };
    }
    case 'setting': {
      const joint = base.key.endsWith('#*') ? base.key.slice(0, -1) : `${base.key}.`;
      return { is: 'setting', key: `${joint}${name}`, at };
    }
    case 'choice': {
      const [one, other] = [memberOf(base.whenTrue, name, at), memberOf(base.whenFalse, name, at)];
      return { ...base, whenTrue: one, whenFalse: other };
    }
    case 'opaque':
      if (base.source === 'process.env') return environmentRead(name, at);
      return { is: 'opaque', source: `${base.source}.${name}`, at };
    case 'call':
      // A validated copy of the environment (envalid, zod, joi) has its variables under their names.
      if (variableName.test(name) && base.args.some((arg) => arg.is === 'opaque' && arg.source === 'process.env'))
        return environmentRead(name, at);
      return { ...base, name: `${base.name}().${name}`, at };
    default:
      return { is: 'opaque', source: name, at };
  }
}

/** `this.x` of a class: the initial value of the field, or what a constructor assigns to it. */
function fieldExpr(reading: Reading, name: string): Expr | undefined {
  const start = { node: reading.path.node, parent: reading.path, key: '' };
  for (const { node } of jsAncestors(start)) {
    if (node.type !== 'ClassBody') continue;
    for (const member of node.body) {
      if (member.type === 'ClassProperty' && jsDotted(member.key as Node) === name && member.value)
        return readIn(reading, member.value);
    }
  }
  const assigned = reading.file
    .ofType('AssignmentExpression')
    .filter(({ node }) => node.type === 'AssignmentExpression' && jsDotted(node.left as Node) === `this.${name}`);
  const [only] = assigned;
  if (assigned.length !== 1 || only?.node.type !== 'AssignmentExpression') return undefined;
  const value = readIn({ ...reading, path: only }, only.node.right);
  // A flag that a method sets later (`this.isStopped = true`) is not what it is before.
  return value.is === 'literal' && typeof value.value === 'boolean' && !isInConstructor(only) ? undefined : value;
}

function isInConstructor(path: JsPath): boolean {
  for (const { node } of jsAncestors(path)) if (node.type === 'ClassMethod') return node.kind === 'constructor';
  return false;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}
