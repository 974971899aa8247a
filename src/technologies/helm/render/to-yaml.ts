import { floatText, shown } from './print.js';
import { asText, indented } from './rope.js';
import {
  type Dict,
  decidedBy,
  type Entry,
  holeMark,
  type Piece,
  type Text,
  textOf,
  type Value,
  words,
} from './value.js';

/** sigs.k8s.io/yaml's Marshal, without the line break at its end, as Helm's `toYaml`. Every scalar and key keeps its place. */
export function toYaml(value: Value): Text {
  const pieces: Piece[] = [];
  writeNode(pieces, value, { indent: 0, inline: true });
  return textOf(pieces);
}

interface Position {
  readonly indent: number;
  /** The node begins on a line that has begun: behind `- ` or at the start. */
  readonly inline: boolean;
}

function writeNode(pieces: Piece[], value: Value, { indent, inline }: Position): void {
  const start = (first: boolean) => {
    if (!(first && inline)) pieces.push({ text: `\n${' '.repeat(indent)}` });
  };
  if (value.is === 'dict' && value.entries.size > 0) {
    let first = true;
    for (const [key, entry] of naturallySorted(value)) {
      start(first);
      first = false;
      pieces.push(...keyPieces(key, entry), { text: ':' });
      writeBehind(pieces, entry.value, indent, indent);
    }
  } else if (value.is === 'list' && value.items.length > 0) {
    let first = true;
    for (const item of value.items) {
      start(first);
      first = false;
      pieces.push({ text: '-' });
      if (isBlock(item)) {
        pieces.push({ text: ' ' });
        writeNode(pieces, item, { indent: indent + 2, inline: true });
      } else writeBehind(pieces, item, indent, indent);
    }
  } else pieces.push(...scalarPieces(value, indent + (inline && indent === 0 ? 2 : 0)).pieces);
}

function isBlock(value: Value): boolean {
  return (value.is === 'dict' && value.entries.size > 0) || (value.is === 'list' && value.items.length > 0);
}

/** A value behind a key: lists are not indented further, as go-yaml writes them. */
function writeBehind(pieces: Piece[], value: Value, indent: number, listIndent: number): void {
  if (value.is === 'dict' && value.entries.size > 0) writeNode(pieces, value, { indent: indent + 2, inline: false });
  else if (value.is === 'list' && value.items.length > 0)
    writeNode(pieces, value, { indent: listIndent, inline: false });
  else pieces.push({ text: ' ' }, ...scalarPieces(value, indent + 2).pieces);
}

function keyPieces(key: string, entry: Entry): readonly Piece[] {
  const text = scalarPieces(words(key, entry.keyAt), 0, true);
  return text.pieces.length > 0 ? text.pieces : [{ text: '""' }];
}

function scalarPieces(value: Value, indent: number, simple = false): Text {
  switch (value.is) {
    case 'nil':
      return words('null', value.at);
    case 'bool':
      return words(String(value.value), value.at);
    case 'number':
      return words(yamlNumber(value.value), value.at);
    case 'list':
      return words(value.unmade ? 'null' : '[]', value.at);
    case 'dict':
      return words('{}', value.at);
    case 'hole':
      return asText(value, shown);
    case 'string':
      return stringScalar(value, indent, simple);
  }
}

/** What sigs.k8s.io/yaml makes of a JSON number: whole ones as integers. */
function yamlNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(BigInt(value));
  return floatText(value);
}

function stringScalar(value: Text, indent: number, simple: boolean): Text {
  const { text } = value;
  const style = styleOf(text, simple);
  const place = decidedBy(value);
  if (style === 'plain') return value;
  if (style === 'single') return words(`'${text.replaceAll("'", "''")}'`, place);
  if (style === 'double') return words(doubleQuoted(text), place);
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const body = indented(value, indent);
  // Empty lines are not indented.
  const lines = body.text.split('\n');
  if (!lines.some((line) => line !== '' && line.trim() === ''))
    return textOf([{ text: `|${hint}${chomp}\n` }, ...withoutLastBreak(body, text).pieces]);
  const plain = lines.map((line) => (line.trim() === '' ? line.slice(indent) : line)).join('\n');
  return words(`|${hint}${chomp}\n${text.endsWith('\n') ? plain.replace(/\n$/, '') : plain}`, place);
}

