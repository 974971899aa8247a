import { type Evidence, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import type { Repair } from '../../resolve/repair.js';
import { connectionOf, joinConnections } from '../python/connections.js';
import { djangoPool } from '../python/pools.js';
import { entryIn, itemsIn, type PyValue, resolvedText, textIn, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { databaseRepair } from './repairs.js';
import type { DjangoSettings } from './settings.js';

const engines: readonly (readonly [RegExp, string])[] = [
  [/sqlite|spatialite/, 'sqlite'],
  [/postg|psycopg/, 'postgresql'],
  [/mysql|mariadb/, 'mysql'],
  [/oracle/, 'oracle'],
  [/mssql|sql_server/, 'sqlserver'],
  [/mongo|djongo/, 'mongodb'],
  [/cockroach/, 'cockroachdb'],
];

const here = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|\/.*)?$/;

/** The databases of DATABASES. */
export function databases(settings: DjangoSettings, app: Resolution): readonly Database[] {
  const all = settings.get('DATABASES');
  if (all?.is === 'unknown') {
    const because = all.because;
    return [
      {
        label: 'the database',
        technology: 'django',
        engine: unknown(all.why, because),
        backend: unknown(all.why, because),
        placeholder: false,
      },
    ];
  }
  if (all?.is !== 'map') return [];
  return [...all.entries].map(([alias, value]) => ({
    ...database(alias, value, app),
    repair: databaseRepair(settings, app, alias),
    ...poolOf(djangoPool(app, settings.machine, entryIn(value, 'OPTIONS'))),
  }));
}

function poolOf(poolSize: Resolved<number> | undefined): Pick<Database, 'poolSize'> {
  return poolSize ? { poolSize } : {};
}

function database(alias: string, value: PyValue, app: Resolution): Database {
  const label = alias === 'default' ? 'the database' : `the database '${alias}'`;
  const name = entryIn(value, 'ENGINE');
  const text = resolvedText(name ?? (value.is === 'unknown' ? value : undefined));
  // without an ENGINE there is no database (django 5.2, db/utils.py: the dummy backend): what else the entry holds comes from elsewhere
  const engine: Resolved<string> =
    name === undefined && value.is !== 'unknown'
      ? unknown('the connection is given elsewhere', value.because)
      : text.state === 'unknown'
        ? text
        : known(
            engines.find(([pattern]) => pattern.test(text.value ?? ''))?.[1] ?? text.value ?? 'unknown',
            text.because,
          );
  const reconnects = checkedBeforeUse(value);
  return {
    label,
    technology: 'django',
    engine,
    ...placeOfDatabase(engine, value, app),
    ...(reconnects ? { reconnects, repairs: { reconnects: healthCheckRepair(value) } } : {}),
  };
}

/** Connections are closed behind each request unless CONN_MAX_AGE keeps them; kept ones are not checked by default (django 5.0, db/utils.py). */
function checkedBeforeUse(value: PyValue): Resolved<boolean> | undefined {
  const age = entryIn(value, 'CONN_MAX_AGE');
  if (age?.is !== 'scalar' || age.value === 0 || age.value === '0') return undefined;
  const health = entryIn(value, 'CONN_HEALTH_CHECKS');
  if (!health) return known(false, age.because);
  const checks = truthOf(health);
  return checks === undefined ? undefined : known(checks, health.because);
}

function healthCheckRepair(database: PyValue): Repair | undefined {
  const age = entryIn(database, 'CONN_MAX_AGE');
  const from = age?.is === 'scalar' && !entryIn(database, 'CONN_HEALTH_CHECKS') ? age.from : undefined;
  if (from?.is !== 'literal' || !from.at.file.endsWith('.py')) return undefined;
  const changes = [{ is: 'lines' as const, at: from.at, text: ['"CONN_HEALTH_CHECKS": True,'] }];
  return { title: 'Check a kept connection before it is used', safety: 'safe', changes, needs: [] };
}

function placeOfDatabase(
  engine: Resolved<string>,
  value: PyValue,
  app: Resolution,
): { backend: Resolved<Backend>; placeholder: boolean } {
  if (engine.state === 'unknown') return { backend: unknown(engine.why, engine.because), placeholder: false };
  if (engine.value === 'sqlite')
    return { backend: known({ technology: 'sqlite', reach: 'server' }, engine.because), placeholder: false };
  const host = entryIn(value, 'HOST');
  const text = resolvedText(host);
  if (text.state === 'unknown') {
    if (host?.is === 'unknown' && host.required !== undefined)
      return { backend: known({ technology: engine.value, reach: 'shared' }, host.because), placeholder: false };
    return { backend: text, placeholder: false };
  }
  const because: readonly Evidence[] =
    text.because.length > 0
      ? text.because
      : [
          ...engine.because,
          { at: { builtin: 'Django, DATABASES' }, says: 'HOST is not set: the database is on this machine' },
        ];
  if (!here.test(text.value ?? ''))
    return { backend: known({ technology: engine.value, reach: 'shared' }, because), placeholder: false };
  const fromEnvironment = host?.is === 'scalar' && host.from?.is === 'env';
  // a variable that has no fallback and that no file sets is the deployment's to give, as one that is required
  const fallback = fromEnvironment && host.from?.is === 'env' ? host.from.fallback : undefined;
  const isAsked = fromEnvironment && (!fallback || (fallback.is === 'literal' && fallback.value === null));
  if (isAsked && (text.value ?? '') === '')
    return { backend: known({ technology: engine.value, reach: 'shared' }, because), placeholder: false };
  const isGiven =
    fromEnvironment &&
    app
      .environment()
      .layers.some(
        ({ kind, entries }) =>
          (kind === 'deployment' || kind === 'production') && host.from?.is === 'env' && entries.has(host.from.name),
      );
  return {
    backend: known({ technology: engine.value, reach: 'server' }, because),
    placeholder: fromEnvironment && !isGiven,
  };
}

/** Connections to Redis and the like: of caches, sessions, Celery's broker and the channel layer. */
export function keyValueConnections(settings: DjangoSettings, app: Resolution): readonly KeyValueConnection[] {
  const found: KeyValueConnection[] = [];
  const sessions = textIn(settings.get('SESSION_ENGINE')) ?? '';
  const alias = textIn(settings.get('SESSION_CACHE_ALIAS')) ?? 'default';
  const caches = settings.get('CACHES');
  for (const [name, value] of caches?.is === 'map' ? caches.entries : []) {
    const backend = textIn(entryIn(value, 'BACKEND')) ?? '';
    if (!/redis|valkey|memcache/i.test(backend) || /LocMemCache$/.test(backend)) continue;
    const location = entryIn(value, 'LOCATION');
    const purposes: KeyValueConnection['purposes'] =
      /backends\.cache(d_db)?$/.test(sessions) && alias === name ? ['cache', 'sessions'] : ['cache'];
    const connection = connectionOf({
      machine: settings.machine,
      label: `the cache '${name}'`,
      technology: 'django',
      value: itemsIn(location)[0] ?? location,
      purposes,
      app,
    });
    if (connection) found.push(connection);
  }
  const broker = settings.get('CELERY_BROKER_URL') ?? settings.get('BROKER_URL');
  const queue =
    broker &&
    connectionOf({
      machine: settings.machine,
      label: "Celery's broker",
      technology: 'django',
      value: broker,
      purposes: ['queue'],
      app,
    });
  if (queue) found.push(queue);
  const layer = entryIn(settings.get('CHANNEL_LAYERS'), 'default');
  const [host] = itemsIn(entryIn(entryIn(layer, 'CONFIG'), 'hosts'));
  const channel =
    host &&
    connectionOf({
      machine: settings.machine,
      label: 'the channel layer',
      technology: 'django',
      value: host.is === 'list' ? host.items[0] : host,
      purposes: ['broadcast'],
      app,
    });
  if (channel) found.push(channel);
  return joinConnections(found);
}
