import { jsBinding, jsOrigin } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsUnwrap } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import type { JsFile } from './file.js';

/** Where a value comes from: the module, and the way from it; `()` stands for a call's result. */
export interface Origin {
  readonly module: string;
  readonly name: string;
}

/** The module behind an expression, through constants, members and calls: `app.get` is `express`, `().get` where `app = express()`. */
export function originOf(file: JsFile, path: JsPath, given: Node, depth = 0): Origin | undefined {
  if (depth > 8) return undefined;
  const node = jsUnwrap(given);
  const direct = jsOrigin(node, file.imports);
  if (direct) return { module: direct.source.replace(/^node:/, ''), name: direct.name };
  switch (node.type) {
    case 'AwaitExpression':
      return originOf(file, path, node.argument, depth + 1);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression': {
      const made = originOf(file, path, node.callee as Node, depth + 1);
      return made && { module: made.module, name: `${made.name}()` };
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const name = node.computed ? undefined : jsDotted(node.property);
      const object = jsUnwrap(node.object);
      const on = object.type === 'ThisExpression' && name ? fieldOrigin(file, name, depth) : undefined;
      if (on) return on;
      const owner = originOf(file, path, object, depth + 1);
      return owner && name
        ? { module: owner.module, name: owner.name === '' ? name : `${owner.name}.${name}` }
        : undefined;
    }
    case 'Identifier':
      return nameOrigin(file, path, { name: node.name, depth });
    default:
      return undefined;
  }
}

function nameOrigin(file: JsFile, path: JsPath, { name, depth }: { name: string; depth: number }): Origin | undefined {
  const binding = jsBinding(path, name);
  if (binding?.is === 'parameter') return undefined;
  const assigned = file.assignments.get(name) ?? [];
  const value = binding?.value ?? assigned[0]?.value;
  if (binding?.is === 'class') return superOrigin(file, path, binding.value, depth);
  if (!value || binding?.is === 'function') return undefined;
  const inner = jsUnwrap(value);
  if (inner.type === 'Identifier' && inner.name === name) return undefined;
  const origin =
    originOf(file, binding?.value ? path : (assigned[0]?.path ?? path), value, depth + 1) ??
    (binding?.value && assigned[0] ? originOf(file, assigned[0].path, assigned[0].value, depth + 1) : undefined);
  if (!origin || !binding || binding.keys.length === 0) return origin;
  return { module: origin.module, name: [origin.name, ...binding.keys].filter(Boolean).join('.') };
}

/** A class of this file stands for what it extends. */
function superOrigin(file: JsFile, path: JsPath, node: Node | undefined, depth: number): Origin | undefined {
  const isClass = node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
  return isClass && node.superClass ? originOf(file, path, node.superClass, depth + 1) : undefined;
}

/** `new this(…)` in a static method: the class around it. */
export function ownClassOrigin(file: JsFile, path: JsPath): Origin | undefined {
  for (const { node } of jsAncestors(path))
    if (/^Class(Declaration|Expression)$/.test(node.type)) return superOrigin(file, path, node, 0);
  return undefined;
}

/** `this.io` where the class says `this.io = new Server()` or `io = new Server()`. */
function fieldOrigin(file: JsFile, name: string, depth: number): Origin | undefined {
  for (const path of file.ofType('AssignmentExpression')) {
    const { node } = path;
    if (node.type === 'AssignmentExpression' && jsDotted(node.left as Node) === `this.${name}`)
      return originOf(file, path, node.right, depth + 1);
  }
  for (const path of file.ofType('ClassProperty')) {
    const { node } = path;
    if (
      node.type === 'ClassProperty' &&
      node.value &&
      isJsCall(jsUnwrap(node.value)) &&
      jsDotted(node.key as Node) === name
    )
      return originOf(file, path, node.value, depth + 1);
  }
  return undefined;
}
