import type { Expr, Scalar } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { type PackageVersion, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { sameAs } from './config-facts.js';
import { type Default, laravelDefault, mergedByEntry } from './defaults.js';
import { understand } from './predicates.js';

/** The configuration in force of a Laravel app. */
export interface LaravelConfig {
  readonly version: PackageVersion | undefined;
  readonly scope: Scope;
  /** `config('session.driver')`, with the chain: env file, config file, framework default. */
  get(key: string): Resolved<Value>;
  /** The same as text; null and an empty text count as nothing. */
  text(key: string): Resolved<string | undefined>;
  /** A list of names, also where it is written as text with commas. */
  list(key: string): Resolved<readonly string[]>;
  /** The expression behind a key, as the app's config file says it. */
  expr(key: string): Expr | undefined;
  /** True when the app's own config files say the key or something below it. */
  has(key: string): boolean;
  /** Names below a key that the app's own config files define. */
  names(key: string): readonly string[];
  evaluate(expr: Expr): Resolved<Value>;
}

/** Reads the app's config files over the framework's own. */
export function laravelConfig(app: Resolution): LaravelConfig {
  const version = packageOf(app.facts, 'composer', 'laravel/framework');
  const byKey = settingsOf(app);
  const merges = !app.facts.of('use').some(({ technology, what }) => technology === 'laravel' && what === 'merge-off');
  const keys = [...byKey.keys()];
  const has = (key: string) => byKey.has(key) || keys.some((one) => one.startsWith(`${key}.`));
  const builtin = (key: string): Default | undefined => {
    if (!merges) return undefined;
    const owner = mergedByEntry.exec(key)?.[0].slice(0, -1) ?? key.split('.').slice(0, 2).join('.');
    return has(owner) ? undefined : laravelDefault(key, version);
  };
  const expr = (key: string) => byKey.get(key)?.value ?? builtin(key)?.value;
  const understood = (value: Expr) => understand(value);
  const scope: Scope = { environment: app.environment('one'), setting: (key) => expr(key), cast };
  const changed = changedAtRunTime(app, (condition) => evaluate(understood(condition), scope));
  const get = (key: string): Resolved<Value> => {
    const change = changed.get(key);
    if (change) return unknown(`${key} is set by code at run time`, [said(change.at, `sets ${key}`)]);
    const fact = byKey.get(key);
    if (fact) return evaluate(understood(fact.value), scope);
    const alias = aliasOf(key, byKey);
    if (alias) {
      const target = evaluate(alias.fact.value, scope);
      return chosenBy(target, (name) => get(`${name}${alias.rest}`));
    }
    const value = builtin(key);
    if (value) return fromBuiltin(value, scope);
    return known(undefined, version ? [said(version.fact.at, `no config file sets ${key}`)] : []);
  };
  const text = (key: string): Resolved<string | undefined> => asText(get(key));
  return {
    version,
    scope,
    get,
    text,
    expr,
    has,
    list: (key) => listOf(expr(key), () => text(key), scope),
    names: (key) => [
      ...new Set(
        keys.filter((one) => one.startsWith(`${key}.`)).map((one) => one.slice(key.length + 1).split('.')[0] ?? ''),
      ),
    ],
    evaluate: (value) => evaluate(understood(value), scope),
  };
}

/** Follows a choice to what it chooses; the steps that lead to the choice come last, since they decide. */
export function chosenBy<A, B>(choice: Resolved<A>, next: (value: A) => Resolved<B>): Resolved<B> {
  if (choice.state === 'unknown') return choice;
  const to = next(choice.value);
  return { ...to, because: [...to.because, ...choice.because] };
}

/** A value as text; null and an empty text count as nothing. */
export function asText(value: Resolved<Value>): Resolved<string | undefined> {
  return chain(value, (found) =>
    known(found === undefined || found === null || found === '' || found === false ? undefined : String(found), []),
  );
}

/** The settings of the app's config folder; a second folder of that name (a package, a module) does not override it. */
function settingsOf(app: Resolution): ReadonlyMap<string, Fact<'setting'>> {
  const byKey = new Map<string, Fact<'setting'>>();
  const depth = (path: string) => path.split('/').length;
  for (const fact of app.facts.of('setting')) {
    if (fact.technology !== 'laravel') continue;
    const before = byKey.get(fact.key);
    if (!before || before.at.file === fact.at.file || depth(fact.at.file) < depth(before.at.file))
      byKey.set(fact.key, fact);
  }
  return byKey;
}

/** Keys that a service provider overwrites when the app boots, unless a condition is known not to hold. */
function changedAtRunTime(
  app: Resolution,
  asked: (condition: Expr) => Resolved<Value>,
): ReadonlyMap<string, Fact<'use'>> {
  const changed = new Map<string, Fact<'use'>>();
  for (const fact of app.facts.of('use')) {
    if (fact.technology === 'laravel' && fact.what === 'sets-config' && fact.name && /Providers?\//.test(fact.at.file) && holds(fact.options?.conditions, asked))
      changed.set(fact.name, fact); // biome-ignore format: one condition
  }
  return changed;
}

/** False only when one of the conditions is known not to hold. */
export function holds(conditions: Expr | undefined, asked: (condition: Expr) => Resolved<Value>): boolean {
  if (conditions?.is !== 'list') return true;
  return conditions.items.every((condition) => {
    const value = asked(condition);
    return value.state === 'unknown' || Boolean(value.value);
  });
}

function aliasOf(key: string, byKey: ReadonlyMap<string, Fact<'setting'>>) {
  for (let cut = key.lastIndexOf('.'); cut > 0; cut = key.lastIndexOf('.', cut - 1)) {
    const fact = byKey.get(`${key.slice(0, cut)}${sameAs}`);
    if (fact) return { fact, rest: key.slice(cut) };
  }
  return undefined;
}

function fromBuiltin({ value, builtin }: Default, scope: Scope): Resolved<Value> {
  const found = evaluate(value, scope);
  const because = found.because.map((step) =>
    'file' in step.at && step.at.file === '' ? { ...step, at: { builtin } } : step,
  );
  return found.state === 'known' ? known(found.value, because) : unknown(found.why, because);
}

function listOf(
  expr: Expr | undefined,
  text: () => Resolved<string | undefined>,
  scope: Scope,
): Resolved<readonly string[]> {
  if (expr?.is !== 'list')
    return chain(text(), (names) =>
      known(
        (names ?? '')
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
        [],
      ),
    );
  let all: Resolved<readonly string[]> = known([], [said(expr.at, 'lists them')]);
  for (const item of expr.items) {
    all = chain(all, (names) => {
      const each = chain(
        evaluate(item, scope),
        (name): Resolved<readonly string[]> =>
          known(name === undefined || name === null ? names : [...names, String(name)], []),
      );
      return each;
    });
  }
  return all;
}

/** How env() reads text (laravel/framework, Support/Env.php): `true`, `(null)`, `empty` and the like become values. */
function cast(text: string): Scalar {
  switch (text.toLowerCase()) {
    case 'true':
    case '(true)':
      return true;
    case 'false':
    case '(false)':
      return false;
    case 'null':
    case '(null)':
      return null;
    case 'empty':
    case '(empty)':
      return '';
    default:
      return text;
  }
}
