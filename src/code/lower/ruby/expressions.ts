import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Entry, Expr } from '../../model.js';
import { deepest, nameAt, opaque, placeOf } from '../draft.js';
import { assignmentIn, valueOfStatement } from './assignments.js';
import { callIn, nameIn, superIn, yieldIn } from './calls.js';
import { closureIn, methodIn } from './functions.js';
import { callsBelow, constantPath, operatorOf, type RubyLowering } from './lowering.js';
import { partsIn, textIn } from './strings.js';
import { variableAt } from './targets.js';

/** An expression; parentheses vanish. */
export function expressionIn(low: RubyLowering, node: SyntaxNode): Expr {
  if (low.depth > deepest) return opaque(node, callsBelow(node));
  low.depth++;
  const expr = read(low, node);
  low.depth--;
  return expr;
}

function read(low: RubyLowering, node: SyntaxNode): Expr {
  switch (node.type) {
    case 'string':
    case 'bare_string':
    case 'chained_string':
    case 'heredoc_beginning':
    case 'simple_symbol':
    case 'hash_key_symbol':
    case 'delimited_symbol':
    case 'bare_symbol':
    case 'regex':
    case 'character':
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'nil':
      return textIn(low, node);
    case 'identifier':
      return nameIn(low, node);
    case 'global_variable':
      return nameAt(sourceOf(low.text, node), node);
    case 'constant':
    case 'scope_resolution':
      return constantIn(low, node);
    case 'instance_variable':
    case 'class_variable':
      return variableAt(low, node);
    case 'self':
      return { is: 'this', ...placeOf(node) };
    case 'super':
      return superIn(low, node);
    case 'yield':
      return yieldIn(low, node);
    case 'call':
      return callIn(low, node);
    case 'subshell':
      return {
        is: 'call',
        callee: nameAt('`', { start: node.start, end: node.start }),
        args: [{ value: { is: 'text', parts: partsIn(low, node), ...placeOf(node) } }],
        ...placeOf(node),
      };
    case 'element_reference':
      return elementIn(low, node);
    case 'assignment':
    case 'operator_assignment':
      return assignmentIn(low, node);
    case 'array':
    case 'string_array':
    case 'symbol_array':
      return { is: 'list', items: itemsIn(low, node), ...placeOf(node) };
    case 'hash':
      return { is: 'map', entries: partsOf(node).map((part) => entryIn(low, part)), ...placeOf(node) };
    case 'lambda':
      return closureIn(low, node);
    case 'method':
    case 'singleton_method':
      return methodIn(low, node);
    case 'binary':
    case 'range':
    case 'unary':
      return operationIn(low, node);
    case 'conditional':
    case 'if':
    case 'unless':
      return choiceIn(low, node);
    case 'parenthesized_statements':
    case 'interpolation':
    case 'begin':
    case 'then':
    case 'else':
    case 'pattern':
      return sequenceIn(low, node);
    case 'rescue_modifier': {
      const [body, handler] = partsOf(node).map(low.expr);
      const when = opaque({ start: node.start, end: node.start });
      return body && handler
        ? { is: 'choice', when, yes: body, no: handler, ...placeOf(node) }
        : opaque(node, body ? [body] : []);
    }
    case 'case':
    case 'case_match':
    case 'while':
    case 'until':
    case 'for':
    case 'if_modifier':
    case 'unless_modifier':
    case 'while_modifier':
    case 'until_modifier':
    case 'class':
    case 'module':
    case 'singleton_class':
    case 'return':
    case 'next':
    case 'break':
      return valueOfStatement(low, node);
    case 'comment':
    case 'heredoc_body':
      return opaque(node);
    default:
      return opaque(node, partsOf(node).map(low.expr));
  }
}

function constantIn(low: RubyLowering, node: SyntaxNode): Expr {
  const path = constantPath(low.text, node);
  if (path !== undefined) return nameAt(path, node);
  const of = childOf(node, 'scope');
  const name = childOf(node, 'name');
  if (!of || !name) return opaque(node, partsOf(node).map(low.expr));
  return { is: 'member', of: low.expr(of), name: sourceOf(low.text, name), ...placeOf(node) };
}

function elementIn(low: RubyLowering, node: SyntaxNode): Expr {
  const object = childOf(node, 'object');
  if (!object) return opaque(node, partsOf(node).map(low.expr));
  const of = low.expr(object);
  const block = childOf(node, 'block');
  const keys = givenIn(
    low,
    partsOf(node).filter((part) => part !== object && part !== block),
  ).map(({ value, spread }) => (spread ? opaque(value, [value]) : value));
  const [first] = keys;
  const key: Expr =
    keys.length === 1 && first
      ? first
      : first
        ? { is: 'list', items: keys, start: first.start, end: node.end }
        : opaque({ start: node.end, end: node.end });
  const read: Expr = { is: 'index', of, key, ...placeOf(node) };
  return block ? opaque(node, [read, closureIn(low, block)]) : read;
}

function itemsIn(low: RubyLowering, node: SyntaxNode): readonly Expr[] {
  return givenIn(low, partsOf(node)).map(({ value, spread, name }): Expr => {
    if (name === undefined) return spread ? opaque(value, [value]) : value;
    const key: Expr = { is: 'literal', value: name, start: value.start, end: value.start };
    return { is: 'map', entries: [{ key, value }], ...placeOf(value) };
  });
}

