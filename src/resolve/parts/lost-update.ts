import type { Span } from '../../facts/span.js';
import type { Evidence } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A value of a shared store that is read, changed in the program and written back, with nothing to hold others off in between. */
export interface LostUpdate extends Repairable {
  /** `the value under 'visits'`. */
  readonly label: string;
  readonly technology: string;
  readonly because: readonly Evidence[];
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    lostUpdates: LostUpdate;
  }
}
