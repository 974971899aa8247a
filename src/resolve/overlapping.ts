import type { Span } from '../facts/span.js';
import { append } from '../grouped.js';
import { overlap } from './places.js';

/** So many characters are looked up together. */
const stretch = 256;
/** What is longer than so many stretches is looked through as a whole. */
const longest = 64;

/** Finds the things that stand at a place, in their order: thousands of places are never held against thousands. */
export function overlapping<Thing>(
  things: Iterable<Thing>,
  placesOf: (thing: Thing) => readonly Span[],
): (at: Span | undefined) => Thing | undefined {
  interface Placed {
    readonly thing: Thing;
    readonly at: Span;
    readonly index: number;
  }
  const near = new Map<string, Placed[]>();
  let index = 0;
  for (const thing of things) {
    for (const at of placesOf(thing)) {
      const placed = { thing, at, index };
      for (const key of [...(stretchesOf(at) ?? [wide(at)]), whole(at)]) append(near, key, placed);
    }
    index++;
  }
  return (at) => {
    if (!at) return undefined;
    const stretches = stretchesOf(at);
    const lists = stretches ? [...stretches, wide(at)] : [whole(at)];
    let first: Placed | undefined;
    for (const key of lists)
      for (const placed of near.get(key) ?? []) {
        if (first && first.index <= placed.index) break;
        if (overlap(placed.at, at)) first = placed;
      }
    return first?.thing;
  };
}

function stretchesOf({ file, start, end }: Span): readonly string[] | undefined {
  const [from, to] = [Math.floor(start / stretch), Math.floor(end / stretch)];
  if (to - from > longest) return undefined;
  return Array.from({ length: to - from + 1 }, (_, step) => `${file}\0${from + step}`);
}

function wide({ file }: Span): string {
  return `${file}\0wide`;
}

function whole({ file }: Span): string {
  return `${file}\0whole`;
}
