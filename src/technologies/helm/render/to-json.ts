import { shown } from './print.js';
import { asText } from './rope.js';
import { decidedBy, type Piece, sortedEntries, type Text, textOf, type Value, words } from './value.js';

export interface JsonStyle {
  /** Escapes what could close a script element; Go does unless it is told not to. */
  readonly html: boolean;
  /** Blanks for each step inwards; none: all on one line. */
  readonly indent?: number;
}

/** encoding/json's Marshal: keys sorted, every value with its place. */
export function toJson(value: Value, style: JsonStyle = { html: true }): Text {
  return textOf(piecesOf(value, style, 0));
}

function piecesOf(value: Value, style: JsonStyle, depth: number): readonly Piece[] {
  switch (value.is) {
    case 'hole':
      return asText(value, shown).pieces;
    case 'nil':
      return words('null', value.at).pieces;
    case 'bool':
      return words(String(value.value), value.at).pieces;
    case 'number':
      return words(Number.isFinite(value.value) ? String(value.value) : 'null', value.at).pieces;
    case 'string':
      return quotedPieces(value, style.html);
    case 'list': {
      if (value.unmade) return words('null').pieces;
      const items = value.items.map((item) => piecesOf(item, style, depth + 1));
      return within(['[', ']'], items, { ...style, depth });
    }
    case 'dict': {
      const items = sortedEntries(value).map(([key, entry]): readonly Piece[] => [
        ...words(`"${escaped(key, style.html)}":${style.indent === undefined ? '' : ' '}`, entry.keyAt).pieces,
        ...piecesOf(entry.value, style, depth + 1),
      ]);
      return within(['{', '}'], items, { ...style, depth });
    }
  }
}

function within(
  [open, close]: readonly [string, string],
  items: readonly (readonly Piece[])[],
  { indent, depth }: JsonStyle & { readonly depth: number },
): readonly Piece[] {
  if (items.length === 0) return [{ text: open + close }];
  const line = (steps: number) => (indent === undefined ? '' : `\n${' '.repeat(indent * steps)}`);
  const pieces: Piece[] = [];
  for (const [index, item] of items.entries())
    pieces.push({ text: (index === 0 ? open : ',') + line(depth + 1) }, ...item);
  return [...pieces, { text: line(depth) + close }];
}

function quotedPieces(value: Text, html: boolean): readonly Piece[] {
  if (!value.pieces.some((piece) => piece.hole))
    return words(`"${escaped(value.text, html)}"`, decidedBy(value)).pieces;
  const inner = value.pieces.map(({ exact: _, ...piece }) =>
    piece.hole ? piece : { ...piece, text: escaped(piece.text, html) },
  );
  return [{ text: '"' }, ...inner, { text: '"' }];
}

function escaped(text: string, html: boolean): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\b/g, '\\u0008')
    .replace(/\\f/g, '\\u000c')
    .replace(/[\u2028\u2029]/g, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16)}`);
  return html ? inner.replace(/[<>&]/g, (char) => `\\u00${(char.codePointAt(0) ?? 0).toString(16)}`) : inner;
}
