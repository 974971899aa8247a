import type { Fact } from '../../facts/fact.js';
import { escapePattern } from '../../parse/escapes.js';
import { phpArgument, phpChain } from '../../parse/php.js';
import { type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { type CodeFile, functionAround, nameOf, use } from './code-file.js';

const guards = /lock|->block\(|transaction|atomic/i;

/**
 * `Cache::put($key, …)` of what `Cache::get($key)` gave, changed in between. Text is compared: the same key, within one function,
 * and nothing there that looks like a lock.
 */
export function* lostUpdateFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  if (node.type !== 'scoped_call_expression') return;
  const chain = phpChain(file.text, node);
  const link = chain?.links[0];
  if (!chain || !link || chain.links.length !== 1 || nameOf(file, chain.receiver) !== 'Cache') return;
  if (!/^(put|set|forever)$/.test(link.name ?? '')) return;
  const key = phpArgument(link.args, 0);
  const value = phpArgument(link.args, 1);
  const around = functionAround(node);
  if (!key || !value || !around || guards.test(sourceOf(file.text, around))) return;
  const reads = `Cache::get(${sourceOf(file.text, key)}`;
  const written = sourceOf(file.text, value);
  const place = file.text.indexOf(reads, around.start);
  if (place < 0 || place > value.end) return;
  const between = file.text.slice(around.start, node.end);
  const variable = /^\$\w+/.exec(written)?.[0];
  const isChanged = written.includes(reads)
    ? /\)\s*[-+*.]\s*[\w$]/.test(written)
    : variable !== undefined &&
      new RegExp(`${escapePattern(variable)}\\s*=[^=;][^;]*${escapePattern(reads)}`).test(between) &&
      changes(variable, between);
  if (!isChanged) return;
  const read = { file: file.path, start: place, end: place + reads.length + 1 };
  yield use(file, node, {
    what: 'lost-update',
    name: sourceOf(file.text, key),
    options: { read: { is: 'opaque', source: reads, at: read } },
  });
}

/** Counted up or down, given an item, or a part of it set. */
function changes(variable: string, text: string): boolean {
  const own = escapePattern(variable);
  return new RegExp(
    `${own}\\s*(\\+\\+|--|[-+*.]=)|${own}(\\[[^\\]]{0,300}\\]|->\\w+)+\\s*([-+*.]?=(?!=|>)|\\+\\+|--)|${own}\\s*[-+]\\s*[\\w$(]|array_(push|unshift)\\(${own}|${own}->(push|put|add|prepend)\\(`,
  ).test(text);
}
