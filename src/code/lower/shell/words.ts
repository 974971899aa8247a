import { unquoteShell } from '../../../parse/shell-words.js';
import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Place } from '../../model.js';
import { deepest, emit, makesCalls, nameAt, opaque, placeOf } from '../draft.js';
import type { ShellLowering } from './lowering.js';

/** A word: a literal where nothing is expanded in it, else a text, or the one thing that it is. */
export function wordOf(low: ShellLowering, node: SyntaxNode): Expr {
  if (low.depth >= deepest) return opaque(placeOf(node));
  low.depth++;
  const expr = read(low, node);
  low.depth--;
  return expr;
}

function read(low: ShellLowering, node: SyntaxNode): Expr {
  const place = placeOf(node);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'raw_string':
    case 'ansi_c_string':
    case 'extglob_pattern':
    case 'regex':
    case 'string_content':
    case 'command_name':
    case 'string':
    case 'translated_string':
    case 'concatenation':
      return textOf(low, node);
    case 'simple_expansion':
      return variableOf(low, `$${sourceOf(low.text, partsOf(node)[0] ?? node)}`, place);
    case 'variable_name':
    case 'special_variable_name':
      return variableOf(low, `$${sourceOf(low.text, node)}`, place);
    case 'expansion':
      return expansionOf(low, node);
    case 'subscript': {
      const [name, index] = [childOf(node, 'name'), childOf(node, 'index')];
      if (name === undefined || index === undefined) return opaque(place);
      return { is: 'index', of: low.word(name), key: low.word(index), ...place };
    }
    case 'array':
      return { is: 'list', items: partsOf(node).map((item) => low.word(item)), ...place };
    case 'command_substitution': {
      const values = partsOf(node).map((part) => low.run(part));
      const [only] = values;
      return values.length === 1 && only ? only : opaque(place, values);
    }
    case 'test_command':
    case 'parenthesized_expression': {
      const values = partsOf(node).map((part) => low.word(part));
      const [only] = values;
      return values.length === 1 && only ? only : opaque(place, values);
    }
    case 'unary_expression':
    case 'binary_expression':
      return operationOf(low, node);
    case 'command':
    case 'pipeline':
    case 'list':
    case 'redirected_statement':
    case 'negated_command':
      return low.run(node);
    default:
      return opaque(
        place,
        partsOf(node).map((part) => low.word(part)),
      );
  }
}

function variableOf(low: ShellLowering, name: string, place: Place): Expr {
  const position = /^\$([1-9]\d?)$/.exec(name)?.[1];
  if (position !== undefined) low.here.positions = Math.max(low.here.positions, Number(position));
  if (name === '$@' || name === '$*') {
    low.here.takesAll = true;
    return nameAt('$@', place);
  }
  return nameAt(name, place);
}

/** Expansions among the pieces of a word. */
const expanding = /^(simple_expansion|expansion|command_substitution|process_substitution|arithmetic_expansion)$/;

function textOf(low: ShellLowering, node: SyntaxNode): Expr {
  const inner = expansionsIn(node);
  if (inner.length === 0) return { is: 'literal', value: unquoteShell(sourceOf(low.text, node)), ...placeOf(node) };
  return joined(low, node, { inner, plain: (raw, quoted) => unquoted(raw, quoted) });
}

interface Joining {
  readonly inner: readonly Expansion[];
  readonly plain: (raw: string, quoted: boolean) => string;
}

interface Expansion {
  readonly node: SyntaxNode;
  /** Within `"..."`. */
  readonly quoted: boolean;
}

/** The expansions of a word, without what stands in them. */
function expansionsIn(node: SyntaxNode, quoted = false): readonly Expansion[] {
  return node.children.flatMap((child): readonly Expansion[] => {
    if (expanding.test(child.type)) return [{ node: child, quoted: quoted || node.type === 'string' }];
    if (child.type === 'command_name' || /string$|^concatenation$/.test(child.type)) return expansionsIn(child, quoted);
    return [];
  });
}

