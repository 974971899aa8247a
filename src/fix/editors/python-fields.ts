import { pythonString } from '../../parse/python.js';
import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import type { Source } from '../../read/source.js';
import { type Cannot, type Edit, lineEnd, replacement } from '../edit.js';

type Fields = Readonly<Record<string, string | undefined>>;

/** Sets, adds and takes out entries of a dict literal or keyword arguments of a call. Unpacking (`**more`) is refused: it may hold the same names. */
export function setFields(source: Source, node: SyntaxNode, fields: Fields): readonly Edit[] | Cannot {
  const list = node.type === 'call' ? childOf(node, 'arguments') : node;
  const parts = partsOf(list);
  const what = node.type === 'call' ? 'the call' : 'the dict';
  if (!list || parts.some(({ type }) => /splat|comprehension|generator/.test(type)))
    return { cannot: `${what} unpacks something else in ${source.path}` };
  const edits: Edit[] = [];
  const added: (readonly [string, string])[] = [];
  const removed = new Set<SyntaxNode>();
  for (const [name, code] of Object.entries(fields)) {
    const own = parts.filter((part) => nameOf(source.text, part) === name);
    const [one] = own;
    if (own.length > 1) return { cannot: `${what} has ${name} twice in ${source.path}` };
    const value = childOf(one, 'value');
    if (one && code === undefined) removed.add(one);
    else if (value && code !== undefined) edits.push(replacement(source, value.start, value.end, code));
    else if (code !== undefined) added.push([name, code]);
  }
  if (node.type !== 'call' && removed.size > 0 && removed.size === parts.length)
    return { cannot: `nothing would be left of ${what}` };
  const container = { list, parts, removed, isCall: node.type === 'call' };
  edits.push(...[...removed].map((part) => removal(source, container, part)));
  if (added.length > 0) edits.push(...addition(source, container, added));
  return edits;
}

function nameOf(text: string, part: SyntaxNode): string | undefined {
  if (part.type === 'pair') return pythonString(text, childOf(part, 'key'));
  const name = part.type === 'keyword_argument' ? childOf(part, 'name') : undefined;
  return name && sourceOf(text, name);
}

/** With its comma; a part that has its lines for itself goes with them. */
function removal(source: Source, { list, removed }: Container, part: SyntaxNode): Edit {
  const { text } = source;
  const start = text.lastIndexOf('\n', part.start - 1) + 1;
  const comma = /^\s*,/.exec(text.slice(part.end, list.end - 1))?.[0].length ?? 0;
  const end = lineEnd(text, part.end + comma);
  const isAlone = text.slice(start, part.start).trim() === '' && /^\s*(#.*)?$/.test(text.slice(part.end + comma, end));
  if (isAlone && start > list.start) {
    const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    return replacement(source, start, next, '');
  }
  const parts = partsOf(list);
  const place = parts.indexOf(part);
  const next = parts[place + 1];
  const before = parts[place - 1];
  if (next && parts.slice(place + 1).some((one) => !removed.has(one)))
    return replacement(source, part.start, next.start, '');
  if (before) return replacement(source, before.end, part.end, '');
  return replacement(source, part.start, next ? part.end : part.end + comma, '');
}

interface Container {
  readonly list: SyntaxNode;
  readonly parts: readonly SyntaxNode[];
  readonly removed: ReadonlySet<SyntaxNode>;
  readonly isCall: boolean;
}

/** Behind the last part that stays: on lines of their own where that one has, else on its line. */
function addition(
  source: Source,
  { list, parts, removed, isCall }: Container,
  added: readonly (readonly [string, string])[],
): readonly Edit[] {
  const { text } = source;
  const written = added.map(([name, code]) => (isCall ? `${name}=${code}` : `"${name}": ${code}`));
  const last = parts.filter((part) => !removed.has(part)).at(-1);
  if (!last) return [replacement(source, list.start + 1, list.start + 1, written.join(', '))];
  const comma = /^\s*,/.exec(text.slice(last.end, list.end - 1))?.[0].length ?? 0;
  const start = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = text.slice(start, last.start);
  if (last !== parts.at(-1) && (indent.trim() !== '' || start <= list.start))
    return [replacement(source, last.end, last.end, `, ${written.join(', ')}`)];
  if (indent.trim() !== '' || start <= list.start) {
    const place = last.end + comma;
    return [replacement(source, place, place, `${comma > 0 ? ' ' : ', '}${written.join(', ')}`)];
  }
  const end = lineEnd(text, last.end + comma);
  const isLast = !/^\s*(#.*)?$/.test(text.slice(last.end + comma, end));
  if (isLast)
    return [replacement(source, last.end + comma, last.end + comma, `${comma > 0 ? '' : ','} ${written.join(', ')}`)];
  const lines = written.map((one) => `\n${indent}${one},`).join('');
  if (comma > 0) return [replacement(source, end, end, lines)];
  if (end === last.end) return [replacement(source, end, end, `,${lines}`)];
  return [replacement(source, last.end, last.end, ','), replacement(source, end, end, lines)];
}
