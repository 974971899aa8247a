import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';

/**
 * Configuration that is later asked for by dotted names, from the calls that say it, whatever stands between: Nest's `registerAs('file', () => ({ … }))`
 * (npm @nestjs/config 4.0, lib/utils/register-as.util.ts), a schema of convict (npm convict 6.2, README.md) and nconf's own stores (npm nconf 0.13, lib/nconf/provider.js).
 */
export function settingsSaid(
  calls: readonly Fact<'js-call'>[],
  exported: (key: string) => Expr | undefined,
): ReadonlyMap<string, Expr> {
  /** A name that is written out, here or in another module, or stands in for a variable. */
  const nameIn = (expr: Expr | undefined): string | undefined => {
    if (expr?.is === 'env') return nameIn(expr.fallback);
    if (expr?.is === 'setting') return literalText(exported(expr.key.replace(/^js:/, '')));
    return literalText(expr);
  };
  const found = new Map<string, Expr>();
  const say = (key: string, value: Expr | undefined): void => {
    if (!value) return;
    if (key !== '' && !found.has(key)) found.set(key, value);
    if (value.is !== 'map') return;
    for (const entry of value.entries) if (entry.key !== '...') say(below(key, entry.key), entry.value);
  };
  /** An object with a `default` is a setting, which the variable that it names as `env` overrides. */
  const schema = (key: string, value: Expr | undefined): void => {
    if (value?.is !== 'map') return;
    const fallback = entryOf(value, 'default');
    const name = nameIn(entryOf(value, 'env'));
    if (fallback && key !== '')
      say(key, name === undefined ? fallback : { is: 'env', name, fallback, at: fallback.at });
    else for (const entry of value.entries) schema(below(key, entry.key), entry.value);
  };
  for (const { module, name, args } of calls) {
    const [first, second] = args;
    const key = nameIn(first);
    if (module === '@nestjs/config' && name === 'registerAs' && key !== undefined) say(key, second);
    else if (module === 'convict' && name === '') schema('', first);
    else if (module === 'nconf' && /(^|\.)set$/.test(name) && key !== undefined) say(key, second);
    else if (module === 'nconf' && /(^|\.)(defaults|overrides)$/.test(name)) say('', first);
  }
  return found;
}

function below(key: string, name: string): string {
  return key === '' ? name : `${key}.${name}`;
}
