import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';

/** `Rack::Attack.cache.store = ...` (or `self.cache.store` inside the class): which kind of store, and which database a Solid Cache uses. */
export function* rackAttackFacts(text: string, path: string): Iterable<Fact> {
  if (!text.includes('Rack::Attack')) return;
  for (const found of text.matchAll(/(?:Rack::Attack\.|self\.|\b)cache\.store\s*=\s*([^\n]*(?:\([^)]*\))?)/g)) {
    const source = found[1] ?? '';
    const start = found.index;
    const at = { file: path, start, end: start + found[0].trimEnd().length };
    const kind = kindOf(source);
    if (kind === undefined) continue;
    const database = /(?:shards:\s*\[?|database:\s*)\s*:(\w+)/.exec(text.slice(start, start + 400))?.[1];
    const items: Expr[] = [{ is: 'literal', value: kind, at }];
    if (kind === 'solid' && database) items.push({ is: 'literal', value: database, at });
    yield { kind: 'setting', technology: 'rails', key: 'rack_attack.store', value: { is: 'list', items, at }, at };
  }
}

function kindOf(source: string): string | undefined {
  if (/Rails\.cache/.test(source)) return undefined;
  if (/SolidCache/.test(source)) return 'solid';
  if (/Redis|MemCache|Dalli/i.test(source)) return 'redis';
  return /MemoryStore/.test(source) ? 'memory' : 'other';
}
