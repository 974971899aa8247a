import type { Parsed } from '../../parse/parsed.js';
import type { Source } from '../../read/source.js';

type Parser<T> = (text: string, path: string) => Parsed<T>;

/** A parser that reads each source once, however many repairs look at it. What it knows goes with the source. */
export function once<T>(parse: Parser<T>): (source: Source) => Parsed<T> {
  const known = new WeakMap<Source, Parsed<T>>();
  return (source) => {
    const found = known.get(source) ?? parse(source.text, source.path);
    known.set(source, found);
    return found;
  };
}
