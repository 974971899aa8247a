import { type Expr, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { grouped } from '../../grouped.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, said, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import { evaluate } from '../../resolve/settings.js';
import type { Resolution } from '../technology.js';
import { hostRepair } from './repairs.js';
import { phpSessions } from './sessions.js';

type Uses = readonly Fact<'use'>[];

/** Native sessions of code without a framework, and what it connects to. */
export function plainParts(app: Resolution, uses: Uses): AppParts {
  const of = (what: string) => uses.filter((fact) => fact.what === what);
  return {
    sessionStores: sessions(app, startsInOrder(of('session-start'), of('session-kept'))),
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
  const [first, ...others] = starts;
  const at = first?.at ?? automatic?.at;
  if (!at) return [];
  const { backend, configured, repair } = phpSessions(app);
  const started = said(at, 'starts a session');
  const also = others.slice(0, othersShown).map((other) => said(other.at, 'starts one too'));
  return [
    {
      label: 'sessions',
      technology: 'php',
      repair,
      uses: [started],
      backend: {
        ...backend,
        because: configured ? [started, ...backend.because] : [...also, ...backend.because, started],
      },
    },
  ];
}

const othersShown = 3;

/** The page that keeps most in the session goes first: there users are known by it. */
function startsInOrder(starts: Uses, kept: Uses): Uses {
  const keptIn = grouped(kept, ({ at }) => [at.file]);
  const count = ({ at }: Fact<'use'>) => keptIn.get(at.file)?.length ?? 0;
  return starts.toSorted((a, b) => count(b) - count(a));
}

/** What a text begins with, whatever its rest is made of. */
function beginningOf(expr: Expr): string {
  if (expr.is === 'literal') return String(expr.value ?? '');
  return expr.is === 'text' && expr.parts[0] ? beginningOf(expr.parts[0]) : '';
}

function fileOf({ at }: Fact<'use'>): Database {
  return {
    label: 'the database',
    technology: 'php',
    engine: known('sqlite', []),
    backend: known({ technology: 'sqlite', reach: 'server' }, [said(at, 'opens a file of this machine')]),
    placeholder: false,
  };
}

const here = /^(localhost|127\.|\[?::1\]?$)/;

/** `new PDO('mysql:host=...')`, `new mysqli('host')`; connections whose arguments are variables say nothing. */
function database(app: Resolution, fact: Fact<'use'>): Database | undefined {
  const first = fact.options?.['0'];
  if (/SQLite3$/i.test(fact.name ?? '')) return first && literalText(first) === ':memory:' ? undefined : fileOf(fact);
  if (!first || first.is === 'opaque') return undefined;
  // of the memory of one request: nobody misses it
  if (/^sqlite:(:memory:|$)/.test(beginningOf(first)) && first.is === 'literal') return undefined;
  if (/^sqlite:/.test(beginningOf(first))) return fileOf(fact);
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
