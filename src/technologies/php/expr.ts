import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { phpArgument, phpArguments, phpArray, phpCallName, phpLiteral } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { table } from '../../table.js';

/** The file that an expression stands in. */
export interface PhpFile {
  readonly path: string;
  readonly text: string;
  /** Variables that are assigned once, with what they are assigned: followed where they are read. */
  readonly variables?: ReadonlyMap<string, SyntaxNode>;
  /** What variables that were followed came to; undefined for one that is being followed, or that comes to too much. */
  readonly followed?: Map<string, Expr | undefined>;
}

/** A variable may hold another one twice, and that a third one twice: what comes to more than so many parts is not followed. */
const mostParts = 500;

/** Functions that read a variable of the environment by the name in their first argument, with a default in the second. */
const envFunctions = new Set(['env', 'getenv', 'getenv_docker', 'Env::get', 'Env::getOrFail']);

/** Functions whose result is, for what we judge, their first (or the given) argument. */
const transparent: Readonly<Record<string, number>> = table({
  explode: 1,
  trim: 0,
  rtrim: 0,
  strtolower: 0,
  boolval: 0,
  intval: 0,
  strval: 0,
  filter_var: 0,
  realpath: 0,
  array_filter: 0,
});

/** How PHP says a value: literals, reads of the environment and of settings, fallbacks, concatenation; everything else is opaque. */
export function phpExpr(file: PhpFile, node: SyntaxNode): Expr {
  const at = spanOf(file, node);
  const value = phpLiteral(file.text, node);
  if (value !== undefined) return { is: 'literal', value, at };
  switch (node.type) {
    case 'array_creation_expression':
      return arrayExpr(file, node);
    case 'function_call_expression':
    case 'scoped_call_expression':
      return callExpr(file, node);
    case 'subscript_expression':
      return subscriptExpr(file, node);
    case 'conditional_expression':
      return conditionalExpr(file, node);
    case 'binary_expression':
      return binaryExpr(file, node);
    case 'unary_op_expression':
      return unaryExpr(file, node);
    case 'variable_name':
      return variableExpr(file, node);
    case 'parenthesized_expression':
    case 'cast_expression': {
      const inner = partsOf(node).at(-1);
      return inner ? phpExpr(file, inner) : opaque(file, node);
    }
    case 'encapsed_string':
      return {
        is: 'text',
        at,
        parts: partsOf(node).map((part) =>
          part.type === 'string_content' ? literalText(file, part) : phpExpr(file, part),
        ),
      };
    case 'class_constant_access_expression': {
      const [scope, name] = partsOf(node);
      if (scope && name && sourceOf(file.text, name) === 'class')
        return { is: 'literal', value: sourceOf(file.text, scope).replace(/^\\/, ''), at };
      return opaque(file, node);
    }
    default:
      return opaque(file, node);
  }
}

/** A file whose variables are followed: those that its own code assigns exactly once. */
export function phpFile(path: string, tree: SyntaxTree): PhpFile {
  const found = new Map<string, SyntaxNode | undefined>();
  for (const node of walk(tree.root)) {
    if (!/^(assignment|augmented_assignment)_expression$/.test(node.type)) continue;
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (left?.type !== 'variable_name' || !right) continue;
    const name = sourceOf(tree.text, left);
    found.set(name, found.has(name) || node.type !== 'assignment_expression' ? undefined : right);
  }
  const variables = new Map([...found].filter((entry): entry is [string, SyntaxNode] => entry[1] !== undefined));
  return { path, text: tree.text, variables, followed: new Map() };
}

export function spanOf(file: PhpFile, node: SyntaxNode): Span {
  return { file: file.path, start: node.start, end: node.end };
}

function opaque(file: PhpFile, node: SyntaxNode): Expr {
  return { is: 'opaque', source: sourceOf(file.text, node), at: spanOf(file, node) };
}

function literalText(file: PhpFile, node: SyntaxNode): Expr {
  return { is: 'literal', value: sourceOf(file.text, node), at: spanOf(file, node) };
}

function arrayExpr(file: PhpFile, node: SyntaxNode): Expr {
  const at = spanOf(file, node);
  const entries = phpArray(node);
  if (entries.some((entry) => entry.spread)) return opaque(file, node);
  if (entries.every((entry) => entry.key === undefined))
    return { is: 'list', items: entries.map((entry) => phpExpr(file, entry.value)), at };
  const named: ExprEntry[] = [];
  for (const { key, value } of entries) {
    const name = key && phpLiteral(file.text, key);
    if (name !== undefined && name !== null) named.push({ key: String(name), value: phpExpr(file, value) });
  }
  return { is: 'map', entries: named, at };
}

function callExpr(file: PhpFile, node: SyntaxNode): Expr {
  const name = phpCallName(file.text, node);
  const args = phpArguments(file.text, node);
  if (name === undefined) return opaque(file, node);
  const first = phpArgument(args, 0);
  const second = phpArgument(args, 1);
  const key = phpLiteral(file.text, first);
  if (envFunctions.has(name) && typeof key === 'string') {
    return {
      is: 'env',
      name: key,
      at: spanOf(file, node),
      ...(second && name !== 'getenv' ? { fallback: phpExpr(file, second) } : {}),
    };
  }
  if ((name === 'config' || name === 'Config::get') && typeof key === 'string') {
    return { is: 'setting', key, at: spanOf(file, node), ...(second ? { fallback: phpExpr(file, second) } : {}) };
  }
  const position = transparent[name];
  const inner = position === undefined ? undefined : phpArgument(args, position);
  return inner ? phpExpr(file, inner) : opaque(file, node);
}

