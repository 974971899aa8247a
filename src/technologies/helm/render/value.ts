import type { Span } from '../../../facts/span.js';

/** Where something was decided; `given`: in a file of values, which is where a chart is meant to be changed. */
export interface Place extends Span {
  readonly given?: true;
}

/** Something that cannot be known: it is printed as one character that YAML lets pass, and found again by its place in the text. */
export interface Hole {
  readonly is: 'hole';
  /** The expression, as the template writes it. */
  readonly source: string;
  /** Why it cannot be known, as the end of a sentence: `is random`. */
  readonly why: string;
  /** Another run would print something else: a `key` that nobody can guess, or the time, a salt and the like. */
  readonly random?: 'key' | 'other';
  readonly at?: Place;
}

/** A piece of text with the place that decided it. */
export interface Piece {
  readonly text: string;
  readonly at?: Place;
  /** The text stands at its place as it is, character by character. */
  readonly exact?: true;
  /** The action of the rendered file that printed it, when another place decided it. */
  readonly via?: Span;
  readonly hole?: Hole;
  /** Whether it is printed at all depends on something that is not known. */
  readonly perhaps?: Hole;
}

export interface Text {
  readonly is: 'string';
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface Nil {
  readonly is: 'nil';
  readonly at?: Place;
}

export interface Bool {
  readonly is: 'bool';
  readonly value: boolean;
  readonly at?: Place;
}

/** Numbers of values files are `float64`, as encoding/json reads them. */
export interface Numeric {
  readonly is: 'number';
  readonly value: number;
  readonly kind: 'int' | 'int64' | 'float64';
  readonly at?: Place;
}

export interface List {
  readonly is: 'list';
  readonly items: readonly Value[];
  readonly of?: 'string' | 'int';
  /** A slice that was never made: it is printed as an empty list, and encoded as null. */
  readonly unmade?: true;
  readonly at?: Place;
}

export interface Entry {
  readonly value: Value;
  readonly keyAt?: Place;
}

export type Method = (args: readonly Value[]) => Value;

/** A map, which templates may change (`set`); or a structure of Helm's own, which is never empty. */
export interface Dict {
  readonly is: 'dict';
  readonly entries: Map<string, Entry>;
  readonly methods?: ReadonlyMap<string, Method>;
  /** A structure: how it is printed. */
  readonly shown?: string;
  readonly at?: Place;
}

export type Value = Nil | Bool | Numeric | Text | List | Dict | Hole;

export const nil: Nil = { is: 'nil' };

/** Stands in the text for what is not known. */
export const holeMark = '\uE000';

export function textOf(pieces: readonly Piece[]): Text {
  const [only] = pieces;
  return {
    is: 'string',
    pieces,
    text: pieces.length === 1 && only ? only.text : pieces.map(({ text }) => text).join(''),
  };
}

/** A text that one place decided as a whole. */
export function words(text: string, at?: Place): Text {
  return { is: 'string', text, pieces: text === '' && !at ? [] : [{ text, ...(at ? { at } : {}) }] };
}

export function bool(value: boolean, at?: Place): Bool {
  return { is: 'bool', value, ...(at ? { at } : {}) };
}

export function int(value: number, at?: Place, kind: Numeric['kind'] = 'int64'): Numeric {
  return { is: 'number', value, kind, ...(at ? { at } : {}) };
}

export function list(items: readonly Value[], of?: List['of']): List {
  return { is: 'list', items, ...(of ? { of } : {}) };
}

export function dict(
  entries: Iterable<readonly [string, Value]>,
  more: Partial<Pick<Dict, 'methods' | 'shown' | 'at'>> = {},
): Dict {
  return { is: 'dict', entries: new Map([...entries].map(([key, value]) => [key, { value }])), ...more };
}

export function hole(source: string, why: string, at?: Place): Hole {
  return { is: 'hole', source, why, ...(at ? { at } : {}) };
}

export function isText(value: Value): value is Text {
  return value.is === 'string';
}

/** The hole of a value, or the first one within a text. */
export function holeIn(value: Value): Hole | undefined {
  if (value.is === 'hole') return value;
  return value.is === 'string' ? value.pieces.find((piece) => piece.hole)?.hole : undefined;
}

/** As text/template's `truth`; undefined when it is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.is) {
    case 'nil':
      return false;
    case 'bool':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'string':
      if (value.text === holeMark) return undefined;
      return value.text !== '';
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.shown !== undefined || value.entries.size > 0;
    case 'hole':
      return undefined;
  }
}

/** The place that decided a value: one in a values file before others. */
export function decidedBy(value: Value): Place | undefined {
  if (value.is !== 'string') return value.at;
  return (value.pieces.find(({ at }) => at?.given) ?? value.pieces.find(({ at }) => at))?.at;
}

/** The same value, decided elsewhere. */
export function decidedAt(value: Value, at: Place | undefined): Value {
  if (!at || value.is === 'hole') return value;
  if (value.is === 'string') return value.text === '' ? value : words(value.text, at);
  return { ...value, at };
}

/** A text that is made of another: it stands where that one was decided. */
export function madeOf(text: string, ...from: readonly Value[]): Text {
  const places = from.map(decidedBy);
  return words(text, places.find((at) => at?.given) ?? places.find((at) => at !== undefined));
}

/** A value that nobody else changes. Structures of Helm's own are shared. */
export function copied(value: Value): Value {
  if (value.is === 'list') return { ...value, items: value.items.map(copied) };
  if (value.is !== 'dict' || value.shown !== undefined || value.methods) return value;
  return {
    ...value,
    entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry, value: copied(entry.value) }])),
  };
}

/** Texts and lists that a template makes are this long at most, and maps hold as many values. */
export const longestText = 2_000_000;
export const mostItems = 100_000;

const deepest = 200;

/** How many values and hundreds of characters stand in a value; infinite where that is more than can be printed or copied: a few maps that hold each other stand for billions. */
export function weightOf(value: Value): number {
  let weight = 0;
  const open: (readonly [Value, number])[] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [one, depth] = next;
    weight += one.is === 'string' ? 1 + one.text.length / 100 : 1;
    if (weight > mostItems || depth > deepest) return Number.POSITIVE_INFINITY;
    if (one.is === 'list') for (const item of one.items) open.push([item, depth + 1]);
    else if (one.is === 'dict') for (const entry of one.entries.values()) open.push([entry.value, depth + 1]);
  }
  return weight;
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sortedEntries({ entries }: Dict): readonly (readonly [string, Entry])[] {
  return [...entries].sort(([a], [b]) => compareTexts(a, b));
}
