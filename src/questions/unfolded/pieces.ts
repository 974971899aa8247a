import type { Span } from '../../facts/span.js';

/** A call that was replaced by what it runs: where it stands, and within which other one. */
export interface Frame {
  readonly call: Span;
  readonly outer?: Frame;
}

/** A piece of a text that was put together from several files. */
export interface Piece {
  readonly text: string;
  /** Where it comes from; a piece that was made up stands for all of that place. */
  readonly at: Span;
  readonly isMade?: true;
  /** The call whose function it belongs to; absent for the file's own text. */
  readonly frame?: Frame;
}

export interface Assembled {
  readonly text: string;
  /** Where a stretch of the text stands in the files that it comes from. */
  placeOf(start: number, end: number): Span;
  /** Where it stands in the file itself: what comes from elsewhere stands where it is called. */
  ownPlaceOf(start: number, end: number): Span;
}

/** Puts pieces together, and keeps where each comes from. */
export function assemble(pieces: readonly Piece[]): Assembled {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of pieces) {
    starts.push(length);
    length += text.length;
  }
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const placed = (start: number, end: number, isOwn: boolean): Span => {
    const first = indexAt(start);
    const last = end > start ? indexAt(end - 1) : first;
    const from = pieces[first];
    const to = pieces[last];
    if (!from || !to) return { file: '', start, end };
    const frame = isOwn ? undefined : commonFrame(from.frame, to.frame);
    const head = seenFrom(from, frame);
    const tail = seenFrom(to, frame);
    const begins = head.exact ? head.at.start + start - (starts[first] ?? 0) : head.at.start;
    const ends = tail.exact ? tail.at.start + end - (starts[last] ?? 0) : tail.at.end;
    return { file: head.at.file, start: Math.min(begins, ends), end: Math.max(begins, ends) };
  };
  return {
    text: pieces.map(({ text }) => text).join(''),
    placeOf: (start, end) => placed(start, end, false),
    ownPlaceOf: (start, end) => placed(start, end, true),
  };
}

/** The innermost call that both pieces belong to; undefined for the file itself. */
function commonFrame(a: Frame | undefined, b: Frame | undefined): Frame | undefined {
  for (let one = a; one; one = one.outer) for (let other = b; other; other = other.outer) if (one === other) return one;
  return undefined;
}

/** A piece as it looks from within a frame: what stands deeper is the call that led there. */
function seenFrom({ at, frame, isMade }: Piece, within: Frame | undefined): { at: Span; exact: boolean } {
  if (frame === within) return { at, exact: isMade !== true };
  let here = frame;
  while (here && here.outer !== within) here = here.outer;
  return { at: here?.call ?? at, exact: false };
}
