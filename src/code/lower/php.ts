import type { SyntaxTree } from '../../parse/syntax-node.js';
import type { CodeModule } from '../model.js';
import type { FnDraft } from './draft.js';
import { readClass } from './php/classes.js';
import { expressionOf } from './php/expressions.js';
import { functionOf } from './php/functions.js';
import type { PhpLowering } from './php/lowering.js';
import { noNames } from './php/names.js';
import { readStatements } from './php/statements.js';

/** What a PHP file does, templates with PHP in them too. Total: a broken tree gives what can be read of it. */
export function lowerPhp(tree: SyntaxTree, text: string, path: string): CodeModule {
  const top: FnDraft = { name: '', params: [], decorators: [], events: [], guards: [], start: 0, end: text.length };
  const low: PhpLowering = {
    text,
    functions: [top],
    classes: [],
    imports: [],
    names: noNames(),
    here: { fn: 0, draft: top, klass: undefined, borrowed: new Set(), said: new Map(), guard: undefined },
    depth: 0,
    expr: (node) => expressionOf(low, node),
    statements: (nodes) => readStatements(low, nodes),
    fn: (node, name, doc) => functionOf(low, node, name, doc),
    klass: (node, doc) => readClass(low, node, doc),
  };
  low.statements(tree.root.children);
  const { functions, classes, imports, names } = low;
  return {
    path,
    language: 'php',
    ...(names.first !== undefined && names.first !== '' && { namespace: names.first }),
    ...(text.startsWith('#!') && { script: true }),
    imports,
    exports: [],
    stars: [],
    functions,
    classes,
  };
}
