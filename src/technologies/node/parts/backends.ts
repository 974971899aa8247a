import type { Expr } from '../../../facts/expr.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { Backend } from '../../../resolve/reach.js';
import { table } from '../../../table.js';
import { isNothing, type JsApp, member, type Settled } from '../resolve-js.js';

/** Packages that keep state for others, and who can reach what they keep. */
const packages: Readonly<Record<string, Backend>> = table({
  'connect-redis': { technology: 'redis', reach: 'shared' },
  'connect-mongo': { technology: 'mongodb', reach: 'shared' },
  'connect-mongodb-session': { technology: 'mongodb', reach: 'shared' },
  'connect-pg-simple': { technology: 'postgresql', reach: 'shared' },
  'connect-dynamodb': { technology: 'dynamodb', reach: 'shared' },
  'connect-memcached': { technology: 'memcached', reach: 'shared' },
  'express-mysql-session': { technology: 'mysql', reach: 'shared' },
  'koa-redis': { technology: 'redis', reach: 'shared' },
  'rate-limit-redis': { technology: 'redis', reach: 'shared' },
  'rate-limit-mongo': { technology: 'mongodb', reach: 'shared' },
  'rate-limit-memcached': { technology: 'memcached', reach: 'shared' },
  '@acpr/rate-limit-postgresql': { technology: 'postgresql', reach: 'shared' },
  '@nest-lab/throttler-storage-redis': { technology: 'redis', reach: 'shared' },
  'nestjs-throttler-storage-redis': { technology: 'redis', reach: 'shared' },
  '@keyv/redis': { technology: 'redis', reach: 'shared' },
  '@keyv/mongo': { technology: 'mongodb', reach: 'shared' },
  'keyv-mongo': { technology: 'mongodb', reach: 'shared' },
  '@keyv/postgres': { technology: 'postgresql', reach: 'shared' },
  '@keyv/mysql': { technology: 'mysql', reach: 'shared' },
  '@keyv/memcache': { technology: 'memcached', reach: 'shared' },
  'cache-manager-redis-store': { technology: 'redis', reach: 'shared' },
  'cache-manager-redis-yet': { technology: 'redis', reach: 'shared' },
  'cache-manager-ioredis': { technology: 'redis', reach: 'shared' },
  'cache-manager-ioredis-yet': { technology: 'redis', reach: 'shared' },
  'cache-manager-mongodb': { technology: 'mongodb', reach: 'shared' },
  'apollo-server-cache-redis': { technology: 'redis', reach: 'shared' },
  'apollo-server-cache-memcached': { technology: 'memcached', reach: 'shared' },
  redis: { technology: 'redis', reach: 'shared' },
  '@redis/client': { technology: 'redis', reach: 'shared' },
  ioredis: { technology: 'redis', reach: 'shared' },
  '@upstash/redis': { technology: 'redis', reach: 'shared' },
  memcached: { technology: 'memcached', reach: 'shared' },
  memjs: { technology: 'memcached', reach: 'shared' },
  mongoose: { technology: 'mongodb', reach: 'shared' },
  mongodb: { technology: 'mongodb', reach: 'shared' },
  pg: { technology: 'postgresql', reach: 'shared' },
  postgres: { technology: 'postgresql', reach: 'shared' },
  mysql2: { technology: 'mysql', reach: 'shared' },
  'graphql-redis-subscriptions': { technology: 'redis', reach: 'shared' },
  'multer-s3': { technology: 's3', reach: 'shared' },
  'multer-gridfs-storage': { technology: 'mongodb', reach: 'shared' },
  memorystore: { technology: 'memory', reach: 'process' },
  'session-memory-store': { technology: 'memory', reach: 'process' },
  'session-file-store': { technology: 'file', reach: 'server' },
  'connect-sqlite3': { technology: 'sqlite', reach: 'server' },
  'better-sqlite3-session-store': { technology: 'sqlite', reach: 'server' },
  'better-sqlite3': { technology: 'sqlite', reach: 'server' },
  '@keyv/sqlite': { technology: 'sqlite', reach: 'server' },
  'keyv-file': { technology: 'file', reach: 'server' },
  'cache-manager-fs-hash': { technology: 'file', reach: 'server' },
  'connect-loki': { technology: 'file', reach: 'server' },
  'nedb-session-store': { technology: 'file', reach: 'server' },
  'connect-nedb-session': { technology: 'file', reach: 'server' },
  'level-session-store': { technology: 'file', reach: 'server' },
});

/** Stores that put state wherever the app's own database is. */
const throughDatabase =
  /^(connect-session-sequelize|connect-session-knex|connect-typeorm(\/out)?|@quixo3\/prisma-session-store)$/;

const memory: Backend = { technology: 'memory', reach: 'process' };

