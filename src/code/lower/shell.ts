import type { SyntaxTree } from '../../parse/syntax-node.js';
import type { CodeModule } from '../model.js';
import type { FnDraft } from './draft.js';
import { runOf } from './shell/commands.js';
import type { ShellLowering } from './shell/lowering.js';
import { readNode, readStatements } from './shell/statements.js';
import { wordOf } from './shell/words.js';

/**
 * What a shell script does. Commands are calls of their first word, and so are what joins them: `|` of its commands, `>` and `>>` of the file and
 * what is written to it, `&` of what runs meanwhile. Variables keep their `$`. Total: a broken script gives what can be read of it.
 */
export function lowerShell(tree: SyntaxTree, text: string, path: string): CodeModule {
  const top: FnDraft = { name: '', params: [], decorators: [], events: [], guards: [], start: 0, end: text.length };
  const low: ShellLowering = {
    text,
    functions: [top],
    imports: [],
    here: { fn: 0, draft: top, locals: new Set(), positions: 0, takesAll: false, guard: undefined },
    depth: 0,
    statements: (nodes) => readStatements(low, nodes),
    statement: (node) => readNode(low, node),
    run: (node, redirects) => runOf(low, node, redirects),
    word: (node) => wordOf(low, node),
  };
  low.statements(tree.root.children);
  const { functions, imports } = low;
  return { path, language: 'shell', imports, exports: [], stars: [], functions, classes: [] };
}
