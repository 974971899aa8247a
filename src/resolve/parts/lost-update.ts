import type { Span } from '../../facts/span.js';
import type { Confidence, Evidence } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A value of a store that servers share is read, changed in code and written back, with nothing that keeps others out meanwhile. */
export interface LostUpdate extends Repairable {
  /** `'numVisits'`: the key, as code names it. */
  readonly label: string;
  readonly technology: string;
  /** Where it is written back. */
  readonly at: Span;
  readonly because: readonly Evidence[];
  readonly confidence?: Confidence;
}

declare module '../app.js' {
  interface Parts {
    lostUpdates: LostUpdate;
  }
}
