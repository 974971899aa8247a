import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';

/** Processes that serve requests side by side in one copy of the app. Each opens connections of its own. */
export interface ProcessPool {
  /** `PHP-FPM by docker/www.conf`. */
  readonly label: string;
  readonly technology: string;
  /** At most. */
  readonly size: Resolved<number>;
  /** Requests that one process serves side by side, each in a thread: it opens no more connections than that, however large its pool is. */
  readonly threads?: Resolved<number>;
  readonly at: Span;
}

/** A background worker whose processes do several jobs side by side, in threads. */
export interface JobThreads {
  readonly technology: string;
  /** Where the worker is started: the `at` of its `Process`. */
  readonly worker: Span;
  /** What one process opens at most: a connection for each thread, out of the pool that it has in its own environment. */
  readonly connections: Resolved<number>;
}

declare module '../app.js' {
  interface Parts {
    processPools: ProcessPool;
    jobThreads: JobThreads;
  }
}
