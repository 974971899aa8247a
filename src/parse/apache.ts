import type { Directive } from './directive.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { isSpace, type Line, linesOf, restIsBlank, templateAt } from './scan.js';

interface Frame {
  readonly words: readonly Token[];
  readonly start: number;
  readonly block: Directive[];
}

interface Scan {
  readonly text: string;
  readonly problems: Problem[];
  readonly root: Directive[];
  readonly open: Frame[];
}

/** How many open sections a closing tag may reach over. */
const FARTHEST_CLOSE = 64;

/**
 * Reads an Apache httpd configuration: `<Section args>` is a directive with a block. Lines that end in a backslash go on,
 * comments too; quotes as in ap_getword_conf (server/util.c).
 */
export function parseApache(text: string): Parsed<readonly Directive[]> {
  const scan: Scan = { text, problems: [], root: [], open: [] };
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; at++) {
    const start = lines[at]?.start ?? 0;
    while (isContinued(text, lines[at]) && at + 1 < lines.length) at++;
    readStatement(scan, skipBlank(text, start, lines[at]?.end ?? start), lines[at]?.end ?? start);
  }
  while (scan.open.length > 0) {
    const name = scan.open.at(-1)?.words[0];
    report(scan, `the section "${name?.text ?? ''}" is not closed`, { start: name?.start ?? 0, end: name?.end ?? 0 });
    closeSection(scan, text.length);
  }
  return { tree: scan.root, problems: scan.problems };
}

function isContinued(text: string, line: Line | undefined): boolean {
  return line !== undefined && line.end > line.start && text[line.end - 1] === '\\';
}

function readStatement(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const template = templateAt(text, start);
  if (start >= end || text[start] === '#') return;
  if (template !== undefined && restIsBlank(text, template.end)) return;
  if (text.startsWith('</', start)) readClosing(scan, start, end);
  else if (text[start] === '<' && template === undefined) readOpening(scan, start, end);
  else {
    const words = readWords(scan, start, end);
    emit(scan, { words, start, end: words.at(-1)?.end ?? end });
  }
}

function readOpening(scan: Scan, start: number, end: number): void {
  const close = start + scan.text.slice(start, end).lastIndexOf('>');
  if (close <= start) report(scan, 'a section does not end with ">"', { start, end });
  const words = readWords(scan, start + 1, close > start ? close : end);
  const nameless: Token = { text: '', start: start + 1, end: start + 1 };
  scan.open.push({ words: words.length > 0 ? words : [nameless], start, block: [] });
}

function readClosing(scan: Scan, start: number, end: number): void {
  const [, name = ''] = /^([^>\s]*)/.exec(scan.text.slice(start + 2, Math.min(end, start + 102))) ?? [];
  const near = scan.open.slice(-FARTHEST_CLOSE);
  const found = near.findLastIndex((frame) => frame.words[0]?.text.toLowerCase() === name.toLowerCase());
  if (found < 0) {
    report(scan, `"</${name}>" closes nothing`, { start, end });
    return;
  }
  for (let skipped = near.length - 1; skipped > found; skipped--) {
    const inner = scan.open.at(-1)?.words[0];
    report(scan, `the section "${inner?.text ?? ''}" is not closed`, {
      start: inner?.start ?? start,
      end: inner?.end ?? end,
    });
    closeSection(scan, start);
  }
  closeSection(scan, end);
}

function closeSection(scan: Scan, end: number): void {
  const frame = scan.open.pop();
  if (frame !== undefined) emit(scan, { words: frame.words, start: frame.start, end }, frame.block);
}

function emit(scan: Scan, line: Omit<Frame, 'block'> & { end: number }, block?: readonly Directive[]): void {
  const [name, ...args] = line.words;
  if (name === undefined) return;
  const siblings = scan.open.at(-1)?.block ?? scan.root;
  siblings.push({ name, args, ...(block === undefined ? {} : { block }), start: line.start, end: line.end });
}

function readWords(scan: Scan, start: number, end: number): readonly Token[] {
  const words: Token[] = [];
  let at = skipBlank(scan.text, start, end);
  while (at < end) {
    const template = templateAt(scan.text, at);
    if (template?.statement && template.end <= end) {
      at = skipBlank(scan.text, template.end, end);
      continue;
    }
    const char = scan.text[at];
    const word = char === '"' || char === "'" ? readQuoted(scan, at, end) : readBare(scan.text, at, end);
    words.push(word);
    at = skipBlank(scan.text, word.end, end);
  }
  return words;
}

function readQuoted(scan: Scan, start: number, limit: number): Token {
  const { text } = scan;
  const quote = text[start] ?? '';
  let at = start + 1;
  while (at < limit && text[at] !== quote) at = text[at] === '\\' ? at + 2 : (templateAt(text, at)?.end ?? at + 1);
  const closed = at < limit;
  const end = closed ? at + 1 : limit;
  if (!closed) report(scan, `the quote ${quote} is not closed`, { start, end });
  const inner = text.slice(start + 1, closed ? at : limit);
  return {
    text: inner.replace(/\\(["'\\])/g, (raw, char: string) => (char === quote || char === '\\' ? char : raw)),
    start,
    end,
  };
}

function readBare(text: string, start: number, limit: number): Token {
  let at = start;
  while (at < limit && !isSpace(text[at]) && !isJoint(text, at)) at = templateAt(text, at)?.end ?? at + 1;
  const end = Math.min(at, limit);
  return { text: text.slice(start, end), start, end };
}

function skipBlank(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && (isSpace(text[at]) || isJoint(text, at))) at++;
  return at;
}

/** A backslash at the end of a line, which joins the next one. */
function isJoint(text: string, at: number): boolean {
  if (text[at] !== '\\') return false;
  const next = text[at + 1];
  return next === undefined || next === '\n' || (next === '\r' && text[at + 2] === '\n');
}

function report(scan: Scan, message: string, { start, end }: { start: number; end: number }): void {
  scan.problems.push({ message, start, end });
}
