import { linesOf } from './lines.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { type VariableReference, variablesIn } from './variables.js';

export type DotenvQuote = 'none' | "'" | '"' | '`';

export interface DotenvEntry {
  readonly key: Token;
  /** `text` is what `dotenv.parse` gives; the span covers the quotes. An empty value is an empty span behind the separator. */
  readonly value: Token;
  /** The value as written, quotes included. */
  readonly raw: string;
  readonly quote: DotenvQuote;
}

export interface DotenvTree {
  /** In file order. A key may come twice: the last one is in force. */
  readonly entries: readonly DotenvEntry[];
  /** Assignments that stand in a comment (`# DB_HOST=db`). They are not in force. */
  readonly commented: readonly DotenvEntry[];
}

/**
 * The grammar of the dotenv package for one assignment, tried at the first visible character of a line. The package searches with `^\s*`
 * in front, which takes quadratic time over blank lines; skipping them by hand gives the same matches. It also turns CRLF into LF before.
 */
const ASSIGNMENT =
  /(?:export\s+)?([\w.-]+)(?:\s*=|:(?:\r\n|\s))(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/dmy;
const COMMENTED = /^\s*#[#\s]*((?:export\s+)?[A-Za-z_][\w.]*=.*)$/;
/** A statement of the template that makes the file, or what it prints there: no assignment is missing. */
const TEMPLATE_ALONE = /^\s*(\{%.*%\}|\{\{.*\}\}|\{#.*#\})\s*$/;
const VISIBLE = /\S/g;
const LINE_BREAK = /[\n\r\u2028\u2029]/g;

/** Reads a `.env` file. Values agree with `dotenv.parse`; nothing is expanded. */
export function parseDotenv(text: string): Parsed<DotenvTree> {
  const entries: DotenvEntry[] = [];
  let position = 0;
  while (position < text.length) {
    const start = nextVisible(text, position);
    const found = start === undefined ? undefined : assignmentAt(text, start);
    if (start === undefined) break;
    if (found) entries.push(found.entry);
    position = lineStart(text, found ? found.end : start + 1);
  }
  const { commented, problems } = besideEntries(text, entries);
  return { tree: { entries, commented }, problems: [...problems, ...unclosed(entries)] };
}

/** The references to other variables in an entry's value, with their places in the file. Single quotes keep them literal for most readers. */
export function referencesIn(entry: DotenvEntry): readonly VariableReference[] {
  return variablesIn(entry.raw, entry.value.start);
}

function assignmentAt(text: string, start: number): { entry: DotenvEntry; end: number } | undefined {
  ASSIGNMENT.lastIndex = start;
  const match = ASSIGNMENT.exec(text);
  const key = match?.indices?.[1];
  if (!match || !key) return undefined;
  const written = match[2] ?? '';
  const raw = written.trim();
  const behindKey = separatorEnd(text, key[1]);
  const lead = written.length - written.trimStart().length;
  const from = raw === '' ? behindKey : (match.indices?.[2]?.[0] ?? behindKey) + lead;
  const entry: DotenvEntry = {
    key: { text: match[1] ?? '', start: key[0], end: key[1] },
    value: { text: meaning(raw), start: from, end: from + raw.length },
    raw,
    quote: quoteOf(raw),
  };
  return { entry, end: match.index + match[0].length };
}

/** The same steps in the same order as the dotenv package: quotes off (of each line, in odd cases), then `\n` and `\r` in double quotes. */
function meaning(raw: string): string {
  const value = withoutQuotes(raw.replace(/\r\n?/g, '\n'));
  return raw.startsWith('"') ? value.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : value;
}

/** What the package does by `/^(['"`])([\s\S]*)\1$/gm`, in one pass: from a quote that begins a line to the last such quote that ends one. */
function withoutQuotes(value: string): string {
  const ends = new Map<string, number>();
  for (const { 0: quote, index } of value.matchAll(/['"`](?=[\n\u2028\u2029]|$)/g)) ends.set(quote, index);
  const lineEnd = /[\n\u2028\u2029]/g;
  let kept = '';
  let from = 0;
  for (let at = 0; at >= 0 && at < value.length; ) {
    const end = ends.get(value[at] ?? '') ?? -1;
    if (end > at) {
      kept += value.slice(from, at) + value.slice(at + 1, end);
      from = end + 1;
    }
    lineEnd.lastIndex = Math.max(at, from);
    at = lineEnd.test(value) ? lineEnd.lastIndex : -1;
  }
  return kept + value.slice(from);
}

function quoteOf(raw: string): DotenvQuote {
  const first = raw[0];
  if (raw.length < 2 || raw.at(-1) !== first) return 'none';
  return first === "'" || first === '"' || first === '`' ? first : 'none';
}

function separatorEnd(text: string, keyEnd: number): number {
  let index = keyEnd;
  while (index < text.length && text[index] !== '=' && text[index] !== ':') index++;
  return index + 1;
}

function nextVisible(text: string, from: number): number | undefined {
  VISIBLE.lastIndex = from;
  return VISIBLE.exec(text)?.index;
}

/** The first start of a line at or after an offset. */
function lineStart(text: string, from: number): number {
  if (from > 0 && /[\n\r\u2028\u2029]/.test(text[from - 1] ?? '')) return from;
  LINE_BREAK.lastIndex = from;
  return LINE_BREAK.exec(text) ? LINE_BREAK.lastIndex : text.length;
}

/** What stands outside of the entries: commented assignments, and lines that say nothing to dotenv. */
function besideEntries(
  text: string,
  entries: readonly DotenvEntry[],
): { commented: DotenvEntry[]; problems: Problem[] } {
  const commented: DotenvEntry[] = [];
  const problems: Problem[] = [];
  let next = 0;
  for (const line of linesOf(text)) {
    while ((entries[next]?.value.end ?? text.length + 1) < line.start) next++;
    const entry = entries[next];
    const covered = entry !== undefined && entry.key.start < line.end && entry.value.end >= line.start;
    if (covered || line.text.trim() === '' || TEMPLATE_ALONE.test(line.text)) continue;
    if (!line.text.trimStart().startsWith('#')) {
      problems.push({ message: 'This line is not an assignment.', start: line.start, end: line.end });
      continue;
    }
    const body = COMMENTED.exec(line.text)?.[1];
    const found = body === undefined ? undefined : assignmentAt(body, 0)?.entry;
    if (body !== undefined && found) commented.push(moved(found, line.end - body.length));
  }
  return { commented, problems };
}

function moved(entry: DotenvEntry, by: number): DotenvEntry {
  const { key, value } = entry;
  return {
    ...entry,
    key: { ...key, start: key.start + by, end: key.end + by },
    value: { ...value, start: value.start + by, end: value.end + by },
  };
}

function unclosed(entries: readonly DotenvEntry[]): Problem[] {
  const problems: Problem[] = [];
  for (const { value, raw, quote } of entries) {
    if (quote !== 'none' || !/^["'`]/.test(raw)) continue;
    problems.push({ message: 'This quoted value does not end as it began.', start: value.start, end: value.end });
  }
  return problems;
}
