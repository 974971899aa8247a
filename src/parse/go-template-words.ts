import type { Problem } from './parsed.js';

/** A word of an action. `space` is kept because `a .b` and `a.b` differ. */
export interface GoWord {
  readonly is: 'space' | 'name' | 'field' | 'variable' | 'string' | 'number' | 'char' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of strings: what they mean. */
  readonly value?: string;
}

/** What stands between two braces, or the text before them. */
export type GoPiece =
  | { readonly is: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly is: 'action'; readonly words: readonly GoWord[]; readonly start: number; readonly end: number }
  | { readonly is: 'comment'; readonly start: number; readonly end: number };

export interface GoPieces {
  readonly pieces: readonly GoPiece[];
  readonly problem?: Problem;
}

/** Cuts a template into texts and actions, with the blanks gone that `{{-` and `-}}` take away. */
export function piecesOf(text: string): GoPieces {
  const pieces: GoPiece[] = [];
  let at = 0;
  let trimNext = false;
  for (;;) {
    const open = text.indexOf('{{', at);
    const trimBefore = open >= 0 && /^-[ \t\r\n]/.test(text.slice(open + 2, open + 4));
    pushText(pieces, text, {
      start: at,
      end: open < 0 ? text.length : open,
      trimStart: trimNext,
      trimEnd: trimBefore,
    });
    if (open < 0) return { pieces };
    const from = open + 2 + (trimBefore ? 1 : 0);
    const comment = /^[ \t\r\n]*\/\*/.exec(text.slice(from, from + 40));
    if (comment && (trimBefore || comment[0] === '/*')) {
      const end = text.indexOf('*/', from);
      const close = end < 0 ? null : /^([ \t\r\n]-)?\}\}/.exec(text.slice(end + 2, end + 6));
      if (!close) return { pieces, problem: problemAt('A comment is not closed.', open) };
      at = end + 2 + close[0].length;
      trimNext = close[1] !== undefined;
      pieces.push({ is: 'comment', start: open, end: at });
      continue;
    }
    const action = wordsFrom(text, from);
    if ('message' in action) return { pieces, problem: action };
    at = action.end;
    trimNext = action.trims;
    pieces.push({ is: 'action', words: action.words, start: open, end: at });
  }
}

function problemAt(message: string, start: number): Problem {
  return { message, start, end: start };
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly trimStart: boolean;
  readonly trimEnd: boolean;
}

function pushText(pieces: GoPiece[], text: string, { start, end, trimStart, trimEnd }: Cut): void {
  let from = start;
  let to = end;
  if (trimStart) while (from < to && isBlank(text[from])) from++;
  if (trimEnd) while (to > from && isBlank(text[to - 1])) to--;
  if (to > from) pieces.push({ is: 'text', text: text.slice(from, to), start: from, end: to });
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}

interface Action {
  readonly words: readonly GoWord[];
  readonly end: number;
  readonly trims: boolean;
}

/** In the order in which they are tried; a number may begin with a dot, a field may not begin with a digit. */
const kinds: readonly (readonly [GoWord['is'], RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['char', /'(?:[^'\\\n]|\\.)+'/y],
  [
    'number',
    /[+-]?(?:0[xXbBoO][\da-fA-F_]+(?:\.[\da-fA-F]*)?(?:[pP][+-]?\d+)?|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?)(?![\p{L}_])/uy,
  ],
  ['variable', /\$[\p{L}\p{N}_]*/uy],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['sign', /:=|[=|(),.]/y],
];

function wordsFrom(text: string, from: number): Action | Problem {
  const words: GoWord[] = [];
  let at = from;
  while (at < text.length) {
    if (text.startsWith('}}', at)) return { words, end: at + 2, trims: false };
    if (text[at] === '-' && text.startsWith('}}', at + 1) && words.at(-1)?.is === 'space')
      return { words, end: at + 3, trims: true };
    const word = wordAt(text, at);
    if (!word) return problemAt(`"${text[at]}" is not expected in an action.`, at);
    words.push(word);
    at = word.end;
  }
  return problemAt('An action is not closed.', from);
}

function wordAt(text: string, at: number): GoWord | undefined {
  for (const [is, pattern] of kinds) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const word = { is, text: found, start: at, end: at + found.length };
    return is === 'string' || is === 'char' ? { ...word, value: meaningOf(found) } : word;
  }
  return undefined;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
]);

function meaningOf(raw: string): string {
  const inner = raw.slice(1, -1);
  if (raw.startsWith('`')) return inner.replaceAll('\r', '');
  return inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/g,
    (whole, hex, short, long, octal, plain) => {
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = Number.parseInt(hex ?? short ?? long ?? '', 16);
      if (Number.isNaN(code)) return escapes.get(plain) ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
