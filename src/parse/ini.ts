import { type Line, linesOf, trimmed } from './lines.js';
import type { Parsed, Problem, Token } from './parsed.js';

/**
 * `supervisor`: ` ;` begins a comment, indented lines continue a value. `systemd`: `\` at the end of a line continues, a key may be repeated.
 * `php`: php.ini, .user.ini and FPM pools, `;` begins a comment. `plain`: my.cnf, pgbouncer.ini: ` #` and ` ;` begin comments, keys may be bare.
 */
export type IniDialect = 'supervisor' | 'systemd' | 'php' | 'plain';

export interface IniEntry {
  readonly key: Token;
  /** Missing for a bare key (`skip-networking`). `text` is without outer quotes (php, plain) and without continuation marks. */
  readonly value?: Token;
}

export interface IniSection {
  readonly name: Token;
  readonly entries: readonly IniEntry[];
  readonly start: number;
  /** Behind the last entry. */
  readonly end: number;
}

export interface IniTree {
  /** What stands before any section. */
  readonly entries: readonly IniEntry[];
  /** In file order; a name may come twice. */
  readonly sections: readonly IniSection[];
}

interface OpenSection {
  readonly name: Token;
  readonly entries: IniEntry[];
  readonly start: number;
  end: number;
}

/** Reads a file of the INI family. */
export function parseIni(text: string, dialect: IniDialect): Parsed<IniTree> {
  const entries: IniEntry[] = [];
  const sections: OpenSection[] = [];
  const problems: Problem[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    if (!line) break;
    const head = line.text.trimStart();
    const after = head === '' || /^[;#]/.test(head) ? index + 1 : endOfStatement(lines, index, dialect);
    if (head.startsWith('[')) {
      const section = sectionAt(line);
      if (section) sections.push(section);
      else problems.push({ message: 'This section has no name in brackets.', start: line.start, end: line.end });
      index++;
      continue;
    }
    if (head !== '' && !/^[;#]/.test(head)) {
      const entry = entryAt(text, lines.slice(index, after), dialect);
      const section = sections.at(-1);
      (section?.entries ?? entries).push(entry);
      if (section) section.end = (entry.value ?? entry.key).end;
    }
    index = after;
  }
  return { tree: { entries, sections }, problems };
}

/** The entries of all sections of a name, in order. */
export function sectionEntries(tree: IniTree, name: string): readonly IniEntry[] {
  return tree.sections.flatMap((section) => (section.name.text === name ? section.entries : []));
}

/** The index behind the last line of the entry that begins at `index`. */
function endOfStatement(lines: readonly Line[], index: number, dialect: IniDialect): number {
  let after = index + 1;
  if (dialect === 'systemd') {
    while (after < lines.length && continues(lines, after)) after++;
  } else if (dialect === 'supervisor') {
    const indent = indentOf(lines[index]);
    while (after < lines.length && indentOf(lines[after]) > indent) after++;
    while (after > index + 1 && /^\s*[;#]/.test(lines[after - 1]?.text ?? '')) after--;
  }
  return after;
}

/** How far a line is indented; -1 for a blank one. */
function indentOf(line: Line | undefined): number {
  return line?.text.search(/\S/) ?? -1;
}

/** In systemd a comment between continued lines does not end the value. */
function continues(lines: readonly Line[], index: number): boolean {
  const before = lines[index - 1]?.text ?? '';
  if (!/^\s*[;#]/.test(before)) return before.endsWith('\\');
  return /^\s*[;#]/.test(lines[index]?.text ?? '') || (lines[index]?.text ?? '').trim() !== '';
}

function sectionAt(line: Line): OpenSection | undefined {
  const open = line.text.indexOf('[');
  const close = line.text.indexOf(']', open);
  if (close < 0) return undefined;
  const span = trimmed(line.text, open + 1, close);
  const name = {
    text: line.text.slice(span.start, span.end),
    start: line.start + span.start,
    end: line.start + span.end,
  };
  return { name, entries: [], start: line.start + open, end: line.start + close + 1 };
}

function entryAt(text: string, lines: readonly Line[], dialect: IniDialect): IniEntry {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return { key: { text: '', start: 0, end: 0 } };
  const separator = first.text.search(dialect === 'supervisor' ? /[=:]/ : /=/);
  if (separator < 0) return { key: tokenOf(text, first.start, first.start + visibleEnd(first.text, 0, dialect)) };
  const key = tokenOf(text, first.start, first.start + separator);
  const valueStart = first.start + separator + 1;
  if (lines.length === 1) {
    const end = first.start + visibleEnd(first.text, separator + 1, dialect);
    return { key, value: unquoted(tokenOf(text, valueStart, end), dialect) };
  }
  const span = trimmed(text, valueStart, last.end);
  return { key, value: { text: joined(lines, separator + 1, dialect), ...span } };
}

/** The meaning of a value over several lines: systemd joins them with blanks, Python's reader (supervisor) with line breaks. */
function joined(lines: readonly Line[], from: number, dialect: IniDialect): string {
  const pieces: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0 && /^\s*[;#]/.test(line.text)) continue;
    const start = index === 0 ? from : 0;
    const piece = line.text.slice(start, visibleEnd(line.text, start, dialect));
    pieces.push((dialect === 'systemd' ? piece.replace(/\\$/, '') : piece).trim());
  }
  return pieces.join(dialect === 'systemd' ? ' ' : '\n').trim();
}

/** Where the comment of a line begins, or its end. */
function visibleEnd(line: string, from: number, dialect: IniDialect): number {
  if (dialect === 'systemd') return line.length;
  if (dialect === 'supervisor') {
    const comment = line.slice(from).search(/\s;/);
    return comment < 0 ? line.length : from + comment;
  }
  return unquotedComment(line, from, dialect);
}

function unquotedComment(line: string, from: number, dialect: IniDialect): number {
  let quote = '';
  for (let index = from; index < line.length; index++) {
    const char = line[index] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && line.indexOf(char, index + 1) >= 0) quote = char;
    else if (char === ';' && (dialect === 'php' || /\s/.test(line[index - 1] ?? ''))) return index;
    else if (char === '#' && dialect === 'plain' && /\s/.test(line[index - 1] ?? '')) return index;
  }
  return line.length;
}

function unquoted(token: Token, dialect: IniDialect): Token {
  if (dialect === 'systemd' || dialect === 'supervisor') return token;
  const inner = /^(["'])(.*)\1$/s.exec(token.text);
  return inner && !inner[2]?.includes(inner[1] ?? '') ? { ...token, text: inner[2] ?? '' } : token;
}

function tokenOf(text: string, start: number, end: number): Token {
  const span = trimmed(text, start, end);
  return { text: text.slice(span.start, span.end), ...span };
}
