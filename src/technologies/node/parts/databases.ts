import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../../resolve/parts/data.js';
import { mask } from '../../../resolve/settings.js';
import { table } from '../../../table.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { type Address, addressIn, backendOf, isProduction } from './addresses.js';
import { prismaDatabases } from './prisma.js';
import { purposesOf } from './purposes.js';

/** Databases and key-value servers that the app connects to. */
export function databaseParts(js: JsApp): AppParts {
  const connected = [...networked(js), ...embedded(js), ...libsql(js), ...prismaDatabases(js)];
  return { databases: [...connected, ...sqliteOptions(js, connected)], keyValueConnections: keyValues(js) };
}

interface Connector {
  readonly engine: string | undefined;
  readonly name: RegExp;
  /** Connections per process when nothing says otherwise. */
  readonly pool?: number;
  readonly poolKeys: readonly string[];
  /** It may be given a client that is counted where it is made. */
  readonly wraps?: boolean;
}

/** How each client is asked for a connection. Pool sizes are the clients' own defaults (their READMEs). */
const connectors: Readonly<Record<string, Connector>> = table({
  mongoose: {
    engine: 'mongodb',
    name: /^(connect|createConnection|default\.connect)$/,
    pool: 100,
    poolKeys: ['maxPoolSize', 'poolSize'],
  },
  mongodb: { engine: 'mongodb', name: /^(MongoClient|MongoClient\.connect)$/, pool: 100, poolKeys: ['maxPoolSize'] },
  pg: { engine: 'postgresql', name: /^(Pool|default\.Pool|Client)$/, pool: 10, poolKeys: ['max'] },
  postgres: { engine: 'postgresql', name: /^$/, pool: 10, poolKeys: ['max'] },
  mysql: { engine: 'mysql', name: /^create(Pool|Connection)$/, pool: 10, poolKeys: ['connectionLimit'] },
  mysql2: { engine: 'mysql', name: /^create(Pool|Connection)$/, pool: 10, poolKeys: ['connectionLimit'] },
  'mysql2/promise': { engine: 'mysql', name: /^create(Pool|Connection)$/, pool: 10, poolKeys: ['connectionLimit'] },
  mariadb: { engine: 'mariadb', name: /^createPool$/, pool: 10, poolKeys: ['connectionLimit'] },
  sequelize: { engine: undefined, name: /^Sequelize$/, pool: 5, poolKeys: ['max'] },
  'sequelize-typescript': { engine: undefined, name: /^Sequelize$/, pool: 5, poolKeys: ['max'] },
  typeorm: { engine: undefined, name: /^(DataSource|createConnection)$/, pool: 10, poolKeys: ['poolSize', 'max'] },
  '@nestjs/typeorm': { engine: undefined, name: /^TypeOrmModule\.forRoot$/, pool: 10, poolKeys: ['poolSize', 'max'] },
  '@nestjs/mongoose': { engine: 'mongodb', name: /^MongooseModule\.forRoot$/, pool: 100, poolKeys: ['maxPoolSize'] },
  '@nestjs/sequelize': { engine: undefined, name: /^SequelizeModule\.forRoot$/, pool: 5, poolKeys: ['max'] },
  knex: { engine: undefined, name: /^(knex|default|)$/, pool: 10, poolKeys: ['max'] },
  'drizzle-orm/node-postgres': { engine: 'postgresql', name: /^drizzle$/, pool: 10, poolKeys: ['max'], wraps: true },
  'drizzle-orm/postgres-js': { engine: 'postgresql', name: /^drizzle$/, pool: 10, poolKeys: ['max'], wraps: true },
  'drizzle-orm/mysql2': { engine: 'mysql', name: /^drizzle$/, pool: 10, poolKeys: ['connectionLimit'], wraps: true },
});

const isSqlite = /^(better-)?sqlite3?$|sqlite/i;

function networked(js: JsApp): readonly Database[] {
  return js.calls.flatMap((call): readonly Database[] => {
    const connector = connectors[call.module];
    if (!connector?.name.test(call.name)) return [];
    const address = addressOf(js, call);
    const engine = engineOf(js, call, connector, address);
    if (!engine || (connector.wraps && !address)) return [];
    const poolSize = poolOf(js, call, connector);
    if (engine.state === 'known' && isSqlite.test(engine.value))
      return [{ ...fileDatabase(call, engine.because), engine: known('sqlite', engine.because) }];
    return [
      {
        label: 'the database',
        technology: 'node',
        engine,
        backend: address
          ? backendOf(engine.state === 'known' ? engine.value : 'database', address)
          : unknown('its address is made by code', [said(call.at, 'connects to the database')]),
        placeholder: address?.placeholder ?? false,
        ...(poolSize ? { poolSize } : {}),
      },
    ];
  });
}

