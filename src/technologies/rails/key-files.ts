import type { Fact } from '../../facts/fact.js';
import { type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { spanOf } from '../ruby/expr.js';

const writes = /\bFile\.(open|new)\b|\.(bin)?write\b/;
const random = /\bSecureRandom\b|\bgenerate_key\b/;

/**
 * Code that writes `secret_key_base` to a file of the machine: an initializer that makes the credentials where there are none, a task that
 * writes an initializer.
 */
export function* keyFileFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!tree.text.includes('secret_key_base') || !random.test(tree.text) || !writes.test(tree.text)) return;
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    const source = node.type === 'pair' ? sourceOf(tree.text, node) : '';
    if (/^["':]?secret_key_base\b/.test(source) && random.test(source)) {
      yield { kind: 'use', technology: 'rails', what: 'key-file', name: 'secret_key_base', at: spanOf(file, node) };
      return;
    }
  }
  const written = /\bsecret_key_base\s*[=:]\s*["']?#\{\s*(\w+)/.exec(tree.text);
  const made = written && new RegExp(`\\b${written[1]}\\s*=\\s*SecureRandom\\b[^\\n]*`).exec(tree.text);
  const found = written?.[1] === 'SecureRandom' ? written : made;
  if (!found) return;
  const at = { file: path, start: found.index, end: found.index + found[0].length };
  yield { kind: 'use', technology: 'rails', what: 'key-file', name: 'secret_key_base', at };
}
