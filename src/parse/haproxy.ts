import { table } from '../table.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { isSpace, type Line, linesOf, restIsBlank, templateAt } from './scan.js';

export interface HaproxyLine {
  readonly words: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export interface HaproxySection {
  readonly kind: Token;
  readonly name?: Token;
  /** The whole first line: `listen web 0.0.0.0:80`, `defaults tcp from base`. */
  readonly words: readonly Token[];
  readonly lines: readonly HaproxyLine[];
  readonly start: number;
  readonly end: number;
}

export interface HaproxyConfig {
  /** What stands before the first section: conditions and variables. */
  readonly preamble: readonly HaproxyLine[];
  readonly sections: readonly HaproxySection[];
}

/** A section begins where one of these is the first word of a line, indented or not (doc/configuration.txt, chapter 2.1). */
const KINDS = new Set(
  'global defaults frontend backend listen peers resolvers mailers program userlist http-errors ring log-forward log-profile cache fcgi-app crt-store acme traces'.split(
    ' ',
  ),
);
const BEFORE_SECTIONS = new Set(['.if', '.elif', '.else', '.endif', '.diag', '.notice', '.warning', '.alert']);
const ESCAPED: Readonly<Record<string, string>> = table({ n: '\n', r: '\r', t: '\t' });

/** Reads an HAProxy configuration: sections, lines and words with their places. Quotes and escapes as in chapter 2.2 of its manual. */
export function parseHaproxy(text: string): Parsed<HaproxyConfig> {
  const problems: Problem[] = [];
  const preamble: HaproxyLine[] = [];
  const groups: { head: HaproxyLine; lines: HaproxyLine[] }[] = [];
  for (const line of linesOf(text)) {
    const read = readLine(text, line, problems);
    const first = read?.words[0];
    if (read === undefined || first === undefined) continue;
    const group = groups.at(-1);
    if (KINDS.has(first.text)) groups.push({ head: read, lines: [] });
    else if (group !== undefined) group.lines.push(read);
    else {
      preamble.push(read);
      if (!BEFORE_SECTIONS.has(first.text)) {
        problems.push({ message: `"${first.text}" stands outside a section`, start: read.start, end: read.end });
      }
    }
  }
  return { tree: { preamble, sections: groups.flatMap(({ head, lines }) => sectionOf(head, lines)) }, problems };
}

function sectionOf(head: HaproxyLine, lines: readonly HaproxyLine[]): readonly HaproxySection[] {
  const [kind, name] = head.words;
  if (kind === undefined) return [];
  const end = lines.at(-1)?.end ?? head.end;
  return [{ kind, ...(name === undefined ? {} : { name }), words: head.words, lines, start: head.start, end }];
}

/** The words of a line; a template alone on it, or a template's statement, is none. */
function readLine(text: string, line: Line, problems: Problem[]): HaproxyLine | undefined {
  const words: Token[] = [];
  let at = line.start;
  while (at < line.end) {
    const template = templateAt(text, at);
    const alone = words.length === 0 && template !== undefined && restIsBlank(text, template.end);
    if (isSpace(text[at])) at++;
    else if (text[at] === '#') break;
    else if (template !== undefined && template.end <= line.end && (template.statement || alone)) at = template.end;
    else {
      const word = readWord(text, at, line.end);
      if (word.open !== undefined) {
        problems.push({
          message: `the quote ${word.open} is not closed`,
          start: word.token.start,
          end: word.token.end,
        });
      }
      words.push(word.token);
      at = word.token.end;
    }
  }
  const first = words[0];
  return first === undefined ? undefined : { words, start: first.start, end: words.at(-1)?.end ?? first.end };
}

/** A word may change between bare, "weak" and 'strong' stretches; `open` is the quote that the line leaves open. */
function readWord(text: string, start: number, limit: number): { token: Token; open?: string } {
  let quote = '';
  let value = '';
  let at = start;
  while (at < limit) {
    const char = text[at] ?? '';
    const template = templateAt(text, at);
    if (quote === '' && (isSpace(char) || char === '#')) break;
    if (template !== undefined && template.end <= limit) {
      value += text.slice(at, template.end);
      at = template.end;
    } else if (char === '\\' && quote !== "'" && at + 1 < limit) {
      const escaped = readEscape(text, at);
      value += escaped.text;
      at = Math.min(escaped.end, limit);
    } else if (char === quote || (quote === '' && (char === '"' || char === "'"))) {
      quote = quote === '' ? char : '';
      at++;
    } else {
      value += char;
      at++;
    }
  }
  const token = { text: value, start, end: at };
  return quote === '' ? { token } : { token, open: quote };
}

function readEscape(text: string, at: number): { text: string; end: number } {
  const char = text[at + 1] ?? '';
  const hex = char === 'x' ? /^[0-9a-fA-F]{2}/.exec(text.slice(at + 2, at + 4)) : null;
  if (hex !== null) return { text: String.fromCharCode(Number.parseInt(hex[0], 16)), end: at + 4 };
  if (ESCAPED[char] !== undefined) return { text: ESCAPED[char], end: at + 2 };
  return { text: /[\s\\"'#$]/.test(char) ? char : `\\${char}`, end: at + 2 };
}
