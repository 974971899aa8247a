import { dialectNeed } from '../../resolve/embedded.js';
import { chain, type Evidence, known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Database, SessionNeed } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { unlessGiven } from '../lacking.js';
import type { Resolution } from '../technology.js';
import type { RailsConfig } from './settings.js';

/** The names of the production databases (`primary`, `cache`, `queue` ...). */
export function databaseNames(config: RailsConfig): readonly string[] {
  return [...new Set(config.under('database.').map(({ key }) => key.split('.')[1] ?? ''))].filter(
    (name) => name !== '',
  );
}

/** Where one of the databases lives: SQLite is a file, other engines live where their host or URL says. DATABASE_URL overrides the primary one. */
export function databaseBackend(config: RailsConfig, name: string): Resolved<Backend> {
  return chain(engineOf(config, name), (engine) => {
    if (engine.startsWith('sqlite'))
      return known<Backend>({ technology: 'sqlite', reach: 'server' }, fileOf(config, name));
    const host = hostOf(config, name);
    if (host.state === 'unknown') return host;
    const here = host.value === undefined || /^(localhost|127\.|::1|\/)/.test(host.value);
    return known<Backend>(
      { technology: engine, reach: here && host.value !== undefined ? 'server' : 'shared' },
      host.because,
    );
  });
}

export function engineOf(config: RailsConfig, name: string): Resolved<string> {
  const url = urlOf(config, name);
  if (url) return map(url, (text) => /^(\w+)/.exec(text)?.[1]?.replace(/^postgres$/, 'postgresql') ?? 'unknown');
  return chain(config.get(`database.${name}.adapter`), (adapter) =>
    adapter === undefined ? engineOfDriver(config, name) : known(String(adapter), []),
  );
}

/** An address that is given elsewhere names a database that the app has a driver for. */
function engineOfDriver({ driver, ...config }: RailsConfig, name: string): Resolved<string> {
  const url = config.fact(`database.${name}.url`);
  if (!url || !driver) return unknown('no adapter is set', url ? [said(url.at, 'is given elsewhere')] : []);
  const gem = driver.fact.name;
  return known(gem === 'pg' ? 'postgresql' : gem, [
    said(driver.fact.at, `${gem} is the only driver`),
    said(url.at, 'is given elsewhere'),
  ]);
}

/** The database's own line is the one to show; the adapter often stands in a shared anchor far above. */
function fileOf(config: RailsConfig, name: string): readonly Evidence[] {
  const file = config.fact(`database.${name}.database`);
  return file ? [said(file.at, 'is a file on this server')] : [];
}

function hostOf(config: RailsConfig, name: string): Resolved<string | undefined> {
  const url = urlOf(config, name);
  if (url) return map(url, (text) => /^\w+:\/\/(?:[^@/]*@)?([^:/?]*)/.exec(text)?.[1]);
  return map(config.get(`database.${name}.host`), (host) =>
    host === undefined || host === null ? undefined : String(host),
  );
}

function urlOf(config: RailsConfig, name: string): Resolved<string> | undefined {
  const variable = config.value({
    is: 'env',
    name: name === 'primary' ? 'DATABASE_URL' : `${name.toUpperCase()}_DATABASE_URL`,
    at: { file: '', start: 0, end: 0 },
  });
  const because = variable.because.filter((step) => 'file' in step.at && step.at.file !== '');
  if (variable.state === 'known' && variable.value) return known(String(variable.value), because);
  const own = config.get(`database.${name}.url`);
  return own.state === 'known' && own.value ? known(String(own.value), own.because) : undefined;
}

/** The primary database; those of Solid Queue, Cache and Cable are judged with what they keep. */
export function databases(app: Resolution, config: RailsConfig): readonly Database[] {
  if (config.databases.length > 0) return [oneOfSeveral(config)];
  if (!databaseNames(config).includes('primary')) return [];
  const backend = databaseBackend(config, 'primary');
  const pool = poolOf(config);
  const last = backend.because.findLast((step) => 'file' in step.at);
  const file = last && 'file' in last.at ? last.at.file : '';
  return [
    {
      label: 'the database',
      technology: 'rails',
      engine: engineOf(config, 'primary'),
      backend,
      placeholder: /example|sample|\.env|database\.yml/.test(file),
      ...(pool ? { poolSize: pool } : {}),
      sessionNeeds: sessionNeeds(config),
      repair: databaseRepair(app, config, 'primary'),
    },
  ];
}

