import type { Span } from '../../facts/span.js';
import type { Evidence, Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';
import type { Guard } from './scheduled-task.js';

/** Something done when a copy of the app starts (or from a request or a schedule) that is safe only when done once. */
export interface BootStep extends Repairable {
  readonly step:
    | 'migrate'
    | 'seed'
    | 'install'
    | 'build'
    | 'collect-static'
    | 'fetch-code'
    | 'unpack-code'
    | 'clear-cache'
    | 'reset-shared-state'
    | 'dev-server'
    | 'config-cache';
  /** As written: `php artisan migrate --force`. */
  readonly label: string;
  readonly technology: string;
  /** `build`: once, when the image is made. */
  readonly when: 'each-start' | 'request' | 'schedule' | 'each-process' | 'build';
  /** Migration tools that take a lock of their own are guarded; `none` when nothing serialises it. */
  readonly guards: readonly Guard[];
  /** The tool takes a lock in the database that it migrates: others wait or fail, yet the schema changes under old copies. */
  readonly locksDatabase?: true;
  /** True when it runs for the app's servers as shipped; unknown when a switch decides. */
  readonly runs: Resolved<boolean>;
  readonly at: Span;
}

/** How a process of the app ends when it is told to. */
export interface GracefulStop extends Repairable {
  readonly label: string;
  readonly technology: string;
  /** False when requests or jobs in flight are cut: the signal never arrives, is not handled, or the time is too short. */
  readonly graceful: Resolved<boolean>;
  /** The configuration file of its server, which its repair changes as well: what that file says of the stop is told with it. */
  readonly settles?: string;
  readonly at: Span;
}

/** A key that signs or encrypts what users carry (cookies, tokens), and where its value comes from. */
export interface Secret extends Repairable {
  /** The setting or variable: `APP_KEY`, `SECRET_KEY`. */
  readonly label: string;
  readonly technology: string;
  /**
   * `fixed`: from the environment or a constant, the same everywhere; `random-per-start`: made anew by each process or container;
   * `random-per-release`: made by each upgrade of a chart; `per-server-file`: made once per server and kept in a local file; `per-installation`: made by an installer that somebody runs; `per-machine`: from what the machine is called; `shared-store`:
   * kept in the database.
   */
  readonly origin: Resolved<
    | 'fixed'
    | 'random-per-start'
    | 'random-per-release'
    | 'per-server-file'
    | 'per-installation'
    | 'per-machine'
    | 'shared-store'
  >;
  /** Files of the server that it is kept in, as whoever makes it writes them. */
  readonly files?: readonly string[];
  /** It only looks like a key, until code shows what it signs or encrypts: a `mark` by its name, a `setting` because the environment may give it. */
  readonly presumed?: 'mark' | 'setting';
  readonly at: Span;
}

/** A key of an env file that nothing reads at this version, though it looks as if it chose something. */
export interface DeadKey extends Repairable {
  readonly name: string;
  readonly technology: string;
  /** The variable that is read instead, where there is one. */
  readonly readInstead?: string;
  readonly at: Span;
  readonly because: readonly Evidence[];
}

/** A variable that must be the same everywhere and differs between servers or services of one app. Values are never shown. */
export interface Drift extends Repairable {
  readonly name: string;
  readonly technology: string;
  readonly places: readonly Evidence[];
}

declare module '../app.js' {
  interface Parts {
    bootSteps: BootStep;
    gracefulStops: GracefulStop;
    secrets: Secret;
    deadKeys: DeadKey;
    drifts: Drift;
  }
}
