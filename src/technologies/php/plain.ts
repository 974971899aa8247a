import { type Expr, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import type { CacheStore, FileStore, LocalWrite, Lock, MemoryState, SessionStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { evaluate } from '../../resolve/settings.js';
import type { Resolution } from '../technology.js';
import { apcuRepair, hostRepair, lockRepair, uploadRepair } from './repairs.js';
import { phpSessions } from './sessions.js';

type Uses = readonly Fact<'use'>[];

/** What code without a framework keeps on its machine: native sessions, uploads, files, locks, APCu; and what it connects to. */
export function plainParts(app: Resolution, uses: Uses): AppParts {
  const of = (what: string) => uses.filter((fact) => fact.what === what);
  return {
    sessionStores: sessions(app, of('session-start')),
    fileStores: storedUploads(app, of('moves-upload')),
    localWrites: writes(app, of('writes-file')),
    locks: of('lock').map(lock),
    memoryStates: of('apcu-state').slice(0, 1).map(counter),
    caches: of('apcu-cache').slice(0, 1).map(apcu),
    databases: of('connects').flatMap((fact) => database(app, fact) ?? []),
    keyValueConnections: [...of('redis').flatMap((fact) => redis(app, fact) ?? []), ...sessionRedis(app)],
  };
}

function sessions(app: Resolution, starts: Uses): readonly SessionStore[] {
  const automatic = app.facts
    .of('setting')
    .find(
      (fact) =>
        fact.technology === 'php' &&
        fact.key === 'session.auto_start' &&
        /^(1|on|true)$/i.test(literalText(fact.value) ?? ''),
    );
  const [first] = starts;
  const at = first?.at ?? automatic?.at;
  if (!at) return [];
  const { backend, configured, repair } = phpSessions(app);
  const started = said(at, 'starts a session');
  return [
    {
      label: 'sessions',
      technology: 'php',
      repair,
      uses: [started],
      backend: { ...backend, because: configured ? [started, ...backend.because] : [...backend.because, started] },
    },
  ];
}

/** Uploads that code moves into a folder. */
export function storedUploads(app: Resolution, moves: Uses): readonly FileStore[] {
  return moves.map((fact) => ({
    label: 'uploads',
    technology: 'php',
    content: 'upload',
    uses: [],
    repair: uploadRepair(fact),
    backend: disk(
      app,
      folderIn(fact.options?.['1'] ?? fact.options?.['0']),
      said(fact.at, 'moves the upload into a folder of this machine'),
    ),
  }));
}

function disk(app: Resolution, folder: string | undefined, step: ReturnType<typeof said>): Resolved<Backend> {
  const mount = folder ? mountOf(app, folder) : undefined;
  if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, [...mount.because, step]);
  return known({ technology: 'the local disk', reach: 'server' }, [step]);
}

/** The folder that an expression for a path names in its literal parts: `__DIR__ . '/uploads/' . $name`. */
function folderIn(expr: Expr | undefined): string | undefined {
  const texts: string[] = [];
  const collect = (each: Expr): void => {
    if (each.is === 'literal') texts.push(String(each.value ?? ''));
    if (each.is === 'text') for (const part of each.parts) collect(part);
  };
  if (expr) collect(expr);
  const path = texts.find((text) => /[\w-]\//.test(text) || /^\/[\w-]+$/.test(text));
  return path?.replace(/^(\.?\/|\.\.\/)+|(?<!\/)\/+[^/]*$/g, '') || undefined;
}

function writes(app: Resolution, uses: Uses): readonly LocalWrite[] {
  return uses
    .filter(
      ({ at }) => !/(^|\/)(bin|cli|commands?|console|scripts?|tools?|migrations?|install|setup|build)\//i.test(at.file),
    )
    .flatMap((fact) => {
      const target = fact.options?.['0'];
      const words = target?.is === 'opaque' ? target.source : JSON.stringify(target ?? '');
      if (/\.log\b|\blogs?\b/i.test(words)) return [];
      const content = /\.env|config|settings/i.test(words)
        ? ('settings' as const)
        : /export|report|invoice|\.(csv|pdf|xlsx?)/i.test(words)
          ? ('export' as const)
          : ('other' as const);
      const backend = disk(app, folderIn(target), said(fact.at, 'writes a file of this machine'));
      return [
        {
          label: `a file that ${fact.inside ?? fact.at.file} keeps`,
          technology: 'php',
          content,
          uses: [],
          backend,
        },
      ];
    });
}

function lock(fact: Fact<'use'>): Lock {
  const backend = known({ technology: 'a file or semaphore', reach: 'server' as const }, [
    said(fact.at, 'locks on this machine'),
  ]);
  return {
    label: `the lock by ${fact.name ?? 'flock'}()`,
    technology: 'php',
    uses: [],
    backend,
    repair: lockRepair(fact),
  };
}

function counter(fact: Fact<'use'>): MemoryState {
  const backend = known({ technology: 'apcu', reach: 'server' as const }, [
    said(fact.at, 'counts or marks in the memory of this machine'),
  ]);
  return {
    label: `what ${fact.name ?? 'apcu'}() keeps`,
    technology: 'php',
    uses: [],
    backend,
    repair: apcuRepair(fact),
  };
}

function apcu(fact: Fact<'use'>): CacheStore {
  const backend = known({ technology: 'apcu', reach: 'server' as const }, [
    said(fact.at, 'stores in the memory of this machine'),
  ]);
  return {
    label: 'the cache in APCu',
    technology: 'php',
    stakes: 'speed',
    uses: [],
    backend,
    repair: apcuRepair(fact),
  };
}

/** What a text begins with, whatever its rest is made of. */
function beginningOf(expr: Expr): string {
  if (expr.is === 'literal') return String(expr.value ?? '');
  return expr.is === 'text' && expr.parts[0] ? beginningOf(expr.parts[0]) : '';
}

const here = /^(localhost|127\.|\[?::1\]?$)/;

/** `new PDO('mysql:host=...')`, `new mysqli('host')`; connections whose arguments are variables say nothing. */
function database(app: Resolution, fact: Fact<'use'>): Database | undefined {
  const first = fact.options?.['0'];
  if (!first || first.is === 'opaque') return undefined;
  // of the memory of one request: nobody misses it
  if (/^sqlite:(:memory:|$)/.test(beginningOf(first)) && first.is === 'literal') return undefined;
  if (/^sqlite:/.test(beginningOf(first)))
    return {
      label: 'the database',
      technology: 'php',
      engine: known('sqlite', []),
      backend: known({ technology: 'sqlite', reach: 'server' }, [said(fact.at, 'opens a file of this machine')]),
      placeholder: false,
    };
  const value = evaluate(first, { environment: app.environment('one'), emptyIsUnset: true });
  if (value.state === 'unknown' || value.value === undefined || value.value === null) return undefined;
  const text = String(value.value);
  const isDsn = /^(mysql|pgsql|sqlite|sqlsrv|dblib|oci):/.test(text) || /\bpdo\b/i.test(fact.name ?? '');
  const engine = isDsn ? (/^(\w+):/.exec(text)?.[1] ?? 'mysql') : /pg_/.test(fact.name ?? '') ? 'pgsql' : 'mysql';
  const host = isDsn
    ? /host=([^;\s]+)/.exec(text)?.[1]
    : /pg_/.test(fact.name ?? '')
      ? /host=(\S+)/.exec(text)?.[1]
      : text;
  const because = [...value.because];
  const local = engine === 'sqlite' || host === undefined || here.test(host);
  return {
    label: 'the database',
    technology: 'php',
    engine: known(engine === 'pgsql' ? 'postgresql' : engine, []),
    backend: known({ technology: engine, reach: local ? 'server' : 'shared' }, because),
    placeholder: value.because.some(({ says }) => says.startsWith('falls back')),
    repair: local && engine !== 'sqlite' ? hostRepair(first) : undefined,
  };
}

function redis(app: Resolution, fact: Fact<'use'>): KeyValueConnection | undefined {
  const first = fact.options?.['0'];
  if (!first || first.is === 'opaque' || first.is === 'map') return undefined;
  const host = chain(evaluate(first, { environment: app.environment('one'), emptyIsUnset: true }), (value) =>
    value ? known(String(value).replace(/^\w+:\/\//, ''), []) : unknown('no host is set', []),
  );
  return {
    label: 'Redis',
    technology: 'php',
    engine: 'redis',
    host,
    database: unknown('the code may choose one', []),
    placeholder: host.because.some(({ says }) => says.startsWith('falls back')),
    purposes: ['data'],
    failover: known(false, []),
    because: [said(fact.at, 'connects to Redis')],
  };
}

/** `session.save_path = "tcp://127.0.0.1:6379"`. */
function sessionRedis(app: Resolution): readonly KeyValueConnection[] {
  const settings = app.facts.of('setting').filter((fact) => fact.technology === 'php');
  const handler = settings.findLast((fact) => fact.key === 'session.save_handler');
  const path = settings.findLast((fact) => fact.key === 'session.save_path');
  const engine = /redis/.test(literalText(handler?.value) ?? '')
    ? ('redis' as const)
    : /memcache/.test(literalText(handler?.value) ?? '')
      ? ('memcached' as const)
      : undefined;
  if (!engine || !path) return [];
  const host = chain(evaluate(path.value, { environment: app.environment('one') }), (value) => {
    const found = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/?,]+)/.exec(String(value ?? ''))?.[1];
    return found ? known(found, []) : unknown('the path names no host', []);
  });
  const step = said(path.at, 'keeps sessions there');
  return [
    {
      label: `the ${engine} of sessions`,
      technology: 'php',
      engine,
      host,
      database: unknown('the path may choose one', []),
      placeholder: false,
      purposes: ['sessions'],
      failover: known(false, []),
      because: [step],
    },
  ];
}
