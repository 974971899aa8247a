import { rubyHeredoc, rubyLiteral, rubyUnescaped } from '../../../parse/ruby-text.js';
import { type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { opaque, placeOf } from '../draft.js';
import type { RubyLowering } from './lowering.js';

/** Each heredoc's text by its beginning: both stand in the same order. */
export function heredocsIn({ root, text }: SyntaxTree): ReadonlyMap<SyntaxNode, SyntaxNode> {
  if (!/<<[~-]?["'`\w]/.test(text)) return new Map();
  const beginnings: SyntaxNode[] = [];
  const bodies: SyntaxNode[] = [];
  for (const node of walk(root)) {
    if (node.type === 'heredoc_beginning') beginnings.push(node);
    else if (node.type === 'heredoc_body') bodies.push(node);
  }
  return new Map(beginnings.flatMap((node, at) => (bodies[at] ? [[node, bodies[at]] as const] : [])));
}

/** A string, symbol, regular expression or number; text where values stand in it. */
export function textIn(low: RubyLowering, node: SyntaxNode): Expr {
  if (node.type === 'heredoc_beginning') {
    const body = low.heredocs.get(node);
    const value = body && rubyHeredoc(low.text, node, body);
    if (value !== undefined) return { is: 'literal', value, ...placeOf(node) };
    return body ? { is: 'text', parts: partsIn(low, body), ...placeOf(node) } : opaque(node);
  }
  if (node.type === 'chained_string') {
    const parts = node.children.map((part) => low.expr(part));
    const texts = parts.map((part) => (part.is === 'literal' ? part.value : undefined));
    if (!texts.includes(undefined)) return { is: 'literal', value: texts.join(''), ...placeOf(node) };
    return { is: 'text', parts, ...placeOf(node) };
  }
  if (node.children.some(({ type }) => type === 'interpolation'))
    return { is: 'text', parts: partsIn(low, node), ...placeOf(node) };
  const value = node.type === 'regex' ? sourceOf(low.text, node) : rubyLiteral(low.text, node);
  return value === undefined ? opaque(node) : { is: 'literal', value, ...placeOf(node) };
}

/** The pieces of a text. */
export function partsIn(low: RubyLowering, node: SyntaxNode): readonly Expr[] {
  return node.children.flatMap((part): readonly Expr[] => {
    if (part.type === 'interpolation') return [low.expr(part)];
    if (!/^(string_content|escape_sequence|heredoc_content)$/.test(part.type)) return [];
    return [{ is: 'literal', value: rubyUnescaped(sourceOf(low.text, part)), ...placeOf(part) }];
  });
}
