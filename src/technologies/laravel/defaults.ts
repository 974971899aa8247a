import type { Expr } from '../../facts/expr.js';
import { atLeast, type PackageVersion } from '../../resolve/version.js';

/** A value that the framework itself supplies when the app's config files do not. */
export interface Default {
  readonly value: Expr;
  /** The source that it was read in. */
  readonly builtin: string;
}

const nowhere = { file: '', start: 0, end: 0 };

function env(name: string, fallback: string): Expr {
  return { is: 'env', name, at: nowhere, fallback: { is: 'literal', value: fallback, at: nowhere } };
}

/**
 * The framework's own config files, merged under the app's since 11 (laravel/framework 11.x, LoadConfiguration.php); before 11 a missing
 * file means that the key is not set.
 */
export function laravelDefault(key: string, version: PackageVersion | undefined): Default | undefined {
  if (!atLeast(version, 11)) return undefined;
  const value = merged[key];
  return value && { value, builtin: `laravel/framework 11.x, config/${key.split('.')[0]}.php` };
}

const merged: Readonly<Record<string, Expr>> = {
  'session.driver': env('SESSION_DRIVER', 'database'),
};
