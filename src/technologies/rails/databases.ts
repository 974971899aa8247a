import { chain, type Evidence, known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Database } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
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
    adapter === undefined ? unknown('no adapter is set', []) : known(String(adapter), []),
  );
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
export function databases(config: RailsConfig): readonly Database[] {
  if (!databaseNames(config).includes('primary')) return [];
  const backend = databaseBackend(config, 'primary');
  const pool = config.get('database.primary.pool');
  const last = backend.because.findLast((step) => 'file' in step.at);
  const file = last && 'file' in last.at ? last.at.file : '';
  return [
    {
      label: 'the database',
      technology: 'rails',
      engine: engineOf(config, 'primary'),
      backend,
      placeholder: /example|sample|\.env|database\.yml/.test(file),
      ...(pool.state === 'known' && Number(pool.value) > 0 ? { poolSize: map(pool, Number) } : {}),
    },
  ];
}

/** A store in one of the databases: shared when the database is; a database of its own that is a local file is its own fault. */
export function storeIn(config: RailsConfig, name: string): Resolved<Backend> {
  const own = databaseNames(config).includes(name) ? name : 'primary';
  return map(databaseBackend(config, own), (backend) =>
    backend.reach === 'server' && own === 'primary' ? { ...backend, dependsOn: 'database' } : backend,
  );
}
