import type { Source } from '../read/source.js';

/** One replacement in a file; offsets are UTF-16 units into the text without byte order mark. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** The text now at that place; an edit whose `was` differs is refused. */
  readonly was: string;
  readonly text: string;
  /** The whole text of a new file: refused where something stands at the path. */
  readonly creates?: true;
  /** Whole lines that mean the same whatever else is put at that place (a variable, a document, an import). */
  readonly joins?: true;
}

/** Puts other text at a place of a file that was read. */
export function replacement(source: Pick<Source, 'path' | 'text'>, start: number, end: number, text: string): Edit {
  return { path: source.path, start, end, was: source.text.slice(start, end), text };
}

/** Why a change cannot be made mechanically: one sentence. */
export interface Cannot {
  readonly cannot: string;
}

export function isCannot(result: readonly Edit[] | Cannot): result is Cannot {
  return 'cannot' in result;
}

/** Two edits conflict when they touch the same text, or put different text at the same place that does not stand alone. Equal edits are one edit. */
export function conflict(a: Edit, b: Edit): boolean {
  if (a.path !== b.path || equal(a, b)) return false;
  if (a.start === a.end && b.start === b.end) return a.start === b.start && !(a.joins && b.joins);
  return a.start < b.end && b.start < a.end;
}

export function equal(a: Edit, b: Edit): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Applies edits of one file, right to left. Their order does not matter; equal ones count once. Undefined when the text is not what they expect. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = edits
    .filter((edit, index) => edits.findIndex((other) => equal(edit, other)) === index)
    .toSorted((a, b) => b.start - a.start || b.end - a.end || (a.text < b.text ? 1 : -1));
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const edit of sorted) {
    if (text.slice(edit.start, edit.end) !== edit.was || edit.end > before || edit.start > edit.end) return undefined;
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
    before = edit.start;
  }
  return result;
}

/** The end of the line that an offset stands on, before its line break. */
export function lineEnd(text: string, from: number): number {
  const found = text.slice(from).search(/\r?\n/);
  return found < 0 ? text.length : from + found;
}
