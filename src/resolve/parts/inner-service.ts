import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';

/** A data store that each copy of the app starts for itself: in its own container, or on its own machine. */
export interface InnerService {
  /** As it is started: `valkey-server`. */
  readonly label: string;
  readonly technology: string;
  readonly engine: string;
  readonly role: 'database' | 'cache' | 'broker';
  /** The process of the app that it stands beside. */
  readonly beside: string;
  /** Unknown where a switch of the deployment decides. */
  readonly runs: Resolved<boolean>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    innerServices: InnerService;
  }
}
