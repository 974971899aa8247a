/** A stretch of a file's text in UTF-16 offsets; line and column are computed only when it is shown. */
export interface Span {
  /** Path relative to the audited root, with forward slashes. */
  readonly file: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A value together with the place that says it. */
export interface Located<T> {
  readonly value: T;
  readonly at: Span;
}
