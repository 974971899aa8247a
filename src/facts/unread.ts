/** A file that an extractor wanted could not be read whole; what it says is not known. */
export interface Unread {
  readonly technology: string;
  readonly message: string;
  /** The parts of the app that this file would have filled. */
  readonly feeds: readonly string[];
}

declare module './fact.js' {
  interface FactKinds {
    unread: Unread;
  }
}
