import { phpLiteral, unescaped } from '../../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Entry, Expr, ExprOf } from '../../model.js';
import { nameAt, opaque, placeOf } from '../draft.js';
import type { PhpLowering } from './lowering.js';

/** A string, number, boolean or null; a string with values in it becomes a text. */
export function literalOf(low: PhpLowering, node: SyntaxNode): Expr {
  const value = phpLiteral(low.text, node);
  return value === undefined ? opaque(placeOf(node)) : { is: 'literal', value, ...placeOf(node) };
}

/** `"a $b"`, a heredoc. */
export function textOf(low: PhpLowering, node: SyntaxNode): Expr {
  const body = node.type === 'heredoc' ? childOf(node, 'value') : node;
  const inside = (body?.children ?? []).some(({ type }) => type !== 'string_content' && type !== 'escape_sequence');
  if (body === undefined || !inside) return literalOf(low, node);
  const parts = piecesOf(low, body, node.type === 'heredoc' ? indentOf(low, node) : undefined);
  return { is: 'text', parts, ...placeOf(node) };
}

function indentOf({ text }: PhpLowering, heredoc: SyntaxNode): number {
  const end = childOf(heredoc, 'end_tag');
  const body = childOf(heredoc, 'value');
  return end && body ? (/(?<![ \t])[ \t]*$/.exec(text.slice(body.end, end.start))?.[0].length ?? 0) : 0;
}

/** The literal pieces and the values between them. `indent` is what a heredoc's lines lose. */
export function piecesOf(low: PhpLowering, body: SyntaxNode, indent?: number): readonly Expr[] {
  const parts: Expr[] = [];
  let open: { start: number; end: number } | undefined;
  const close = () => {
    if (open === undefined) return;
    const raw = low.text.slice(open.start, open.end);
    const value = indent === undefined ? unescaped(raw, '"') : unescaped(dedented(raw, indent, parts.length === 0), '');
    parts.push({ is: 'literal', value, ...open });
    open = undefined;
  };
  for (const child of body.children) {
    if (child.type === 'string_content' || child.type === 'escape_sequence') {
      open = { start: open?.start ?? child.start, end: child.end };
      continue;
    }
    close();
    parts.push(interpolated(low, child));
  }
  close();
  return parts;
}

function dedented(raw: string, indent: number, first: boolean): string {
  const lines = raw.replace(/^\r?\n/, first ? '' : '\n').split('\n');
  return lines
    .map((each, at) => (at > 0 || first ? each.replace(new RegExp(`^[ \\t]{0,${indent}}`), '') : each))
    .join('\n');
}

/** Without braces, the key in `$a[key]` is a string; `${name}` is the variable. */
function interpolated(low: PhpLowering, node: SyntaxNode): Expr {
  const [of, key] = partsOf(node);
  if (node.type === 'subscript_expression' && of && key?.type === 'name' && low.text[node.start - 1] !== '{') {
    const literal: Expr = { is: 'literal', value: sourceOf(low.text, key), ...placeOf(key) };
    return { is: 'index', of: low.expr(of), key: literal, ...placeOf(node) };
  }
  if (node.type === 'dynamic_variable_name' && of?.type === 'name')
    return nameAt(`$${sourceOf(low.text, of)}`, placeOf(node));
  return low.expr(node);
}

/** `a . b . c`, however long: one text. */
export function joinedText(low: PhpLowering, node: SyntaxNode): Expr {
  const operands: SyntaxNode[] = [];
  let here: SyntaxNode | undefined = node;
  while (here !== undefined) {
    const chained: boolean = isConcatenation(here);
    operands.push((chained ? childOf(here, 'right') : undefined) ?? here);
    here = chained ? childOf(here, 'left') : undefined;
  }
  const parts: Expr[] = [];
  for (const operand of operands.reverse()) {
    const part = low.expr(operand);
    if (part.is === 'text') parts.push(...part.parts);
    else parts.push(part);
  }
  const joined = merged(parts);
  const [only] = joined;
  return joined.length === 1 && only?.is === 'literal'
    ? { ...only, ...placeOf(node) }
    : { is: 'text', parts: joined, ...placeOf(node) };
}

function isConcatenation(node: SyntaxNode): boolean {
  return node.type === 'binary_expression' && childOf(node, 'operator')?.type === '.';
}

/** Literals that follow each other become one. */
function merged(parts: readonly Expr[]): readonly Expr[] {
  const found: Expr[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (before?.is === 'literal' && part.is === 'literal') {
      const value = written(before) + written(part);
      found[found.length - 1] = { is: 'literal', value, start: before.start, end: part.end };
    } else found.push(part);
  }
  return found;
}

function written({ value }: ExprOf<'literal'>): string {
  if (value === null || value === false) return '';
  return value === true ? '1' : String(value);
}

/** `[...]`, `array(...)`: a list, or a map as soon as one key is written. */
export function arrayOf(low: PhpLowering, node: SyntaxNode): Expr {
  const items = node.children.filter(({ type }) => type === 'array_element_initializer').map((item) => partsOf(item));
  const place = placeOf(node);
  if (!items.some(({ length }) => length > 1)) {
    return { is: 'list', items: items.flatMap(([value]) => (value ? [itemOf(low, value)] : [])), ...place };
  }
  const entries: Entry[] = [];
  let next = 0;
  for (const [first, second] of items) {
    if (first === undefined) continue;
    if (second !== undefined) {
      const key = low.expr(first);
      if (key.is === 'literal' && typeof key.value === 'number') next = key.value + 1;
      entries.push({ key, value: low.expr(second) });
    } else if (first.type === 'variadic_unpacking') entries.push({ value: low.expr(first) });
    else {
      const value = low.expr(first);
      entries.push({ key: { is: 'literal', value: next++, start: value.start, end: value.start }, value });
    }
  }
  return { is: 'map', entries, ...place };
}

function itemOf(low: PhpLowering, value: SyntaxNode): Expr {
  return value.type === 'variadic_unpacking' ? opaque(placeOf(value), [low.expr(value)]) : low.expr(value);
}

/** The arguments of a call, in order. */
export function argsOf(low: PhpLowering, call: SyntaxNode): readonly Arg[] {
  const list = call.children.find(({ type }) => type === 'arguments');
  const found: Arg[] = [];
  for (const argument of list?.children ?? []) {
    if (argument.type === 'comment' || argument.type === 'variadic_placeholder') continue;
    const name = argument.type === 'argument' ? childOf(argument, 'name') : undefined;
    const parts = argument.type === 'argument' ? partsOf(argument) : [argument];
    const value = parts.findLast((part) => part !== name && part.field !== 'reference_modifier');
    if (value === undefined) continue;
    const spread = value.type === 'variadic_unpacking';
    found.push({
      value: low.expr(value),
      ...(name && { name: sourceOf(low.text, name) }),
      ...(spread && { spread: true as const }),
    });
  }
  return found;
}
