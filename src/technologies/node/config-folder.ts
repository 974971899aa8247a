import { type Expr, type ExprEntry, entryOf } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import { npmPackage } from '../npm/packages.js';
import type { Resolution } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { memberOf } from './js/members.js';
import { fileKey } from './js/modules.js';

/** A file of the folder `config/` by what it is for, whatever it is written in. */
export const configFile = /(^|\/)config\/(default|production|custom-environment-variables)\.(json|ya?ml)$/;

/** Such a file as it is written (JSON is YAML); those in JavaScript are read as modules. */
export function* configData(documents: readonly DataNode[], file: string): Iterable<Fact> {
  const [first] = documents;
  if (first)
    yield {
      kind: 'setting',
      technology: 'node-config',
      key: '',
      value: dataExpr(first, file),
      at: { file, start: 0, end: 0 },
    };
}

/**
 * What node-config offers in production: `production` over `default`, and over both the variables that `custom-environment-variables`
 * names (config 4.0, lib/config.js, `loadFileConfigs` and `getCustomEnvVars`).
 */
export function folderConfig(app: Resolution, exported: (key: string) => Expr | undefined): Expr | undefined {
  if (!npmPackage(app.facts, 'config')) return undefined;
  const folder = app.root === '.' ? 'config/' : `${app.root}/config/`;
  const data = app.facts.of('setting').filter(({ technology }) => technology === 'node-config');
  const named = (name: string): Expr | undefined =>
    data.find(({ at }) => fileKey(at.file).replace(/\.(json5|ya?ml)$/, '') === `${folder}${name}`)?.value ??
    exported(`${folder}${name}#default`);
  const files = [named('default'), named('production')].filter((expr) => expr !== undefined);
  const [first, ...rest] = files;
  if (!first) return undefined;
  const values = rest.reduce(merged, first);
  const variables = named('custom-environment-variables');
  return variables ? underVariables(values, variables) : values;
}

function merged(under: Expr, over: Expr): Expr {
  if (under.is !== 'map' || over.is !== 'map') return over;
  const entries = over.entries.map((entry): ExprEntry => {
    const below = entryOf(under, entry.key);
    return below ? { ...entry, value: merged(below, entry.value) } : entry;
  });
  const kept = under.entries.filter(({ key }) => entryOf(over, key) === undefined);
  return { ...over, entries: [...kept, ...entries] };
}

/** `{ "redis": { "url": "REDIS_URL" } }`, or `{ "__name": "REDIS_URL", "__format": "json" }` in place of a name. */
function underVariables(values: Expr | undefined, variables: Expr): Expr {
  const fallback = values ? { fallback: values } : {};
  if (variables.is === 'literal') return { is: 'env', name: String(variables.value), at: variables.at, ...fallback };
  const name = entryOf(variables, '__name');
  if (name?.is === 'literal') return { is: 'env', name: String(name.value), at: name.at, ...fallback };
  if (variables.is !== 'map') return values ?? variables;
  const entries = variables.entries.map(
    (entry): ExprEntry => ({ ...entry, value: underVariables(entryOf(values, entry.key), entry.value) }),
  );
  const kept = values?.is === 'map' ? values.entries.filter(({ key }) => entryOf(variables, key) === undefined) : [];
  return { is: 'map', entries: [...kept, ...entries], at: variables.at };
}

/** The value under a dotted name; undefined where the configuration does not write it out. */
export function configured(root: Expr, name: string): Expr | undefined {
  let here = root;
  for (const step of name.split('.')) {
    here = memberOf(here, step, here.at);
    if (here.is === 'opaque') return undefined;
  }
  return here;
}
