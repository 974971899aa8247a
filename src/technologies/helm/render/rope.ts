import { holeMark, madeOf, type Piece, type Text, textOf, type Value, words } from './value.js';

/** Texts behind each other. */
export function joined(texts: readonly Text[]): Text {
  return textOf(texts.flatMap(({ pieces }) => pieces));
}

/** A stretch of a text, with the places of what it holds. */
export function cut(text: Text, from: number, to = text.text.length): Text {
  if (from <= 0 && to >= text.text.length) return text;
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of text.pieces) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, piece.text.length);
    if (start < end) pieces.push(part(piece, start, end));
    at += piece.text.length;
    if (at >= to) break;
  }
  return textOf(pieces);
}

function part(piece: Piece, start: number, end: number): Piece {
  if (start === 0 && end === piece.text.length) return piece;
  const text = piece.text.slice(start, end);
  if (!piece.exact || !piece.at) return { ...piece, text };
  return { ...piece, text, at: { ...piece.at, start: piece.at.start + start, end: piece.at.start + end } };
}

/** Cuts one text many times: each cut takes as long as what it cuts out. */
export function cutterOf(text: Text): (from: number, to: number) => Text {
  const starts: number[] = [];
  let length = 0;
  for (const piece of text.pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  return (from, to) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle + 1] ?? length) > from) high = middle;
      else low = middle + 1;
    }
    const pieces: Piece[] = [];
    for (let index = low; index < starts.length && (starts[index] ?? 0) < to; index++) {
      const piece = text.pieces[index];
      const at = starts[index] ?? 0;
      const end = Math.min(to - at, piece?.text.length ?? 0);
      if (piece && end > Math.max(0, from - at)) pieces.push(part(piece, Math.max(0, from - at), end));
    }
    return textOf(pieces);
  };
}

/** Cuts a text at every place where another text stands. */
export function split(text: Text, separator: string): readonly Text[] {
  if (separator === '') return Array.from(text.text, (char) => char).map((_, index) => cut(text, index, index + 1));
  const parts: Text[] = [];
  let from = 0;
  for (let at = text.text.indexOf(separator); at >= 0; at = text.text.indexOf(separator, from)) {
    parts.push(cut(text, from, at));
    from = at + separator.length;
  }
  parts.push(cut(text, from));
  return parts;
}

export function interleaved(texts: readonly Text[], between: Text): Text {
  return joined(texts.flatMap((text, index) => (index === 0 ? [text] : [between, text])));
}

/** Blanks before each line, as sprig's `indent`. */
export function indented(text: Text, spaces: number): Text {
  const pad = ' '.repeat(Math.max(0, spaces));
  const pieces: Piece[] = pad ? [{ text: pad }] : [];
  for (const piece of text.pieces) {
    if (!piece.text.includes('\n') || !pad) {
      pieces.push(piece);
      continue;
    }
    let from = 0;
    for (let at = piece.text.indexOf('\n'); at >= 0; at = piece.text.indexOf('\n', from)) {
      pieces.push(part(piece, from, at + 1), { text: pad });
      from = at + 1;
    }
    if (from < piece.text.length) pieces.push(part(piece, from, piece.text.length));
  }
  return textOf(pieces);
}

/** The same places with other letters, as long as the text keeps its length. */
export function respelled(text: Text, change: (text: string) => string): Text {
  const changed = change(text.text);
  if (changed === text.text) return text;
  if (changed.length !== text.text.length) return madeOf(changed, text);
  let at = 0;
  return textOf(
    text.pieces.map((piece) => {
      const own = changed.slice(at, at + piece.text.length);
      at += piece.text.length;
      if (own === piece.text) return piece;
      const { exact: _, ...rest } = piece;
      return { ...rest, text: own };
    }),
  );
}

export function trimmed(text: Text, isGone: (char: string) => boolean): Text {
  let from = 0;
  let to = text.text.length;
  while (from < to && isGone(text.text[from] ?? '')) from++;
  while (to > from && isGone(text.text[to - 1] ?? '')) to--;
  return cut(text, from, to);
}

/** What a template prints for a text or a hole. */
export function asText(value: Value, print: (value: Value) => string): Text {
  if (value.is === 'string') return value;
  if (value.is === 'hole') return textOf([{ text: holeMark, hole: value, ...(value.at ? { at: value.at } : {}) }]);
  return words(print(value), value.at);
}