function oneOfSeveral(config: RailsConfig): Database {
  const open = unknown('which of the files for it is in force is decided elsewhere', config.databases);
  const url = urlOf(config, 'primary');
  return {
    label: 'the database',
    technology: 'rails',
    engine: url ? engineOf(config, 'primary') : open,
    backend: url ? databaseBackend(config, 'primary') : open,
    placeholder: false,
  };
}

/** On unless switched off, both (activerecord 8.0, PostgreSQLAdapter and AbstractAdapter#initialize); migrations hold the lock. */
function sessionNeeds(config: RailsConfig): readonly SessionNeed[] {
  const at = config.fact('database.primary.adapter')?.at;
  if (!at) return [];
  const need = (key: string, feature: SessionNeed['feature'], says: string): SessionNeed => ({
    feature,
    uses: chain(config.get(`database.primary.${key}`), (set) => {
      const off = set === false || set === 'false';
      return known(!off, off || set !== undefined ? [] : [said(at, says)]);
    }),
    at: config.fact(`database.primary.${key}`)?.at ?? at,
  });
  return [
    need('prepared_statements', 'prepared statements', 'prepares its statements unless prepared_statements is false'),
    need('advisory_locks', 'advisory locks', 'migrates under an advisory lock unless advisory_locks is false'),
  ];
}

/** Connections of one process: `pool`, called `max_connections` since 8.1, and 5 without either (activerecord, hash_config.rb). */
export function poolOf(config: RailsConfig): Resolved<number> | undefined {
  const given = ['max_connections', 'pool'].map((key) => config.get(`database.primary.${key}`));
  const set = given.find((value) => value.state === 'unknown' || value.value !== undefined);
  if (set) return set.state === 'known' && Number(set.value) > 0 ? map(set, Number) : undefined;
  return known(5, [
    { at: { builtin: 'activerecord, hash_config.rb' }, says: 'each process opens 5 connections at most' },
  ]);
}

/** A store in one of the databases: shared when the database is; a database of its own that is a local file is its own fault. */
export function storeIn(config: RailsConfig, name: string): Resolved<Backend> {
  const own = databaseNames(config).includes(name) ? name : 'primary';
  return map(databaseBackend(config, own), (backend) =>
    backend.reach === 'server' && (own === 'primary' || !backend.technology.startsWith('sqlite'))
      ? { ...backend, dependsOn: 'database' }
      : backend,
  );
}

/** The repair of what is kept in a database of its own; that of the primary one is judged, and repaired, there. */
export function storeRepair(app: Resolution, config: RailsConfig, name: string): Repair | undefined {
  return databaseNames(config).includes(name) ? databaseRepair(app, config, name) : undefined;
}

/** A production database that is a SQLite file becomes one of a PostgreSQL server, which keeps several under their own names. */
function databaseRepair(app: Resolution, config: RailsConfig, name: string): Repair | undefined {
  const adapter = config.fact(`database.${name}.adapter`);
  const file = config.fact(`database.${name}.database`);
  if (!file || adapter?.value.is !== 'literal' || !String(adapter.value.value).startsWith('sqlite')) return undefined;
  const source = file.value.is === 'literal' ? String(file.value.value) : '';
  const own = /(?<![\w-])([\w-]+)\.(sqlite3?|db)$/.exec(source)?.[1] ?? `production_${name}`;
  const block = app.facts
    .of('use')
    .find(({ technology, what }) => technology === 'rails' && what === 'production-databases');
  // An adapter that stands outside of the production block comes from an anchor that other environments share.
  const inside = block && adapter.at.file === block.at.file && adapter.at.start >= block.at.start;
  // read whenever the app boots, by assets:precompile in the build of the image too, which is not given them
  const login = ['host', 'username', 'password'].map((key) => `${key}: <%= ENV["DB_${key.toUpperCase()}"] %>`);
  const switched: Change = { is: 'replace', at: adapter.at, text: 'postgresql' };
  const lines: Change = { is: 'lines', at: file.at, text: [...(inside ? [] : ['adapter: postgresql']), ...login] };
  return {
    title: `Keep the ${name} database on a PostgreSQL server`,
    safety: 'unsafe',
    changes: [{ is: 'replace', at: file.at, text: own }, ...(inside ? [switched] : []), lines],
    needs: [
      'bundle add pg',
      'provision PostgreSQL and set DB_HOST, DB_USERNAME and DB_PASSWORD on every server',
      'copy the rows of the SQLite file (pgloader)',
      dialectNeed,
    ],
    ...unlessGiven(config.environment, ['DB_HOST', 'DB_USERNAME', 'DB_PASSWORD']),
  };
}
