import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Parsed, Problem } from '../../src/parse/parsed.js';

/** A piece of any tree: it has a place, and tokens have a text besides. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

/** Everything in a tree that has a place. */
export function placesIn(tree: unknown): readonly Placed[] {
  const found: Placed[] = [];
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isPlaced(next)) found.push(next);
    for (const child of Object.values(next)) waiting.push(child);
  }
  return found;
}

/**
 * Holds a scanner to its promises on any text: it returns, every place lies inside the text and inside the place that holds it,
 * and a text without quotes, escapes and joints is the slice of its place.
 */
export function assertSound(parse: (text: string) => Parsed<unknown>, text: string): void {
  const { tree, problems } = parse(text);
  for (const place of [...placesIn(tree), ...problems]) {
    assert.ok(place.start >= 0 && place.start <= place.end && place.end <= text.length, JSON.stringify(place));
  }
  for (const token of placesIn(tree)) {
    const raw = text.slice(token.start, token.end);
    if (token.text !== undefined && /^[\w.:/@-]+$/.test(raw)) assert.equal(token.text.toLowerCase(), raw.toLowerCase());
  }
}

/** Random texts, texts of the format's own pieces, and cut, shuffled and damaged samples. */
export function assertSoundOnAnything(parse: (text: string) => Parsed<unknown>, samples: readonly string[]): void {
  const pieces = [
    '"',
    "'",
    '{',
    '}',
    '\\',
    '\n',
    '\r\n',
    '#',
    ';',
    '<',
    '>',
    '{{',
    '}}',
    '${',
    '<<EOF\n',
    '=',
    ' ',
    '\0',
    '\ufeff',
    '[',
    ',',
  ];
  const words = samples.flatMap((sample) => sample.split(/(\s+)/)).slice(0, 400);
  const soup = fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 60 }).map((parts) => parts.join(''));
  const damaged = fc
    .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(12), fc.constantFrom(...pieces, ''))
    .map(([sample, at, length, piece]) => damage(sample, at % (sample.length + 1), { length, piece }));
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), soup, damaged);
  fc.assert(
    fc.property(anything, (text) => assertSound(parse, text)),
    { numRuns: 400 },
  );
  for (const sample of samples) {
    for (let at = 0; at <= sample.length; at += 3) assertSound(parse, sample.slice(0, at));
  }
}

/** Repeating one piece for a tenth of a megabyte must not take long: what is quadratic takes minutes here. */
export function assertQuickOnRepetition(parse: (text: string) => Parsed<unknown>, pieces: readonly string[]): void {
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(120_000 / piece.length));
    const before = performance.now();
    parse(text);
    const took = performance.now() - before;
    assert.ok(took < 30_000, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
  }
}

/** The same text with other line breaks and a byte order mark: the texts of the tokens must not change. */
export function assertSameTokensOnWindows(parse: (text: string) => Parsed<unknown>, sample: string): void {
  const windows = `\ufeff${sample.replaceAll('\n', '\r\n')}`;
  const words = (text: string) => placesIn(parse(text).tree).map((place) => place.text?.replaceAll(/\s+/g, ' '));
  assert.deepEqual(words(windows), words(sample));
  assertSound(parse, windows);
}

export function messages(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => problem.message);
}

function damage(sample: string, at: number, { length, piece }: { length: number; piece: string }): string {
  return sample.slice(0, at) + piece + sample.slice(at + length);
}

function isPlaced(value: object): value is Placed {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}
