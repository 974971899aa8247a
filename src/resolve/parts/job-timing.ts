import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** How long a job may run against how long the queue waits before it hands the job out again. Seconds. */
export interface JobTiming extends Repairable {
  readonly label: string;
  readonly technology: string;
  readonly timeout: Resolved<number>;
  readonly redeliverAfter: Resolved<number>;
  readonly at: Span;
}

/** A process that works the queue off. */
export interface QueueWorker extends Repairable {
  readonly label: string;
  readonly technology: string;
  /** Those that its command names, first the one that it empties before it looks at the next. */
  readonly queues: readonly string[];
  /** True when something starts it again after it ends or dies. */
  readonly supervised: Resolved<boolean>;
  /** Seconds a job may take before the worker kills it. */
  readonly timeout?: Resolved<number>;
  /** Seconds between the stop signal and the kill. */
  readonly stopGrace?: Resolved<number>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    jobTimings: JobTiming;
    queueWorkers: QueueWorker;
  }
}
