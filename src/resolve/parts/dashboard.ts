import type { Span } from '../../facts/span.js';
import type { Evidence } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A page for operators of a proxy or queue, which shows or steers what runs. */
export interface Dashboard extends Repairable {
  /** `the statistics page of HAProxy`. */
  readonly label: string;
  readonly technology: string;
  /** What asks for a login or keeps others out; undefined: nothing does. */
  readonly guard?: Evidence;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    dashboards: Dashboard;
  }
}
