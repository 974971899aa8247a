import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Environment } from '../../resolve/environments.js';
import { type Evidence, known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { type PackageVersion, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { databaseFile, isDatabaseFile } from './files-in-force.js';

/** The configuration in force in production. */
export interface RailsConfig {
  readonly version: PackageVersion | undefined;
  readonly environment: Environment;
  /** The gem of the one database that the app is shipped with a driver for. */
  readonly driver: PackageVersion | undefined;
  /** Files for the database of which nothing tells which one is in force. */
  readonly databases: readonly Evidence[];
  /** `cache_store`, `database.primary.adapter`; a list (`:redis_cache_store, { url: ... }`) counts as its first item. */
  get(key: string): Resolved<Value>;
  /** The setting that decides, when one does. */
  fact(key: string): Fact<'setting'> | undefined;
  /** All settings whose key begins so. */
  under(prefix: string): readonly Fact<'setting'>[];
  value(expr: Expr): Resolved<Value>;
  /** Whether the condition around a setting holds in production. */
  holds(fact: Fact<'setting'>): Resolved<boolean>;
}

/** Initializers run after the environment's file, which runs after application.rb (railties, Rails::Application#initialize!). */
const layers: readonly RegExp[] = [
  /(^|\/)config\/initializers\//,
  /(^|\/)config\/environments\/production\.rb$/,
  /(^|\/)config\/application\.rb$/,
  /\.ya?ml([._-]\w+)?$/,
];

/** As the app is given it; or as a process of it is, in an environment of its own. */
export function railsConfig(app: Resolution, environment: Environment = app.environment('layered')): RailsConfig {
  const scope: Scope = { environment, emptyIsUnset: true };
  const database = databaseFile(app);
  const all = app.facts
    .of('setting')
    .filter(({ technology, at }) => technology === 'rails' && layerOf(at.file) >= 0)
    .filter(({ at }) => !isDatabaseFile(at.file) || database.chosen.has(at.file));
  const block = app.facts
    .of('use')
    .find(({ technology, what }) => technology === 'rails' && what === 'production-block');
  const candidates = (key: string) =>
    all
      .filter((fact) => fact.key === key)
      .toSorted((a, b) => layerOf(a.at.file) - layerOf(b.at.file) || b.at.start - a.at.start);
  const holds = ({ guard }: Fact<'setting'>) => (guard ? map(evaluate(guard, scope), Boolean) : known(true, []));
  const decide = (key: string): { fact?: Fact<'setting'>; why?: Resolved<Value> } => {
    for (const fact of candidates(key)) {
      const guard = holds(fact);
      if (guard.state === 'unknown')
        return {
          why: unknown(`it depends on a condition at ${fact.at.file}`, [said(fact.at, 'depends on a condition')]),
        };
      if (guard.value) return { fact };
    }
    return {};
  };
  return {
    version: packageOf(app.facts, 'gem', 'rails') ?? packageOf(app.facts, 'gem', 'railties'),
    environment,
    driver: onlyDriver(app),
    databases: database.open,
    fact: (key) => decide(key).fact,
    under: (prefix) => all.filter(({ key }) => key.startsWith(prefix)),
    value: (expr) => evaluate(expr, scope),
    holds,
    get(key) {
      const { fact, why } = decide(key);
      if (why) return why;
      if (!fact) return known(undefined, unmet(candidates(key), key, block));
      const expr = fact.value.is === 'list' ? (fact.value.items[0] ?? fact.value) : fact.value;
      return evaluate(expr, scope);
    },
  };
}

/** activerecord 8.0, connection_adapters: each adapter needs a gem of its own. */
function onlyDriver({ facts }: Resolution): PackageVersion | undefined {
  const drivers = ['pg', 'mysql2', 'trilogy', 'sqlite3'].flatMap((name) => packageOf(facts, 'gem', name) ?? []);
  return drivers.length === 1 ? drivers[0] : undefined;
}

function layerOf(file: string): number {
  return layers.findIndex((layer) => layer.test(file));
}

/** Why the default applies: a setting under a condition that does not hold, or the production block that says nothing of it. */
function unmet(facts: readonly Fact<'setting'>[], key: string, block: Fact<'use'> | undefined): readonly Evidence[] {
  const [first] = facts;
  if (first) return [said(first.at, `would set ${key}, but its condition does not hold as shipped`)];
  return block && !/^(database|storage|cable)\./.test(key) ? [said(block.at, `does not set ${key}`)] : [];
}