/** A literal block's last line break is written by what follows. */
function withoutLastBreak(body: Text, text: string): Text {
  if (!text.endsWith('\n')) return body;
  const pieces = [...body.pieces];
  while (pieces.length > 0 && pieces.at(-1)?.text.trim() === '' && !pieces.at(-1)?.text.includes('\n')) pieces.pop();
  const last = pieces.at(-1);
  if (last?.text.endsWith('\n')) pieces[pieces.length - 1] = { ...last, text: last.text.slice(0, -1) };
  return textOf(pieces);
}

type Style = 'plain' | 'single' | 'double' | 'literal';

/** go-yaml 2.4 (encode.go stringv, emitterc.go yaml_emitter_analyze_scalar and select_scalar_style). */
function styleOf(text: string, simple: boolean): Style {
  if (text === '') return 'double';
  if (text.includes(holeMark) && !text.includes('\n')) return 'plain';
  const special = /[^\n\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text);
  const breaks = text.includes('\n');
  const spaceBreak = / \n/.test(text);
  const wanted: Style = breaks ? 'literal' : resolves(text) ? 'double' : 'plain';
  if (wanted === 'double') return 'double';
  if (wanted === 'literal') return simple || special || spaceBreak || text.endsWith(' ') ? 'double' : 'literal';
  const indicators =
    /^(---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-]([ \t]|$)/.test(text) ||
    /.:([ \t]|$)/.test(text) ||
    /[ \t]#/.test(text);
  if (!indicators && !/^ | $/.test(text) && !special) return 'plain';
  return special ? 'double' : 'single';
}

const readsAsOther =
  /^(~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|<<|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/** Whether a text would read back as something else than a text. */
export function resolves(text: string): boolean {
  if (readsAsOther.test(text)) return true;
  if (!/^[-+.\d]/.test(text)) return false;
  const plain = text.replaceAll('_', '');
  return (
    /^[-+]?(0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9]\d*|0)$/.test(plain) ||
    /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain) ||
    /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/.test(text) ||
    /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/.test(text)
  );
}

const doubleEscapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function doubleQuoted(text: string): string {
  const inner = text.replace(/["\\\u0085\u2028\u2029\ufeff]|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/gu, (char) => {
    const known = doubleEscapes.get(char);
    if (known) return known;
    const code = char.codePointAt(0) ?? 0;
    const digits = code.toString(16).toUpperCase();
    return code <= 0xff
      ? `\\x${digits.padStart(2, '0')}`
      : code <= 0xffff
        ? `\\u${digits.padStart(4, '0')}`
        : `\\U${digits.padStart(8, '0')}`;
  });
  return `"${inner}"`;
}

/** go-yaml's order of keys: numbers within them by value (sorter.go). */
function naturallySorted(value: Dict): readonly (readonly [string, Entry])[] {
  return [...value.entries].sort(([a], [b]) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0));
}

const isLetter = (char: string) => /\p{L}/u.test(char);
const isDigit = (char: string | undefined) => char !== undefined && /\d/.test(char);

function isLess(first: string, second: string): boolean {
  const a = Array.from(first);
  const b = Array.from(second);
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    if (x === y) continue;
    const letters = [isLetter(x), isLetter(y)];
    if (letters[0] && letters[1]) return x < y;
    if (letters[0] || letters[1]) return letters[1] === true;
    const leading = (x === '0' || y === '0') && follows(a, i) ? '1' : '';
    const [left, right] = [digitsAt(a, i), digitsAt(b, i)];
    const [an, bn] = [Number(leading + left), Number(leading + right)];
    if (an !== bn) return an < bn;
    if (left.length !== right.length) return left.length < right.length;
    return x < y;
  }
  return a.length < b.length;
}

/** Whether a digit other than zero stands right before. */
function follows(chars: readonly string[], before: number): boolean {
  for (let j = before - 1; j >= 0 && isDigit(chars[j]); j--) if (chars[j] !== '0') return true;
  return false;
}

function digitsAt(chars: readonly string[], from: number): string {
  let to = from;
  while (isDigit(chars[to])) to++;
  return chars.slice(from, to).join('');
}
