import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type SyntaxNode, type SyntaxTree, walk } from '../../parse/syntax-node.js';
import { type PhpFile, phpExpr } from '../php/expr.js';

/** `config/session.php` returning an array: one setting for each leaf and each list, keyed as `config('session.driver')` would ask. */
export function* configFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.php'.length);
  const file = { path, text: tree.text };
  const returned = returnedArray(tree.root);
  if (returned) yield* settings(name, phpExpr(file, returned), file);
  for (const node of walk(tree.root)) {
    const read = node.type === 'function_call_expression' ? phpExpr(file, node) : undefined;
    if (read?.is === 'env') yield { kind: 'env-read', name: read.name, at: read.at };
  }
}

function returnedArray(root: SyntaxNode): SyntaxNode | undefined {
  for (const node of walk(root)) {
    if (node.type !== 'return_statement') continue;
    const value = node.children[0];
    if (value?.type === 'array_creation_expression') return value;
  }
  return undefined;
}

function* settings(key: string, value: Expr, file: PhpFile): Iterable<Fact> {
  if (value.is === 'map') {
    for (const entry of value.entries) yield* settings(`${key}.${entry.key}`, entry.value, file);
    return;
  }
  yield { kind: 'setting', technology: 'laravel', key, value, at: value.at };
}
