import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { type RubyGuard, rubyChain, rubyEnv, rubyItems, rubyLiteral, rubyPairs, rubyText } from '../../parse/ruby.js';
import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';

/** The file that an expression stands in. */
export interface RubyFile {
  readonly path: string;
  readonly text: string;
}

/** Methods whose result is, for what we judge, what they are called on. */
const transparent = new Set([
  'to_sym',
  'to_s',
  'to_i',
  'presence',
  'present?',
  'strip',
  'downcase',
  'freeze',
  'inquiry',
]);

/** How Ruby says a value: literals, symbols, reads of the environment, fallbacks, conditionals; everything else is opaque. */
export function rubyExpr(file: RubyFile, node: SyntaxNode): Expr {
  const at = spanOf(file, node);
  const text = rubyText(file.text, node);
  if (text !== undefined) return { is: 'literal', value: text, at };
  const value = rubyLiteral(file.text, node);
  if (value !== undefined) return { is: 'literal', value, at };
  if (node.type === 'binary') return binary(file, node);
  const env = rubyEnv(file.text, node);
  if (env) {
    const name = rubyText(file.text, env.name);
    if (name !== undefined)
      return { is: 'env', name, at, ...(env.fallback ? { fallback: rubyExpr(file, env.fallback) } : {}) };
  }
  switch (node.type) {
    case 'array':
    case 'right_assignment_list':
      return { is: 'list', items: rubyItems(node).map((item) => rubyExpr(file, item)), at };
    case 'hash':
      return {
        is: 'map',
        at,
        entries: rubyPairs(file.text, node).flatMap(({ name, value: inner }) =>
          name === undefined ? [] : [{ key: name, value: rubyExpr(file, inner) }],
        ),
      };
    case 'conditional':
    case 'if':
    case 'elsif':
    case 'unless':
      return conditional(file, node);
    case 'parenthesized_statements': {
      const inner = partsOf(node).at(-1);
      return inner ? rubyExpr(file, inner) : opaque(file, node);
    }
    case 'unary': {
      const inner = childOf(node, 'operand') ?? partsOf(node).at(-1);
      return inner && /^(!|not\b)/.test(sourceOf(file.text, node))
        ? denied(condition(file, inner))
        : opaque(file, node);
    }
    case 'call':
      return call(file, node);
    case 'string':
      return { is: 'text', at, parts: partsOf(node).map((part) => stringPart(file, part)) };
    default:
      return opaque(file, node);
  }
}

export function spanOf(file: RubyFile, node: SyntaxNode): Span {
  return { file: file.path, start: node.start, end: node.end };
}

/** The conditions of guards as one expression: true when all hold; undefined when there is none. */
export function guardExpr(file: RubyFile, guards: readonly RubyGuard[]): Expr | undefined {
  const tests = guards.flatMap(({ is, test }): Expr[] => {
    if (!test) return [];
    const when = is === 'if' || is === 'unless' ? condition(file, test) : opaque(file, test);
    const at = spanOf(file, test);
    const yes: Expr = { is: 'literal', value: is !== 'unless', at };
    const no: Expr = { is: 'literal', value: is === 'unless', at };
    return [{ is: 'choice', when, whenTrue: yes, whenFalse: no, at }];
  });
  const [first, ...rest] = tests;
  if (!first) return undefined;
  return rest.reduce<Expr>(
    (all, one) => ({
      is: 'choice',
      when: all,
      whenTrue: one,
      whenFalse: { is: 'literal', value: false, at: one.at },
      at: one.at,
    }),
    first,
  );
}

/** `a || b` where `a` only reads the environment, and `a == b`. */
function binary(file: RubyFile, node: SyntaxNode): Expr {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = sourceOf(file.text, childOf(node, 'operator') ?? node);
  if (!left || !right) return opaque(file, node);
  if (operator === '==') {
    const [one, other] = [rubyExpr(file, left), rubyExpr(file, right)];
    return one.is === 'opaque' || other.is === 'opaque'
      ? opaque(file, node)
      : { is: 'equals', left: one, right: other, at: spanOf(file, node) };
  }
  if (/^(&&|and)$/.test(operator)) {
    const at = spanOf(file, node);
    const no: Expr = { is: 'literal', value: false, at };
    return { is: 'choice', when: condition(file, left), whenTrue: condition(file, right), whenFalse: no, at };
  }
  const given = /^(\|\||or)$/.test(operator) ? rubyExpr(file, left) : undefined;
  if (given && /^(choice|equals)$/.test(given.is)) {
    const at = spanOf(file, node);
    return { is: 'choice', when: given, whenTrue: given, whenFalse: condition(file, right), at };
  }
  return given?.is === 'env' ? { ...orElse(given, rubyExpr(file, right)), at: spanOf(file, node) } : opaque(file, node);
}