/** Where a store keeps what it is given; `databaseIsLocal` says whether the app's own database is a file on one server. */
export function backendOf(expr: Expr, databaseIsLocal = false): Backend | undefined {
  if (expr.is === 'call') {
    if (/(MemoryStore|InMemoryLRUCache)$|(^|\.)Map(\(\))?$/.test(expr.name)) return memory;
    if (throughDatabase.test(expr.module))
      return databaseIsLocal
        ? { technology: 'database', reach: 'server', dependsOn: 'database' }
        : { technology: 'database', reach: 'shared' };
    return packages[expr.module];
  }
  if (expr.is === 'literal' && expr.value === 'memory') return memory;
  if (expr.is === 'literal' && typeof expr.value === 'string') return schemeBackend(expr.value);
  if (expr.is === 'opaque') {
    if (/^new (Map|LRU\w*)\b/.test(expr.source)) return memory;
    const found = Object.entries(packages).find(
      ([name]) => expr.source.startsWith(`${name}#`) || expr.source.includes(`'${name}'`),
    );
    return found?.[1];
  }
  return undefined;
}

function schemeBackend(url: string): Backend | undefined {
  const scheme = /^([a-z0-9+]+):/.exec(url)?.[1];
  if (scheme === undefined) return undefined;
  if (/^(redis|rediss|valkey)$/.test(scheme)) return { technology: 'redis', reach: 'shared' };
  if (/^(mongodb|mongodb\+srv)$/.test(scheme)) return { technology: 'mongodb', reach: 'shared' };
  if (/^(postgres|postgresql)$/.test(scheme)) return { technology: 'postgresql', reach: 'shared' };
  if (/^(mysql|mariadb)$/.test(scheme)) return { technology: 'mysql', reach: 'shared' };
  if (/^memcached?$/.test(scheme)) return { technology: 'memcached', reach: 'shared' };
  if (scheme === 'sqlite') return { technology: 'sqlite', reach: 'server' };
  return undefined;
}

/** What to say and assume when the option that chooses a store is missing. */
export interface Missing {
  readonly backend: Backend;
  readonly evidence: readonly Evidence[];
}

/** The backend of a store option: what each alternative comes to, with the default where it comes to nothing. */
export function storeOption(
  js: JsApp,
  option: Expr | undefined,
  missing: Missing,
  databaseIsLocal = false,
): Resolved<Backend> {
  if (!option) return known(missing.backend, missing.evidence);
  const all = js.settle(option).map((settled) => oneStore(js, settled, { missing, databaseIsLocal }));
  const [first] = all;
  if (!first) return unknown('it is chosen by code', [said(option.at, 'is chosen here')]);
  if (all.length === 1) return first;
  const reaches = new Set(all.map((one) => (one.state === 'known' ? one.value.reach : '?')));
  if (reaches.size === 1) return first;
  if (all.every((one) => one.state === 'known' && /^(shared|client)$/.test(one.value.reach))) return first;
  return unknown('it depends on a condition that the repository does not decide', [
    said(option.at, 'is chosen by a condition'),
  ]);
}

interface Assumed {
  readonly missing: Missing;
  readonly databaseIsLocal: boolean;
}

function oneStore(js: JsApp, { expr, because }: Settled, { missing, databaseIsLocal }: Assumed): Resolved<Backend> {
  if (isNothing(expr)) return known(missing.backend, [...because, ...missing.evidence]);
  const inner = adapted(js, expr);
  if (inner) return storeOption(js, inner.store, inMemory(expr.at, 'keeps a Map in the process'), databaseIsLocal);
  const backend = backendOf(expr, databaseIsLocal);
  if (backend) return known(backend, [...because, said(expr.at, `keeps them in ${backend.technology}`)]);
  return unknown('the store is made by code that cannot be followed', [...because, said(expr.at, 'is the store')]);
}

/** Keyv and adapters of it stand for the store that they are given: `new Keyv({ store })`, `new KeyvAdapter(new Keyv(…))`. */
function adapted(js: JsApp, expr: Expr): { readonly store: Expr | undefined } | undefined {
  if (expr.is !== 'call') return undefined;
  const [first] = expr.args;
  if (expr.module === '@apollo/utils.keyvadapter') return { store: first };
  if (expr.module !== 'keyv' || !/^(Keyv|)$/.test(expr.name)) return undefined;
  return { store: js.settle(first).some((one) => one.expr.is === 'map') ? member(js, first, 'store') : first };
}

/** Whether the app's own database, as far as JavaScript says, is a file on one server. */
export function usesLocalDatabase(js: JsApp): boolean {
  if (js.of(/^(better-sqlite3|sqlite3|sqlite)$/).length > 0) return true;
  return js.app.facts
    .of('setting')
    .some(
      (fact) =>
        fact.technology === 'prisma' &&
        fact.key === 'datasource.provider' &&
        fact.value.is === 'literal' &&
        fact.value.value === 'sqlite',
    );
}

/** A package by the file that names it, for messages. */
export function inMemory(at: Expr['at'], says: string): Missing {
  return { backend: memory, evidence: [said(at, says)] };
}
