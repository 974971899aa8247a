import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsDotted, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { isOwnModule, moduleKey } from './modules.js';
import type { Reading } from './reading.js';

/** The key of a module of the repository in `require('./x')` or `await import('./x')`. */
export function importKey({ file }: Reading, node: Node): string | undefined {
  const here = node.type === 'AwaitExpression' ? jsUnwrap(node.argument) : node;
  const isRequire = isJsCall(here) && /^(require|import)$/.test(jsDotted(here.callee as Node) ?? '');
  const source = isRequire ? jsArgument(here, 0) : here.type === 'ImportExpression' ? here.source : undefined;
  const text = jsString(source);
  return text !== undefined && isOwnModule(text) ? `js:${moduleKey(text, file.path)}#*` : undefined;
}
