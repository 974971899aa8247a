import type { Expr } from '../../../facts/expr.js';
import { type JsBinding, jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsAncestors } from '../../../parse/javascript-walk.js';
import { isRecorded } from '../packages.js';
import { conditionOfAssignment } from './assignments.js';
import { spanOf } from './file.js';
import { memberOf } from './members.js';
import { isOwnModule, moduleKey } from './modules.js';
import { enumExpr } from './objects.js';
import { choice, opaque, type Reading, readIn } from './reading.js';

/** A name: through constants, imports, defaults of parameters and assignments to what was written. */
export function identifierExpr(reading: Reading, node: Node & { type: 'Identifier' }): Expr {
  const { file, path } = reading;
  const at = spanOf(file, node);
  const { name } = node;
  if (name === 'undefined') return { is: 'literal', value: null, at };
  if (name === '__dirname') return { is: 'literal', value: folderOf(file.path), at };
  if (name === '__filename') return { is: 'literal', value: file.path, at };
  const binding = jsBinding(path, name);
  if (binding === undefined) return enumExpr(reading, name) ?? hoisted(reading, node) ?? opaque(file, node);
  if (binding.is === 'import') return importedAs(reading, node) ?? opaque(file, node);
  if (binding.is === 'parameter') return parameterDefault(reading, name) ?? opaque(file, node);
  if (binding.is === 'function' || binding.is === 'class') return opaque(file, node);
  const imported = binding.value && importedAs(reading, node);
  if (imported) return imported;
  return variable(reading, binding, node);
}

function variable(reading: Reading, binding: JsBinding, node: Node): Expr {
  const value = assignedValue(reading, binding, node);
  return value.is === 'map' ? withProperties(reading, binding, value) : value;
}

/** `const options = {...}; options.store = x;`: the object with what is put into it later. */
function withProperties(reading: Reading, binding: JsBinding, object: Extract<Expr, { is: 'map' }>): Expr {
  const { file, pending } = reading;
  const set = file.assignments.get(`${binding.name}.`) ?? [];
  const inner = [...pending, binding.name];
  if (set.length === 0 || set.length > 20 || pending.includes(binding.name)) return object;
  const entries = [...object.entries];
  for (const { key = '', value: right, path } of set) {
    if (jsBinding(path, binding.name)?.value !== binding.value) continue;
    const when = conditionOfAssignment({ ...reading, path, pending: inner });
    if (when === 'never') continue;
    const at = spanOf(file, right);
    const next = readIn({ ...reading, path, pending: inner }, right);
    const before = entries.findLast((entry) => entry.key === key)?.value ?? { is: 'literal', value: null, at };
    entries.push({ key, value: when ? choice(when, { yes: () => next, no: () => before }, at) : next });
  }
  return { ...object, entries };
}

function assignedValue(reading: Reading, binding: JsBinding, node: Node): Expr {
  const { file } = reading;
  const initial = binding.value && withKeys(readIn(reading, binding.value), binding.keys);
  if (reading.pending.includes(binding.name)) return initial ?? opaque(file, node);
  if (binding.is === 'const') return (initial && withAssignedKeys(reading, binding, initial)) ?? opaque(file, node);
  const assigned = file.assignments.get(binding.name) ?? [];
  if (assigned.length === 0 || assigned.length > 6) return initial ?? opaque(file, node);
  let value: Expr = initial ?? { is: 'literal', value: null, at: spanOf(file, node) };
  const pending = [...reading.pending, binding.name];
  for (const { value: right, path } of assigned) {
    const next = readIn({ ...reading, path, pending }, right);
    const when = conditionOfAssignment({ ...reading, path, pending });
    if (when === 'never') continue;
    const before = value;
    value = when ? choice(when, { yes: () => next, no: () => before }, spanOf(file, right)) : next;
  }
  return value;
}

/** `options.store = new RedisStore()` after `const options = { … }`: the object as it is when it is handed over. */
function withAssignedKeys(reading: Reading, { name, node }: JsBinding, initial: Expr): Expr {
  const all = reading.file.keyed.get(name) ?? [];
  const assigned = all.filter(({ path }) => jsBinding(path, name)?.node === node);
  if (initial.is !== 'map' || assigned.length === 0 || assigned.length > 12) return initial;
  const pending = [...reading.pending, name];
  const entries = [...initial.entries];
  for (const { key, value, path } of assigned.toSorted((a, b) => (a.value.start ?? 0) - (b.value.start ?? 0))) {
    const when = conditionOfAssignment({ ...reading, path, pending });
    if (when === 'never') continue;
    const at = spanOf(reading.file, value);
    const before = entries.findLast((entry) => entry.key === key)?.value ?? { is: 'literal', value: null, at };
    const next = readIn({ ...reading, path, pending }, value);
    entries.push({ key, value: when ? choice(when, { yes: () => next, no: () => before }, at) : next });
  }
  return { ...initial, entries };
}

/** A `var` or function that a block declares is seen in the whole file by its name. */
function hoisted(reading: Reading, node: Node & { type: 'Identifier' }): Expr | undefined {
  const assigned = reading.file.assignments.get(node.name);
  if (assigned?.length !== 1 || !assigned[0]) return undefined;
  return readIn({ ...reading, path: assigned[0].path }, assigned[0].value);
}

function withKeys(value: Expr, keys: readonly string[]): Expr {
  let here = value;
  for (const key of keys) here = memberOf(here, key, here.at);
  return here;
}

/** The setting that stands for an import of one of the repository's own modules (or of something not known to be a package). */
function importedAs({ file }: Reading, node: Node & { type: 'Identifier' }): Expr | undefined {
  const found = file.imports.get(node.name);
  if (!found) return undefined;
  const at = spanOf(file, node);
  const isPackage = isRecorded(found.source) || !/^(@[\w-]+\/|config$)/.test(found.source);
  if (!isOwnModule(found.source) && isPackage) return { is: 'opaque', source: `${found.source}#${found.imported}`, at };
  return { is: 'setting', key: `js:${moduleKey(found.source, file.path)}#${found.imported}`, at };
}

function parameterDefault(reading: Reading, name: string): Expr | undefined {
  for (const { node } of jsAncestors({ node: reading.path.node, parent: reading.path, key: '' })) {
    if (!('params' in node) || !Array.isArray(node.params)) continue;
    for (const param of node.params as Node[]) {
      if (param.type === 'AssignmentPattern' && param.left.type === 'Identifier' && param.left.name === name)
        return readIn(reading, param.right);
      if (param.type === 'Identifier' && param.name === name) return undefined;
    }
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}