/** A URL or a host: the first argument, or the option that names it. */
function addressOf(js: JsApp, call: Fact<'js-call'>): Address | undefined {
  const candidates = [
    ...['connectionString', 'url', 'uri', 'host'].map((key) => optionOf(js, call, key)),
    ...['host', 'connectionString', 'url'].map((key) => member(js, optionOf(js, call, 'connection'), key)),
    optionOf(js, call, 'connection'),
    ...call.args.slice(0, 2),
  ].filter((expr) => expr !== undefined);
  return addressIn(js, candidates);
}

function engineOf(
  js: JsApp,
  call: Fact<'js-call'>,
  connector: Connector,
  address: Address | undefined,
): Resolved<string> | undefined {
  const at = [said(call.at, 'connects to the database')];
  if (connector.engine) return known(connector.engine, at);
  for (const key of ['dialect', 'type', 'client']) {
    const option = optionOf(js, call, key);
    const value = option && js.value(option);
    if (value?.state === 'known' && typeof value.value === 'string')
      return known(value.value === 'postgres' || value.value === 'pg' ? 'postgresql' : value.value, value.because);
  }
  const scheme = address?.text.state === 'known' ? /^([a-z]+)/.exec(address.text.value)?.[1] : undefined;
  if (scheme && /^(postgres|postgresql|mysql|mariadb|mssql|sqlite)$/.test(scheme))
    return known(scheme === 'postgres' ? 'postgresql' : scheme, address?.text.because ?? at);
  return undefined;
}

function poolOf(js: JsApp, call: Fact<'js-call'>, connector: Connector): Resolved<number> | undefined {
  const holders = [undefined, 'pool', 'extra'];
  for (const holder of holders) {
    for (const key of connector.poolKeys) {
      const option = holder === undefined ? optionOf(js, call, key) : member(js, optionOf(js, call, holder), key);
      const value = option && js.value(option);
      if (
        value?.state === 'known' &&
        Number.isFinite(Number(value.value)) &&
        value.value !== null &&
        value.value !== ''
      )
        return known(Number(value.value), value.because);
    }
  }
  return connector.pool === undefined
    ? undefined
    : known(connector.pool, [
        said(call.at, `opens at most ${connector.pool} connections, the default of ${call.module}`),
      ]);
}

/** Databases that are files of this server, whatever else is configured. */
const files: Readonly<Record<string, RegExp>> = table({
  'better-sqlite3': /^$/,
  sqlite3: /^(Database|verbose\(\)\.Database|cached\.Database)$/,
  sqlite: /^(open|Database|DatabaseSync)$/,
  'bun:sqlite': /^Database$/,
  lowdb: /^(Low|LowSync|JSONFilePreset|JSONFileSyncPreset|)$/,
  nedb: /^$/,
  '@seald-io/nedb': /^$/,
  'nedb-promises': /^(create|)$/,
  lokijs: /^$/,
  level: /^(Level|)$/,
  'classic-level': /^ClassicLevel$/,
  lmdb: /^open$/,
  'node-json-db': /^JsonDB$/,
  'simple-json-db': /^$/,
  '@mikro-orm/sqlite': /^(MikroORM|MikroORM\.init)$/,
  '@mikro-orm/better-sqlite': /^(MikroORM|MikroORM\.init)$/,
  '@electric-sql/pglite': /^(PGlite|PGlite\.create)$/,
  duckdb: /^Database$/,
  '@duckdb/node-api': /^DuckDBInstance\.create$/,
  'quick.db': /^QuickDB$/,
  enmap: /^$/,
});

function embedded(js: JsApp): readonly Database[] {
  return js.calls.flatMap((call): readonly Database[] => {
    const name = call.module.replace(/^lowdb\/node$/, 'lowdb');
    if (!files[name]?.test(call.name)) return [];
    const [first] = call.args;
    const path = first && js.value(first);
    if (path?.state === 'known' && /^(:memory:|memory:\/\/)/.test(String(path.value))) return [];
    // of these the first argument is all that says where: none means memory
    if (!first && /pglite|duckdb/.test(name)) return [];
    if (optionOf(js, call, 'inMemoryOnly')) return [];
    if (js.settle(first).some(({ expr }) => expr.is === 'call' && /^Memory(Sync)?$/.test(expr.name))) return [];
    // A store of sessions with a file of its own is judged as that.
    if (js.of(/session-store$|connect-sqlite3/).some((other) => other.at.file === call.at.file)) return [];
    return [fileDatabase(call, [said(call.at, `${name} keeps it in a file of this server`)])];
  });
}

