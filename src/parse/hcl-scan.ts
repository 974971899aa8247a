import { table } from '../table.js';
import { isSpace, lineAt } from './scan.js';

export interface ExpressionEnd {
  /** Behind the last character that is neither white space nor comment. */
  readonly end: number;
  /** Where reading goes on. */
  readonly next: number;
  /** The bracket that is missing. */
  readonly open?: string;
}

const CLOSER: Readonly<Record<string, string>> = table({ '(': ')', '[': ']', '{': '}' });
const HEREDOC = /^<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/;
/** An interpolation may run over lines; one that is not closed would otherwise cost the rest of the file each time. */
const LONGEST_INTERPOLATION = 1000;

/** White space and comments of any kind, line breaks too. */
export function skipBlank(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const comment = commentEnd(text, at);
    if (comment !== undefined) at = comment;
    else if (isSpace(text[at])) at++;
    else return at;
  }
  return Math.min(at, limit);
}

/** White space and comments within one line. */
export function skipInline(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === ' ' || text[at] === '\t') at++;
    else if (text.startsWith('/*', at)) at = commentEnd(text, at) ?? at + 2;
    else return at;
  }
  return at;
}

/**
 * The end of the expression at `from`: the line's end or a comma outside brackets, or a bracket that was opened outside.
 * With `lines`, a comma or a bracket only (an item between brackets).
 */
export function expressionEnd(
  text: string,
  from: number,
  { limit, lines }: { limit: number; lines: boolean },
): ExpressionEnd {
  const open: string[] = [];
  let end = from;
  let at = from;
  while (at < limit) {
    const char = text[at] ?? '';
    const comment = commentEnd(text, at);
    if (comment !== undefined) {
      at = text[at] === '/' && text[at + 1] === '*' ? comment : lineAt(text, at).end;
      continue;
    }
    if (open.length === 0 && (char === ',' || (char === '\n' && !lines))) break;
    if (isSpace(char)) {
      at++;
      continue;
    }
    if (char === ')' || char === ']' || char === '}') {
      const depth = open.lastIndexOf(char);
      if (depth < 0) break;
      open.length = depth;
    } else if (CLOSER[char] !== undefined) {
      open.push(CLOSER[char]);
    }
    at = Math.min(pieceEnd(text, at, limit), limit);
    end = at;
  }
  const missing = open.at(-1);
  return { end, next: Math.min(at, limit), ...(missing === undefined ? {} : { open: missing }) };
}

/** A string, a here-document, or one character. */
function pieceEnd(text: string, at: number, limit: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  if (text[at] === '<') return heredocEnd(text, at, limit) ?? at + 1;
  return at + 1;
}

function commentEnd(text: string, at: number): number | undefined {
  const char = text[at];
  if (char === '#' || (char === '/' && text[at + 1] === '/')) return lineAt(text, at).end;
  if (char !== '/' || text[at + 1] !== '*') return undefined;
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? text.length : close + 2;
}

/** Behind the quote that closes a string, whatever its interpolations hold; the line's end when there is none. */
export function stringEnd(text: string, start: number): number {
  const modes = ['"'];
  let limit = text.length;
  let at = start + 1;
  while (at < limit) {
    const char = text[at];
    if (modes.at(-1) === '"') {
      if (char === '\n') break;
      if (char === '\\') at++;
      else if (char === '"') modes.pop();
      else if ((char === '$' || char === '%') && text[at + 1] === '{') {
        if (modes.length === 1) limit = Math.min(text.length, at + LONGEST_INTERPOLATION);
        if (text[at - 1] !== char) modes.push('}');
        at++;
      }
    } else if (char === '"') modes.push('"');
    else if (char === '{') modes.push('}');
    else if (char === '}') modes.pop();
    if (modes.length === 1) limit = text.length;
    at++;
    if (modes.length === 0) return Math.min(at, text.length);
  }
  return lineAt(text, start).end;
}

/** Behind the closing word of a here-document; undefined when none begins here. */
export function heredocEnd(text: string, start: number, limit: number): number | undefined {
  const [opening = '', name = ''] = HEREDOC.exec(text.slice(start, start + 100)) ?? [];
  if (opening === '') return undefined;
  for (let at = start + opening.length; at < limit; ) {
    const line = lineAt(text, at);
    if (text.slice(line.start, line.end).trim() === name) return text.slice(0, line.end).trimEnd().length;
    at = line.next;
  }
  return limit;
}
