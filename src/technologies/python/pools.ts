import { type Evidence, known, type Resolved, said } from '../../resolve/evidence.js';
import type { Resolution } from '../technology.js';
import type { Machine } from './frame.js';
import { uwsgiServer } from './uwsgi.js';
import { entryIn, numberIn, type PyValue } from './values.js';

/** How gunicorn serves: processes where its own file says so, threads of each. */
interface Server {
  /** Undefined: the command line says it, or nothing does. */
  readonly workers?: number;
  readonly threads: number;
  readonly because: readonly Evidence[];
}

/** Connections that one copy opens at most through SQLAlchemy: 5 and 10 more unless told otherwise (sqlalchemy/pool/impl.py, 2.0), one for each thread that serves. */
export function sqlalchemyPool(given: {
  readonly app: Resolution;
  readonly machine: Machine;
  /** `pool_size` and the like: a dict of options, or the arguments of the engine as one. */
  readonly options: PyValue | undefined;
  /** Requests share threads or an event loop, so that the pool alone is the limit. */
  readonly isAsync: boolean;
}): Resolved<number> | undefined {
  const { app, machine, options, isAsync } = given;
  if (entryIn(options, 'poolclass') ?? entryIn(options, 'creator')) return undefined;
  const size = entryIn(options, 'pool_size');
  const more = entryIn(options, 'max_overflow');
  const [base, overflow] = [size ? numberIn(size) : 5, more ? numberIn(more) : 10];
  if (base === undefined || overflow === undefined || overflow < 0) return undefined;
  const server = serverOf(app, machine);
  if (!isAsync && !server) return undefined;
  const pool = isAsync ? base + overflow : Math.min(base + overflow, server?.threads ?? 1);
  const builtin = { at: { builtin: 'SQLAlchemy 2.0, pool/impl.py' }, says: 'keeps 5 connections and opens 10 more' };
  const own = [...(size?.because.slice(-1) ?? []), ...(more?.because.slice(-1) ?? [])];
  return known(pool * (server?.workers ?? 1), [...(server?.because ?? []), ...(own.length > 0 ? own : [builtin])]);
}

/** Django opens one connection for each thread that serves; psycopg's pool has four unless told otherwise (psycopg_pool/base.py, 3.2). */
export function djangoPool(
  app: Resolution,
  machine: Machine,
  options: PyValue | undefined,
): Resolved<number> | undefined {
  const server = serverOf(app, machine);
  const pool = entryIn(options, 'pool');
  const most = entryIn(pool, 'max_size') ?? entryIn(pool, 'min_size');
  const isPooled = pool?.is === 'map' || (pool?.is === 'scalar' && pool.value === true);
  const each = isPooled ? (most ? numberIn(most) : 4) : server?.threads;
  if (each === undefined) return undefined;
  return known(each * (server?.workers ?? 1), [...(server?.because ?? []), ...(pool?.because.slice(-1) ?? [])]);
}

/** gunicorn by its file and its command line, or uWSGI; undefined for other servers, and for workers that serve any number of requests at once. */
function serverOf(app: Resolution, machine: Machine): Server | undefined {
  const web = app.processes.find(({ role, command }) => role === 'web' && /\bgunicorn\b/.test(command ?? ''));
  if (!web?.command) return uwsgiServer(app);
  const conf = app.facts.of('python-module').find(({ at }) => /(^|\/)gunicorn[\w.-]*\.py$/.test(at.file))?.at.file;
  const names = conf === undefined ? undefined : machine.names(conf);
  const kind = /(?:-k|--worker-class)[ =](\S+)/.exec(web.command)?.[1] ?? names?.get('worker_class');
  const isPlain = kind === undefined || kind === 'sync' || kind === 'gthread';
  if (!isPlain && !(typeof kind !== 'string' && kind.is === 'scalar' && /^(sync|gthread)$/.test(String(kind.value))))
    return undefined;
  const option = /--threads[ =](\d+)/.exec(web.command)?.[1];
  const threads = names?.get('threads');
  const own = web.workers ? undefined : names?.get('workers');
  const count = option === undefined ? (threads ? numberIn(threads) : 1) : Number(option);
  const workers = own && numberIn(own);
  if (count === undefined || (own && workers === undefined)) return undefined;
  const because = [
    ...(own?.because.slice(-1) ?? []),
    ...(option === undefined && threads
      ? threads.because.slice(-1)
      : [said(web.at, `serves with ${count} thread(s) in a process`)]),
  ];
  return { ...(workers === undefined ? {} : { workers }), threads: count, because };
}
