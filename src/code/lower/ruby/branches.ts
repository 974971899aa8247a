import { childOf, childrenOf, partsOf, type SyntaxNode, walk } from '../../../parse/syntax-node.js';
import type { Expr, Guard } from '../../model.js';
import { emit, guardIn, makesCalls, opaque, placeOf, under } from '../draft.js';
import { type Leaves, operatorOf, type RubyLowering, type Sink, sunk } from './lowering.js';
import { bindTo, declare } from './targets.js';

type Condition = Omit<Guard, 'outer'>;

const opposite = { if: 'else', else: 'if' } as const;

function inside(low: RubyLowering, guard: Condition, nodes: readonly SyntaxNode[], sink: Sink): boolean {
  return under(low, guardIn(low, guard), () => low.block(nodes, sink));
}

/** `if`, `unless` and `a ? b : c`, with what stands behind `elsif` and `else`. */
export function branchesIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const condition = childOf(node, 'condition');
  const test = condition ? low.expr(condition) : opaque(node);
  const is = node.type === 'unless' ? 'else' : 'if';
  const body = childOf(node, 'consequence');
  const leaves = inside(low, { is, test, ...placeOf(node) }, body ? [body] : [], sink);
  const other = childOf(node, 'alternative');
  if (!other) return leaves ? { is: opposite[is], test } : false;
  const at = guardIn(low, { is: opposite[is], test, ...placeOf(other) });
  const otherLeaves = under(low, at, () =>
    other.type === 'elsif' ? branchesIn(low, other, sink) === true : low.block([other], sink),
  );
  if (leaves && otherLeaves) return true;
  return leaves ? { is: opposite[is], test } : otherLeaves ? { is, test } : false;
}

/** `body if condition`. */
export function guardedIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  const assigned = body && /^(operator_)?assignment$/.test(body.type) ? childOf(body, 'left') : undefined;
  // written before the condition, it is a local variable there
  if (assigned?.type === 'identifier') declare(low, low.text.slice(assigned.start, assigned.end));
  const test = condition ? low.expr(condition) : opaque(node);
  const is = node.type === 'unless_modifier' ? 'else' : 'if';
  const leaves = inside(low, { is, test, ...placeOf(node) }, body ? [body] : [], sink);
  return leaves ? { is: opposite[is], test } : false;
}

/** `a && f()`, `a or return`: what is done under a condition. */
export function logicalIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const sign = operatorOf(low, node);
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const isLogical = left && right && (sign === '&&' || sign === '||');
  if (!isLogical || (sink !== 'drop' && !leavesBy(right))) {
    sunk(low, { node, value: low.expr(node) }, sink);
    return false;
  }
  const test = low.expr(left);
  const is = sign === '&&' ? 'if' : 'else';
  const leaves = inside(low, { is, test, ...placeOf(node) }, [right], 'drop');
  return leaves ? { is: opposite[is], test } : false;
}

function leavesBy(node: SyntaxNode): boolean {
  return /^(return|next|break|retry|redo|parenthesized_statements)$/.test(node.type);
}

export function loopIn(low: RubyLowering, node: SyntaxNode): void {
  const body = childOf(node, 'body');
  if (node.type === 'for') {
    const [value] = partsOf(childOf(node, 'value'));
    const pattern = childOf(node, 'pattern');
    const items = value ? low.expr(value) : opaque(node);
    under(low, guardIn(low, { is: 'loop', test: items, ...placeOf(node) }), () => {
      const of = makesCalls(items) ? opaque(items) : items;
      if (pattern)
        bindTo(low, pattern, {
          value: { is: 'index', of, key: opaque({ start: of.end, end: of.end }), ...placeOf(pattern) },
          place: pattern,
        });
      return body ? low.block([body], 'drop') : false;
    });
    return;
  }
  const condition = childOf(node, 'condition');
  const read = condition ? low.expr(condition) : opaque(node);
  const test: Expr = /^until/.test(node.type)
    ? { is: 'operation', sign: '!', right: read, start: read.start, end: read.end }
    : read;
  inside(low, { is: 'loop', test, ...placeOf(node) }, body ? [body] : [], 'drop');
}

/** `loop do`: its block is a part of the function around it. */
export function endlessIn(low: RubyLowering, node: SyntaxNode): void {
  const block = childOf(node, 'block');
  const body = block && (childOf(block, 'body') ?? block);
  const method = childOf(node, 'method') ?? node;
  const test: Expr = { is: 'literal', value: true, ...placeOf(method) };
  inside(low, { is: 'loop', test, ...placeOf(node) }, body ? [body] : [], 'drop');
}

/** `case x when 1, 2`; without a value it is a chain of conditions. */
export function caseIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const value = childOf(node, 'value');
  const test = value ? low.expr(value) : undefined;
  const before = low.here.guard;
  let isWhole = false;
  let all = true;
  let count = 0;
  for (const clause of partsOf(node)) {
    if (clause.type === 'else') {
      isWhole = true;
      const guard: Condition | undefined = test && { is: 'case', test, ...placeOf(clause) };
      all = (guard ? inside(low, guard, [clause], sink) : low.block([clause], sink)) && all;
    }
    if (clause.type !== 'when') continue;
    count++;
    const labels = childrenOf(clause, 'pattern').map((one) => low.expr(one));
    const body = childOf(clause, 'body');
    if (test) {
      const guard: Condition = { is: 'case', test, label: joined(labels, clause, 'list'), ...placeOf(clause) };
      all = inside(low, guard, body ? [body] : [], sink) && all;
    } else {
      const label = joined(labels, clause, '||');
      all = inside(low, { is: 'if', test: label, ...placeOf(clause) }, body ? [body] : [], sink) && all;
      low.here.guard = guardIn(low, { is: 'else', test: label, ...placeOf(clause) });
    }
  }
  low.here.guard = before;
  if (test && count === 0 && !isWhole) emit(low, { is: 'do', value: test, ...placeOf(node) });
  return isWhole && all;
}

