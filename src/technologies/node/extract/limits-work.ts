import type { Fact } from '../../../facts/fact.js';
import { jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { type JsFile, spanOf } from '../js/file.js';

/** Variables of the module whose `add` or `push` is always waited for: `await queue.add(…)`, `return limiter.push(…)`. */
export function* awaitedWork(file: JsFile): Iterable<Fact> {
  const waits = new Map<string, { readonly isAlways: boolean; readonly node: Node }>();
  for (const { node, path } of file.calls) {
    const callee = jsUnwrap(node.callee as Node);
    if (
      callee.type !== 'MemberExpression' ||
      !/^(add|addAll|push|pushAsync)$/.test(jsDotted(callee.property as Node) ?? '')
    )
      continue;
    const name = callee.object.type === 'Identifier' ? callee.object.name : undefined;
    const value = name === undefined ? undefined : jsBinding(path, name)?.value;
    if (name === undefined || value?.type === 'ArrayExpression') continue;
    waits.set(name, { isAlways: (waits.get(name)?.isAlways ?? true) && isWaitedFor(path), node });
  }
  for (const [name, { isAlways, node }] of waits)
    if (isAlways && !isExported(file, name))
      yield { kind: 'use', technology: 'node', what: 'awaits-work', name, at: spanOf(file, node) };
}

function isWaitedFor({ parent }: JsPath): boolean {
  return /^(AwaitExpression|ReturnStatement|ArrowFunctionExpression)$/.test(parent?.node.type ?? '');
}

/** Other files put work in too, and nobody knows whether they wait. */
function isExported(file: JsFile, name: string): boolean {
  return new RegExp(
    `export (const|let|default) ${name}\\b|exports(\\.\\w+)? = \\{?[^;]{0,1000}\\b${name}\\b|export \\{[^}]{0,1000}\\b${name}\\b`,
  ).test(file.text);
}
