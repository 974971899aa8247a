import type { Role } from '../discover/file-ref.js';

/** The text of one file. Offsets into it never count a byte order mark, which is kept as a flag. */
export interface Source {
  readonly path: string;
  readonly role: Role;
  readonly text: string;
  /** The file began with a byte order mark; whoever writes the file back must put it there again. */
  readonly bom: boolean;
  readonly eol: '\n' | '\r\n' | 'mixed';
  /** The first 32 hexadecimal digits of the SHA-256 of the bytes. */
  readonly hash: string;
  /** Encoding `text` as UTF-8 gives back the file's own bytes (after the mark). Edits are refused where this is false. */
  readonly lossless: boolean;
}

/** A position as editors show it: both from 1, the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The offset at which each line begins. A line ends with LF, CRLF or a lone CR, and with nothing else: that is what editors and forges count. */
export type LineIndex = readonly number[];

const CR = 13;
const LF = 10;

/** The starts of the lines of a text; the first is always 0. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  const loneReturns = text.includes('\r');
  if (!loneReturns) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

/** Where an offset stands. Offsets before the text count as its beginning. */
export function placeAt(index: LineIndex, offset: number): Place {
  const wanted = Math.max(0, offset);
  let low = 0;
  let high = index.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: wanted - (index[low] ?? 0) + 1 };
}

/** How the lines of a text end. A text of one line counts as LF. */
export function eolOf(text: string): Source['eol'] {
  if (!text.includes('\r')) return '\n';
  if (/\r(?!\n)/.test(text)) return 'mixed';
  return /(^|[^\r])\n/.test(text) ? 'mixed' : '\r\n';
}
