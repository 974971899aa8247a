import type { Span } from '../../facts/span.js';

/** A way in which the app could be started, and whether it was taken for that of production. */
export interface Way {
  /** Files by their paths, or a folder. */
  readonly label: string;
  readonly technology: string;
  readonly judged: boolean;
  /** Why, as the end of a sentence: `is named for production`. */
  readonly why: string;
  readonly at: Span;
  /** Its files, where nothing says that it is that of production: it is taken for that for want of another. */
  readonly guessed?: readonly string[];
  /** Folders and files that only belong to this way: what lies there is not in force where the way is not judged. */
  readonly folders?: readonly string[];
}

declare module '../app.js' {
  interface Parts {
    ways: Way;
  }
}
