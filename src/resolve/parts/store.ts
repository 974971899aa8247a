import type { Span } from '../../facts/span.js';
import type { Confidence, Evidence, Resolved } from '../evidence.js';
import type { Backend } from '../reach.js';
import type { Repairable, Repairs } from '../repair.js';

/** Some state of the app and where it is kept: the common shape of most parts. */
export interface Store extends Repairable {
  /** A noun phrase that fits into a message: `sessions`, `the cache store 'file'`, `files on the disk 'public'`. */
  readonly label: string;
  readonly technology: string;
  readonly backend: Resolved<Backend>;
  /** Code that makes it matter (it writes, relies on it, hands it over), best witness first. Empty when no use was found. */
  readonly uses: readonly Evidence[];
  /** What losing coherence costs: `data` (lost, wrong, logged out) or `speed` (a colder cache). Absent means data. */
  readonly stakes?: 'data' | 'speed';
  /** Where its files lie, as far as code writes it out (`<DATA_DIR>/logos/*`). */
  readonly path?: string;
  /** Where a setting says the folder that all of the disk lies in. */
  readonly diskAt?: Span;
  /** How the use in code was proved; absent where configuration says it. */
  readonly confidence?: Confidence;
}

/** Where sessions, login state and CSRF tokens live. */
export interface SessionStore extends Store {
  /** True when logins do not depend on it (an API with tokens; only redirects and flash messages do). */
  readonly secondary?: boolean;
}

/** Where files that a later request must read are kept: uploads, generated documents, media. */
export interface FileStore extends Store {
  readonly content: 'upload' | 'generated' | 'temporary';
}

/** A file that the running app writes outside its file stores: settings, plugins, search indexes, exports, code. */
export interface LocalWrite extends Store {
  readonly content: 'export' | 'index' | 'settings' | 'code' | 'backup' | 'other';
  /** It does not outlive the work that writes it: no hazard, and told so that nothing else is taken for it. */
  readonly passes?: true;
}

/** Places of code that write into one store. */
export interface WriteGroup {
  readonly places: readonly Span[];
}

/** An application cache. `speed` stakes when nothing relies on its coherence. */
export interface CacheStore extends Store {
  readonly content?: 'values' | 'pages';
}

/** Where background jobs wait. `process` reach covers both work done inside the request and in-memory queues. */
export interface Queue extends Store {
  /** `in-request`: done at once in the web request; `in-process`: a queue in memory; `broker`: a store that workers read. */
  readonly runs: 'in-request' | 'in-process' | 'broker';
}

/** Where failed jobs are recorded. */
export interface FailedJobStore extends Store {}

/** Counters of a rate limiter or throttle. */
export interface RateLimiter extends Store {
  /** What it protects, where that is known (`login`). */
  readonly protects?: string;
}

/** A lock that other servers must respect. */
export interface Lock extends Store {}

/** Values kept in memory between requests that other servers would need. */
export interface MemoryState extends Store {
  /** A copy of what all servers share, which only the process that changes it loads again. */
  readonly copy?: true;
}

/** How messages to connected clients (WebSocket, SSE, broadcast) travel between servers. */
export interface Broadcaster extends Store {
  /** True when the transport starts with HTTP polling and so needs sticky sessions. */
  readonly polling?: boolean;
  /** The app itself answers WebSocket connections, which whatever stands in front must let through. */
  readonly sockets?: boolean;
  /** Seconds between the pings that keep a silent connection open. */
  readonly pingSeconds?: Resolved<number>;
  readonly repairs?: Repairs<'polling'>;
}

/** Where the switch of maintenance mode is kept. */
export interface MaintenanceSwitch extends Store {}

declare module '../app.js' {
  interface Parts {
    sessionStores: SessionStore;
    fileStores: FileStore;
    localWrites: LocalWrite;
    writeGroups: WriteGroup;
    caches: CacheStore;
    queues: Queue;
    failedJobStores: FailedJobStore;
    rateLimiters: RateLimiter;
    locks: Lock;
    memoryStates: MemoryState;
    broadcasters: Broadcaster;
    maintenanceSwitches: MaintenanceSwitch;
  }
}
