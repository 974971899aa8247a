import type { Expr, Scalar } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { type PackageVersion, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { laravelDefault } from './defaults.js';

/** The configuration in force of a Laravel app. */
export interface LaravelConfig {
  readonly version: PackageVersion | undefined;
  /** `config('session.driver')`, with the chain: env file, config file, framework default. */
  get(key: string): Resolved<Value>;
  /** The expression behind a key, as the app's config file says it. */
  expr(key: string): Expr | undefined;
}

/** Reads the app's config files over the framework's own. */
export function laravelConfig(app: Resolution): LaravelConfig {
  const version = packageOf(app.facts, 'composer', 'laravel/framework');
  const byKey = new Map<string, Fact<'setting'>>();
  for (const fact of app.facts.of('setting')) if (fact.technology === 'laravel') byKey.set(fact.key, fact);
  const expr = (key: string) => byKey.get(key)?.value ?? laravelDefault(key, version)?.value;
  const scope: Scope = { environment: app.environment('one'), setting: expr, cast };
  return {
    version,
    expr,
    get(key) {
      const fact = byKey.get(key);
      if (fact) return evaluate(fact.value, scope);
      const builtin = laravelDefault(key, version);
      if (!builtin) return known(undefined, version ? [said(version.fact.at, `no config file sets ${key}`)] : []);
      const value = evaluate(builtin.value, scope);
      const because = value.because.map((step) =>
        'file' in step.at && step.at.file === '' ? { ...step, at: { builtin: builtin.builtin } } : step,
      );
      return value.state === 'known' ? known(value.value, because) : unknown(value.why, because);
    },
  };
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
