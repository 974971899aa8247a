import type { AppParts } from './app.js';
import { known, type Resolved, said, unknown } from './evidence.js';
import type { Database, KeyValueConnection } from './parts/data.js';
import type { InnerService } from './parts/inner-service.js';
import type { Store } from './parts/store.js';

const here = /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|unix:|\/)/;

/**
 * The app's connections in view of the stores that its own containers start: an address of the machine itself is then meant as it stands and no
 * placeholder. A store that no connection is known for is one that the app finds by its own defaults.
 */
export function withInnerServices(parts: AppParts): AppParts {
  const inner = oneOfEach(parts.innerServices ?? []);
  if (inner.length === 0) return parts;
  const connections = parts.keyValueConnections ?? [];
  const databases = parts.databases ?? [];
  const stores = inner.filter(({ role }) => role !== 'database');
  const servers = inner.filter(({ role }) => role === 'database');
  const resolved = connections.map((one) =>
    met(
      one,
      stores.find(({ engine }) => engine === one.engine),
    ),
  );
  const own = stores.filter(
    ({ engine, runs }) =>
      runs.state === 'known' &&
      resolved.every(
        ({ engine: other, host }) => other !== engine || (host.state === 'known' && here.test(host.value)),
      ),
  );
  return {
    ...parts,
    ...keptIn(own, parts),
    keyValueConnections: [
      ...resolved,
      ...stores.filter(({ engine }) => !connections.some((one) => one.engine === engine)).map(connectionTo),
    ],
    databases: [
      ...databases.map((one) => metBy(one, servers)),
      ...servers
        .filter((server) => !databases.some((one) => isOf(one, server) || one.engine.state === 'unknown'))
        .map(databaseOf),
    ],
  };
}

/** What the app keeps in a store of which every copy starts its own: out of reach for the others, whatever that store could do. */
function keptIn(own: readonly InnerService[], parts: AppParts): AppParts {
  const moved = <S extends Store>(stores: readonly S[] | undefined): readonly S[] =>
    (stores ?? []).map((store) => {
      const { backend } = store;
      if (backend.state !== 'known' || backend.value.reach !== 'shared') return store;
      const service = own.find(({ engine }) => engine === engineOf(backend.value.technology));
      if (!service) return store;
      const value = { ...backend.value, reach: 'server' as const };
      // shown where the app chooses the store: that line is the one to change
      return { ...store, backend: known(value, [stepOf(service), ...backend.because]) };
    });
  if (own.length === 0) return {};
  return {
    sessionStores: moved(parts.sessionStores),
    caches: moved(parts.caches),
    queues: moved(parts.queues),
    rateLimiters: moved(parts.rateLimiters),
    locks: moved(parts.locks),
    broadcasters: moved(parts.broadcasters),
  };
}

/** Servers that speak Redis' protocol are used as one (`valkey`, `keydb`), and a store that is named after its server is kept there (`redis_cache_store`). */
function engineOf(technology: string): string {
  if (/^(redis|rediss|valkey|keydb|dragonfly)(_\w+)?$/.test(technology)) return 'redis';
  return /^mem_?cached?(_\w+)?$/.test(technology) ? 'memcached' : technology;
}

/** Branches of a script start the same store in several ways; one that surely runs speaks for all. */
function oneOfEach(services: readonly InnerService[]): readonly InnerService[] {
  const found = new Map<string, InnerService>();
  const rank = ({ runs }: InnerService) => (runs.state === 'known' ? 0 : 1);
  for (const one of services) {
    if (one.runs.state === 'known' && !one.runs.value) continue;
    const other = found.get(one.engine);
    if (!other || rank(one) < rank(other)) found.set(one.engine, one);
  }
  return [...found.values()];
}

function met(connection: KeyValueConnection, service: InnerService | undefined): KeyValueConnection {
  const { host } = connection;
  if (service?.runs.state !== 'known' || (host.state === 'known' && !here.test(host.value))) return connection;
  // An address that code puts together is taken for the store that comes up beside it, where nothing gives another one.
  const address = host.state === 'known' ? host.value : 'localhost';
  return { ...connection, placeholder: false, host: known(address, [...host.because, stepOf(service)]) };
}

function metBy(database: Database, services: readonly InnerService[]): Database {
  const { backend } = database;
  const service = services.find((one) => isOf(database, one));
  if (service?.runs.state !== 'known' || backend.state !== 'known' || backend.value.reach !== 'server') return database;
  return { ...database, placeholder: false, backend: known(backend.value, [...backend.because, stepOf(service)]) };
}

function isOf({ engine }: Database, service: InnerService): boolean {
  const family = (name: string) =>
    name.replace(/^(mysql2?|mariadb|trilogy|pdo_mysql)$/, 'mysql').replace(/^(pg|pgsql|postgres(ql)?)$/, 'postgresql');
  return engine.state === 'known' && family(engine.value) === family(service.engine);
}

function stepOf({ label, beside, at }: InnerService) {
  return said(at, `starts ${label} in every copy of ${beside}`);
}

function connectionTo(service: InnerService): KeyValueConnection {
  return {
    label: `${service.label} inside ${service.beside}`,
    technology: service.technology,
    engine: /^(redis|memcached|rabbitmq)$/.test(service.engine)
      ? (service.engine as KeyValueConnection['engine'])
      : 'other',
    host: whereRuns(service, 'localhost'),
    database: known('0', []),
    placeholder: false,
    purposes: [],
    failover: known(false, []),
    because: [stepOf(service)],
  };
}

function databaseOf(service: InnerService): Database {
  return {
    label: `${service.label} inside ${service.beside}`,
    technology: service.technology,
    engine: known(service.engine, [stepOf(service)]),
    backend: whereRuns(service, { technology: service.engine, reach: 'server' }),
    placeholder: false,
  };
}

function whereRuns<T>(service: InnerService, value: T): Resolved<T> {
  const because = [...service.runs.because, stepOf(service)];
  return service.runs.state === 'known' ? known(value, because) : unknown(service.runs.why, because);
}
