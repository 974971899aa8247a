import type { Node, SwitchStatement, TryStatement } from '../../../parse/javascript-node.js';
import { jsUnwrap } from '../../../parse/javascript-values.js';
import type { Expr } from '../../model.js';
import { deepest, emit, enter, type Frame, isRepeatable, placeOf, swept, under } from './draft.js';
import { noteStars } from './exports.js';
import { named } from './expressions.js';
import { importRequired, lowerModuleStatement } from './modules.js';
import { declareChain } from './patterns.js';
import { lowerTyped } from './typed.js';

/** Statements of one block; an early way out of it puts the rest under the opposite condition, up to the block's end. */
export function lowerBlock(statements: readonly Node[], frame: Frame): void {
  const before = frame.guard;
  for (const statement of statements) lowerStatement(statement, frame);
  frame.guard = before;
}

function lowerStatement(node: Node | null | undefined, frame: Frame): void {
  if (!node) return;
  if (frame.depth >= deepest) {
    emit(frame, { is: 'do', value: swept(node), ...placeOf(node) });
    return;
  }
  frame.depth++;
  lowerOne(node, frame);
  frame.depth--;
}

function lowerOne(node: Node, frame: Frame): void {
  const { lower } = frame.draft;
  const at = placeOf(node);
  switch (node.type) {
    case 'ExpressionStatement':
      perform(node.expression, frame);
      return;
    case 'VariableDeclaration':
      if (!node.declare) for (const one of node.declarations) declareOne(one, node, frame);
      return;
    case 'ReturnStatement':
      if (!node.argument) emit(frame, { is: 'return', ...at });
      else emit(frame, { is: 'return', value: lower.expression(node.argument, frame), ...at });
      return;
    case 'ThrowStatement':
      emit(frame, { is: 'throw', value: lower.expression(node.argument, frame), ...at });
      return;
    case 'IfStatement':
      lowerIf(node, frame);
      return;
    case 'BlockStatement':
      lowerBlock(node.body, frame);
      return;
    case 'ClassDeclaration': {
      if (node.declare) return;
      const value = lower.class(node, frame);
      if (node.id) {
        const target: Expr = { is: 'name', name: node.id.name, ...placeOf(node.id) };
        emit(frame, { is: 'bind', target, value, ...at });
      }
      return;
    }
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
      lowerLoop(node, frame);
      return;
    case 'SwitchStatement':
      lowerSwitch(node, frame);
      return;
    case 'TryStatement':
      lowerTry(node, frame);
      return;
    case 'LabeledStatement':
      lowerStatement(node.body, frame);
      return;
    case 'WithStatement':
      emit(frame, { is: 'do', value: lower.expression(node.object, frame), ...placeOf(node.object) });
      lowerStatement(node.body, frame);
      return;
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'DebuggerStatement':
      return;
    default:
      if (lowerModuleStatement(node, frame, (one) => lowerStatement(one, frame)) || lowerTyped(node, frame)) return;
      emit(frame, { is: 'do', value: swept(node), ...at });
  }
}

function declareOne(
  { id, init, ...place }: { id: Node; init?: Node | null; start?: number | null; end?: number | null },
  node: Node & { type: 'VariableDeclaration' },
  frame: Frame,
): void {
  const at = { start: place.start ?? 0, end: place.end ?? 0 };
  if (importRequired(id, init, frame)) return;
  const chained = init ? jsUnwrap(init) : undefined;
  if (init && chained?.type === 'AssignmentExpression' && chained.operator === '=') {
    declareChain(id, init, frame, id);
    return;
  }
  const value: Expr = init
    ? named(init, id.type === 'Identifier' ? id.name : '', frame)
    : { is: 'opaque', children: [], ...at };
  frame.draft.lower.bind(id, value, frame, { declares: true, ...at });
  if (/using/.test(node.kind)) enter(frame, { is: 'with', test: frame.draft.lower.expression(id, frame), ...at });
}

