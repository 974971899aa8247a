import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { rubyAssignments } from '../../parse/ruby.js';
import type { SyntaxTree } from '../../parse/syntax-node.js';
import { guardExpr, rubyExpr, spanOf } from '../ruby/expr.js';

/**
 * `Rack::Attack.cache.store = ...` (or `self.cache.store` inside the class): which kind of store, and which database a Solid Cache uses; with
 * the condition that it stands under, one fact for each branch of a value.
 */
export function* rackAttackFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!tree.text.includes('Rack::Attack')) return;
  const file = { path, text: tree.text };
  for (const { path: target, node, value, guards } of rubyAssignments(tree.text, tree.root)) {
    if (!/^(Rack::Attack\.|self\.)?cache\.store$/.test(target)) continue;
    const whole = spanOf(file, node);
    const branches = branchesOf(rubyExpr(file, value), guardExpr(file, guards));
    for (const { expr, guard } of branches) {
      const source = tree.text.slice(expr.at.start, expr.at.end);
      const kind = storeKind(source);
      if (kind === undefined) continue;
      const at = branches.length > 1 ? expr.at : whole;
      const database = /(?:shards:\s*(?:\[\s*)?|database:\s*):(\w+)/.exec(source)?.[1];
      // what another function makes is told of there
      const items: Expr[] = [kind === 'other' ? expr : { is: 'literal', value: kind, at: expr.at }];
      if (kind === 'solid' && database) items.push({ is: 'literal', value: database, at });
      const said = { kind: 'setting', technology: 'rails', key: 'rack_attack.store', value: { is: 'list', items, at }, at } as const; // biome-ignore format: one fact
      yield guard ? { ...said, guard } : said;
    }
  }
}

interface Branch {
  readonly expr: Expr;
  readonly guard: Expr | undefined;
}

/** What a value may be, each with what must hold for it. */
function branchesOf(expr: Expr, guard: Expr | undefined): readonly Branch[] {
  if (expr.is !== 'choice' || !expr.when) return [{ expr, guard }];
  const { when, whenTrue, whenFalse, at } = expr;
  const no: Expr = { is: 'literal', value: false, at };
  const yes: Expr = { is: 'literal', value: true, at };
  const also = (test: Expr): Expr => (guard ? { is: 'choice', when: guard, whenTrue: test, whenFalse: no, at } : test);
  return [
    ...branchesOf(whenTrue, also(when)),
    ...branchesOf(whenFalse, also({ is: 'choice', when, whenTrue: no, whenFalse: yes, at })),
  ];
}

/** What an ActiveSupport cache store made by code keeps its values in; undefined for Rails.cache. */
export function storeKind(source: string): string | undefined {
  if (/Rails\.cache/.test(source)) return undefined;
  if (/SolidCache/.test(source)) return 'solid';
  if (/Redis|MemCache|Dalli/i.test(source)) return 'redis';
  if (/FileStore/.test(source)) return 'file';
  return /MemoryStore/.test(source) ? 'memory' : 'other';
}
