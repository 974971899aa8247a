import { createHash } from 'node:crypto';
import { table } from '../../../table.js';
import { type Functions, failed, known, passing, textual } from './function.js';
import { formatted, printed, quoted, shown } from './print.js';
import { asText, cut, indented, interleaved, joined, respelled, split, trimmed } from './rope.js';
import { bool, dict, holeIn, list, longestText, madeOf, type Text, type Value, words } from './value.js';

const isSpace = (char: string) => /\s|\u0085/.test(char);

/** A text with a hole keeps its length and its ends: nothing can be cut from it. */
function open(text: Text): boolean {
  return holeIn(text) !== undefined;
}

export const textFunctions: Functions = table({
  print: (args) => joined(args.flatMap((arg, index) => [...(index > 0 && arg.is !== 'string' && args[index - 1]?.is !== 'string' ? [words(' ')] : []), plain(arg)])),
  println: (args) => joined([interleaved(args.map(plain), words(' ')), words('\n')]),
  printf: (args, call) => {
    const [format, ...rest] = args;
    return format?.is === 'string' ? formatted(format, rest) : failed(call, 'has no format');
  },
  html: known('a*', (args) => escapedText(args, escapeHtml)),
  js: known('a*', (args) => escapedText(args, escapeJs)),
  urlquery: known('a*', (args) => escapedText(args, queryEscaped)),
  quote: (args) => interleaved(args.filter(({ is }) => is !== 'nil').map((arg) => quoted(asText(arg, shown))), words(' ')),
  squote: (args) => interleaved(args.filter(({ is }) => is !== 'nil').map((arg) => joined([words("'"), asText(arg, shown), words("'")])), words(' ')),
  cat: (args) => interleaved(args.filter(({ is }) => is !== 'nil').map((arg) => asText(arg, shown)), words(' ')),
  indent: passingIndent(false),
  nindent: passingIndent(true),
  trim: passing('s', ([text]) => (open(text) ? text : trimmed(text, isSpace))),
  trimAll: passing('ss', ([chars, text]) => (open(text) ? text : trimmed(text, (char) => chars.text.includes(char)))),
  trimSuffix: passing('ss', ([end, text]) => (end.text !== '' && text.text.endsWith(end.text) ? cut(text, 0, text.text.length - end.text.length) : text)),
  trimPrefix: passing('ss', ([start, text]) => (start.text !== '' && text.text.startsWith(start.text) ? cut(text, start.text.length) : text)),
  trunc: passing('is', ([count, text]) => truncated(text, count)),
  substr: passing('iis', ([start, end, text]) => (open(text) ? text : cut(text, Math.max(0, start), start < 0 ? Math.max(0, end) : end < 0 ? text.text.length : Math.max(start, end)))),
  upper: passing('s', ([text]) => respelled(text, (one) => one.toUpperCase())),
  lower: passing('s', ([text]) => respelled(text, (one) => one.toLowerCase())),
  title: known('s', ([text]) => respelled(text, (one) => one.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (char) => char.toUpperCase()))),
  untitle: known('s', ([text]) => respelled(text, (one) => one.replace(/(^|\s)\p{L}/gu, (char) => char.toLowerCase()))),
  nospace: known('s', ([text]) => joined(split(text, ' ').map((part) => trimmed(part, isSpace)))),
  repeat: passing('is', ([count, text], call) => (count < 0 || text.text.length * count > longestText ? failed(call, 'makes too long a text') : joined(Array.from({ length: count }, () => text)))),
  replace: passing('sss', ([from, to, text], call) => {
    const parts = split(text, from.text);
    if (parts.length * to.text.length > longestText) return failed(call, 'makes too long a text');
    return from.text === '' ? words(text.text.replaceAll('', to.text)) : interleaved(parts, to);
  }),
  contains: known('ss', ([part, text]) => bool(text.text.includes(part.text), text.pieces[0]?.at)),
  hasPrefix: known('ss', ([part, text]) => bool(text.text.startsWith(part.text), text.pieces[0]?.at)),
  hasSuffix: known('ss', ([part, text]) => bool(text.text.endsWith(part.text), text.pieces[0]?.at)),
  toString: passing('a', ([value]) => textual(value)),
  splitList: known('ss', ([separator, text]) => list(split(text, separator.text), 'string')),
  split: known('ss', ([separator, text]) => dict(split(text, separator.text).map((part, index) => [`_${index}`, part]))),
  splitn: known('sis', ([separator, count, text]) => dict(splitAtMost(text, separator.text, count).map((part, index) => [`_${index}`, part]))),
  join: (args, call) => {
    const [separator, value] = args;
    if (separator?.is !== 'string' || !value) return failed(call, 'has no separator');
    if (value.is === 'hole') return value;
    const parts = texts(value);
    return parts.length * separator.text.length > longestText ? failed(call, 'makes too long a text') : interleaved(parts, separator);
  },
  toStrings: known('a', ([value]) => list(texts(value), 'string')),
  plural: known('ssi', ([one, many, count]) => (count === 1 ? one : many)),
  abbrev: known('is', ([width, text]) => (width < 4 || text.text.length <= width ? text : joined([cut(text, 0, width - 3), words('...')]))),
  snakecase: known('s', ([text]) => madeOf(cased(text.text, '_'), text)),
  kebabcase: known('s', ([text]) => madeOf(cased(text.text, '-'), text)),
  camelcase: known('s', ([text]) => madeOf(text.text.replace(/(^|(?<![_\-\s])[_\-\s]+)(\p{L})/gu, (_, __, char: string) => char.toUpperCase()), text)),
  swapcase: known('s', ([text]) => respelled(text, (one) => one.replace(/\p{L}/gu, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())))),
  initials: known('s', ([text]) => madeOf((text.text.match(/(?<!\S)\S/g) ?? []).join(''), text)),
  b64enc: known('s', ([text]) => madeOf(Buffer.from(text.text, 'utf8').toString('base64'), text)),
  b64dec: known('s', ([text]) => madeOf(Buffer.from(text.text, 'base64').toString('utf8'), text)),
  sha256sum: known('s', ([text]) => madeOf(createHash('sha256').update(text.text, 'utf8').digest('hex'), text)),
  sha1sum: known('s', ([text]) => madeOf(createHash('sha1').update(text.text, 'utf8').digest('hex'), text)),
  adler32sum: known('s', ([text]) => madeOf(String(adler32(text.text)), text)),
  base: known('s', ([text]) => madeOf(baseOf(text.text), text)),
  dir: known('s', ([text]) => madeOf(folderOf(text.text), text)),
  clean: known('s', ([text]) => madeOf(cleaned(text.text), text)),
  ext: known('s', ([text]) => madeOf(/\.[^./]*$/.exec(text.text)?.[0] ?? '', text)),
  isAbs: known('s', ([text]) => bool(text.text.startsWith('/'))),
  getHostByName: () => words(''),
}); // biome-ignore format: a table

