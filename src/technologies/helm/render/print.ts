import { asText, joined } from './rope.js';
import { decidedBy, type List, type Numeric, type Piece, sortedEntries, type Text, textOf, type Value, words } from './value.js'; // biome-ignore format: one import

/** What a template prints for a value by itself (Go's `%v`); a missing value is spelled as text/template does. */
export function printed(value: Value): Text {
  if (value.is === 'nil') return words('<no value>', value.at);
  return asText(value, shown);
}

/** Go's `%v`. */
export function shown(value: Value): string {
  switch (value.is) {
    case 'nil':
      return '<nil>';
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value);
    case 'string':
      return value.text;
    case 'list':
      return `[${value.items.map(shown).join(' ')}]`;
    case 'dict':
      return (
        value.shown ??
        `map[${sortedEntries(value)
          .map(([key, entry]) => `${key}:${shown(entry.value)}`)
          .join(' ')}]`
      );
    case 'hole':
      return asText(value, shown).text;
  }
}

export function numberText({ value, kind }: Numeric): string {
  return kind === 'float64' ? floatText(value) : String(value);
}

/** The shortest text that reads back as the same number: strconv.FormatFloat(x, 'g', -1, 64). */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${power.startsWith('-') ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Go's name of a type, as `%T` prints it. */
export function typeName(value: Value): string {
  switch (value.is) {
    case 'nil':
      return '<nil>';
    case 'number':
      return value.kind;
    case 'list':
      return value.of ? `[]${value.of}` : '[]interface {}';
    case 'dict':
      return 'map[string]interface {}';
    default:
      return value.is;
  }
}

/** Go's name of a kind, as reflect has it. */
export function kindName(value: Value): string {
  switch (value.is) {
    case 'nil':
      return 'invalid';
    case 'number':
      return value.kind;
    case 'list':
      return 'slice';
    case 'dict':
      return value.shown === undefined ? 'map' : 'struct';
    default:
      return value.is;
  }
}

interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
}

/** fmt.Sprintf. Pieces of text keep their places. */
export function formatted(format: Text, args: readonly Value[]): Text {
  const parts: Piece[] = [];
  let next = 0;
  let behind = 0;
  const pattern = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(.)/gsu;
  for (let found = pattern.exec(format.text); found; found = pattern.exec(format.text)) {
    pushText(parts, format, behind, found.index);
    behind = found.index + found[0].length;
    const [whole, flags = '', width, precision, letter = ''] = found;
    if (letter === '%') {
      parts.push({ text: '%' });
      continue;
    }
    const star = (given: string | undefined) => {
      if (given !== '*') return given === undefined ? undefined : Number(given);
      const value = args[next++];
      return value?.is === 'number' ? value.value : undefined;
    };
    const wide = star(width);
    const exact = whole.includes('.') ? (star(precision) ?? 0) : undefined;
    const verb: Verb = {
      letter,
      flags,
      ...(wide === undefined ? {} : { width: wide }),
      ...(exact === undefined ? {} : { precision: exact }),
    };
    const arg = args[next++];
    parts.push(...(arg ? padded(verbText(verb, arg), verb, arg) : [{ text: `%!${letter}(MISSING)` }]));
  }
  pushText(parts, format, behind, format.text.length);
  if (next < args.length)
    parts.push({
      text: `%!(EXTRA ${args
        .slice(next)
        .map((arg) => `${typeName(arg)}=${shown(arg)}`)
        .join(', ')})`,
    });
  return textOf(parts);
}

function pushText(parts: Piece[], format: Text, from: number, to: number): void {
  if (from >= to) return;
  const [only] = format.pieces;
  const text = format.text.slice(from, to);
  if (format.pieces.length !== 1 || !only?.at) parts.push({ text });
  else if (!only.exact) parts.push({ text, at: only.at });
  else parts.push({ text, exact: true, at: { ...only.at, start: only.at.start + from, end: only.at.start + to } });
}