/** `$_ENV['X']` and `$_SERVER['X']`. */
function subscriptExpr(file: PhpFile, node: SyntaxNode): Expr {
  const [object, index] = partsOf(node);
  const name = phpLiteral(file.text, index);
  if (object && typeof name === 'string' && /^\$_(ENV|SERVER)$/.test(sourceOf(file.text, object)))
    return { is: 'env', name, at: spanOf(file, node) };
  return opaque(file, node);
}

function conditionalExpr(file: PhpFile, node: SyntaxNode): Expr {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  const otherwise = childOf(node, 'alternative');
  if (!condition || !otherwise) return opaque(file, node);
  if (!body) return withFallback(phpExpr(file, condition), phpExpr(file, otherwise), spanOf(file, node));
  return {
    is: 'choice',
    when: phpExpr(file, condition),
    whenTrue: phpExpr(file, body),
    whenFalse: phpExpr(file, otherwise),
    at: spanOf(file, node),
  };
}

function binaryExpr(file: PhpFile, node: SyntaxNode): Expr {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return opaque(file, node);
  const sign = sourceOf(file.text, operator);
  if (sign === '??' || sign === '||')
    return withFallback(phpExpr(file, left), phpExpr(file, right), spanOf(file, node));
  if (sign === '&&' || sign === 'and') return andExpr(phpExpr(file, left), phpExpr(file, right), spanOf(file, node));
  if (sign === '.') return { is: 'text', parts: [phpExpr(file, left), phpExpr(file, right)], at: spanOf(file, node) };
  if (/^[!=]==?$/.test(sign)) return comparison(file, node, { left, right, negated: sign.startsWith('!') });
  return opaque(file, node);
}

/** `a === b`; a comparison with true or false is the value itself, or its opposite. */
function comparison(
  file: PhpFile,
  node: SyntaxNode,
  sides: { left: SyntaxNode; right: SyntaxNode; negated: boolean },
): Expr {
  const at = spanOf(file, node);
  const left = phpExpr(file, sides.left);
  const right = phpExpr(file, sides.right);
  const boolean = [left, right].find((side) => side.is === 'literal' && typeof side.value === 'boolean');
  if (boolean?.is === 'literal') {
    const value = boolean === right ? left : right;
    return (boolean.value === true) !== sides.negated ? value : notExpr(value, at);
  }
  const equals: Expr = { is: 'equals', left, right, at };
  return sides.negated ? notExpr(equals, at) : equals;
}

/** `a && b`. */
function andExpr(left: Expr, right: Expr, at: Span): Expr {
  return { is: 'choice', when: left, whenTrue: right, whenFalse: { is: 'literal', value: false, at }, at };
}

/** `!a`. */
export function notExpr(value: Expr, at: Span): Expr {
  return {
    is: 'choice',
    when: value,
    whenTrue: { is: 'literal', value: false, at },
    whenFalse: { is: 'literal', value: true, at },
    at,
  };
}

function unaryExpr(file: PhpFile, node: SyntaxNode): Expr {
  const operand = childOf(node, 'argument') ?? partsOf(node).at(-1);
  if (!operand || !sourceOf(file.text, node).startsWith('!')) return opaque(file, node);
  return notExpr(phpExpr(file, operand), spanOf(file, node));
}

function variableExpr(file: PhpFile, node: SyntaxNode): Expr {
  const name = sourceOf(file.text, node);
  const value = file.variables?.get(name);
  if (!value || !file.followed) return opaque(file, node);
  if (!file.followed.has(name)) {
    file.followed.set(name, undefined);
    const made = phpExpr(file, value);
    if (partsIn(made) <= mostParts) file.followed.set(name, made);
  }
  return file.followed.get(name) ?? opaque(file, node);
}

/** How many expressions stand in one, itself among them; not counted much further than matters. */
function partsIn(expr: Expr): number {
  let count = 0;
  const waiting = [expr];
  for (let next = waiting.pop(); next && count <= mostParts; next = waiting.pop()) {
    count++;
    if (next.is === 'text') waiting.push(...next.parts);
    else if (next.is === 'list') waiting.push(...next.items);
    else if (next.is === 'map') waiting.push(...next.entries.map(({ value }) => value));
    else if (next.is === 'call') waiting.push(...next.args);
    else if (next.is === 'equals') waiting.push(next.left, next.right);
    else if (next.is === 'choice') waiting.push(...(next.when ? [next.when] : []), next.whenTrue, next.whenFalse);
    else if (next.is === 'env' || next.is === 'setting') waiting.push(...(next.fallback ? [next.fallback] : []));
  }
  return count;
}

/** `a ?: b`, `a ?? b`: a read of the environment takes `b` as its default; a literal stays; anything else is a choice. */
function withFallback(value: Expr, fallback: Expr, at: Span): Expr {
  if (value.is === 'env' || value.is === 'setting') {
    return { ...value, fallback: value.fallback ? withFallback(value.fallback, fallback, at) : fallback };
  }
  if (value.is === 'literal') return value.value ? value : fallback;
  return { is: 'choice', when: value, whenTrue: value, whenFalse: fallback, at };
}
