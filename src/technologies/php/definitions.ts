import { type Expr, literal } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { SyntaxNode } from '../../parse/syntax-node.js';
import { conditionsOf } from './conditions.js';
import { type PhpFile, spanOf } from './expr.js';

/** A value that holds only under the conditions around a node; otherwise another definition of the same key decides. */
export function underConditions(
  file: PhpFile,
  node: SyntaxNode,
  given: { readonly key: string; readonly value: Expr; readonly change?: (expr: Expr) => Expr },
): Expr {
  const at = spanOf(file, node);
  const change = given.change ?? ((expr: Expr) => expr);
  let value = given.value;
  for (const when of conditionsOf(file, node).toReversed()) {
    const whenFalse: Expr = { is: 'setting', key: `${given.key}${elsewhere}`, at };
    value = { is: 'choice', when: change(when), whenTrue: value, whenFalse, at };
  }
  return value;
}

const elsewhere = ' elsewhere';

/** Folds the definitions of one key, in the order of the code: each stands over the next one (`first` wins) or the one before (`last` wins). */
export function foldDefinitions(facts: readonly Fact<'setting'>[], wins: 'first' | 'last'): Expr | undefined {
  const [first] = facts;
  if (!first) return undefined;
  let below: Expr = literal(null, first.at);
  for (const fact of wins === 'last' ? facts : facts.toReversed()) below = over(fact.value, below);
  return below;
}

function over(value: Expr, below: Expr): Expr {
  if (value.is !== 'choice') return value.is === 'setting' && value.key.endsWith(elsewhere) ? below : value;
  return { ...value, whenTrue: over(value.whenTrue, below), whenFalse: over(value.whenFalse, below) };
}
