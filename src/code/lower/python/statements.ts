import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Guard } from '../../model.js';
import { deepest, emit, guardIn, nameAt, opaque, placeOf, under } from '../draft.js';
import { classIn, decoratorsIn } from './classes.js';
import { nameless } from './expressions.js';
import { functionIn, typeIn } from './functions.js';
import { importsIn } from './imports.js';
import type { PythonLowering } from './lowering.js';
import { bindIn, iterableIn } from './targets.js';

/** Statements in order; behind an `if` that leaves, the rest stands under its `else`. True when the end is not reached. */
export function blockIn(low: PythonLowering, nodes: readonly SyntaxNode[]): boolean {
  const before = low.here.guard;
  let leaves = false;
  for (const node of nodes) {
    const test = statementIn(low, node);
    if (test === true) leaves = true;
    else if (test) low.here.guard = guardIn(low, { is: 'else', test, ...placeOf(test) });
  }
  low.here.guard = before;
  return leaves;
}

/** True when the block ends here; a condition when what follows only runs where that does not hold. */
function statementIn(low: PythonLowering, node: SyntaxNode): boolean | Expr {
  if (low.depth > deepest) return false;
  low.depth++;
  const result = read(low, node);
  low.depth--;
  return result;
}

function read(low: PythonLowering, node: SyntaxNode): boolean | Expr {
  switch (node.type) {
    case 'expression_statement':
      for (const part of partsOf(node)) simpleIn(low, part);
      return false;
    case 'import_statement':
    case 'import_from_statement':
      importsIn(low, node);
      return false;
    case 'function_definition':
      definitionIn(low, node, []);
      return false;
    case 'class_definition':
      classIn(low, node, []);
      return false;
    case 'decorated_definition': {
      const definition = childOf(node, 'definition');
      const decorators = decoratorsIn(low, node);
      if (definition?.type === 'class_definition') classIn(low, definition, decorators);
      else if (definition) definitionIn(low, definition, decorators);
      return false;
    }
    case 'return_statement': {
      const [value] = partsOf(node);
      emit(low, { is: 'return', ...(value ? { value: low.expr(value) } : {}), ...placeOf(node) });
      return true;
    }
    case 'raise_statement': {
      const [value, ...others] = partsOf(node);
      for (const other of others) emit(low, { is: 'do', value: low.expr(other), ...placeOf(other) });
      emit(low, { is: 'throw', ...(value ? { value: low.expr(value) } : {}), ...placeOf(node) });
      return true;
    }
    case 'break_statement':
    case 'continue_statement':
      return true;
    case 'if_statement':
      return ifIn(low, node);
    case 'for_statement':
      return forIn(low, node);
    case 'while_statement': {
      const condition = childOf(node, 'condition');
      const test = condition ? low.expr(condition) : undefined;
      inside(low, guardOf('loop', node, test), childOf(node, 'body'));
      alternative(low, node);
      return false;
    }
    case 'try_statement':
      return tryIn(low, node);
    case 'with_statement':
      return withIn(low, node);
    case 'match_statement':
      return matchIn(low, node);
    case 'global_statement':
    case 'nonlocal_statement':
      for (const name of partsOf(node)) low.here.borrowed.add(sourceOf(low.text, name));
      return false;
    case 'delete_statement':
      for (const part of partsOf(node))
        emit(low, {
          is: 'do',
          value: { is: 'operation', sign: 'delete', right: low.expr(part), ...placeOf(node) },
          ...placeOf(node),
        });
      return false;
    case 'block':
    case 'ERROR':
      return low.block(node.children);
    case 'comment':
    case 'pass_statement':
      return false;
    default:
      for (const part of partsOf(node)) emit(low, { is: 'do', value: low.expr(part), ...placeOf(part) });
      return false;
  }
}

function simpleIn(low: PythonLowering, node: SyntaxNode): void {
  if (node.type !== 'assignment' && node.type !== 'augmented_assignment') {
    const value = low.expr(node);
    const [given, ...more] = node.type === 'yield' && value.is === 'opaque' ? value.children : [];
    if (given && more.length === 0) {
      emit(low, { is: 'do', value: given, yielded: true, ...placeOf(node) });
      return;
    }
    if (value.is !== 'literal') emit(low, { is: 'do', value, ...placeOf(node) });
    return;
  }
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const written = childOf(node, 'type');
  const type = written ? typeIn(low, written) : undefined;
  if (!left) return;
  if (!right) {
    if (type?.is === 'call') emit(low, { is: 'do', value: type, ...placeOf(node) });
    return;
  }
  const operator = childOf(node, 'operator');
  const sign = node.type === 'augmented_assignment' && operator ? { sign: sourceOf(low.text, operator) } : {};
  // `a = b = value`
  if (right.type === 'assignment') {
    simpleIn(low, right);
    const inner = childOf(right, 'left');
    bindIn(low, left, inner ? nameless(low.expr(inner)) : opaque(right), { place: node });
    return;
  }
  bindIn(low, left, low.expr(right), { place: node, ...sign, ...(type ? { type } : {}) });
}

function definitionIn(low: PythonLowering, node: SyntaxNode, decorators: readonly Expr[]): void {
  const name = childOf(node, 'name');
  if (!name || node.type !== 'function_definition') return;
  const value = functionIn(low, node, { name: sourceOf(low.text, name), decorators });
  emit(low, { is: 'bind', target: nameAt(sourceOf(low.text, name), name), value, ...placeOf(node) });
}

function guardOf(is: Guard['is'], place: SyntaxNode, test?: Expr): Omit<Guard, 'outer'> {
  return { is, ...(test ? { test } : {}), ...placeOf(place) };
}