/** What a list of arguments gives, in order; pairs whose key is no plain name make one table. */
export function givenIn(low: RubyLowering, nodes: readonly SyntaxNode[]): readonly Arg[] {
  const args: Arg[] = [];
  let entries: Entry[] = [];
  let start = 0;
  let end = 0;
  const close = () => {
    if (entries.length > 0) args.push({ value: { is: 'map', entries, start, end } });
    entries = [];
  };
  for (const node of nodes) {
    const name = node.type === 'pair' ? keyName(low, node) : undefined;
    if (node.type === 'pair' && name === undefined) {
      if (entries.length === 0) start = node.start;
      end = node.end;
      entries.push(entryIn(low, node));
      continue;
    }
    close();
    if (node.type === 'heredoc_body') continue;
    if (name !== undefined) args.push({ value: pairValue(low, node), name });
    else args.push(...argumentIn(low, node));
  }
  close();
  return args;
}

function argumentIn(low: RubyLowering, node: SyntaxNode): readonly Arg[] {
  const [inner] = partsOf(node);
  switch (node.type) {
    case 'splat_argument':
    case 'hash_splat_argument': {
      const name = node.type === 'splat_argument' ? '*' : '**';
      return [{ value: inner ? low.expr(inner) : nameAt(name, node), spread: true }];
    }
    case 'forward_argument':
      return [{ value: nameAt('...', node), spread: true }];
    case 'block_argument':
      return [{ value: inner ? low.expr(inner) : nameAt('&', node), block: true }];
    default:
      return [{ value: low.expr(node) }];
  }
}

/** The name of a pair with a symbol before it: `a: 1`, `:a => 1`, `"a": 1`. */
function keyName(low: RubyLowering, pair: SyntaxNode): string | undefined {
  const key = childOf(pair, 'key');
  if (!key || (key.type === 'string' && low.text.charAt(key.end) !== ':')) return undefined;
  if (!/^(string|hash_key_symbol|simple_symbol|delimited_symbol)$/.test(key.type)) return undefined;
  const read = textIn(low, key);
  return read.is === 'literal' ? String(read.value) : undefined;
}

/** `{ a: }` takes what is called `a` here. */
function pairValue(low: RubyLowering, pair: SyntaxNode): Expr {
  const value = childOf(pair, 'value');
  const key = childOf(pair, 'key');
  return value ? low.expr(value) : key ? nameIn(low, key) : opaque(pair);
}

function entryIn(low: RubyLowering, node: SyntaxNode): Entry {
  if (node.type !== 'pair') {
    const [inner] = partsOf(node);
    return { value: /splat/.test(node.type) && inner ? low.expr(inner) : low.expr(node) };
  }
  const key = childOf(node, 'key');
  return key ? { key: low.expr(key), value: pairValue(low, node) } : { value: pairValue(low, node) };
}

function operationIn(low: RubyLowering, node: SyntaxNode): Expr {
  const sign = operatorOf(low, node);
  const left = childOf(node, 'left') ?? childOf(node, 'begin');
  const right = childOf(node, 'right') ?? childOf(node, 'end') ?? childOf(node, 'operand');
  if (node.type === 'unary' && right && /^(integer|float)$/.test(right.type)) return textIn(low, node);
  if (!right) return opaque(node, left ? [low.expr(left)] : []);
  return {
    is: 'operation',
    sign,
    ...(left ? { left: low.expr(left) } : {}),
    right: low.expr(right),
    ...placeOf(node),
  };
}

/** One value or another; branches that do more are read as statements. */
function choiceIn(low: RubyLowering, node: SyntaxNode): Expr {
  const condition = childOf(node, 'condition');
  const yes = onlyValue(childOf(node, 'consequence'));
  const no = onlyValue(childOf(node, 'alternative'));
  if (!condition || !yes || !no) return valueOfStatement(low, node);
  const when = low.expr(condition);
  const [first, second] = [low.expr(yes), low.expr(no)];
  const isReversed = node.type === 'unless';
  return { is: 'choice', when, yes: isReversed ? second : first, no: isReversed ? first : second, ...placeOf(node) };
}

/** The one expression of a branch, where it only is a value. */
function onlyValue(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type !== 'then' && node?.type !== 'else') return node && isPlain(node) ? node : undefined;
  const parts = partsOf(node);
  return parts.length === 1 && parts[0] && isPlain(parts[0]) ? parts[0] : undefined;
}

function isPlain({ type }: SyntaxNode): boolean {
  return !/assignment$|^(if|elsif|unless|case|case_match|while|until|for|begin|return|next|break|parenthesized_statements)$|_modifier$/.test(
    type,
  );
}

/** Statements in a row: all are done, the last one is the value. */
function sequenceIn(low: RubyLowering, node: SyntaxNode): Expr {
  const parts = partsOf(node).filter(({ type }) => type !== 'heredoc_body');
  const last = parts.at(-1);
  if (!last) return opaque(node);
  if (parts.some(({ type }) => /^(rescue|ensure)$/.test(type))) return valueOfStatement(low, node);
  for (const part of parts.slice(0, -1)) low.statement(part, 'drop');
  return low.expr(last);
}
