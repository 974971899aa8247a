/** What a file is for. Only `shipped` files say what the app runs with; the others are read as evidence of lesser weight. */
export type Role = 'shipped' | 'dev' | 'test' | 'ci' | 'docs' | 'vendored' | 'generated';

/** One file of the audited tree, before anybody has opened it. */
export interface FileRef {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly role: Role;
}

/** Why something was left out. `generated` is build output, `vendored` is other people's code, `special` a pipe, a socket or a device, `not-shipped` a program of the repository that nothing puts on a server. */
export type SkipReason =
  | 'ignored'
  | 'too-large'
  | 'binary'
  | 'link'
  | 'special'
  | 'unreadable'
  | 'vendored'
  | 'generated'
  | 'not-shipped';

/** A file or a folder that was left out, and why: nothing disappears silently. */
export interface Skipped {
  /** A file, or the folder that was not entered or that holds `count` such files. */
  readonly path: string;
  readonly reason: SkipReason;
  /** How many files of `path` were left out for this reason; absent when `path` itself is what was left out. */
  readonly count?: number;
}
