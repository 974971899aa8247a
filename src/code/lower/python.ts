import type { SyntaxTree } from '../../parse/syntax-node.js';
import type { CodeModule } from '../model.js';
import { expressionIn } from './python/expressions.js';
import { draftOf, type PythonLowering } from './python/lowering.js';
import { blockIn } from './python/statements.js';

/** What a Python module does. Total: what the grammar could not read stays out, the rest is there. */
export function lowerPython({ root, text }: SyntaxTree, _text: string, path: string): CodeModule {
  const top = draftOf('', root);
  const low: PythonLowering = {
    text,
    path,
    functions: [top],
    classes: [],
    imports: [],
    stars: [],
    here: { draft: top, index: 0, klass: undefined, borrowed: new Set(), guard: undefined },
    depth: 0,
    expr: (node) => expressionIn(low, node),
    block: (nodes) => blockIn(low, nodes),
  };
  low.block(root.children);
  return {
    path,
    language: 'python',
    imports: low.imports,
    exports: [],
    stars: low.stars,
    functions: low.functions,
    classes: low.classes,
  };
}