function plain(value: Value): Text {
  return value.is === 'nil' ? words('<nil>') : printed(value);
}

function escapedText(args: readonly Value[], change: (text: string) => string): Text {
  const [only] = args;
  if (args.length === 1 && only?.is === 'string') return respelled(only, change);
  return madeOf(change(args.map((arg) => printed(arg).text).join('')), ...args);
}

/** Also a whole hole is moved: it then stands on a line of its own. */
function passingIndent(onNewLine: boolean): Functions[string] {
  return (args, call) => {
    const [spaces, value] = args;
    if (spaces?.is !== 'number' || !value) return failed(call, 'has no number of blanks');
    if (value.is !== 'string' && value.is !== 'hole') return failed(call, 'takes texts only');
    const text = asText(value, shown);
    if (spaces.value * text.text.split('\n').length > longestText) return failed(call, 'makes too long a text');
    const moved = indented(text, spaces.value);
    return onNewLine ? joined([words('\n'), moved]) : moved;
  };
}

function truncated(text: Text, count: number): Text {
  if (open(text)) return text;
  if (count < 0) return text.text.length + count > 0 ? cut(text, text.text.length + count) : text;
  return cut(text, 0, count);
}

function splitAtMost(text: Text, separator: string, count: number): readonly Text[] {
  const parts = split(text, separator);
  if (count < 0 || parts.length <= count) return parts;
  if (count === 0) return [];
  return [...parts.slice(0, count - 1), interleaved(parts.slice(count - 1), words(separator))];
}

/** sprig's `strslice`: missing values are left out. */
export function texts(value: Value): readonly Text[] {
  if (value.is === 'nil') return [];
  if (value.is !== 'list') return [asText(value, shown)];
  return value.items.filter(({ is }) => is !== 'nil').map((item) => asText(item, shown));
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = table({
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
    '\0': '\uFFFD',
  });
  return text.replace(/[&<>"'\0]/g, (char) => names[char] ?? char);
}

function escapeJs(text: string): string {
  const names: Readonly<Record<string, string>> = table({
    '\\': '\\\\',
    "'": "\\'",
    '"': '\\"',
    '<': '\\u003C',
    '>': '\\u003E',
    '&': '\\u0026',
    '=': '\\u003D',
  });
  return text.replace(
    /[\\'"<>&=]|\p{Cc}/gu,
    (char) => names[char] ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

export function queryEscaped(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (char) => `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
}

function cased(text: string, sign: string): string {
  return text
    .replace(/[\s_-]+/g, sign)
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, `$1${sign}$2`)
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, `$1${sign}$2`)
    .toLowerCase();
}

function adler32(text: string): number {
  let a = 1;
  let b = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

function baseOf(path: string): string {
  if (path === '') return '.';
  const plainPath = path.replace(/(?<!\/)\/+$/, '');
  return plainPath === '' ? '/' : plainPath.slice(plainPath.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return cleaned(path.slice(0, path.lastIndexOf('/') + 1));
}

export function cleaned(path: string): string {
  const rooted = path.startsWith('/');
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..' || steps.at(-1) === '..' || (steps.length === 0 && !rooted)) steps.push(step);
    else steps.pop();
  }
  return (rooted ? '/' : '') + steps.join('/') || '.';
}
