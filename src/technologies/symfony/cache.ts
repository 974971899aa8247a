import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { CacheStore, Lock, RateLimiter } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Repair } from '../../resolve/repair.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';
import { backendOf } from './dsn.js';
import { cacheRepair, lockRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

const adapters: Readonly<Record<string, Backend>> = table({
  'cache.adapter.filesystem': { technology: 'files', reach: 'server' },
  'cache.adapter.filesystem_tag_aware': { technology: 'files', reach: 'server' },
  'cache.adapter.php_files': { technology: 'files', reach: 'server' },
  'cache.adapter.apcu': { technology: 'apcu', reach: 'server' },
  'cache.adapter.array': { technology: 'memory', reach: 'process' },
  'cache.adapter.redis': { technology: 'redis', reach: 'shared' },
  'cache.adapter.redis_tag_aware': { technology: 'redis', reach: 'shared' },
  'cache.adapter.valkey': { technology: 'redis', reach: 'shared' },
  'cache.adapter.valkey_tag_aware': { technology: 'redis', reach: 'shared' },
  'cache.adapter.memcached': { technology: 'memcached', reach: 'shared' },
  'cache.adapter.couchbasebucket': { technology: 'couchbase', reach: 'shared' },
  'cache.adapter.doctrine_dbal': { technology: 'database', reach: 'shared' },
  'cache.adapter.pdo': { technology: 'database', reach: 'shared' },
});

/** The caches that something of the app relies on. `cache.system` and its children hold what is derived from code and are local by design. */
export function caches(app: Resolution, config: SymfonyConfig): readonly CacheStore[] {
  return [...pools(app, config), ...classes(app, config), ...services(config)];
}

/** Where a pool lives: by its adapter, which may be another pool. */
export function poolBackend(config: SymfonyConfig, pool: string, depth = 0): Resolved<Backend> | undefined {
  if (
    depth > 8 ||
    /^cache\.(system|validator|serializer|annotations|property_info|asset_mapper)$|^doctrine\.system/.test(pool)
  )
    return undefined;
  const builtin = adapters[pool];
  if (builtin) return known(builtin, []);
  if (pool === 'cache.rate_limiter' && !config.expr(['framework', 'cache', 'pools', pool]))
    return poolBackend(config, 'cache.app', depth + 1);
  if (pool === 'cache.app') return appBackend(config, depth);
  const definition = config.expr(['framework', 'cache', 'pools', pool]);
  if (!definition) return unknown(`the pool ${pool} is not defined in config/packages`, []);
  const [first] = adapterNames(definition);
  if (first === undefined) return poolBackend(config, 'cache.app', depth + 1);
  const inner = poolBackend(config, first, depth + 1);
  return inner && { ...inner, because: [...inner.because, said(definition.at, `the pool ${pool} uses ${first}`)] };
}

/** framework.cache.app is cache.adapter.filesystem unless set (FrameworkBundle, Configuration.php). */
function appBackend(config: SymfonyConfig, depth: number): Resolved<Backend> {
  const path = ['framework', 'cache', 'app'];
  return chain(config.get(path), (value): Resolved<Backend> => {
    if (value === undefined || value === null) {
      const builtin: Evidence = {
        at: { builtin: 'symfony/framework-bundle, Configuration.php' },
        says: 'cache.app is cache.adapter.filesystem',
      };
      return known({ technology: 'files', reach: 'server' }, [builtin]);
    }
    return (
      poolBackend(config, String(value), depth + 1) ?? unknown(`the adapter ${value} is not one of Symfony's own`, [])
    );
  });
}

function adapterNames(definition: Expr): readonly string[] {
  const found = entryOf(definition, 'adapter') ?? entryOf(definition, 'adapters');
  const items = found?.is === 'list' ? found.items : found ? [found] : [];
  return items.flatMap((item) => literalText(item) ?? []);
}

/** Pools of the app's own: each is a cache that somebody asked for. That of Doctrine's results stays empty where no query asks for it. */
function pools(app: Resolution, config: SymfonyConfig): readonly CacheStore[] {
  const all = config.expr(['framework', 'cache', 'pools']);
  if (all?.is !== 'map') return [];
  const asksForResults = app.facts.of('use').some(({ what }) => what === 'result-cache');
  const apart = new Set([...(asksForResults ? [] : resultPools(config)), ...countingPools(config)]);
  return all.entries.flatMap(({ key, value }) => {
    if (apart.has(key)) return [];
    const inert = adapterNames(value).some((name) => /^cache\.system$|^cache\.adapter\.(array|null)$/.test(name));
    const backend = inert ? undefined : poolBackend(config, key);
    if (!backend) return [];
    const repair = cacheRepair(app, config);
    return [
      { label: `the cache pool ${key}`, technology: 'symfony', stakes: 'speed' as const, uses: [], backend, repair },
    ];
  });
}

/** The pools that Doctrine is given for results: of its one entity manager, or of each (doctrine-bundle 2.13, Configuration.php). */
function resultPools(config: SymfonyConfig): readonly string[] {
  const orm = config.expr(['doctrine', 'orm']);
  const managers = entryOf(orm, 'entity_managers');
  const all = [orm, ...(managers?.is === 'map' ? managers.entries.map(({ value }) => value) : [])];
  return all.flatMap((one) => literalText(entryOf(entryOf(one, 'result_cache_driver'), 'pool')) ?? []);
}

/** The pools that limiters count in are told with them. */
function countingPools(config: SymfonyConfig): readonly string[] {
  const limiters = config.expr(['framework', 'rate_limiter']);
  const entries = limiters?.is === 'map' ? limiters.entries : [];
  return entries.flatMap(({ value }) => literalText(entryOf(value, 'cache_pool')) ?? []);
}

/** Adapters that a service is made of keep what they hold beside the pools of the framework (symfony/cache 7.2, Adapter). */
const madeAdapters: Readonly<Record<string, Backend>> = table({
  FilesystemAdapter: { technology: 'files', reach: 'server' },
  FilesystemTagAwareAdapter: { technology: 'files', reach: 'server' },
  PhpFilesAdapter: { technology: 'files', reach: 'server' },
  ApcuAdapter: { technology: 'apcu', reach: 'server' },
});

/** `services: { app.rates: { class: Symfony\Component\Cache\Adapter\FilesystemAdapter } }`. */
function services(config: SymfonyConfig): readonly CacheStore[] {
  const all = config.expr(['services']);
  return (all?.is === 'map' ? all.entries : []).flatMap(({ key, value }): readonly CacheStore[] => {
    const made = value.is === 'map' ? entryOf(value, 'class') : undefined;
    const name = literalText(made) ?? key;
    const adapter = /^\\?Symfony\\Component\\Cache\\Adapter\\(\w+)$/.exec(name)?.[1];
    const backend = adapter ? madeAdapters[adapter] : undefined;
    if (!backend) return [];
    const at = made?.at ?? { ...value.at, end: value.at.start };
    return [
      {
        label: `what the service ${key} caches`,
        technology: 'symfony',
        stakes: 'speed',
        uses: [],
        backend: known(backend, [said(at, `is a ${adapter}`)]),
      },
    ];
  });
}

/**
 * Classes that are given a pool: those that also delete from it rely on every server seeing that. They are one cache for each pool, for
 * one line of the configuration moves all of them.
 */
function classes(app: Resolution, config: SymfonyConfig): readonly CacheStore[] {
  const uses = app.facts
    .of('use')
    .filter((fact) => fact.technology === 'symfony' && fact.what === 'cache' && !/\/Command\//.test(fact.at.file))
    .map((fact) => ({
      fact,
      pool: poolOf(config, fact.name ?? ''),
      invalidates: literalText(fact.options?.invalidates) === 'true',
    }));
  const groups = new Map<string, typeof uses>();
  for (const use of uses) {
    const key = `${use.pool} ${use.invalidates}`;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()].flatMap((group): readonly CacheStore[] => {
    const [first, ...others] = group;
    const backend = first && poolBackend(config, first.pool);
    if (!first || !backend) return [];
    const { pool, invalidates } = first;
    const says = invalidates ? 'reads here what it deletes elsewhere, on one server' : 'reads from the cache';
    const shown = said(first.fact.at, says);
    const more = others.slice(0, usersShown).map(({ fact }) => said(fact.at, `${fact.inside} ${says}`));
    return [
      {
        label: `what ${first.fact.inside}${others.length > 0 ? ` and ${others.length} more` : ''} ${others.length > 0 ? 'cache' : 'caches'}`,
        technology: 'symfony',
        ...(invalidates ? {} : { stakes: 'speed' as const }),
        uses: [shown, ...more],
        repair: pool === 'cache.app' ? cacheRepair(app, config) : undefined,
        backend: { ...backend, because: [...backend.because, ...more, shown] },
      },
    ];
  });
}

/** Users of a pool that are named besides the first: more of them prove nothing more. */
const usersShown = 5;

/** A parameter `$myPool` is autowired to the pool `my_pool`, any other name to `cache.app`. */
function poolOf(config: SymfonyConfig, name: string): string {
  const all = config.expr(['framework', 'cache', 'pools']);
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = all?.is === 'map' ? all.entries.find(({ key }) => plain(key) === plain(name)) : undefined;
  return found?.key ?? 'cache.app';
}

/** Limiters of framework.rate_limiter and the login throttling of firewalls: both count in `cache.rate_limiter` unless told otherwise. */
export function rateLimiters(app: Resolution, config: SymfonyConfig): readonly RateLimiter[] {
  const repair = cacheRepair(app, config);
  const found: RateLimiter[] = [];
  const limiters = config.expr(['framework', 'rate_limiter']);
  for (const { key, value } of limiters?.is === 'map' ? limiters.entries : []) {
    if (value.is !== 'map' || literalText(entryOf(value, 'policy')) === 'no_limit') continue;
    if (entryOf(value, 'storage_service') ?? entryOf(value, 'limiters')) continue;
    found.push(
      limiter(config, {
        label: `the rate limiter '${key}'`,
        pool: literalText(entryOf(value, 'cache_pool')),
        at: value,
        repair,
      }),
    );
  }
  const firewalls = config.expr(['security', 'firewalls']);
  for (const { key, value } of firewalls?.is === 'map' ? firewalls.entries : []) {
    const throttling = entryOf(value, 'login_throttling');
    if (!throttling || literalText(throttling) === 'false' || entryOf(throttling, 'limiter')) continue;
    found.push({
      ...limiter(config, {
        label: `the login throttling of the firewall '${key}'`,
        pool: undefined,
        at: throttling,
        repair,
      }),
      protects: 'login',
    });
  }
  return found;
}

function limiter(
  config: SymfonyConfig,
  given: { label: string; pool: string | undefined; at: Expr; repair: Repair | undefined },
): RateLimiter {
  const pool = given.pool ?? 'cache.rate_limiter';
  const backend = poolBackend(config, pool) ?? unknown('its pool is not known', []);
  const at = { ...given.at.at, end: Math.min(given.at.at.end, given.at.at.start + 40) };
  return {
    label: given.label,
    technology: 'symfony',
    uses: [],
    repair: given.pool === undefined ? given.repair : undefined,
    backend: { ...backend, because: [...backend.because, said(at, `counts in the pool ${pool}`)] },
  };
}

/** Locks that the app's code takes, and where the store of framework.lock keeps them. */
export function locks(app: Resolution, config: SymfonyConfig): readonly Lock[] {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'symfony');
  // The lock of a schedule is judged with the tasks that it guards.
  const schedules = new Set(app.facts.of('schedule').map(({ at }) => at.file));
  const taken = uses.filter((fact) => fact.what === 'lock' && !schedules.has(fact.at.file));
  const local = uses.filter((fact) => fact.what === 'local-lock');
  const [first] = taken;
  const shared: Lock[] = first
    ? [
        {
          label: `the lock that ${first.inside} takes`,
          technology: 'symfony',
          uses: [said(first.at, 'asks for a lock')],
          backend: lockBackend(config),
          repair: lockRepair(app, lockExpr(config)),
        },
      ]
    : [];
  return [
    ...shared,
    ...local.map((fact) => ({
      label: `the lock of ${fact.inside}`,
      // it makes a store of its own and asks no LOCK_DSN (symfony/console 7, Command/LockableTrait.php)
      technology: 'any',
      uses: [],
      backend: known({ technology: 'files', reach: 'server' as const }, [
        said(fact.at, 'locks with a semaphore or a file of this machine'),
      ]),
    })),
  ];
}

/** framework.lock: a connection string or a map of them; without one, a semaphore or flock (FrameworkBundle, Configuration.php). */
export function lockBackend(config: SymfonyConfig): Resolved<Backend> {
  const one = lockExpr(config);
  if (!one || (one.is === 'literal' && typeof one.value !== 'string')) {
    const builtin: Evidence = {
      at: { builtin: 'symfony/framework-bundle, Configuration.php' },
      says: 'locks are semaphores or files of this machine',
    };
    return known({ technology: 'semaphore', reach: 'server' }, [
      ...config.get(['framework', 'lock', 'default']).because,
      builtin,
    ]);
  }
  return chain(config.evaluate(one), (value) => {
    const backend = value ? backendOf(String(value)) : undefined;
    return backend ? known(backend, []) : unknown('the store of locks is not known', []);
  });
}

/** The store that is taken when code asks for a lock. */
export function lockExpr(config: SymfonyConfig): Expr | undefined {
  const lock = config.expr(['framework', 'lock']);
  const chosen =
    lock?.is === 'map' ? (entryOf(lock, 'default') ?? entryOf(entryOf(lock, 'resources'), 'default')) : lock;
  return chosen?.is === 'list' ? chosen.items[0] : chosen;
}