/** One expression for several values of a `when`. */
function joined(labels: readonly Expr[], clause: SyntaxNode, as: 'list' | '||'): Expr {
  const [first] = labels;
  if (!first) return opaque({ start: clause.start, end: clause.start });
  if (labels.length === 1) return first;
  const end = labels.at(-1)?.end ?? first.end;
  if (as === 'list') return { is: 'list', items: labels, start: first.start, end };
  return labels
    .slice(1)
    .reduce(
      (left, right): Expr => ({ is: 'operation', sign: '||', left, right, start: left.start, end: right.end }),
      first,
    );
}

/** `case x in {a:}`: names of the pattern are bound. */
export function matchIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const value = childOf(node, 'value');
  const test = value ? low.expr(value) : opaque(node);
  let isWhole = false;
  let all = true;
  let count = 0;
  for (const clause of partsOf(node)) {
    if (clause.type === 'else') {
      isWhole = true;
      all = inside(low, { is: 'case', test, ...placeOf(clause) }, [clause], sink) && all;
    }
    if (clause.type !== 'in_clause') continue;
    count++;
    const pattern = childOf(clause, 'pattern');
    const body = childOf(clause, 'body');
    const condition = childOf(childOf(clause, 'guard'), 'condition');
    const label = pattern ? labelOf(low, pattern) : opaque(clause);
    const at = guardIn(low, { is: 'case', test, label, ...placeOf(clause) });
    const leaves = under(low, at, () => {
      if (pattern) bindPattern(low, pattern);
      if (!condition) return body ? low.block([body], sink) : false;
      const is = childOf(clause, 'guard')?.type === 'unless_guard' ? 'else' : 'if';
      return inside(low, { is, test: low.expr(condition), ...placeOf(condition) }, body ? [body] : [], sink);
    });
    all = leaves && all;
  }
  if (count === 0 && !isWhole) emit(low, { is: 'do', value: test, ...placeOf(node) });
  return isWhole && all;
}

/** What must hold: a literal or constant as it is, else what the pattern evaluates. */
function labelOf(low: RubyLowering, pattern: SyntaxNode): Expr {
  if (/^(string|integer|simple_symbol|constant|scope_resolution|true|false|nil)$/.test(pattern.type))
    return low.expr(pattern);
  const inner: Expr[] = [];
  for (const node of walk(pattern))
    if (node.type === 'parenthesized_statements' && node.parent?.type === 'expression_reference_pattern')
      inner.push(low.expr(node));
  return opaque(pattern, inner);
}

/** The names that a pattern binds. */
export function bindPattern(low: RubyLowering, pattern: SyntaxNode): void {
  for (const node of walk(pattern)) {
    const isName = node.type === 'identifier' && !/reference_pattern|^call$/.test(node.parent?.type ?? '');
    const isKey = node.type === 'hash_key_symbol' && node.parent?.children.length === 1;
    if (!isName && !isKey) continue;
    const place = { start: node.start, end: node.end };
    bindTo(low, { ...node, type: 'identifier' }, { value: opaque(place), place: node });
  }
}

/** Statements with what rescues them: `begin`, the body of a method or block, `a rescue b`. */
export function protectedIn(low: RubyLowering, nodes: readonly SyntaxNode[], sink: Sink): boolean {
  const handlers = nodes.filter(({ type, field }) => type === 'rescue' || field === 'handler');
  const ensure = nodes.find(({ type }) => type === 'ensure');
  const other = nodes.find(({ type }) => type === 'else');
  const body = nodes.filter((node) => node !== ensure && node !== other && !handlers.includes(node));
  if (handlers.length === 0 && !ensure) return low.block(nodes, sink);
  const [first] = nodes;
  const place = { start: first?.start ?? 0, end: body.at(-1)?.end ?? first?.end ?? 0 };
  let leaves = inside(low, { is: 'try', ...place }, body, other ? 'drop' : sink);
  let all = true;
  for (const node of handlers) all = handlerIn(low, node, sink) && all;
  const otherLeaves = other !== undefined && low.block([other], sink);
  leaves = (leaves || otherLeaves) && all;
  return (
    (ensure !== undefined && inside(low, { is: 'finally', ...placeOf(ensure) }, ensure.children, 'drop')) || leaves
  );
}

function handlerIn(low: RubyLowering, node: SyntaxNode, sink: Sink): boolean {
  if (node.type !== 'rescue')
    return under(low, guardIn(low, { is: 'except', ...placeOf(node) }), () => low.statement(node, sink) === true);
  const exceptions = partsOf(childOf(node, 'exceptions')).map((one) => low.expr(one));
  const [first] = exceptions;
  const test = exceptions.length > 0 ? joined(exceptions, node, 'list') : undefined;
  const guard: Condition = { is: 'except', ...(first && test ? { test } : {}), ...placeOf(node) };
  return under(low, guardIn(low, guard), () => {
    const [variable] = partsOf(childOf(node, 'variable'));
    if (variable) bindTo(low, variable, { value: opaque(variable), place: variable });
    const body = childOf(node, 'body');
    return body ? low.block([body], sink) : false;
  });
}
