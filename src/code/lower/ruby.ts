import type { SyntaxTree } from '../../parse/syntax-node.js';
import type { CodeModule } from '../model.js';
import { expressionIn, givenIn } from './ruby/expressions.js';
import { draftOf, type RubyLowering } from './ruby/lowering.js';
import { blockIn, statementIn } from './ruby/statements.js';
import { heredocsIn } from './ruby/strings.js';

/** What a Ruby file does. Total: what the grammar could not read stays out, the rest is there. */
export function lowerRuby(tree: SyntaxTree, _text: string, path: string): CodeModule {
  const { root, text } = tree;
  const top = draftOf('', root);
  const low: RubyLowering = {
    text,
    path,
    functions: [top],
    classes: [],
    imports: [],
    heredocs: heredocsIn(tree),
    here: {
      draft: top,
      index: 0,
      klass: undefined,
      nest: '',
      isBody: false,
      isStatic: false,
      locals: new Set(),
      guard: undefined,
    },
    depth: 0,
    naming: undefined,
    expr: (node) => expressionIn(low, node),
    given: (nodes) => givenIn(low, nodes),
    statement: (node, sink) => statementIn(low, node, sink),
    block: (nodes, sink) => blockIn(low, nodes, sink),
  };
  low.block(root.children, 'drop');
  const { functions, classes, imports } = low;
  return { path, language: 'ruby', imports, exports: [], stars: [], functions, classes };
}
