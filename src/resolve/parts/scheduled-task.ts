import type { Span } from '../../facts/span.js';
import type { Confidence, Evidence, Resolved } from '../evidence.js';
import type { Backend } from '../reach.js';
import type { Repairable } from '../repair.js';
import type { StartedCommand } from './started-command.js';

/** What keeps a piece of work from being done by two servers at once. */
export interface Guard {
  /** As written: `onOneServer()`, `flock`, `pg_advisory_lock`. */
  readonly label: string;
  /** `once`: at most one server runs it; `overlap`: only prevents a second run while one is running. */
  readonly kind: 'once' | 'overlap';
  /** Where the guard's own lock lives; a guard is as wide as this. */
  readonly backend: Resolved<Backend>;
  readonly at: Span;
}

/** A task that the app runs on a schedule. */
export interface ScheduledTask extends Repairable {
  readonly label: string;
  readonly technology: string;
  readonly cadence?: string;
  /**
   * What comes of it on two servers. `once`: something is done twice (mail, a row, a job); `same`: no more than comes of one (old rows are deleted, a
   * value is set, a lock of its own is taken); `everywhere`: it belongs on each server (its own disk, memory, log) and is never a hazard; `unknown`: nobody followed it.
   */
  readonly effect: 'once' | 'same' | 'everywhere' | 'unknown';
  readonly guards: readonly Guard[];
  /**
   * True when it is proved that only one scheduler exists for all servers (a CronJob, one scheduler service, a central broker). Unknown with evidence: what
   * serves fires nothing, a start of its own does, and nothing says how many of those there are.
   */
  readonly single: Resolved<boolean>;
  readonly at: Span;
  readonly because: readonly Evidence[];
  /** What is done twice is a count that nobody acts on, or a request in nobody's name to another service, which alone knows what comes of it; absent means work. */
  readonly stakes?: 'count' | 'service';
  /** Harm comes of it only where two servers are at it in the same moment: who comes later finds what is done. */
  readonly raced?: true;
  /** How the work was proved, where code says it. */
  readonly confidence?: Confidence;
  /** A program of its own fires it: how many of those there are is judged with the program. */
  readonly apart?: true;
  /** All that it does was followed. */
  readonly isWhole?: true;
}

/** A process, cron line or timer that fires scheduled work, and whether each copy of the app brings its own. */
export interface SchedulerProcess extends Repairable {
  readonly label: string;
  readonly technology: string;
  /** True when every server (or every replica of the web image) starts one. */
  readonly onEachServer: Resolved<boolean>;
  /** The one that there is runs beside the next one for a while at each deploy. */
  readonly overlaps?: Resolved<boolean>;
  /** What elects one of several, where something does. */
  readonly guards: readonly Guard[];
  /** False when the tasks that it fires are judged one by one (`scheduledTasks`) or guard themselves. */
  readonly firesUnguarded: boolean;
  /** What it fires are the app's own `scheduledTasks`: it is as safe as they are. */
  readonly firesTasks?: boolean;
  /** All that it fires is this: what comes of it stands in the app's code. */
  readonly runs?: StartedCommand;
  /** A switch that is off would start it. */
  readonly off?: true;
  /** `requests`: nothing but page views sets it off, on whatever server they reach. */
  readonly trigger?: 'requests';
  readonly at: Span;
}

/** Work that is put somewhere to be done later, and what does it. */
export interface WaitingWork {
  /** A noun phrase: `scheduled events`, `messages of the transport 'async'`. */
  readonly label: string;
  readonly technology: string;
  readonly kind: 'schedule' | 'queue';
  /** The process, cron line or service that does it; undefined when there is none in a repository that ships its deployment. */
  readonly runner: Resolved<string | undefined>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    scheduledTasks: ScheduledTask;
    schedulerProcesses: SchedulerProcess;
    waitingWork: WaitingWork;
  }
}
