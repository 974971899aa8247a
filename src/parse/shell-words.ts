import { fromHex, fromLetter } from './escapes.js';

/**
 * A word of a shell command as the shell would pass it on, with quotes and backslashes resolved.
 * Expansions (`$X`, `${X:-d}`, `$(cmd)`, backquotes) stay as written.
 */
export function unquoteShell(raw: string): string {
  let out = '';
  let at = 0;
  while (at < raw.length) {
    const piece = pieceAt(raw, at);
    out += piece.text;
    at = piece.end;
  }
  return out;
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

function pieceAt(raw: string, at: number): Piece {
  const here = raw.charAt(at);
  if (here === "'") return quoted(raw, at);
  if (here === '"') return doubleQuoted(raw, at + 1);
  if (here === '$' && raw.charAt(at + 1) === "'") return ansi(raw, at + 2);
  if (here === '$' && raw.charAt(at + 1) === '"') return doubleQuoted(raw, at + 2);
  if (here === '\\') return escaped(raw, at, /[\s\S]/);
  const end = expansionEnd(raw, at);
  return { text: raw.slice(at, end), end };
}

function quoted(raw: string, at: number): Piece {
  const close = raw.indexOf("'", at + 1);
  const end = close < 0 ? raw.length : close;
  return { text: raw.slice(at + 1, end), end: end + 1 };
}

function doubleQuoted(raw: string, from: number): Piece {
  let text = '';
  let at = from;
  while (at < raw.length && raw.charAt(at) !== '"') {
    const end = expansionEnd(raw, at);
    const piece = raw.charAt(at) === '\\' ? escaped(raw, at, /[$`"\\\n]/) : { text: raw.slice(at, end), end };
    text += piece.text;
    at = piece.end;
  }
  return { text, end: at + 1 };
}

/** A backslash and what follows. It vanishes before the characters of `special`; a line break vanishes with it. */
function escaped(raw: string, at: number, special: RegExp): Piece {
  const next = raw.charAt(at + 1);
  if (next === '\r' && raw.charAt(at + 2) === '\n') return { text: '', end: at + 3 };
  if (next === '\n') return { text: '', end: at + 2 };
  return { text: special.test(next) ? next : raw.slice(at, at + 2), end: at + 2 };
}

function ansi(raw: string, from: number): Piece {
  const body = /(?:[^'\\]|\\[\s\S])*/y;
  body.lastIndex = from;
  const inner = body.exec(raw)?.[0] ?? '';
  const escapes = /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g;
  const text = inner.replace(escapes, (whole, byte?: string, unit?: string, octal?: string, other = '') => {
    const code = byte ?? unit;
    if (code !== undefined) return fromHex(code);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return fromLetter(other, 'ntrvfeab') ?? ('\\\'"?'.includes(other) ? other : whole);
  });
  return { text, end: from + inner.length + 1 };
}

/** The end of the expansion that starts at `at`, else of the one character there. Nested expansions and quotes are passed over. */
function expansionEnd(raw: string, at: number): number {
  if (raw.charAt(at) === '`') {
    const close = raw.indexOf('`', at + 1);
    return close < 0 ? raw.length : close + 1;
  }
  const open = raw.charAt(at) === '$' ? raw.charAt(at + 1) : '';
  if (open !== '{' && open !== '(') return at + 1;
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  for (let i = at + 1; i < raw.length; i++) {
    const here = raw.charAt(i);
    if (here === '\\') i++;
    else if (here === '"' || (here === "'" && open === '(')) i = Math.max(i, raw.indexOf(here, i + 1));
    else if (here === open) depth++;
    else if (here === close && --depth === 0) return i + 1;
  }
  return raw.length;
}