/** What stands between expansions, and the expansions. */
function joined(low: ShellLowering, node: SyntaxNode, { inner, plain }: Joining): Expr {
  const parts: Expr[] = [];
  let from = node.start;
  let quoted = false;
  const add = (end: number) => {
    const raw = low.text.slice(from, end);
    const value = plain(raw, quoted);
    if (value !== '') parts.push({ is: 'literal', value, start: from, end });
  };
  for (const one of inner) {
    add(one.node.start);
    parts.push(low.word(one.node));
    from = one.node.end;
    quoted = one.quoted;
  }
  add(node.end);
  const [only] = parts;
  return parts.length === 1 && only ? only : { is: 'text', parts, ...placeOf(node) };
}

/** A piece of a word without its quotes; it may begin or end within double quotes. */
function unquoted(raw: string, quoted: boolean): string {
  return unquoteShell(quoted ? `"${raw}` : raw);
}

/** `${X:-d}` and its kin keep the variable and what stands in for it. */
function expansionOf(low: ShellLowering, node: SyntaxNode): Expr {
  const place = placeOf(node);
  const named = partsOf(node).findIndex(({ type }) => /^(variable_name|special_variable_name|subscript)$/.test(type));
  const [variable, operator, ...rest] = partsOf(node).slice(Math.max(0, named));
  if (variable === undefined) return opaque(place);
  const name = low.word(variable);
  if (named > 0) return opaque(place, [name]);
  if (operator === undefined) return { ...name, ...place };
  const sign = sourceOf(low.text, operator);
  const words = rest.map((one) => low.word(one));
  const nothing: Expr = { is: 'literal', value: '', start: node.end - 1, end: node.end - 1 };
  const [first = nothing] = words;
  const other = words.length > 1 ? opaque({ start: first.start, end: node.end - 1 }, words) : first;
  if (/^:?-$/.test(sign)) return { is: 'operation', sign: '||', left: name, right: other, ...place };
  if (/^:?\+$/.test(sign)) return { is: 'choice', when: name, yes: other, no: nothing, ...place };
  if (/^:?=$/.test(sign)) {
    const value: Expr = { is: 'operation', sign: '||', left: name, right: other, ...place };
    bindVariable(low, name, { value, place });
    return name;
  }
  return opaque(place, [name, ...words.filter(makesCalls)]);
}

/** Sets a variable. In a function it is the script's, unless it was declared `local`. */
export function bindVariable(
  low: ShellLowering,
  target: Expr,
  { value, place, sign }: { readonly value: Expr; readonly place: Place; readonly sign?: string },
): void {
  const name = target.is === 'name' ? target.name : '';
  const outer = low.here.fn !== 0 && name !== '' && !low.here.locals.has(name);
  emit(low, {
    is: 'bind',
    target,
    value,
    ...(sign !== undefined && { sign }),
    ...(outer && { scope: 'outer' as const }),
    ...place,
  });
}

/** `[ -f x ]`, `[[ $a == b ]]`. */
function operationOf(low: ShellLowering, node: SyntaxNode): Expr {
  const operator = childOf(node, 'operator');
  const operands = partsOf(node).filter((part) => part !== operator);
  const [left, right] = operands.map((part) => low.word(part));
  const sign = operator ? sourceOf(low.text, operator) : '';
  if (left === undefined) return opaque(placeOf(node));
  if (right === undefined) return { is: 'operation', sign, right: left, ...placeOf(node) };
  return { is: 'operation', sign, left, right, ...placeOf(node) };
}

/** A here-document: its text, with the values in it. */
export function documentOf(low: ShellLowering, redirect: SyntaxNode): Expr | undefined {
  const body = redirect.children.find(({ type }) => type === 'heredoc_body');
  if (body === undefined) return undefined;
  const inner = body.children.filter(({ type }) => expanding.test(type)).map((node) => ({ node, quoted: false }));
  const start = childOf(redirect, 'heredoc_start') ?? redirect.children.find(({ type }) => type === 'heredoc_start');
  const quoted = start !== undefined && /['"\\]/.test(sourceOf(low.text, start));
  // the grammar does not always see what is expanded in it
  if (!quoted && inner.length === 0 && /(?<!\\)[$`]/.test(sourceOf(low.text, body))) return opaque(placeOf(body));
  return joined(low, body, { inner, plain: (raw) => raw });
}
