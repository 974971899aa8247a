import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { deepest, emit, guardIn, makesCalls, opaque, placeOf } from '../draft.js';
import { branchesIn, caseIn, endlessIn, guardedIn, logicalIn, loopIn, matchIn, protectedIn } from './branches.js';
import { classIn, singletonIn } from './classes.js';
import { methodIn } from './functions.js';
import { callsBelow, isLocal, type Leaves, type RubyLowering, type Sink, sunk } from './lowering.js';
import { aliasIn } from './macros.js';

const noise = /^(comment|heredoc_body|uninterpreted|empty_statement)$/;

/** Statements in order; behind an `if` that leaves, the rest stands under its `else`. True when the end is not reached. */
export function blockIn(low: RubyLowering, nodes: readonly SyntaxNode[], sink: Sink): boolean {
  const before = low.here.guard;
  const parts = nodes.filter(({ type }) => !noise.test(type));
  let left = false;
  for (const [at, node] of parts.entries()) {
    const leaves = statementIn(low, node, at === parts.length - 1 ? sink : 'drop');
    if (leaves === true) left = true;
    else if (leaves) low.here.guard = guardIn(low, { ...leaves, ...placeOf(leaves.test) });
  }
  low.here.guard = before;
  return left;
}

/** Reads a statement, and gives its value to where it is wanted. */
export function statementIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  if (low.depth > deepest) {
    sunk(low, { node, value: opaque(node, callsBelow(node)) }, sink);
    return false;
  }
  low.depth++;
  const leaves = read(low, node, sink);
  low.depth--;
  return leaves;
}

function read(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  switch (node.type) {
    case 'then':
    case 'do':
    case 'else':
    case 'block_body':
    case 'parenthesized_statements':
    case 'ERROR':
    case 'begin_block':
    case 'end_block':
      return low.block(node.children, sink);
    case 'body_statement':
    case 'begin':
      return protectedIn(low, node.children, sink);
    case 'if':
    case 'unless':
    case 'conditional':
      return branchesIn(low, node, sink);
    case 'if_modifier':
    case 'unless_modifier':
      return guardedIn(low, node, sink);
    case 'while':
    case 'until':
    case 'for':
    case 'while_modifier':
    case 'until_modifier':
      loopIn(low, node);
      return false;
    case 'case':
      return caseIn(low, node, sink);
    case 'case_match':
      return matchIn(low, node, sink);
    case 'rescue_modifier':
      return protectedIn(low, partsOf(node), sink);
    case 'return':
    case 'next':
    case 'break':
    case 'redo':
    case 'retry':
      leaveIn(low, node);
      return true;
    case 'module':
    case 'class':
      classIn(low, node);
      return false;
    case 'singleton_class':
      singletonIn(low, node);
      return false;
    case 'method':
    case 'singleton_method':
      sunk(low, { node, value: methodIn(low, node) }, sink);
      return false;
    case 'alias':
      aliasIn(low, node);
      return false;
    case 'undef':
      return false;
    case 'binary':
      return logicalIn(low, node, sink);
    default:
      if (isEndless(low, node)) {
        endlessIn(low, node);
        return false;
      }
      return valueIn(low, node, sink);
  }
}

/** `loop do ... end`, which Ruby has as a method (ruby 3.4, kernel.rb, Kernel#loop). */
function isEndless(low: RubyLowering, node: SyntaxNode): boolean {
  const method = node.type === 'call' ? childOf(node, 'method') : undefined;
  return (
    method !== undefined &&
    childOf(node, 'receiver') === undefined &&
    childOf(node, 'arguments') === undefined &&
    childOf(node, 'block') !== undefined &&
    sourceOf(low.text, method) === 'loop'
  );
}

function valueIn(low: RubyLowering, node: SyntaxNode, sink: Sink): Leaves {
  const value = low.expr(node);
  const leaver = leaverOf(low, node);
  if (leaver === 'throw') emit(low, { is: 'throw', value, ...placeOf(node) });
  else sunk(low, { node, value }, leaver ? 'drop' : sink);
  return leaver !== undefined;
}

/** Ruby's own methods that do not come back. */
function leaverOf(low: RubyLowering, node: SyntaxNode): 'throw' | 'exit' | undefined {
  const method = node.type === 'call' ? childOf(node, 'method') : node;
  if (method?.type !== 'identifier' || childOf(node, 'receiver')) return undefined;
  const name = sourceOf(low.text, method);
  if (method === node && isLocal(low, name)) return undefined;
  if (/^(raise|fail)$/.test(name)) return 'throw';
  return /^(exit|exit!|abort|throw)$/.test(name) ? 'exit' : undefined;
}

/** `next 1` in a block is the block's result. */
function leaveIn(low: RubyLowering, node: SyntaxNode): void {
  const args = partsOf(partsOf(node)[0]);
  const values = low.given(args).map(({ value }) => value);
  const [first] = values;
  const value: Expr | undefined = values.length > 1 ? { is: 'list', items: values, ...placeOf(node) } : first;
  const isReturn = node.type === 'return' || (node.type === 'next' && low.here.around !== undefined);
  if (isReturn) emit(low, { is: 'return', ...(value ? { value } : {}), ...placeOf(node) });
  else if (value && makesCalls(value)) emit(low, { is: 'do', value, ...placeOf(node) });
}
