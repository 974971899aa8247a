import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { nameAt, opaque, placeOf } from '../draft.js';
import { isLocal, type RubyLowering } from './lowering.js';
import { bindTo, declare } from './targets.js';

/** `a = b`, `a, b = c`, `a ||= b`; gives the value of the whole. */
export function assignmentIn(low: RubyLowering, node: SyntaxNode): Expr {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right) return opaque(node, partsOf(node).map(low.expr));
  // from its own right side on, a name is a local variable
  const isNew = left.type === 'identifier' && !isLocal(low, sourceOf(low.text, left));
  if (isNew && node.type === 'assignment') declare(low, sourceOf(low.text, left));
  const naming = low.naming;
  low.naming = left.type === 'constant' ? sourceOf(low.text, left) : undefined;
  const value = right.type === 'right_assignment_list' ? listIn(low, right) : low.expr(right);
  low.naming = naming;
  const sign = operator && operator.type !== '=' ? { sign: sourceOf(low.text, operator) } : {};
  return bindTo(low, left, { value, place: node, ...sign });
}

function listIn(low: RubyLowering, node: SyntaxNode): Expr {
  const items = low.given(partsOf(node)).map(({ value, spread }) => (spread ? opaque(value, [value]) : value));
  return { is: 'list', items, ...placeOf(node) };
}

/** Statements where a value is wanted (`x = if a then b end`): each branch gives it to a name. */
export function valueOfStatement(low: RubyLowering, node: SyntaxNode): Expr {
  const name = nameAt(`#${node.start}`, { start: node.start, end: node.start });
  low.statement(node, name);
  return name;
}
