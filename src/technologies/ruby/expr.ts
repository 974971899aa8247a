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
      return conditional(file, node);
    case 'parenthesized_statements': {
      const inner = partsOf(node).at(-1);
      return inner ? rubyExpr(file, inner) : opaque(file, node);
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

/** `Rails.env.production?` holds in what ships; other environments do not. */
function condition(file: RubyFile, node: SyntaxNode): Expr {
  const source = sourceOf(file.text, node);
  const at = spanOf(file, node);
  if (/^!?\s*Rails\.env\.(production|development|test|local|staging)\?$/.test(source)) {
    return { is: 'literal', value: source.includes('production') !== source.startsWith('!'), at };
  }
  return rubyExpr(file, node);
}

function call(file: RubyFile, node: SyntaxNode): Expr {
  const links = rubyChain(file.text, node)?.links;
  const last = links?.at(-1);
  const receiver = childOf(node, 'receiver');
  if (last && receiver && last.args.length === 0 && transparent.has(last.name)) return rubyExpr(file, receiver);
  return opaque(file, node);
}

function conditional(file: RubyFile, node: SyntaxNode): Expr {
  const when = childOf(node, 'condition');
  const yes = childOf(node, 'consequence');
  const no = childOf(node, 'alternative');
  if (!when || !yes || !no) return opaque(file, node);
  return {
    is: 'choice',
    when: condition(file, when),
    whenTrue: rubyExpr(file, yes),
    whenFalse: rubyExpr(file, no),
    at: spanOf(file, node),
  };
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
