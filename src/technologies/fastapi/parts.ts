import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { Database } from '../../resolve/parts/data.js';
import type { CacheStore, RateLimiter, SessionStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { limiterRepair } from '../flask/repairs.js';
import { isOff, limiterBackend } from '../flask/stores.js';
import { databaseOf } from '../python/database-url.js';
import type { Machine } from '../python/frame.js';
import { healthRoutes } from '../python/health.js';
import { machineOf } from '../python/machine.js';
import { sqlalchemyPool } from '../python/pools.js';
import { secretOf } from '../python/secret.js';
import { argumentIn, type PyValue, resolvedText } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { cacheRepair, healthRepair } from './repairs.js';
import { proxyTrusts } from './servers.js';

/** What is in force in a FastAPI or Starlette app. */
export function parts(app: Resolution): AppParts {
  const machine = machineOf(app.facts, app.environment());
  const calls = app.facts.of('python-call');
  const made = calls.find((fact) => /^(fastapi\.FastAPI|starlette\.applications\.Starlette)$/.test(fact.name));
  if (!made) return {};
  return {
    sessionStores: sessionStores(calls),
    caches: cacheStores(app, machine),
    rateLimiters: rateLimiters(app, machine),
    databases: databases(app, machine),
    secrets: secrets(app, machine),
    proxyTrusts: proxyTrusts(app, made, machine),
    httpApps: [{ technology: 'fastapi', at: made.at, repair: healthRepair(machine, made) }],
    healthChecks: healthRoutes(app.facts.of('route'), 'fastapi'),
  };
}

type Calls = readonly Fact<'python-call'>[];

/** Starlette's SessionMiddleware is a signed cookie; the stores of other packages are told by their classes. */
function sessionStores(calls: Calls): readonly SessionStore[] {
  const kinds: readonly (readonly [RegExp, Backend])[] = [
    [/(^|\.)(InMemoryStore|InMemoryBackend)$/, { technology: 'memory', reach: 'process' }],
    [/(^|\.)starsessions\.stores\.redis\.RedisStore$|(^|\.)RedisStore$/, { technology: 'redis', reach: 'shared' }],
  ];
  const found: SessionStore[] = [];
  for (const fact of calls) {
    const kind = /starsessions|fastapi_sessions/.test(fact.name)
      ? kinds.find(([pattern]) => pattern.test(fact.name))
      : undefined;
    if (kind)
      found.push({
        label: 'sessions',
        technology: 'fastapi',
        backend: known(kind[1], [said(fact.at, 'keeps sessions')]),
        uses: [],
      });
    const middleware =
      /\.add_middleware$/.test(fact.name) && fact.args[0]?.value.is === 'name' ? fact.args[0].value.name : fact.name;
    if (
      /(^|\.)SessionMiddleware$/.test(middleware) &&
      !/starsessions/.test(middleware) &&
      !calls.some(({ name }) => name.startsWith('starsessions'))
    )
      found.push({
        label: 'sessions',
        technology: 'fastapi',
        backend: known({ technology: 'signed cookies', reach: 'client' }, [
          said(fact.at, 'keeps sessions in a signed cookie'),
        ]),
        uses: [],
      });
  }
  return found;
}

function cacheStores(app: Resolution, machine: Machine): readonly CacheStore[] {
  const found: CacheStore[] = [];
  for (const fact of app.facts.of('python-call')) {
    const kind = aiocacheKind(fact);
    const isMemory =
      kind === 'MEMORY' ||
      /^(fastapi_cache\.backends\.inmemory\.InMemoryBackend|aiocache\.SimpleMemoryCache)$/.test(fact.name);
    const isShared =
      kind === 'REDIS' ||
      kind === 'MEMCACHED' ||
      /^(fastapi_cache\.backends\.(redis\.RedisBackend|memcached\.MemcachedBackend)|aiocache\.(RedisCache|MemcachedCache))$/.test(
        fact.name,
      );
    if (!isMemory && !isShared) continue;
    const backend: Backend = isMemory
      ? { technology: 'memory', reach: 'process' }
      : { technology: 'redis', reach: 'shared' };
    found.push({
      label: 'the cache',
      technology: 'fastapi',
      backend: known(backend, [
        said(fact.at, isMemory ? 'keeps it in the memory of the process' : 'keeps it in a shared store'),
      ]),
      uses: [],
      ...(isMemory ? { repair: cacheRepair(machine, app, fact) } : {}),
    });
  }
  return found;
}

/** `Cache(Cache.REDIS)`: it keeps values in memory unless a class is given (aiocache 0.12, factory.py). */
function aiocacheKind({ name, args }: Fact<'python-call'>): string | undefined {
  if (name !== 'aiocache.Cache') return undefined;
  const given = args.find((one) => one.name === 'cache_class') ?? args.find((one) => one.name === undefined);
  if (!given) return args.some(({ splat }) => splat) ? undefined : 'MEMORY';
  const { value } = given;
  return value.is === 'attribute' ? value.name.split('.').at(-1) : undefined;
}

/** slowapi counts in memory unless it is given a storage (slowapi/extension.py). */
function rateLimiters(app: Resolution, machine: Machine): readonly RateLimiter[] {
  const made = app.facts.of('python-call').find(({ name }) => /^slowapi\.(extension\.)?Limiter$/.test(name));
  if (!made) return [];
  const given = machine.argumentsOf(made);
  if (isOff(argumentIn(given, 99, 'enabled'))) return [];
  const storage = argumentIn(given, 99, 'storage_uri');
  const place = said(made.at, 'counts requests');
  return [
    {
      label: "slowapi's count",
      technology: 'fastapi',
      backend: limiterBackend(storage, [place]),
      uses: [place],
      repair: limiterRepair(machine, app, made),
    },
  ];
}

const engines =
  /^(sqlalchemy(\.ext\.asyncio|\.engine)?\.(create_engine|create_async_engine)|sqlmodel\.create_engine|databases\.Database)$/;

function databases(app: Resolution, machine: Machine): readonly Database[] {
  const found: Database[] = [];
  for (const fact of app.facts.of('python-call')) {
    if (!engines.test(fact.name) || /(^|\/)(alembic|migrations|scripts?)\//.test(fact.at.file)) continue;
    const given = machine.argumentsOf(fact);
    const url = argumentIn(given, 0, 'url');
    if (!url) continue;
    const entries = new Map(given.flatMap((arg) => (arg.name === undefined ? [] : [[arg.name, arg.value]])));
    const options: PyValue = { is: 'map', entries, because: [said(fact.at, 'makes the engine')] };
    const pool = sqlalchemyPool({ app, machine, options, isAsync: true });
    const database = databaseOf({
      label: 'the database',
      technology: 'fastapi',
      value: urlText(url),
      app,
      machine,
      ...(pool ? { poolSize: pool } : {}),
    });
    found.push({ ...database, ...preparedBy(urlText(url), entries.get('connect_args'), fact.at) });
  }
  return found.slice(0, 1);
}

/** asyncpg prepares what it sends unless its cache is off (asyncpg 0.30, connection.connect, statement_cache_size). */
function preparedBy(url: PyValue, options: PyValue | undefined, at: Span): Pick<Database, 'sessionNeeds'> {
  const text = resolvedText(url);
  if (text.state === 'unknown' || !text.value?.includes('+asyncpg')) return {};
  const off = options?.is === 'map' && options.entries.has('statement_cache_size');
  const says = off ? 'sets the cache of prepared statements' : 'lets asyncpg prepare its statements';
  return { sessionNeeds: [{ feature: 'prepared statements', uses: known(!off, [said(at, says)]), at }] };
}

/** `make_url(...)` and `URL.create(...)` around an address. */
function urlText(value: PyValue): PyValue {
  return value.is === 'made' && value.args[0] ? value.args[0].value : value;
}

/** The key that signs tokens and cookies, by the names that projects give it. */
function secrets(app: Resolution, machine: Machine): readonly Secret[] {
  const name =
    /^(SECRET_KEY|JWT_SECRET(_KEY)?|SESSION_SECRET(_KEY)?|AUTH_SECRET|SECRET|JWT_KEY|secret_key|jwt_secret(_key)?)$/;
  for (const module of app.facts.of('python-module')) {
    if (module.plain) continue;
    for (const statement of module.statements) {
      if (statement.is === 'bind' && name.test(statement.name)) {
        const value = machine.names(module.at.file)?.get(statement.name);
        if (value)
          return [secretOf({ label: statement.name, technology: 'fastapi', value, at: statement.at, machine })];
      }
      if (statement.is !== 'class') continue;
      const field = statement.body.find((inner) => inner.is === 'bind' && name.test(inner.name));
      const own = machine.names(module.at.file)?.get(statement.name);
      if (field?.is !== 'bind' || own?.is !== 'class') continue;
      const value = machine.field({ is: 'instance', of: own, args: [], because: [] }, field.name, field.at);
      return [secretOf({ label: field.name, technology: 'fastapi', value, at: field.at, machine })];
    }
  }
  return [];
}
