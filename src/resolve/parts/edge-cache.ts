import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A proxy keeps answers of the app and gives them to everybody who asks for the same address. */
export interface EdgeCache extends Repairable {
  /** `answers below /api`. */
  readonly label: string;
  readonly technology: string;
  /** `files`: static files, which are the same for everybody; `answers`: what the app makes for a request. */
  readonly holds: 'files' | 'answers';
  /** Requests of people who are logged in go past it, or have an answer of their own. */
  readonly tellsUsersApart: Resolved<boolean>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    edgeCaches: EdgeCache;
  }
}
