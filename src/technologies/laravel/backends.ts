import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import { table } from '../../table.js';
import { chosenBy, type LaravelConfig } from './settings.js';

/** A database connection as a store: shared, unless the database is a file (then its own topic has the fault). */
export function databaseBackend(config: LaravelConfig, connection: string | undefined): Resolved<Backend> {
  const name = connection ? known(connection, []) : config.text('database.default');
  return chosenBy(name, (chosen) => {
    if (chosen === undefined) return unknown('no config file names the database connection', []);
    return chain(engineOf(config, chosen), (engine) =>
      known<Backend>(
        engine === 'sqlite'
          ? { technology: 'database', reach: 'server', dependsOn: 'database' }
          : { technology: 'database', reach: 'shared' },
        [],
      ),
    );
  });
}

/** The driver of a connection: its URL's scheme wins over `driver`; without a config file the name itself. */
export function engineOf(config: LaravelConfig, connection: string): Resolved<string> {
  return (
    engineByUrl(config, connection) ??
    chain(config.text(`database.connections.${connection}.driver`), (driver) => known(driver ?? connection, []))
  );
}

/** The engine that the URL of a connection names, where it has one. */
export function engineByUrl(config: LaravelConfig, connection: string): Resolved<string> | undefined {
  const url = config.text(`database.connections.${connection}.url`);
  const scheme = url.state === 'known' ? /^([\w+]+):/.exec(url.value ?? '')?.[1] : undefined;
  return scheme ? known(schemes[scheme] ?? scheme, url.because) : undefined;
}

const schemes: Readonly<Record<string, string>> = table({
  postgres: 'pgsql',
  postgresql: 'pgsql',
  sqlite3: 'sqlite',
  mysql2: 'mysql',
});

/** laravel/framework, CacheManager.php: the drivers and who can reach what they keep. */
const cacheReach: Readonly<Record<string, Reach>> = table({
  file: 'server', apc: 'server', octane: 'server', array: 'process', null: 'process', session: 'process',
  redis: 'shared', memcached: 'shared', dynamodb: 'shared', mongodb: 'shared',
}); // biome-ignore format: a table

/** A cache store by name, the default one when no name is given. */
export function cacheBackend(config: LaravelConfig, store?: Resolved<string | undefined>): Resolved<Backend> {
  const name = store && !(store.state === 'known' && store.value === undefined) ? store : config.text('cache.default');
  return chosenBy(withDeadKey(config, 'cache.default', name), (chosen) => {
    if (chosen === undefined) return unknown('no config file names the cache store', []);
    return chain(config.text(`cache.stores.${chosen}.driver`), (driver) => ofDriver(config, chosen, driver ?? chosen));
  });
}

function ofDriver(config: LaravelConfig, store: string, driver: string): Resolved<Backend> {
  if (driver === 'database') {
    const connection = config.text(`cache.stores.${store}.connection`);
    return databaseBackend(config, connection.state === 'known' ? connection.value : undefined);
  }
  if (driver === 'storage') return known<Backend>({ technology: 'disk', reach: 'server' }, []);
  if (driver === 'failover') {
    return chain(config.list(`cache.stores.${store}.stores`), (members) => {
      const local = (members.length > 0 ? members : ['array']).find(
        (one) => cacheReach[one] === 'server' || cacheReach[one] === 'process',
      );
      return known<Backend>(
        { technology: local ? `failover to ${local}` : 'failover', reach: local ? 'server' : 'shared' },
        [],
      );
    });
  }
  const reach = cacheReach[driver];
  return reach
    ? known<Backend>({ technology: driver, reach }, [])
    : unknown(`the cache driver '${driver}' is not one of Laravel's own`, []);
}

/** Variables that were renamed: what an older or newer config file reads instead (laravel/laravel, config/*.php by branch). */
export const renamed: readonly (readonly [string, string])[] = [
  ['CACHE_DRIVER', 'CACHE_STORE'],
  ['QUEUE_DRIVER', 'QUEUE_CONNECTION'],
  ['FILESYSTEM_DRIVER', 'FILESYSTEM_DISK'],
  ['BROADCAST_DRIVER', 'BROADCAST_CONNECTION'],
  ['DATABASE_URL', 'DB_URL'],
];

/** Says first that the environment sets the other name of a variable, which the config file does not read. */
export function withDeadKey<T>(config: LaravelConfig, key: string, value: Resolved<T>): Resolved<T> {
  const dead = deadNameOf(config, key);
  if (!dead) return value;
  const step = said(dead.at, `sets ${dead.name}, which is not read: ${key} reads ${dead.instead}`);
  return { ...value, because: [step, ...value.because] };
}

/** The other name of the variable that a key reads, where the environment sets only that one. */
export function deadNameOf(config: LaravelConfig, key: string) {
  const expr = config.expr(key);
  if (expr?.is !== 'env') return undefined;
  const other = renamed.flatMap(([a, b]) => (a === expr.name ? [b] : b === expr.name ? [a] : []))[0];
  if (!other || readsToo(expr.fallback, other)) return undefined;
  const layers = config.scope.environment.layers;
  if (layers.some(({ entries }) => entries.has(expr.name))) return undefined;
  const dead = layers.map(({ entries }) => entries.get(other)).find((entry) => entry !== undefined);
  return dead && { ...dead, name: other, instead: expr.name };
}

function readsToo(fallback: unknown, name: string): boolean {
  return JSON.stringify(fallback ?? '').includes(`"name":"${name}"`);
}
