import type { Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** Where log lines go. */
export interface LogSink extends Repairable {
  readonly label: string;
  readonly technology: string;
  /** All destinations in force together: a file beside the console is not a hazard. */
  readonly destinations: Resolved<readonly LogDestination[]>;
}

export type LogDestination = 'console' | 'file' | 'syslog' | 'collector' | 'database' | 'nowhere';

declare module '../app.js' {
  interface Parts {
    logSinks: LogSink;
  }
}
