import { table } from '../table.js';

/** Escape sequences that the string literals of several languages share, and those of regular expressions. */

const letters: Readonly<Record<string, string>> = table({
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  f: '\f',
  e: '\x1b',
  a: '\x07',
  b: '\b',
  s: ' ',
});

/** The characters written by code points in hexadecimal; nothing where there is no such code point. */
export function fromHex(...digits: readonly string[]): string {
  const points = digits.map((each) => Number.parseInt(each, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : '';
}

/** The control character that one of `allowed` letters stands for after a backslash. */
export function fromLetter(letter: string, allowed: string): string | undefined {
  return allowed.includes(letter) ? letters[letter] : undefined;
}

/** A number literal's value: decimal, hexadecimal, octal (`0o17`, `017`), binary, `_` between digits. */
export function fromNumber(raw: string): number | undefined {
  const plain = raw.replaceAll('_', '').toLowerCase();
  const value = /^[+-]?0\d+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
  return plain === '' || Number.isNaN(value) ? undefined : value;
}

/** A regular expression (of JavaScript or Python) that matches the text itself. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
