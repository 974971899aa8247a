import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { rubyAssignments } from '../../parse/ruby.js';
import { type SyntaxTree, sourceOf } from '../../parse/syntax-node.js';
import { spanOf } from '../ruby/expr.js';

/** `Rack::Attack.cache.store = ...` (or `self.cache.store` inside the class): which kind of store, and which database a Solid Cache uses. */
export function* rackAttackFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!tree.text.includes('Rack::Attack')) return;
  for (const { path: target, node, value } of rubyAssignments(tree.text, tree.root)) {
    if (!/^(Rack::Attack\.|self\.)?cache\.store$/.test(target)) continue;
    const source = sourceOf(tree.text, value);
    const kind = storeKind(source);
    if (kind === undefined) continue;
    const at = spanOf({ path, text: tree.text }, node);
    const database = /(?:shards:\s*(?:\[\s*)?|database:\s*):(\w+)/.exec(source)?.[1];
    const items: Expr[] = [{ is: 'literal', value: kind, at: spanOf({ path, text: tree.text }, value) }];
    if (kind === 'solid' && database) items.push({ is: 'literal', value: database, at });
    yield { kind: 'setting', technology: 'rails', key: 'rack_attack.store', value: { is: 'list', items, at }, at };
  }
}

/** What an ActiveSupport cache store made by code keeps its values in; undefined for Rails.cache. */
export function storeKind(source: string): string | undefined {
  if (/Rails\.cache/.test(source)) return undefined;
  if (/SolidCache/.test(source)) return 'solid';
  if (/Redis|MemCache|Dalli/i.test(source)) return 'redis';
  if (/FileStore/.test(source)) return 'file';
  return /MemoryStore/.test(source) ? 'memory' : 'other';
}