/** libSQL's client speaks to a server, or opens the file that its `file:` address names (npm @libsql/client 0.15, README.md). */
function libsql(js: JsApp): readonly Database[] {
  return js.of('@libsql/client', /^createClient$/).flatMap((call): readonly Database[] => {
    const url = optionOf(js, call, 'url');
    const value = url && js.value(url);
    // a replica of a server in a file is a copy of it
    if (value?.state !== 'known' || optionOf(js, call, 'syncUrl') || !/^file:/.test(String(value.value))) return [];
    return [{ ...fileDatabase(call, value.because), engine: known('sqlite', value.because) }];
  });
}

/** The engine behind a package: `@seald-io/nedb` is nedb, `lowdb/node` lowdb, `classic-level` LevelDB. */
function engineName(module: string): string {
  if (/(^|-)level$/.test(module)) return 'leveldb';
  return module.replace(/^@[^/]+\//, '').replace(/\/.*/s, '');
}

function fileDatabase(call: Fact<'js-call'>, because: readonly Evidence[]): Database {
  const engine = /sqlite/.test(call.module) || connectors[call.module] ? 'sqlite' : engineName(call.module);
  return {
    label: 'the database',
    technology: 'node',
    engine: known(engine, because),
    backend: known({ technology: engine, reach: 'server' }, because),
    placeholder: false,
  };
}

/** `{ type: 'sqlite' }` chosen in code that nothing else shows. */
function sqliteOptions(js: JsApp, found: readonly Database[]): readonly Database[] {
  const judged = found.flatMap(({ backend }) => backend.because.flatMap(({ at }) => ('file' in at ? [at] : [])));
  const chosen = js.app.facts
    .of('use')
    .filter((fact) => fact.technology === 'node' && fact.what === 'chooses-sqlite' && js.runs(fact.at.file))
    // The connection that is given the option is judged already.
    .filter(({ at }) => !judged.some((one) => at.file === one.file && at.start <= one.start && one.end <= at.end));
  return chosen.slice(0, 1).map(({ at }) => {
    const because = [said(at, 'chooses SQLite')];
    return {
      label: 'the database',
      technology: 'node',
      engine: known('sqlite', because),
      backend: known({ technology: 'sqlite', reach: 'server' }, because),
      placeholder: false,
    };
  });
}

function keyValues(js: JsApp): readonly KeyValueConnection[] {
  const calls = js.of(
    /^(redis|ioredis|@redis\/client)$/,
    /^(createClient|Redis|default|createCluster|Redis\.Cluster|Cluster|)$/,
  );
  return calls.flatMap((call): readonly KeyValueConnection[] => {
    const url =
      optionOf(js, call, 'url') ??
      optionOf(js, call, 'host') ??
      member(js, optionOf(js, call, 'socket'), 'host') ??
      call.args.find((arg) => arg.is !== 'map' && arg.is !== 'opaque');
    const resolved = url && js.value(url);
    const text =
      resolved?.state === 'known' && typeof resolved.value === 'string' && resolved.value !== ''
        ? resolved.value
        : undefined;
    if (!resolved || text === undefined) return [];
    const found = /^rediss?:\/\/(?:[^@/]*@)?([^:/?]*)(?::\d+)?(?:\/(\d+))?/.exec(text);
    const host = found?.[1] ?? text;
    const failover =
      /Cluster/.test(call.name) || optionOf(js, call, 'sentinels') !== undefined || text.startsWith('ioredis://');
    const number = optionOf(js, call, 'db');
    const database = number ? js.value(number) : undefined;
    return [
      {
        label: `Redis at ${mask('URL', host)}`,
        technology: 'node',
        engine: 'redis',
        host: known(host === '' ? 'localhost' : host, resolved.because),
        database:
          database?.state === 'known'
            ? known(String(database.value), database.because)
            : known(found?.[2] ?? '0', resolved.because),
        placeholder: !isProduction(js, resolved.because),
        purposes: purposesOf(js),
        failover: known(failover, [said(call.at, 'connects to Redis')]),
        because: resolved.because,
      },
    ];
  });
}
