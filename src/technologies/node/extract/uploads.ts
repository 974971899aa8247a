import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';

const request = /^_?(req|request|ctx|context|c)$/;
const uploaded = /^_?(req|request|ctx|context|c)\.files?$/;

/** What of an uploaded file is read, with the place of its name. Without a name the file is handed on, and what becomes of it is not known. */
export function* uploadFacts(file: JsFile): Iterable<Fact> {
  for (const type of ['MemberExpression', 'OptionalMemberExpression'])
    for (const path of file.ofType(type)) if (uploaded.test(jsDotted(path.node) ?? '')) yield uploadRead(file, path);
  for (const { node, parent } of file.ofType('ObjectPattern')) {
    const owner = parent?.node;
    const init = owner?.type === 'VariableDeclarator' ? jsDotted(owner.init) : undefined;
    const isUpload = request.test(init ?? '') ? /\bfiles?\b/.test(sourceText(file, node)) : uploaded.test(init ?? '');
    if (isUpload) yield { kind: 'use', technology: 'node', what: 'reads-upload', at: spanOf(file, node) };
  }
}

function uploadRead(file: JsFile, path: JsPath): Fact {
  const outer = path.parent?.node;
  const common = { kind: 'use', technology: 'node', what: 'reads-upload' } as const;
  const member = outer?.type === 'MemberExpression' || outer?.type === 'OptionalMemberExpression' ? outer : undefined;
  const name = member && path.key === 'object' && !member.computed ? jsDotted(member.property as Node) : undefined;
  if (member && name !== undefined) return { ...common, name, at: spanOf(file, member.property as Node) };
  const isTest = /^(UnaryExpression|IfStatement)$/.test(outer?.type ?? '');
  return { ...common, ...(isTest ? { name: 'presence' } : {}), at: spanOf(file, path.node) };
}
