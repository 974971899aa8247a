import { trimmed } from './lines.js';
import type { Parsed, Problem, Token } from './parsed.js';

export interface XmlAttribute {
  readonly name: Token;
  /** `text` has its entities resolved; the span covers the inside of the quotes. */
  readonly value: Token;
}

export interface XmlElement {
  /** With its prefix, as written (`framework:session`). */
  readonly name: Token;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The first text of its own that is not blank. */
  readonly text?: Token;
  readonly start: number;
  readonly end: number;
}

interface OpenElement {
  readonly name: Token;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  text?: Token;
  readonly start: number;
  end: number;
}

/** What the scan carries along. */
interface Scan {
  readonly text: string;
  readonly root: XmlElement[];
  readonly open: OpenElement[];
  /** How many elements of a name are open: an end tag without a start is seen at once. */
  readonly names: Map<string, number>;
  readonly problems: Problem[];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
/** What is skipped: comments, instructions, declarations. The value is where it ends. */
const SKIPPED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
];
/** Elements that nest deeper stand beside each other, so that readers of the tree may recur. */
const DEEPEST = 400;
const NAME = /[^\s/>="'<]+/y;
const BLANK = /\s*/y;

/** Reads the elements of an XML file. Entities other than the five of XML and numbered ones stay as written; nothing is fetched. */
export function parseXml(text: string): Parsed<readonly XmlElement[]> {
  const scan: Scan = { text, root: [], open: [], names: new Map(), problems: [] };
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  while (position < text.length) {
    const tag = text.indexOf('<', position);
    addText(scan, position, tag < 0 ? text.length : tag);
    if (tag < 0) break;
    position = readMarkup(scan, tag);
  }
  while (scan.open.length > 0) {
    const element = scan.open.at(-1);
    if (element)
      scan.problems.push({
        message: `<${element.name.text}> has no end tag.`,
        start: element.start,
        end: element.name.end,
      });
    close(scan, text.length);
  }
  return { tree: scan.root, problems: scan.problems };
}

/** Reads the markup at a `<` and says where it ends. */
function readMarkup(scan: Scan, start: number): number {
  const { text } = scan;
  if (text.startsWith('<![CDATA[', start)) {
    const close = text.indexOf(']]>', start);
    const end = close < 0 ? text.length : close;
    addText(scan, start + 9, end, true);
    return Math.min(end + 3, text.length);
  }
  for (const [opening, closing] of SKIPPED) {
    if (!text.startsWith(opening, start)) continue;
    const end = text.indexOf(closing, start + opening.length);
    return end < 0 ? text.length : end + closing.length;
  }
  return text[start + 1] === '/' ? readEndTag(scan, start) : readStartTag(scan, start);
}

function readEndTag(scan: Scan, start: number): number {
  const name = nameAt(scan.text, start + 2);
  const found = scan.text.indexOf('>', start);
  const end = found < 0 ? scan.text.length : found + 1;
  if ((scan.names.get(name) ?? 0) === 0) {
    scan.problems.push({ message: `</${name}> ends nothing.`, start, end });
    return end;
  }
  while (scan.open.at(-1)?.name.text !== name) close(scan, start);
  close(scan, end);
  return end;
}

function readStartTag(scan: Scan, start: number): number {
  const { text } = scan;
  const name = nameAt(text, start + 1);
  if (name === '') {
    scan.problems.push({ message: 'This "<" begins no tag.', start, end: start + 1 });
    return start + 1;
  }
  const behind = start + 1 + name.length;
  const { attributes, end } = attributesAt(text, behind);
  const element: OpenElement = {
    name: { text: name, start: start + 1, end: behind },
    attributes,
    children: [],
    start,
    end,
  };
  scan.open.push(element);
  scan.names.set(name, (scan.names.get(name) ?? 0) + 1);
  if (text.startsWith('/>', end - 2) || scan.open.length > DEEPEST) close(scan, end);
  return end;
}

function attributesAt(text: string, from: number): { attributes: XmlAttribute[]; end: number } {
  const attributes: XmlAttribute[] = [];
  let position = from;
  while (position < text.length) {
    position = behindBlanks(text, position);
    if (text[position] === '>') return { attributes, end: position + 1 };
    if (text[position] === '<') break;
    const name = nameAt(text, position);
    if (name === '') {
      position++;
      continue;
    }
    const token = { text: name, start: position, end: position + name.length };
    const value = valueAt(text, token.end);
    attributes.push({ name: token, value: value.token });
    position = value.end;
  }
  return { attributes, end: Math.min(position, text.length) };
}

function valueAt(text: string, nameEnd: number): { token: Token; end: number } {
  const equals = behindBlanks(text, nameEnd);
  if (text[equals] !== '=') return { token: { text: '', start: nameEnd, end: nameEnd }, end: nameEnd };
  const start = behindBlanks(text, equals + 1);
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    const word = nameAt(text, start);
    return { token: { text: decoded(word), start, end: start + word.length }, end: start + word.length };
  }
  const found = text.indexOf(quote, start + 1);
  const end = found < 0 ? text.length : found;
  return {
    token: { text: decoded(text.slice(start + 1, end)), start: start + 1, end },
    end: Math.min(end + 1, text.length),
  };
}

function close(scan: Scan, end: number): void {
  const element = scan.open.pop();
  if (!element) return;
  element.end = end;
  scan.names.set(element.name.text, (scan.names.get(element.name.text) ?? 1) - 1);
  (scan.open.at(-1)?.children ?? scan.root).push(element);
}

function addText(scan: Scan, start: number, end: number, literal = false): void {
  const element = scan.open.at(-1);
  if (!element || element.text) return;
  const span = trimmed(scan.text, start, end);
  if (span.start === span.end) return;
  const written = scan.text.slice(span.start, span.end);
  element.text = { text: literal ? written : decoded(written), ...span };
}

function decoded(written: string): string {
  return written.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function nameAt(text: string, position: number): string {
  NAME.lastIndex = position;
  return NAME.exec(text)?.[0] ?? '';
}

function behindBlanks(text: string, position: number): number {
  BLANK.lastIndex = position;
  return BLANK.exec(text) ? BLANK.lastIndex : position;
}