/** A further fallback, behind those that are there. */
function orElse(read: Expr & { is: 'env' }, last: Expr): Expr & { is: 'env' } {
  const { fallback } = read;
  if (fallback?.is === 'env') return { ...read, fallback: orElse(fallback, last) };
  return fallback ? read : { ...read, fallback: last };
}

const environment = /\bRails\.env\b|^ENV(\[|\.fetch\()["'](RAILS|RACK|APP)_ENV["']/;

/** `Rails.env.production?` holds in what ships; other environments do not. */
function condition(file: RubyFile, node: SyntaxNode): Expr {
  const source = sourceOf(file.text, node);
  const at = spanOf(file, node);
  const named = /^!?\s*Rails\.env\.(production|development|test|local|staging)\?$/.test(source);
  const compared = environment.test(source) && /^[^=!]+(==|!=)\s*["':]\w+["']?$/.test(source);
  const listed = /^!?\s*(Rails\.env\.in\?\(.*\)|[%[].*\.include\?\(Rails\.env(\.to_s|\.to_sym)?\))$/s.test(source);
  if (named || compared || listed) {
    const denied = source.startsWith('!') || (compared && source.includes('!='));
    return { is: 'literal', value: source.includes('production') !== denied, at };
  }
  const any = node.type === 'binary' ? source.split(/(?<!\s)\s*\|\|\s*/) : [];
  if (any.length > 1 && any.every((part) => /^Rails\.env\.(development|test|local|staging)\?$/.test(part)))
    return { is: 'literal', value: false, at };
  return rubyExpr(file, node);
}

function call(file: RubyFile, node: SyntaxNode): Expr {
  const links = rubyChain(file.text, node)?.links;
  const last = links?.at(-1);
  const receiver = childOf(node, 'receiver');
  if (last && receiver && last.args.length === 0 && transparent.has(last.name)) return rubyExpr(file, receiver);
  if (last && receiver && last.args.length === 0 && /^(blank|nil|empty)\?$/.test(last.name))
    return denied(rubyExpr(file, receiver));
  return opaque(file, node);
}

/** What holds where the other does not; nothing is said of what cannot be read. */
function denied(inner: Expr): Expr {
  if (inner.is === 'opaque') return inner;
  const { at } = inner;
  const [yes, no] = [true, false].map((value): Expr => ({ is: 'literal', value, at })) as [Expr, Expr];
  return { is: 'choice', when: inner, whenTrue: no, whenFalse: yes, at };
}

/** `a ? b : c`, and `if` used as a value; a branch comes to its last statement. */
function conditional(file: RubyFile, node: SyntaxNode): Expr {
  const test = childOf(node, 'condition');
  const [first, second] = [childOf(node, 'consequence'), childOf(node, 'alternative')].map((one) => branch(file, one));
  if (!test || !first || !second) return opaque(file, node);
  const [whenTrue, whenFalse] = node.type === 'unless' ? [second, first] : [first, second];
  return { is: 'choice', when: condition(file, test), whenTrue, whenFalse, at: spanOf(file, node) };
}

function branch(file: RubyFile, node: SyntaxNode | undefined): Expr | undefined {
  if (node?.type !== 'then' && node?.type !== 'else') return node && rubyExpr(file, node);
  const last = partsOf(node).at(-1);
  return last && rubyExpr(file, last);
}

function stringPart(file: RubyFile, part: SyntaxNode): Expr {
  if (part.type === 'interpolation') {
    const inner = partsOf(part).at(-1);
    return inner ? rubyExpr(file, inner) : opaque(file, part);
  }
  return { is: 'literal', value: sourceOf(file.text, part), at: spanOf(file, part) };
}

function opaque(file: RubyFile, node: SyntaxNode): Expr {
  return { is: 'opaque', source: sourceOf(file.text, node), at: spanOf(file, node) };
}
