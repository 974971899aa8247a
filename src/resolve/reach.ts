/** Who can see a piece of state: one process, one server, every server, or the client that carries it. */
export type Reach = 'process' | 'server' | 'shared' | 'client';

/** Where state is kept. */
export interface Backend {
  /** `redis`, `file`, `database`, `memory`, `s3` ... as people name it. */
  readonly technology: string;
  readonly reach: Reach;
  /** The service of the topology that holds it, where one is known. */
  readonly service?: string;
  /**
   * The topic that owns the fault when this backend is out of reach only because of another one
   * (sessions in the database, when the database is SQLite: `database`). Such state is judged there, once.
   */
  readonly dependsOn?: string;
}

/** True when another server sees the same state. */
export function isShared(backend: Backend): boolean {
  return backend.reach === 'shared' || backend.reach === 'client';
}

const embedded = /^(sqlite|h2|derby|nedb|lowdb|leveldb|lmdb|lokijs|node-json-db|simple-json-db|hsqldb|libsql-file)/;

/** True for a database engine that is a file of the app's own machine and no server. */
export function isEmbedded(engine: string): boolean {
  return embedded.test(engine);
}