function verbText({ letter, flags, precision }: Verb, arg: Value): Text {
  if (arg.is === 'hole') return asText(arg, shown);
  if (letter === 'T') return words(typeName(arg));
  if (letter === 'v') {
    if (arg.is === 'number' && arg.kind === 'float64' && precision !== undefined)
      return words(numberIn('g', arg, { flags, precision }) ?? '', arg.at);
    return arg.is === 'nil' ? words('<nil>') : asText(arg, shown);
  }
  if (arg.is === 'list')
    return words(listIn({ letter, flags, ...(precision === undefined ? {} : { precision }) }, arg), arg.at);
  if (arg.is === 'string') {
    if (letter === 's') return precision === undefined ? arg : words(Array.from(arg.text).slice(0, precision).join(''));
    if (letter === 'q') return quoted(arg);
    if (letter === 'x') return words(Buffer.from(arg.text, 'utf8').toString('hex'));
  }
  if (arg.is === 'bool' && letter === 't') return words(String(arg.value), arg.at);
  const number = arg.is === 'number' ? numberIn(letter, arg, { flags, precision }) : undefined;
  if (number !== undefined) return words(number, decidedBy(arg));
  return words(`%!${letter}(${arg.is === 'nil' ? '<nil>' : `${typeName(arg)}=${shown(arg)}`})`, decidedBy(arg));
}

function listIn(verb: Verb, { items }: List): string {
  return `[${items.map((item) => verbText(verb, item).text).join(' ')}]`;
}

function numberIn(
  letter: string,
  { value, kind }: Numeric,
  { flags, precision }: { flags: string; precision: number | undefined },
): string | undefined {
  const sign = value >= 0 && flags.includes('+') ? '+' : '';
  if (kind !== 'float64') {
    const text = letter === 'd' ? String(value) : letter === 'x' ? value.toString(16) : letter === 'X' ? value.toString(16).toUpperCase() : letter === 'o' ? value.toString(8) : letter === 'b' ? value.toString(2) : letter === 'c' ? String.fromCodePoint(value) : undefined;
    return text === undefined ? undefined : sign + text;
  } // biome-ignore format: a table
  if (letter === 'f' || letter === 'F') return sign + value.toFixed(Math.min(precision ?? 6, 100));
  if (letter === 'g')
    return (
      sign +
      (precision === undefined
        ? floatText(value)
        : floatText(Number(value.toPrecision(Math.max(1, Math.min(precision, 100))))))
    );
  if (letter !== 'e') return undefined;
  return sign + value.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

function padded(text: Text, { flags, width = 0 }: Verb, arg: Value): readonly Piece[] {
  const missing = width - Array.from(text.text).length;
  if (missing <= 0) return text.pieces;
  const fill = words(
    (flags.includes('0') && arg.is === 'number' && !flags.includes('-') ? '0' : ' ').repeat(Math.min(missing, 1000)),
  );
  if (flags.includes('-')) return joined([text, fill]).pieces;
  if (fill.text.startsWith('0') && /^[+-]/.test(text.text))
    return [{ text: text.text.slice(0, 1) + fill.text + text.text.slice(1) }];
  return joined([fill, text]).pieces;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);

/** Go's `%q`: what is plain keeps its place. */
export function quoted(text: Text): Text {
  const escaped = (piece: Piece): Piece => {
    const changed = piece.text.replace(/["\\\p{Cc}\u00ad\ufeff\u2028\u2029\u200b-\u200f]/gu, (char) => {
      const known = escapes.get(char);
      if (known) return known;
      const code = char.codePointAt(0) ?? 0;
      return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    });
    if (changed === piece.text) return piece;
    const { exact: _, ...rest } = piece;
    return { ...rest, text: changed };
  };
  return textOf([{ text: '"' }, ...text.pieces.map(escaped), { text: '"' }]);
}
