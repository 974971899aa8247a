import { jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { type JsFile, sourceText } from '../js/file.js';
import { isFunction } from '../js/functions.js';

/** The function behind a callback: written there, or declared in this file under a name (also as `this.x`). */
export function resolveFunction(file: JsFile, path: JsPath, given: Node): Node | undefined {
  const node = jsUnwrap(given);
  if (isFunction(node)) return node;
  if (node.type === 'CallExpression' && /\.bind$/.test(jsDotted(node.callee as Node) ?? '')) {
    const { callee } = node;
    if (callee.type === 'MemberExpression') return resolveFunction(file, path, callee.object as Node);
  }
  if (node.type === 'Identifier') {
    const value = jsBinding(path, node.name)?.value;
    if (value && isFunction(jsUnwrap(value))) return jsUnwrap(value);
    const assigned = file.assignments.get(node.name)?.[0]?.value;
    return assigned && isFunction(jsUnwrap(assigned)) ? jsUnwrap(assigned) : undefined;
  }
  const method = jsDotted(node)?.split('.').at(-1);
  return method === undefined ? undefined : methodNamed(file, method);
}

function methodNamed(file: JsFile, name: string): Node | undefined {
  for (const type of ['ClassMethod', 'ObjectMethod'] as const) {
    for (const { node } of file.ofType(type)) if ('key' in node && jsDotted(node.key as Node) === name) return node;
  }
  for (const { node } of file.ofType('AssignmentExpression')) {
    if (
      node.type === 'AssignmentExpression' &&
      jsDotted(node.left as Node)
        ?.split('.')
        .at(-1) === name &&
      isFunction(jsUnwrap(node.right))
    )
      return jsUnwrap(node.right);
  }
  return undefined;
}

/** The text of a function and of the functions of this file that it calls by name. */
export function functionText(file: JsFile, path: JsPath, fn: Node): string {
  const text = sourceText(file, fn);
  const seen = new Set<Node>([fn]);
  let whole = text;
  for (const [, name = ''] of text.matchAll(/\b(?:this\.)?([A-Za-z_$][\w$]*)\s*\(/g)) {
    const called = resolveFunction(file, path, { type: 'Identifier', name } as Node) ?? methodNamed(file, name);
    if (!called || seen.has(called) || seen.size > 12) continue;
    seen.add(called);
    whole += `\n${sourceText(file, called)}`;
  }
  return whole;
}
