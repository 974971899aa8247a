import type { Extracted, Extractor } from './extract.js';

/** An extractor that answers from memory for a path and text that it has seen: for many audits of nearly the same files. */
export function remembering(extractor: Extractor): Extractor {
  const seen = new Map<string, Promise<Extracted>>();
  return {
    wants: extractor.wants,
    extract(source) {
      const key = `${source.path}\0${source.text}`;
      const found = seen.get(key) ?? extractor.extract(source);
      seen.set(key, found);
      return found;
    },
  };
}
