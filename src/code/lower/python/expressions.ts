import { pythonLiteral } from '../../../parse/python.js';
import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf, walk } from '../../../parse/syntax-node.js';
import type { Arg, Call, Entry, Expr } from '../../model.js';
import { deepest, guardIn, nameAt, opaque, placeOf } from '../draft.js';
import { functionIn } from './functions.js';
import type { PythonLowering } from './lowering.js';
import { bindIn, iterableIn } from './targets.js';

/** An expression; await, casts and parentheses vanish. */
export function expressionIn(low: PythonLowering, node: SyntaxNode): Expr {
  if (low.depth > deepest) return opaque(node, callsIn(node));
  low.depth++;
  const expr = read(low, node);
  low.depth--;
  return expr;
}

function read(low: PythonLowering, node: SyntaxNode): Expr {
  const value = /^(string|integer|float|true|false|none|concatenated_string)$/.test(node.type)
    ? pythonLiteral(low.text, node)
    : undefined;
  if (value !== undefined) return { is: 'literal', value, ...placeOf(node) };
  switch (node.type) {
    case 'identifier':
      return node.end > node.start && sourceOf(low.text, node) === low.here.self
        ? { is: 'this', ...placeOf(node) }
        : nameAt(sourceOf(low.text, node), node);
    case 'attribute':
      return attribute(low, node);
    case 'subscript':
      return subscript(low, node);
    case 'call':
      return call(low, node);
    case 'await': {
      const [inner] = partsOf(node);
      const awaited = inner ? low.expr(inner) : opaque(node);
      return awaited.is === 'call' ? { ...awaited, awaited: true } : awaited;
    }
    case 'parenthesized_expression':
    case 'type':
    case 'keyword_separator':
    case 'expression_statement': {
      const parts = partsOf(node);
      return parts.length === 1 && parts[0] ? low.expr(parts[0]) : opaque(node, parts.map(low.expr));
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
      return { is: 'list', items: partsOf(node).map((part) => low.expr(part)), ...placeOf(node) };
    case 'dictionary':
      return { is: 'map', entries: entries(low, node), ...placeOf(node) };
    case 'string':
    case 'concatenated_string':
      return { is: 'text', parts: textParts(low, node), ...placeOf(node) };
    case 'conditional_expression': {
      const [yes, when, no] = partsOf(node);
      if (!yes || !when || !no) return opaque(node, partsOf(node).map(low.expr));
      return { is: 'choice', when: low.expr(when), yes: low.expr(yes), no: low.expr(no), ...placeOf(node) };
    }
    case 'boolean_operator':
    case 'binary_operator':
      return binary(low, node);
    case 'comparison_operator':
      return comparison(low, node);
    case 'not_operator':
    case 'unary_operator': {
      const argument = childOf(node, 'argument') ?? partsOf(node).at(-1);
      const sign = node.type === 'not_operator' ? 'not' : low.text.charAt(node.start);
      return argument ? { is: 'operation', sign, right: low.expr(argument), ...placeOf(node) } : opaque(node);
    }
    case 'lambda':
      return functionIn(low, node, { name: '' });
    case 'named_expression': {
      const name = childOf(node, 'name');
      const right = childOf(node, 'value');
      if (!name || !right) return opaque(node, partsOf(node).map(low.expr));
      bindIn(low, name, low.expr(right), { place: node });
      return low.expr(name);
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehension(low, node);
    case 'yield':
      low.here.draft.generator = true;
      return opaque(node, partsOf(node).map(low.expr));
    case 'list_splat':
    case 'dictionary_splat':
    case 'as_pattern': {
      const [inner] = partsOf(node);
      return inner ? low.expr(inner) : opaque(node);
    }
    case 'comment':
    case 'type_conversion':
    case 'format_specifier':
      return opaque(node);
    default:
      return opaque(node, partsOf(node).map(low.expr));
  }
}

function attribute(low: PythonLowering, node: SyntaxNode): Expr {
  const of = childOf(node, 'object');
  const name = childOf(node, 'attribute');
  if (!of || !name) return opaque(node, partsOf(node).map(low.expr));
  return { is: 'member', of: low.expr(of), name: sourceOf(low.text, name), ...placeOf(node) };
}

function subscript(low: PythonLowering, node: SyntaxNode): Expr {
  const of = childOf(node, 'value');
  const keys = childrenOf(node, 'subscript');
  const [key] = keys;
  if (!of || !key) return opaque(node, partsOf(node).map(low.expr));
  // a part of a list is a list of the same things, a part of a text comes from that text
  if (keys.length === 1 && key.type === 'slice') return { is: 'opaque', children: [low.expr(of)], ...placeOf(node) };
  const read = keys.map((one) => low.expr(one));
  const first = read.length === 1 && read[0] ? read[0] : ({ is: 'list', items: read, ...placeOf(key) } as const);
  return { is: 'index', of: low.expr(of), key: first, ...placeOf(node) };
}

function call(low: PythonLowering, node: SyntaxNode): Expr {
  const fn = childOf(node, 'function');
  const args = childOf(node, 'arguments');
  if (!fn) return opaque(node, partsOf(node).map(low.expr));
  const isSuper = fn.type === 'identifier' && sourceOf(low.text, fn) === 'super' && low.here.klass !== undefined;
  if (isSuper) return { is: 'call', callee: { is: 'name', name: 'super', ...placeOf(fn) }, args: [], ...placeOf(node) };
  const callee = low.expr(fn);
  const above = callee.is === 'member' && isSuperCall(callee.of) ? { ...callee, of: superOf(callee.of) } : callee;
  return { is: 'call', callee: above, args: argumentsIn(low, args), ...placeOf(node) };
}

function isSuperCall(expr: Expr): expr is Call {
  return expr.is === 'call' && expr.callee.is === 'name' && expr.callee.name === 'super';
}

/** `super().save()` is a method of the base classes; the call of `super` itself stays seen. */
function superOf(expr: Call): Expr {
  return { is: 'super', ...placeOf(expr) };
}

export function argumentsIn(low: PythonLowering, list: SyntaxNode | undefined): readonly Arg[] {
  if (!list) return [];
  if (list.type === 'generator_expression') return [{ value: low.expr(list) }];
  return partsOf(list).map((part): Arg => {
    if (part.type === 'keyword_argument') {
      const name = childOf(part, 'name');
      const value = childOf(part, 'value');
      if (name && value) return { value: low.expr(value), name: sourceOf(low.text, name) };
    }
    if (part.type === 'list_splat' || part.type === 'dictionary_splat') return { value: low.expr(part), spread: true };
    return { value: low.expr(part) };
  });
}

function entries(low: PythonLowering, node: SyntaxNode): readonly Entry[] {
  return partsOf(node).map((part): Entry => {
    const key = childOf(part, 'key');
    const value = childOf(part, 'value');
    return part.type === 'pair' && key && value
      ? { key: low.expr(key), value: low.expr(value) }
      : { value: low.expr(part) };
  });
}

function textParts(low: PythonLowering, node: SyntaxNode): readonly Expr[] {
  if (node.type === 'concatenated_string') return partsOf(node).map((part) => low.expr(part));
  return partsOf(node).flatMap((part): readonly Expr[] => {
    if (part.type === 'string_content')
      return [
        {
          is: 'literal',
          value: sourceOf(low.text, part).replaceAll('{{', '{').replaceAll('}}', '}'),
          ...placeOf(part),
        },
      ];
    if (part.type !== 'interpolation') return [];
    const inner = childOf(part, 'expression') ?? partsOf(part)[0];
    const more = partsOf(part).filter((one) => one !== inner && one.type === 'format_specifier');
    const nested = more.flatMap((one) => partsOf(one).map(low.expr));
    return [...(inner ? [low.expr(inner)] : []), ...(nested.length > 0 ? [opaque(part, nested)] : [])];
  });
}

function binary(low: PythonLowering, node: SyntaxNode): Expr {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right) return opaque(node, partsOf(node).map(low.expr));
  const sign = operator ? sourceOf(low.text, operator) : low.text.slice(left.end, right.start).trim();
  return { is: 'operation', sign, left: low.expr(left), right: low.expr(right), ...placeOf(node) };
}

function comparison(low: PythonLowering, node: SyntaxNode): Expr {
  const parts = partsOf(node).filter(({ field }) => field !== 'operators');
  const [left, right] = parts;
  if (parts.length !== 2 || !left || !right) return opaque(node, parts.map(low.expr));
  const sign = low.text.slice(left.end, right.start).replace(/#.*/g, '').trim().replace(/\s+/g, ' ');
  return { is: 'operation', sign, left: low.expr(left), right: low.expr(right), ...placeOf(node) };
}

/** Loop variables are bound; what is made of them is a list of one. */
function comprehension(low: PythonLowering, node: SyntaxNode): Expr {
  const before = low.here.guard;
  const conditions: Expr[] = [];
  for (const part of partsOf(node)) {
    if (part.type === 'for_in_clause') {
      const left = childOf(part, 'left');
      const right = childOf(part, 'right');
      if (!left || !right) continue;
      const items = iterableIn(low, right);
      bindIn(low, left, { is: 'index', of: items, key: opaque(left), ...placeOf(left) }, { place: part });
      const guard = guardIn(low, { is: 'loop', test: items, ...placeOf(part) });
      low.here.guard = guard;
    } else if (part.type === 'if_clause') conditions.push(...partsOf(part).map(low.expr));
  }
  const body = childOf(node, 'body');
  const value = !body ? undefined : body.type === 'pair' ? opaque(body, partsOf(body).map(low.expr)) : low.expr(body);
  low.here.guard = before;
  return {
    is: 'list',
    items: [...(value ? [value] : []), ...conditions.map((one) => opaque(one, [one]))],
    ...placeOf(node),
  };
}

/** What an iterable holds, without saying its calls a second time. */
export function nameless(expr: Expr): Expr {
  return expr.is === 'name' || expr.is === 'this'
    ? expr
    : expr.is === 'member'
      ? { ...expr, of: nameless(expr.of) }
      : opaque(expr);
}

/** The calls of what is too deep to be read, side by side. */
function callsIn(node: SyntaxNode): readonly Expr[] {
  const found: Expr[] = [];
  for (const one of walk(node)) {
    const fn = one.type === 'call' ? childOf(one, 'function') : undefined;
    if (fn) found.push({ is: 'call', callee: opaque(fn), args: [], ...placeOf(one) });
  }
  return found;
}
