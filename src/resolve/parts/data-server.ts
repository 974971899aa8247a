import type { Span } from '../../facts/span.js';
import type { Evidence, Resolved } from '../evidence.js';
import type { Repairable, Repairs } from '../repair.js';

/** A data store as its own configuration file, or the command that starts it, sets it up. */
export interface DataServer {
  /** `Redis by deploy/redis.conf`. */
  readonly label: string;
  readonly technology: string;
  readonly role: 'database' | 'cache' | 'broker';
  /** Who can open a connection: programs of the same machine, or others. Undefined: not told. */
  readonly listens?: Resolved<'machine' | 'network'>;
  /** Whether it asks who is there. */
  readonly login?: Resolved<boolean>;
  /** Redis: what is thrown away when the memory is full; `noeviction` throws nothing away. */
  readonly eviction?: Resolved<string>;
  /** What survives a restart: all but a second (`log`), all but some minutes (`snapshots`), nothing. */
  readonly persistence?: Resolved<'log' | 'snapshots' | 'none'>;
  /** A member of a set that replaces a lost primary by itself. */
  readonly replicated?: Resolved<boolean>;
  /** Connections that it accepts. */
  readonly maxConnections?: Resolved<number>;
  readonly repairs?: Repairs<'login' | 'eviction' | 'persistence' | 'replicated'>;
  readonly at: Span;
}

/** Nodes that agree who is the primary, and promote another one when it is lost. */
export interface Failover {
  /** `Sentinel for mymaster`. */
  readonly label: string;
  /** `sentinel`, `patroni`, `mongodb`. */
  readonly technology: string;
  /** What is watched: `redis`, `postgresql`, `mongodb`. */
  readonly engine: string;
  /** Members that vote. */
  readonly voters: Resolved<number>;
  /** Votes that start a failover; undefined: the majority, always. */
  readonly quorum?: Resolved<number>;
  /** Addresses of this machine, given to others as where a member is. */
  readonly loopback: readonly Evidence[];
  /** Seconds until a silent primary is given up. */
  readonly detection?: Resolved<number>;
  /** Why its times contradict each other; undefined value: they do not. */
  readonly contradiction?: Resolved<string | undefined>;
  /** A commit waits for a second node. */
  readonly synchronous?: Resolved<boolean>;
  readonly repairs?: Repairs<'voters' | 'quorum' | 'loopback' | 'detection' | 'contradiction' | 'synchronous'>;
  readonly at: Span;
}

/** A pooler in front of the database. */
export interface Pooler extends Repairable {
  readonly label: string;
  readonly technology: string;
  readonly mode: Resolved<string>;
  /** Server connections per user and database. */
  readonly poolSize: Resolved<number>;
  readonly maxClients: Resolved<number>;
  /** It follows prepared statements of the protocol over changing server connections. */
  readonly prepares: Resolved<boolean>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    dataServers: DataServer;
    failovers: Failover;
    poolers: Pooler;
  }
}
