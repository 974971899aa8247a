import type { PyArgument, PyEntry, PyExpr } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { pythonArguments, pythonEntries, pythonLiteral } from '../../parse/python.js';
import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';

/** The file that an expression stands in. */
export interface PythonFile {
  readonly path: string;
  readonly text: string;
}

/** Longer pieces of code are not kept whole: they are only shown in messages. */
const MOST_SOURCE = 80;

/** How Python says a value. What is not followed becomes opaque, with the calls and names that stand in it. */
export function pythonExpr(file: PythonFile, node: SyntaxNode): PyExpr {
  const at = pythonSpan(file, node);
  const value = pythonLiteral(file.text, node);
  if (value !== undefined) return { is: 'literal', value, at };
  switch (node.type) {
    case 'identifier':
      return { is: 'name', name: sourceOf(file.text, node), at };
    case 'attribute': {
      const of = childOf(node, 'object');
      const name = childOf(node, 'attribute');
      return of && name
        ? { is: 'attribute', of: pythonExpr(file, of), name: sourceOf(file.text, name), at }
        : opaque(file, node);
    }
    case 'subscript': {
      const of = childOf(node, 'value');
      const key = childOf(node, 'subscript');
      return of && key ? { is: 'item', of: pythonExpr(file, of), key: pythonExpr(file, key), at } : opaque(file, node);
    }
    case 'call': {
      const callee = childOf(node, 'function');
      return callee
        ? { is: 'call', callee: pythonExpr(file, callee), args: argumentsOf(file, node), at }
        : opaque(file, node);
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { is: 'list', items: partsOf(node).map((part) => pythonExpr(file, part)), at };
    case 'dictionary':
      return { is: 'map', entries: entriesOf(file, node), at };
    case 'string':
    case 'concatenated_string':
      return textOf(file, node);
    case 'boolean_operator':
    case 'binary_operator':
      return operation(file, node, childOf(node, 'operator'));
    case 'comparison_operator':
      return comparison(file, node);
    case 'not_operator':
    case 'unary_operator': {
      const right = childOf(node, 'argument');
      const sign = node.type === 'not_operator' ? 'not' : sourceOf(file.text, node).charAt(0);
      return right ? { is: 'operation', sign, right: pythonExpr(file, right), at } : opaque(file, node);
    }
    case 'conditional_expression': {
      const [whenTrue, when, whenFalse] = partsOf(node).map((part) => pythonExpr(file, part));
      return whenTrue && when && whenFalse ? { is: 'choice', when, whenTrue, whenFalse, at } : opaque(file, node);
    }
    case 'named_expression': {
      const inner = childOf(node, 'value');
      return inner ? pythonExpr(file, inner) : opaque(file, node);
    }
    case 'parenthesized_expression':
    case 'await':
    case 'type_conversion': {
      const [inner] = partsOf(node);
      return inner ? pythonExpr(file, inner) : opaque(file, node);
    }
    default:
      return opaque(file, node);
  }
}

export function pythonSpan(file: PythonFile, node: SyntaxNode): Span {
  return { file: file.path, start: node.start, end: node.end };
}

/** The arguments of a call as expressions. */
export function argumentsOf(file: PythonFile, call: SyntaxNode): readonly PyArgument[] {
  return pythonArguments(file.text, call).map(({ name, value, splat }) => ({
    ...(name ? { name } : {}),
    value: pythonExpr(file, value),
    ...(splat ? { splat } : {}),
  }));
}

function entriesOf(file: PythonFile, node: SyntaxNode): readonly PyEntry[] {
  return pythonEntries(node).map(({ key, value }) => ({
    ...(key ? { key: pythonExpr(file, key) } : {}),
    value: pythonExpr(file, value),
  }));
}

function operation(file: PythonFile, node: SyntaxNode, operator: SyntaxNode | undefined): PyExpr {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (!left || !right || !operator) return opaque(file, node);
  return {
    is: 'operation',
    sign: sourceOf(file.text, operator).trim(),
    left: pythonExpr(file, left),
    right: pythonExpr(file, right),
    at: pythonSpan(file, node),
  };
}

/** One comparison; chains (`1 < x < 3`) are not followed. */
function comparison(file: PythonFile, node: SyntaxNode): PyExpr {
  const signs = childrenOf(node, 'operators');
  const [left, right, ...more] = partsOf(node).filter((part) => part.field !== 'operators');
  const [sign] = signs;
  if (!left || !right || !sign || more.length > 0) return opaque(file, node);
  return {
    is: 'operation',
    sign: sourceOf(file.text, sign).replace(/\s+/g, ' '),
    left: pythonExpr(file, left),
    right: pythonExpr(file, right),
    at: pythonSpan(file, node),
  };
}

/** A format string: what stands between the holes, and what the holes hold. */
function textOf(file: PythonFile, node: SyntaxNode): PyExpr {
  const at = pythonSpan(file, node);
  if (node.type === 'concatenated_string')
    return { is: 'text', parts: partsOf(node).map((part) => pythonExpr(file, part)), at };
  const parts: PyExpr[] = [];
  for (const part of node.children) {
    if (part.type === 'interpolation') {
      const inner = childOf(part, 'expression') ?? partsOf(part)[0];
      if (inner) parts.push(pythonExpr(file, inner));
    } else if (part.type === 'string_content') {
      const value = sourceOf(file.text, part).replaceAll('{{', '{').replaceAll('}}', '}');
      parts.push({ is: 'literal', value, at: pythonSpan(file, part) });
    }
  }
  return { is: 'text', parts, at };
}

function opaque(file: PythonFile, node: SyntaxNode): PyExpr {
  const source = sourceOf(file.text, node);
  const holds: PyExpr[] = [];
  for (const part of heldBy(node)) holds.push(pythonExpr(file, part));
  return {
    is: 'opaque',
    source: source.length > MOST_SOURCE ? `${source.slice(0, MOST_SOURCE)}...` : source,
    holds,
    at: pythonSpan(file, node),
  };
}

/** The outermost calls in a piece of code. */
function heldBy(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [...partsOf(node)];
  for (let here = waiting.shift(); here !== undefined; here = waiting.shift()) {
    if (here.type === 'call') found.push(here);
    else waiting.unshift(...partsOf(here));
  }
  return found;
}
