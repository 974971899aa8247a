import type { Span } from '../facts/span.js';
import { lineIndex, placeAt, type Source } from '../read/source.js';
import type { Place } from '../report/report.js';
import { lineHashes } from './line-hash.js';
import { shownLines } from './masking.js';
import type { Sight } from './triage.js';

const frameBefore = 1;
const frameAfter = 1;
const longestLine = 200;
const longestHashed = 4_000_000;

/** Shows places and text of the sources that facts came from. */
export function sightOf(sources: ReadonlyMap<string, Source>): Sight {
  const indexes = new Map<string, ReturnType<typeof lineIndex>>();
  const hashes = new Map<string, readonly string[]>();
  const shown = new Map<string, readonly string[]>();
  const indexOf = (source: Source) => {
    const found = indexes.get(source.path) ?? lineIndex(source.text);
    indexes.set(source.path, found);
    return found;
  };
  return {
    place(span: Span): Place {
      const source = sources.get(span.file);
      if (!source) return { path: span.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
      const from = placeAt(indexOf(source), span.start);
      const to = placeAt(indexOf(source), Math.max(span.end, span.start));
      return { path: span.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
    lineHash(span) {
      const source = sources.get(span.file);
      if (!source?.lossless || source.text.length > longestHashed) return undefined;
      const index = indexOf(source);
      const known = hashes.get(source.path) ?? lineHashes((source.bom ? '\ufeff' : '') + source.text, index.length);
      hashes.set(source.path, known);
      return known[placeAt(index, span.start).line - 1];
    },
    text: (span) => sources.get(span.file)?.text.slice(span.start, span.end) ?? '',
    frame(span) {
      const source = sources.get(span.file);
      if (!source) return [];
      const { line } = placeAt(indexOf(source), span.start);
      const lines = shown.get(source.path) ?? shownLines(source);
      shown.set(source.path, lines);
      const first = Math.max(1, line - frameBefore);
      return lines
        .slice(first - 1, line + frameAfter)
        .map((text, index) => ({ line: first + index, text: text.slice(0, longestLine) }));
    },
  };
}
