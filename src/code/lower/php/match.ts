import { childOf, partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import type { Entry, Expr } from '../../model.js';
import { opaque, placeOf } from '../draft.js';
import type { PhpLowering } from './lowering.js';

interface Arm {
  /** None for `default`. */
  readonly labels: readonly SyntaxNode[];
  readonly result: SyntaxNode;
}

/** The arms of a `match`, in order. */
export function armsOf(node: SyntaxNode): readonly Arm[] {
  return (childOf(node, 'body')?.children ?? []).flatMap((arm) => {
    const result = childOf(arm, 'return_expression');
    return result ? [{ labels: partsOf(childOf(arm, 'conditional_expressions')), result }] : [];
  });
}

/** `match` within an expression: its arms are a map that the value picks from; `match (true)` is a chain of choices. */
export function matchOf(low: PhpLowering, node: SyntaxNode): Expr {
  const condition = childOf(node, 'condition');
  const place = placeOf(node);
  if (condition === undefined) return opaque(place);
  const value = low.expr(condition);
  const arms = armsOf(node).map(({ labels, result }) => ({
    labels: labels.map((label) => low.expr(label)),
    result: low.expr(result),
  }));
  const usual = arms.find(({ labels }) => labels.length === 0)?.result;
  const told = arms.filter(({ labels }) => labels.length > 0);
  if (value.is === 'literal' && value.value === true && told.length <= 20) {
    let rest: Expr = usual ?? opaque({ start: node.end, end: node.end });
    for (const { labels, result } of told.reverse()) {
      rest = { is: 'choice', when: anyOf(labels), yes: result, no: rest, ...place };
    }
    return rest;
  }
  const entries = told.map(({ labels, result }): Entry => ({ key: oneOrList(labels), value: result }));
  const map: Expr = { is: 'map', entries, ...placeOf(childOf(node, 'body') ?? node) };
  const picked: Expr = { is: 'index', of: map, key: value, ...place };
  return usual === undefined ? picked : { is: 'operation', sign: '??', left: picked, right: usual, ...place };
}

/** What a `case` must be: one label, or a list of them. */
export function oneOrList(labels: readonly Expr[]): Expr {
  const [first, ...more] = labels;
  if (first === undefined) throw new Error('a case has a label');
  return more.length === 0
    ? first
    : { is: 'list', items: labels, start: first.start, end: labels.at(-1)?.end ?? first.end };
}

function anyOf(labels: readonly Expr[]): Expr {
  return labels.reduce((left, right) => ({
    is: 'operation',
    sign: '||',
    left,
    right,
    start: left.start,
    end: right.end,
  }));
}