/** An expression for what it does: `a && f()` is an `if`, `a = b` binds. */
function perform(node: Node, frame: Frame): void {
  const { lower } = frame.draft;
  const inner = jsUnwrap(node);
  const at = placeOf(node);
  switch (inner.type) {
    case 'AssignmentExpression':
    case 'UpdateExpression':
      lower.assign(inner, frame);
      return;
    case 'SequenceExpression':
      for (const one of inner.expressions) perform(one, frame);
      return;
    case 'LogicalExpression': {
      if (frame.depth >= deepest) break;
      const test = lower.expression(inner.left, frame);
      frame.depth++;
      const before = frame.guard;
      enter(frame, { is: inner.operator === '&&' ? 'if' : 'else', test, ...placeOf(inner.right) });
      perform(inner.right, frame);
      frame.guard = before;
      frame.depth--;
      return;
    }
    case 'ConditionalExpression': {
      if (frame.depth >= deepest) break;
      const test = lower.expression(inner.test, frame);
      frame.depth++;
      const before = frame.guard;
      enter(frame, { is: 'if', test, ...placeOf(inner.consequent) });
      perform(inner.consequent, frame);
      frame.guard = before;
      enter(frame, { is: 'else', test, ...placeOf(inner.alternate) });
      perform(inner.alternate, frame);
      frame.guard = before;
      frame.depth--;
      return;
    }
    default:
  }
  const value = lower.expression(node, frame);
  emit(frame, { is: 'do', value, ...at });
  noteStars(value, frame);
}

/** The branches of an `else if` chain are taken in a row: there may be hundreds. */
function lowerIf(node: Node & { type: 'IfStatement' }, frame: Frame): void {
  let rest = frame.guard;
  /** All branches so far leave the block, so that what follows stands under the opposite of their conditions. */
  let left = true;
  let here: Node | null | undefined = node;
  while (here?.type === 'IfStatement') {
    const test = frame.draft.lower.expression(here.test, frame);
    const outside = frame.guard;
    enter(frame, { is: 'if', test, ...placeOf(here.consequent) });
    const inside = frame.guard;
    lowerBlock(bodyOf(here.consequent), frame);
    frame.guard = outside;
    const leaves = exits(here.consequent);
    const alternate: Node | null | undefined = here.alternate;
    if (alternate || leaves) {
      const end = here.end ?? 0;
      enter(frame, { is: 'else', test, ...(alternate ? placeOf(alternate) : { start: end, end }) });
      if (left && leaves) rest = frame.guard;
    }
    if (alternate && alternate.type !== 'IfStatement') {
      lowerBlock(bodyOf(alternate), frame);
      if (left && !leaves && exits(alternate)) rest = inside;
    }
    left &&= leaves;
    here = alternate;
  }
  frame.guard = rest;
}

function bodyOf(node: Node): readonly Node[] {
  return node.type === 'BlockStatement' ? node.body : [node];
}

/** Whether what follows in the block is not reached. */
function exits(node: Node | null | undefined, depth = 0): boolean {
  if (!node || depth > 50) return false;
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'BlockStatement':
      return exits(node.body.at(-1), depth + 1);
    case 'IfStatement':
      return exits(node.consequent, depth + 1) && exits(node.alternate, depth + 1);
    case 'ExpressionStatement':
      return endsProcess(node.expression);
    default:
      return false;
  }
}

function endsProcess(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    /^(process|Deno)$/.test(node.callee.object.name) &&
    node.callee.property.type === 'Identifier' &&
    node.callee.property.name === 'exit'
  );
}

type Loop = Node & {
  type: 'ForStatement' | 'WhileStatement' | 'DoWhileStatement' | 'ForInStatement' | 'ForOfStatement';
};

