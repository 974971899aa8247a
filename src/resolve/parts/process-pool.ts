import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';

/** Processes that serve requests side by side in one copy of the app. Each opens connections of its own. */
export interface ProcessPool {
  /** `PHP-FPM by docker/www.conf`. */
  readonly label: string;
  readonly technology: string;
  /** At most. */
  readonly size: Resolved<number>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    processPools: ProcessPool;
  }
}
