import { childOf, childrenOf, partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { emit, guardIn, opaque, placeOf, under } from '../draft.js';
import { bindExpr, defining } from './bindings.js';
import { doIt, leaves } from './expressions.js';
import type { PhpLowering } from './lowering.js';
import { armsOf, oneOrList } from './match.js';

/** `if`, `elseif`, `else`. What stands behind a branch that leaves is under the opposite of its condition. */
export function branches(low: PhpLowering, node: SyntaxNode): boolean {
  const outer = low.here.guard;
  const condition = childOf(node, 'condition');
  const test = condition ? low.expr(condition) : opaque(placeOf(node));
  const yes = guardIn(low, { is: 'if', test, ...bodyPlace(node) });
  const left = under(low, yes, () => low.statements(childrenOf(node, 'body')));
  const alternatives = childrenOf(node, 'alternative');
  const [first] = alternatives;
  if (first === undefined) {
    if (left) low.here.guard = guardIn(low, { is: 'else', test, start: node.end, end: node.end });
    return false;
  }
  low.here.guard = guardIn(low, { is: 'else', test, start: first.start, end: node.end });
  const otherLeft = otherwise(low, alternatives);
  if (left) return otherLeft;
  low.here.guard = otherLeft ? yes : outer;
  return false;
}

/** The branches behind the first one; the guard is left where what follows them stands. */
function otherwise(low: PhpLowering, [first, ...rest]: readonly SyntaxNode[]): boolean {
  if (first === undefined) return false;
  if (first.type !== 'else_if_clause') return low.statements(childrenOf(first, 'body'));
  const condition = childOf(first, 'condition');
  const test = condition ? low.expr(condition) : opaque(placeOf(first));
  const before = low.here.guard;
  const yes = guardIn(low, { is: 'if', test, ...bodyPlace(first) });
  const left = under(low, yes, () => low.statements(childrenOf(first, 'body')));
  const [next] = rest;
  if (next === undefined) {
    if (left) low.here.guard = guardIn(low, { is: 'else', test, start: first.end, end: first.end });
    return false;
  }
  low.here.guard = guardIn(low, { is: 'else', test, start: next.start, end: rest.at(-1)?.end ?? next.end });
  const otherLeft = otherwise(low, rest);
  if (left) return otherLeft;
  low.here.guard = otherLeft ? yes : before;
  return false;
}

function bodyPlace(node: SyntaxNode): { start: number; end: number } {
  const bodies = childrenOf(node, 'body');
  const [first] = bodies;
  return { start: first?.start ?? node.start, end: bodies.at(-1)?.end ?? node.end };
}

/** `a && f()`, `a or die()`, `a ? f() : g()` as statements are branches. */
export function logical(low: PhpLowering, node: SyntaxNode): boolean {
  if (low.here.guard !== undefined && low.depth > 300) return false;
  if (node.type === 'parenthesized_expression') {
    const [inner] = partsOf(node);
    return inner !== undefined && logical(low, inner);
  }
  if (node.type === 'conditional_expression') return ternary(low, node);
  const sign = node.type === 'binary_expression' ? childOf(node, 'operator')?.type : undefined;
  if (sign === undefined || !/^(&&|\|\||and|or|\?\?)$/.test(sign)) return false;
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left === undefined || right === undefined) return false;
  const test = low.expr(left);
  const [is, other] = sign === '&&' || sign === 'and' ? (['if', 'else'] as const) : (['else', 'if'] as const);
  const guard = guardIn(low, { is, test, ...placeOf(right) });
  if (branch(low, right, guard)) low.here.guard = guardIn(low, { is: other, test, start: node.end, end: node.end });
  return true;
}

function ternary(low: PhpLowering, node: SyntaxNode): boolean {
  const [condition, yes, no] = [childOf(node, 'condition'), childOf(node, 'body'), childOf(node, 'alternative')];
  if (condition === undefined || yes === undefined || no === undefined) return false;
  const test = low.expr(condition);
  branch(low, yes, guardIn(low, { is: 'if', test, ...placeOf(yes) }));
  branch(low, no, guardIn(low, { is: 'else', test, ...placeOf(no) }));
  return true;
}

/** One side of such a statement; true when it leaves the block. */
function branch(low: PhpLowering, node: SyntaxNode, guard: number): boolean {
  return under(low, guard, () => {
    if (node.type === 'throw_expression') {
      const [value] = partsOf(node);
      emit(low, { is: 'throw', ...(value && { value: low.expr(value) }), ...placeOf(node) });
      return true;
    }
    if (logical(low, node)) return false;
    if (!defining(low, node)) doIt(low, node);
    return leaves(low, node);
  });
}

/** `switch`: each case under the value that it tests. */
export function switching(low: PhpLowering, node: SyntaxNode): void {
  const condition = childOf(node, 'condition');
  const test = condition ? low.expr(condition) : opaque(placeOf(node));
  let labels: Expr[] = [];
  for (const clause of childOf(node, 'body')?.children ?? []) {
    if (clause.type !== 'case_statement' && clause.type !== 'default_statement') continue;
    const value = childOf(clause, 'value');
    if (value) labels.push(low.expr(value));
    const body = clause.children.filter((child) => child !== value);
    if (clause.type === 'case_statement' && body.every(({ type }) => type === 'comment')) continue;
    const label = clause.type === 'case_statement' && labels.length > 0 ? oneOrList(labels) : undefined;
    const lost = label ? [] : labels;
    const guard = guardIn(low, { is: 'case', test, ...(label && { label }), ...placeOf(clause) });
    under(low, guard, () => {
      // labels that share the body of `default`
      for (const one of lost)
        if (one.is !== 'literal') emit(low, { is: 'do', value: one, start: one.start, end: one.end });
      low.statements(body);
    });
    labels = [];
  }
}

/** A `match` that is a whole statement, returned, or assigned: one event for each arm, under what it tests. */
export function matching(low: PhpLowering, node: SyntaxNode, is: 'do' | 'return' = 'do'): boolean {
  const assigned = node.type === 'assignment_expression' && is === 'do' ? childOf(node, 'left') : undefined;
  const match = assigned ? childOf(node, 'right') : node;
  if (match?.type !== 'match_expression' || (assigned && assigned.type === 'list_literal')) return false;
  const condition = childOf(match, 'condition');
  const test = condition ? low.expr(condition) : opaque(placeOf(match));
  const target = assigned && low.expr(assigned);
  for (const { labels, result } of armsOf(match)) {
    const label = labels.length > 0 ? oneOrList(labels.map((one) => low.expr(one))) : undefined;
    const place = placeOf(result);
    const guard = guardIn(low, { is: 'case', test, ...(label && { label }), ...place });
    under(low, guard, () => {
      if (result.type === 'throw_expression') {
        const [value] = partsOf(result);
        emit(low, { is: 'throw', ...(value && { value: low.expr(value) }), ...place });
      } else if (target) bindExpr(low, target, { value: low.expr(result), place: placeOf(node) });
      else if (is === 'return') emit(low, { is: 'return', value: low.expr(result), ...place });
      else doIt(low, result);
    });
  }
  return true;
}