function inside(low: PythonLowering, guard: Omit<Guard, 'outer'>, body: SyntaxNode | undefined): boolean {
  const at = guardIn(low, guard);
  return under(low, at, () => (body ? low.block(body.type === 'block' ? body.children : [body]) : false));
}

function ifIn(low: PythonLowering, node: SyntaxNode): boolean | Expr {
  const condition = childOf(node, 'condition');
  const test = condition ? low.expr(condition) : opaque(node);
  const body = childOf(node, 'consequence');
  const leaves = inside(low, guardOf('if', node, test), body);
  const before = low.here.guard;
  let all = leaves;
  let isWhole = false;
  let failed: Expr = test;
  for (const clause of childrenOf(node, 'alternative')) {
    low.here.guard = guardIn(low, guardOf('else', clause, failed));
    if (clause.type === 'elif_clause') {
      const next = childOf(clause, 'condition');
      failed = next ? low.expr(next) : opaque(clause);
      all = inside(low, guardOf('if', clause, failed), childOf(clause, 'consequence')) && all;
    } else {
      isWhole = true;
      const inner = childOf(clause, 'body');
      all = low.block(inner ? inner.children : []) && all;
    }
  }
  low.here.guard = before;
  if (isWhole) return all;
  return leaves && childrenOf(node, 'alternative').length === 0 ? test : false;
}

function forIn(low: PythonLowering, node: SyntaxNode): boolean {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const items = right ? iterableIn(low, right) : opaque(node);
  const guard = guardIn(low, guardOf('loop', node, items));
  under(low, guard, () => {
    if (left) bindIn(low, left, { is: 'index', of: items, key: opaque(left), ...placeOf(left) }, { place: left });
    const body = childOf(node, 'body');
    return body ? low.block(body.children) : false;
  });
  alternative(low, node);
  return false;
}

function alternative(low: PythonLowering, node: SyntaxNode): void {
  const clause = childOf(node, 'alternative');
  const body = childOf(clause, 'body');
  if (body) low.block(body.children);
}

function tryIn(low: PythonLowering, node: SyntaxNode): boolean {
  let leaves = inside(low, guardOf('try', node), childOf(node, 'body'));
  let handled = 0;
  for (const clause of partsOf(node)) {
    if (/^except(_group)?_clause$/.test(clause.type)) {
      handled++;
      const parts = partsOf(clause);
      const block = parts.find(({ type }) => type === 'block');
      const tests = parts.filter((part) => part !== block);
      const test = tests[0] ? low.expr(tests[0]) : undefined;
      leaves = inside(low, guardOf('except', clause, test), block) && leaves;
    } else if (clause.type === 'finally_clause') {
      const block = partsOf(clause).find(({ type }) => type === 'block');
      if (inside(low, guardOf('finally', clause), block)) return true;
    } else if (clause.type === 'else_clause') {
      const body = childOf(clause, 'body');
      if (body && low.block(body.children) && handled === 0) leaves = true;
    }
  }
  return leaves;
}

function withIn(low: PythonLowering, node: SyntaxNode): boolean {
  const before = low.here.guard;
  const clause = node.children.find(({ type }) => type === 'with_clause');
  const items = partsOf(clause).flatMap((part) =>
    part.type === 'with_item' ? [part] : partsOf(part).filter(({ type }) => type === 'with_item'),
  );
  for (const item of items) {
    const value = childOf(item, 'value') ?? partsOf(item)[0];
    if (!value) continue;
    const isNamed = value.type === 'as_pattern';
    const entered = isNamed ? partsOf(value)[0] : value;
    const alias = isNamed ? childOf(value, 'alias') : undefined;
    if (!entered) continue;
    const read = low.expr(entered);
    if (alias) {
      bindIn(low, alias, read, { place: item });
      low.here.guard = guardIn(
        low,
        guardOf('with', item, nameless(read).is === 'opaque' ? targetOf(low, alias) : nameless(read)),
      );
    } else low.here.guard = guardIn(low, guardOf('with', item, read));
  }
  const body = childOf(node, 'body');
  const leaves = body ? low.block(body.children) : false;
  low.here.guard = before;
  return leaves;
}

/** The name that what is entered is given: its calls stand in the bind already. */
function targetOf(low: PythonLowering, alias: SyntaxNode): Expr {
  const [inner] = partsOf(alias);
  return inner?.type === 'identifier' ? nameAt(sourceOf(low.text, inner), inner) : opaque(alias);
}

function matchIn(low: PythonLowering, node: SyntaxNode): boolean {
  const subject = childOf(node, 'subject');
  const test = subject ? low.expr(subject) : opaque(node);
  emit(low, { is: 'do', value: test, ...placeOf(subject ?? node) });
  const cases = partsOf(childOf(node, 'body') ?? node).filter(({ type }) => type === 'case_clause');
  let all = cases.length > 0;
  for (const clause of cases) {
    const label = clause.children.find(({ type }) => type === 'case_pattern');
    const guard: Omit<Guard, 'outer'> = {
      is: 'case',
      test: nameless(test),
      ...(label ? { label: low.expr(label) } : {}),
      ...placeOf(clause),
    };
    const inner = childOf(clause, 'guard');
    if (inner) for (const part of partsOf(inner)) emit(low, { is: 'do', value: low.expr(part), ...placeOf(part) });
    all = inside(low, guard, childOf(clause, 'consequence')) && all;
  }
  return all && cases.some((clause) => /^case\s+_\s*:/.test(sourceOf(low.text, clause)));
}
