import { type Line, linesOf, trimmed } from './lines.js';
import type { Parsed, Problem, Token } from './parsed.js';

/** One statement of a file of lines: a name and what follows it. */
export interface DirectiveLine {
  readonly name: Token;
  /** `text` is without quotes and escapes, the span covers them. */
  readonly args: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/**
 * `redis`: redis.conf and sentinel.conf. `postgres`: postgresql.conf (`=` may be left out, `#` begins a comment anywhere, one argument).
 * `memcached`: one command-line option a line. `procfile`: the command is one argument. `plain`: words, `#` comments anywhere, `\` continues.
 */
export type DirectiveDialect = 'redis' | 'postgres' | 'memcached' | 'procfile' | 'plain';

/** Reads a file that holds one directive a line. Later lines win where the program takes one value. */
export function parseDirectives(text: string, dialect: DirectiveDialect): Parsed<readonly DirectiveLine[]> {
  const tree: DirectiveLine[] = [];
  const problems: Problem[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index++) {
    const first = lines[index];
    if (!first || /^\s*(?:#|$)/.test(first.text)) continue;
    while (dialect === 'plain' && lines[index]?.text.endsWith('\\') && index + 1 < lines.length) index++;
    const span = trimmed(text, first.start, lines[index]?.end ?? first.end);
    const found = dialect === 'procfile' ? processAt(text, first) : wordsAt(text, span, dialect);
    if (found) tree.push(found);
    else problems.push({ message: 'This line cannot be read.', ...span });
  }
  return { tree, problems };
}

/** The directives of a name, compared without regard to case. */
export function directiveLines(tree: readonly DirectiveLine[], name: string): readonly DirectiveLine[] {
  const wanted = name.toLowerCase();
  return tree.filter((line) => line.name.text.toLowerCase() === wanted);
}

function processAt(text: string, line: Line): DirectiveLine | undefined {
  const match = /^(\s*)([\w.-]+)\s*:/.exec(line.text);
  if (!match) return undefined;
  const nameStart = line.start + (match[1] ?? '').length;
  const name = { text: match[2] ?? '', start: nameStart, end: nameStart + (match[2] ?? '').length };
  const span = trimmed(text, line.start + match[0].length, line.end);
  const args = span.start === span.end ? [] : [{ text: text.slice(span.start, span.end), ...span }];
  return { name, args, start: name.start, end: Math.max(name.end, span.end) };
}

interface Reach {
  readonly start: number;
  readonly end: number;
}

function wordsAt(text: string, span: Reach, dialect: DirectiveDialect): DirectiveLine | undefined {
  const words: Token[] = [];
  let position = span.start;
  while (position < span.end) {
    const blank = blankLength(text, position, span.end);
    if (blank > 0) {
      position += blank;
      continue;
    }
    if (text[position] === '#' && dialect !== 'redis') break;
    if (text[position] === '=' && words.length === 1 && hasEquals(dialect)) {
      position++;
      continue;
    }
    const word = wordAt(text, { start: position, end: span.end }, words.length === 0 && hasEquals(dialect));
    if (word.end === position) return undefined;
    words.push(dialect === 'postgres' ? unescapedQuotes(text, word) : word);
    position = word.end;
  }
  const [name, ...args] = words;
  return name && { name, args, start: name.start, end: words.at(-1)?.end ?? name.end };
}

function hasEquals(dialect: DirectiveDialect): boolean {
  return dialect === 'postgres' || dialect === 'memcached';
}

/** Blanks, and in a continued line the `\` with its line break. */
function blankLength(text: string, position: number, end: number): number {
  if (/\s/.test(text[position] ?? '')) return 1;
  if (text[position] !== '\\') return 0;
  const behind = text[position + 1] === '\r' && text[position + 2] === '\n' ? 3 : 2;
  return /[\r\n]/.test(text[position + 1] ?? '') && position + behind <= end ? behind : 0;
}

/** A word up to a blank; quotes may hold blanks, and a quote that does not close runs to the end. */
function wordAt(text: string, span: Reach, stopsAtEquals: boolean): Token {
  let index = span.start;
  let meaning = '';
  while (index < span.end) {
    const char = text[index] ?? '';
    if (/\s/.test(char) || (stopsAtEquals && char === '=' && index > span.start)) break;
    if (char === '"' || char === "'") {
      const quoted = quotedAt(text, index, span.end);
      meaning += quoted.text;
      index = quoted.end;
      continue;
    }
    if (blankLength(text, index, span.end) > 0) break;
    meaning += char;
    index++;
  }
  return { text: meaning, start: span.start, end: index };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function quotedAt(text: string, start: number, end: number): Token {
  const quote = text[start];
  let meaning = '';
  let index = start + 1;
  while (index < end && text[index] !== quote) {
    const char = text[index] ?? '';
    const escaped = char === '\\' && index + 1 < end ? (text[index + 1] ?? '') : undefined;
    if (escaped === undefined) meaning += char;
    else if (quote === '"') meaning += ESCAPES.get(escaped) ?? escaped;
    else meaning += escaped === "'" || escaped === '\\' ? escaped : `\\${escaped}`;
    index += escaped === undefined ? 1 : 2;
  }
  return { text: meaning, start, end: Math.min(index + 1, end) };
}

/** In postgresql.conf two single quotes in a quoted value are one. */
function unescapedQuotes(text: string, word: Token): Token {
  const raw = text.slice(word.start, word.end);
  if (!raw.includes("''") || raw === "''") return word;
  const inner = raw.endsWith("'") ? raw.slice(1, -1) : raw.slice(1);
  return { ...word, text: inner.replaceAll("''", "'") };
}