function lowerLoop(node: Loop, frame: Frame): void {
  const { lower } = frame.draft;
  const before = frame.guard;
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') lowerStatement(node.init, frame);
    else perform(node.init, frame);
  }
  const each = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  const source = each ? eachOf(node, frame) : undefined;
  const guard = enter(frame, { is: 'loop', ...placeOf(node) });
  if (each && source) {
    const left: Node =
      node.left.type === 'VariableDeclaration' ? (node.left.declarations[0]?.id ?? node.left) : node.left;
    const declares = node.left.type === 'VariableDeclaration' ? { declares: true } : {};
    lower.bind(left, source, frame, { ...declares, ...placeOf(node.left) });
  } else if (!each && node.test) {
    const test = lower.expression(node.test, frame);
    guard.test = test;
  } else if (!each) {
    guard.test = { is: 'literal', value: true, ...placeOf(node) };
  }
  if (breaks(node.body)) guard.broken = true;
  lowerBlock(bodyOf(node.body), frame);
  if (node.type === 'ForStatement' && node.update) perform(node.update, frame);
  frame.guard = before;
}

/** Whether a statement ends the loop that it is the body of; a label is taken for that of the loop. */
function breaks(node: Node | null | undefined, inner = false, depth = 0): boolean {
  if (!node || depth > 50) return false;
  const within = (one: Node | null | undefined, isInner = inner) => breaks(one, isInner, depth + 1);
  switch (node.type) {
    case 'BreakStatement':
      return !inner || node.label !== null;
    case 'BlockStatement':
      return node.body.some((one) => within(one));
    case 'IfStatement':
      return within(node.consequent) || within(node.alternate);
    case 'TryStatement':
      return within(node.block) || within(node.handler?.body) || within(node.finalizer);
    case 'LabeledStatement':
      return within(node.body);
    case 'SwitchStatement':
      return node.cases.some(({ consequent }) => consequent.some((one) => within(one, true)));
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
      return within(node.body, true);
    default:
      return false;
  }
}

/** One of what a loop goes through: an item for `of`, a key for `in`. */
function eachOf(node: Node & { type: 'ForInStatement' | 'ForOfStatement' }, frame: Frame): Expr {
  const at = placeOf(node.right);
  const given = frame.draft.lower.expression(node.right, frame);
  if (node.type === 'ForInStatement') return { is: 'operation', sign: 'in', right: given, ...at };
  const whole: Expr = node.await && given.is === 'call' ? { ...given, awaited: true } : given;
  return { is: 'index', of: whole, key: { is: 'opaque', children: [], ...at }, ...at };
}

function lowerSwitch(node: SwitchStatement, frame: Frame): void {
  const { lower } = frame.draft;
  const before = frame.guard;
  const test = lower.expression(node.discriminant, frame);
  let labels: Expr[] = [];
  for (const one of node.cases) {
    if (one.test) labels.push(lower.expression(one.test, frame));
    const isLast = one === node.cases.at(-1);
    if (one.consequent.length === 0 && !isLast) continue;
    const [first] = labels;
    const at = placeOf(one);
    const label: Expr | undefined = labels.length > 1 ? { is: 'list', items: labels, ...at } : first;
    enter(frame, { is: 'case', test, ...(label && one.test ? { label } : {}), ...at });
    // a label that the default case swallows is still evaluated
    if (label && !one.test && !isRepeatable(label)) emit(frame, { is: 'do', value: label, ...at });
    lowerBlock(one.consequent, frame);
    frame.guard = before;
    labels = [];
  }
}

function lowerTry(node: TryStatement, frame: Frame): void {
  const before = frame.guard;
  enter(frame, { is: 'try', ...placeOf(node.block) });
  lowerBlock(node.block.body, frame);
  frame.guard = before;
  if (node.handler) {
    under(frame, { is: 'except', ...placeOf(node.handler) }, () => {
      const { param, body } = node.handler ?? {};
      if (param) {
        const caught: Expr = { is: 'opaque', children: [], ...placeOf(param) };
        frame.draft.lower.bind(param, caught, frame, { declares: true, ...placeOf(param) });
      }
      if (body) lowerBlock(body.body, frame);
    });
  }
  frame.guard = before;
  if (node.finalizer) {
    enter(frame, { is: 'finally', ...placeOf(node.finalizer) });
    lowerBlock(node.finalizer.body, frame);
    frame.guard = before;
  }
}
