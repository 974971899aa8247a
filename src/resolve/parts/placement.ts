import type { Located, Span } from '../../facts/span.js';
import type { Repairable } from '../repair.js';

/** Where in the world the deployment files put something of the app. */
export interface Placement extends Repairable {
  /** `the database shop`. */
  readonly label: string;
  readonly technology: string;
  readonly runs: 'app' | 'data';
  /** The provider's name of the region, without its zones: `eu-central-1`, `frankfurt`. Its place is that of the file that says so. */
  readonly region: Located<string>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    placements: Placement;
  }
}
