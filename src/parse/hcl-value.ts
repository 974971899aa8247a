import { table } from '../table.js';
import { expressionEnd, heredocEnd, skipBlank, stringEnd } from './hcl-scan.js';
import type { Token } from './parsed.js';

/** The right side of an attribute: `text` is as written; the rest is there when it is plain enough to be known. */
export interface HclValue extends Token {
  /** A number, a boolean, or a string or here-document without interpolation. */
  readonly literal?: string | number | boolean;
  readonly list?: readonly HclValue[];
  /** An object, `{ key = value }`. */
  readonly entries?: readonly HclAttribute[];
  /** A call, `jsonencode({...})`. */
  readonly call?: { readonly name: Token; readonly args: readonly HclValue[] };
}

export interface HclAttribute {
  readonly name: Token;
  readonly value: HclValue;
  readonly start: number;
  readonly end: number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Values nested deeper stay as written. */
const DEEPEST = 16;
const ESCAPES: Readonly<Record<string, string>> = table({ n: '\n', r: '\r', t: '\t' });
const KEY = /^(?:"(?:\\.|[^"\\\n])*"|[A-Za-z_][\w.-]*|\d+)/;

export function readValue(text: string, { start, end }: Range, depth = 0): HclValue {
  const raw: Token = { text: text.slice(start, end), start, end };
  const literal = literalOf(text, raw);
  if (literal !== undefined) return { ...raw, literal };
  if (depth > DEEPEST) return raw;
  const opening = text[start];
  if (opening === '[') {
    const list = /^\[\s*for\b/.test(raw.text)
      ? undefined
      : readItems(text, { start: start + 1, end }, { closer: ']', depth });
    return list === undefined ? raw : { ...raw, list };
  }
  if (opening === '{') {
    const entries = /^\{\s*for\b/.test(raw.text) ? undefined : readEntries(text, { start: start + 1, end }, depth);
    return entries === undefined ? raw : { ...raw, entries };
  }
  const [, called = ''] = /^([A-Za-z_][\w:]*)\(/.exec(raw.text.slice(0, 100)) ?? [];
  if (called === '') return raw;
  const inside = start + called.length;
  const args = readItems(text, { start: inside + 1, end }, { closer: ')', depth });
  return args === undefined ? raw : { ...raw, call: { name: { text: called, start, end: inside }, args } };
}

function literalOf(text: string, raw: Token): string | number | boolean | undefined {
  if (raw.text === 'true' || raw.text === 'false') return raw.text === 'true';
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(raw.text.slice(0, 400))) return Number(raw.text);
  if (raw.text.startsWith('"')) {
    const whole = stringEnd(text, raw.start) === raw.end && raw.text.length > 1 && raw.text.endsWith('"');
    return whole && !hasInterpolation(raw.text) ? quotedText(raw.text) : undefined;
  }
  if (!raw.text.startsWith('<<') || heredocEnd(text, raw.start, raw.end) !== raw.end) return undefined;
  return hasInterpolation(raw.text) ? undefined : heredocText(raw.text);
}

function hasInterpolation(raw: string): boolean {
  return /(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(raw);
}

/** The meaning of a quoted string, its interpolations as written. */
export function quotedText(raw: string): string {
  const inner = raw.slice(1, -1);
  return inner.replace(/\\u([0-9a-fA-F]{4})|\\(.)|([$%])\3\{/gs, (_, code?: string, char?: string, sign?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (char !== undefined) return ESCAPES[char] ?? char;
    return `${sign ?? ''}{`;
  });
}

/** The lines between; `<<-` takes away the indentation that all of them share. */
function heredocText(raw: string): string {
  const lines = raw.split(/\r?\n/).slice(1, -1);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = raw.startsWith('<<-')
    ? indents.reduce((least, indent) => Math.min(least, indent), Number.MAX_SAFE_INTEGER)
    : 0;
  return lines.map((line) => `${line.slice(shared)}\n`).join('');
}

/** The items up to the closer, which must end the value; undefined when it does not, as in `[a] == [b]`. */
function readItems(
  text: string,
  range: Range,
  { closer, depth }: { closer: string; depth: number },
): readonly HclValue[] | undefined {
  const items: HclValue[] = [];
  let at = skipBlank(text, range.start, range.end);
  while (at < range.end && text[at] !== closer) {
    if (text[at] === ',') {
      at = skipBlank(text, at + 1, range.end);
      continue;
    }
    const found = expressionEnd(text, at, { limit: range.end, lines: true });
    if (found.end <= at) return undefined;
    items.push(readValue(text, { start: at, end: found.end }, depth + 1));
    at = skipBlank(text, found.next, range.end);
  }
  return at >= range.end - 1 ? items : undefined;
}

function readEntries(text: string, range: Range, depth: number): readonly HclAttribute[] | undefined {
  const entries: HclAttribute[] = [];
  let at = skipBlank(text, range.start, range.end);
  while (at < range.end && text[at] !== '}') {
    if (text[at] === ',') {
      at = skipBlank(text, at + 1, range.end);
      continue;
    }
    const entry = readEntry(text, { start: at, end: range.end }, depth);
    if (entry !== undefined) entries.push(entry);
    const found = expressionEnd(text, entry?.end ?? at, { limit: range.end, lines: false });
    const next = entry === undefined ? Math.max(found.next, at + 1) : found.next;
    at = skipBlank(text, next, range.end);
  }
  return at >= range.end - 1 ? entries : undefined;
}

function readEntry(text: string, { start, end }: Range, depth: number): HclAttribute | undefined {
  const [key] = KEY.exec(text.slice(start, Math.min(end, start + 300))) ?? [];
  if (key === undefined) return undefined;
  const name: Token = { text: key.startsWith('"') ? quotedText(key) : key, start, end: start + key.length };
  const sign = skipBlank(text, name.end, end);
  if (sign >= end || (text[sign] !== '=' && text[sign] !== ':')) return undefined;
  const from = skipBlank(text, sign + 1, end);
  const found = expressionEnd(text, from, { limit: end, lines: false });
  const value = readValue(text, { start: from, end: found.end }, depth + 1);
  return { name, value, start, end: Math.max(value.end, sign + 1) };
}
