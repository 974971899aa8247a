import { type Expr, entryOf } from '../../facts/expr.js';
import { chain, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { Database } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import type { Value } from '../../resolve/settings.js';
import type { Resolution } from '../technology.js';
import { hostOf } from './dsn.js';
import { addressRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

/** The connections of Doctrine. */
export function databases(app: Resolution, config: SymfonyConfig): readonly Database[] {
  const dbal = config.expr(['doctrine', 'dbal']);
  const connections = entryOf(dbal, 'connections');
  const named = connections?.is === 'map' ? connections.entries : [];
  const all =
    named.length > 0
      ? named.map(({ key, value }) => ({ name: key, value }))
      : dbal
        ? [{ name: 'default', value: dbal }]
        : [];
  return all.flatMap(({ name, value }) => {
    const found = database(app, config, { name, value });
    return found ? [found] : [];
  });
}

const here = /^(localhost|127\.|\[?::1\]?$|0\.0\.0\.0)/;

function database(app: Resolution, config: SymfonyConfig, given: { name: string; value: Expr }): Database | undefined {
  const url = entryOf(given.value, 'url');
  const host = entryOf(given.value, 'host');
  const path = entryOf(given.value, 'path');
  const driver = entryOf(given.value, 'driver');
  const written = url ?? host ?? path ?? driver;
  if (!written) return undefined;
  const value = config.evaluate(written);
  const placeholder = isPlaceholder(app, value) || isFallback(app, written);
  return {
    label: given.name === 'default' ? 'the database' : `the database of the connection ${given.name}`,
    technology: 'symfony',
    engine: chain(url ? value : driver ? config.evaluate(driver) : known('mysql', []), (text) => engineOf(text)),
    backend: url
      ? chain(value, ofUrl)
      : host
        ? chain(value, ofHost)
        : chain(value, () => known({ technology: 'sqlite', reach: 'server' as const }, [])),
    placeholder,
    repair: addressRepair(written),
  };
}

function engineOf(text: Value): Resolved<string> {
  const scheme = /^(?:pdo[_-])?([a-z]+)/i.exec(String(text ?? ''))?.[1]?.toLowerCase();
  if (!scheme) return unknown('no connection is set in the repository', []);
  if (/^(pgsql|postgres|postgresql)$/.test(scheme)) return known('postgresql', []);
  if (/^(mysql|mysqli|mariadb)/.test(scheme)) return known('mysql', []);
  if (/^sqlite/.test(scheme)) return known('sqlite', []);
  return known(scheme, []);
}

function ofUrl(url: Value): Resolved<Backend> {
  const text = String(url ?? '');
  if (text === '') return unknown('no connection is set in the repository', []);
  if (/^(pdo[_-])?sqlite/.test(text)) return known({ technology: 'sqlite', reach: 'server' }, []);
  const host = hostOf(text);
  return ofHost(host ?? 'localhost');
}

function ofHost(host: Value): Resolved<Backend> {
  if (host === undefined || host === null || host === '') return unknown('no host is set in the repository', []);
  const local = here.test(String(host));
  return known({ technology: String(host), reach: local ? 'server' : 'shared' }, []);
}

/** What a parameter says for a variable that nothing gives is filled in by whoever installs the app. */
function isFallback(app: Resolution, written: Expr): boolean {
  return written.is === 'env' && !app.environment('layered').layers.some(({ entries }) => entries.has(written.name));
}

/** Symfony's committed `.env` and its templates hold examples that every installation replaces; `.env.prod` and deployment files do not. */
function isPlaceholder(app: Resolution, value: Resolved<Value>): boolean {
  const layers = app.environment('layered').layers;
  return value.because.some((step) => {
    const file = 'file' in step.at ? step.at.file : undefined;
    return layers.some((layer) => (layer.kind === 'local' || layer.kind === 'example') && layer.at.file === file);
  });
}
