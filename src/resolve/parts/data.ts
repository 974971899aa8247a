import type { Span } from '../../facts/span.js';
import type { Evidence, Resolved } from '../evidence.js';
import type { Backend } from '../reach.js';
import type { Repairable, Repairs } from '../repair.js';

/** A database that the app uses. */
export interface Database extends Repairable {
  /** `the database`, `the queue database`. */
  readonly label: string;
  readonly technology: string;
  /** `mysql`, `postgresql`, `sqlite`, `mongodb` ... when known. */
  readonly engine: Resolved<string>;
  /** `server` for SQLite and for hosts that are this machine, `shared` for a networked one. */
  readonly backend: Resolved<Backend>;
  /** Where its file lies, as far as code writes it out. */
  readonly path?: string;
  /** Code opens it by an address: what settings say of the app's address is the same database. */
  readonly byAddress?: boolean;
  /** True when the value comes from an env example or a code default that every installation must replace (a placeholder). */
  readonly placeholder: boolean;
  /** Connections that one process of the app may open, where that is known. */
  readonly poolSize?: Resolved<number>;
  /** True when lost connections are retried or checked before use. */
  readonly reconnects?: Resolved<boolean>;
  readonly sessionNeeds?: readonly SessionNeed[];
  readonly repairs?: Repairs<'reconnects'>;
  /** Undefined: reads are not split off, or that is not known. */
  readonly split?: ReadSplit;
}

/** A place of code that opens a database which is a file. */
export interface DatabaseFile {
  readonly at: Span;
  /** The calls by which functions around it are asked for it. */
  readonly calls: readonly Span[];
  readonly path?: string;
  /** A file that is looked at or handed in, not the app's own. */
  readonly passes?: true;
  /** `none`: nothing chooses among databases; `chosen` or `other`: by what is set, or by default; `open`: it cannot be told. */
  readonly choice: 'none' | 'chosen' | 'other' | 'open';
  readonly because: readonly Evidence[];
}

/** Reads go to other servers than writes. */
export interface ReadSplit extends Repairable {
  /** Where a request that has written reads from next. */
  readonly afterWrite: Resolved<'primary' | 'replica'>;
}

/** Something that holds only as long as one server connection is the client's own: a pooler that changes it per transaction breaks it. */
export interface SessionNeed {
  readonly feature: 'prepared statements' | 'advisory locks';
  readonly uses: Resolved<boolean>;
  readonly at: Span;
}

/** An address by which the app reaches a database of several nodes. */
export interface DatabaseClient extends Repairable {
  /** `MONGODB_URI`. */
  readonly label: string;
  readonly technology: string;
  /** After a failover it finds the new primary by itself. */
  readonly findsPrimary: Resolved<boolean>;
  readonly at: Span;
}

/** A connection of the app to Redis, memcached or a broker. */
export interface KeyValueConnection extends Repairable {
  readonly label: string;
  readonly technology: string;
  readonly engine: 'redis' | 'memcached' | 'rabbitmq' | 'other';
  readonly host: Resolved<string>;
  /** The number of the database (Redis), as text. */
  readonly database: Resolved<string>;
  readonly placeholder: boolean;
  /** What is kept through it. */
  readonly purposes: readonly ('cache' | 'sessions' | 'queue' | 'broadcast' | 'locks' | 'limits' | 'data')[];
  /** True when it asks Sentinel or a cluster for the primary. */
  readonly failover: Resolved<boolean>;
  readonly because: readonly Evidence[];
}

declare module '../app.js' {
  interface Parts {
    databaseFiles: DatabaseFile;
    databases: Database;
    databaseClients: DatabaseClient;
    keyValueConnections: KeyValueConnection;
  }
}
