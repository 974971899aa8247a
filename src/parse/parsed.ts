/** Something that a parser could not read: an offset into the text and one sentence for people. */
export interface Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What every parser returns: a tree as complete as can be had, and what was wrong. Parsers never throw on bad input. */
export interface Parsed<T> {
  readonly tree: T;
  readonly problems: readonly Problem[];
}

/** A piece of source text and where it stands. `text` is the meaning (quotes and escapes resolved), the span covers the raw form. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
