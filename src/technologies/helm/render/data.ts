import type { DataNode, DataScalar } from '../../../parse/data.js';
import { bool, type Entry, int, nil, type Place, type Text, textOf, type Value, words } from './value.js';

/** Where the text of a node stands, and the pieces that it is made of. */
export interface NodePlaces {
  place(start: number, end: number): Place | undefined;
  /** The end of a text that ends in the middle of a line: a block there has no last line break. */
  readonly brokenOff?: number;
  /** A plain text with the places of what it is made of. */
  pieces?(start: number, end: number): Text;
}

/** A value as Helm reads it: YAML 1.1 words for truth (go-yaml 2), all numbers as float64 (encoding/json). */
export function valueOfNode(node: DataNode, places: NodePlaces): Value {
  const at = places.place(node.start, node.end);
  if (node.is === 'list')
    return { is: 'list', items: node.items.map((item) => valueOfNode(item, places)), ...(at ? { at } : {}) };
  if (node.is === 'map') {
    const entries = new Map<string, Entry>();
    for (const { key, keyStart, keyEnd, value } of node.entries) {
      const keyAt = places.place(keyStart, keyEnd);
      const name = keyEnd - keyStart === key.length ? keyText(key) : key;
      entries.set(name, { value: valueOfNode(value, places), ...(keyAt ? { keyAt } : {}) });
    }
    return { is: 'dict', entries, ...(at ? { at } : {}) };
  }
  return scalarOf(node, places);
}

/** A plain key that means yes or no is named by what it means, as sigs.k8s.io/yaml has it. */
function keyText(key: string): string {
  const truth = truthOf(key);
  return truth === undefined ? key : String(truth);
}

function truthOf(raw: string): boolean | undefined {
  if (!isWord(raw)) return undefined;
  return /^(y|yes|on|true)$/i.test(raw) ? true : /^(n|no|off|false)$/i.test(raw) ? false : undefined;
}

function scalarOf(node: DataScalar, places: NodePlaces): Value {
  const at = places.place(node.start, node.end);
  const { value, raw } = node;
  if (value === null || value === undefined) return at ? { is: 'nil', at } : nil;
  const plain = !/^["'|>]/.test(raw) && node.tag === undefined;
  const truth = plain ? truthOf(raw) : undefined;
  if (truth !== undefined) return bool(truth, at);
  if (typeof value === 'boolean') return bool(value, at);
  const number = plain ? numberIn(raw) : typeof value === 'number' ? value : undefined;
  if (number !== undefined) return int(number, at, 'float64');
  const whole = typeof value === 'number' ? raw : value;
  const text = node.end === places.brokenOff && /^[|>]/.test(raw) ? whole.replace(/\n$/, '') : whole;
  if (places.pieces) {
    const here = places.pieces(node.start, node.end);
    if (here.text === text) return here;
    const inner = places.pieces(node.start + 1, node.end - 1);
    if (/^["']/.test(raw) && inner.text === text) return inner;
    if (here.pieces.some((piece) => piece.hole)) return withHoles(text, here);
    return words(text, at);
  }
  const quotes = /^["']/.test(raw) ? 1 : 0;
  const exact = raw.slice(quotes, raw.length - quotes) === text;
  if (!exact || !at || text === '') return words(text, at);
  return textOf([{ text, exact: true, at: { ...at, start: at.start + quotes, end: at.end - quotes } }]);
}

/** A text that was folded or escaped on its way: its holes are found by their order. */
function withHoles(text: string, whole: Text): Text {
  const holes = whole.pieces.filter((piece) => piece.hole);
  const parts = text.split(/(\uE000)/);
  let next = 0;
  return textOf(
    parts
      .filter((part) => part !== '')
      .map((part) => (part === '\uE000' ? (holes[next++] ?? { text: part }) : { text: part })),
  );
}

/** `y` but not `yEs`. */
function isWord(raw: string): boolean {
  return raw === raw.toLowerCase() || raw === raw.toUpperCase() || raw.slice(1) === raw.slice(1).toLowerCase();
}

function numberIn(raw: string): number | undefined {
  const text = raw.replaceAll('_', '').replace(/^\+/, '');
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^-/, '');
  if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
  if (/^0[xX][\da-fA-F]+$|^0[oO][0-7]+$|^0[bB][01]+$/.test(digits)) return sign * Number(digits);
  if (/^(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits)) return sign * Number(digits);
  return undefined;
}
