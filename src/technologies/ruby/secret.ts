import type { Expr } from '../../facts/expr.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { Value } from '../../resolve/settings.js';

const random = /\bSecureRandom\.|\bRandom\.|\brand\(|OpenSSL::Random/;

/** Where the value of a key comes from: a literal and a variable are the same everywhere, `SecureRandom` never is. */
export function originOf(expr: Expr, value: (expr: Expr) => Resolved<Value>): Secret['origin'] {
  if (expr.is === 'literal') return known('fixed', [said(expr.at, 'is written in the code')]);
  if (expr.is === 'env') {
    const given = value({ is: 'env', name: expr.name, at: expr.at });
    if (!expr.fallback || (given.state === 'known' && given.value))
      return known('fixed', [said(expr.at, `is read from ${expr.name}`)]);
    return originOf(expr.fallback, value);
  }
  if (expr.is === 'choice' && expr.when) {
    const when = value(expr.when);
    if (when.state === 'unknown') return unknown('a condition decides', [said(expr.at, 'depends on a condition')]);
    return originOf(when.value ? expr.whenTrue : expr.whenFalse, value);
  }
  const source = expr.is === 'opaque' ? expr.source : '';
  if (/^(raise|abort|fail)\b/.test(source)) return known('fixed', [said(expr.at, 'does not start without a key')]);
  if (random.test(source)) return known('random-per-start', [said(expr.at, 'makes a random value')]);
  if (/credentials|secrets\b|Settings|Config|ENV/.test(source))
    return known('fixed', [said(expr.at, 'is read from the settings')]);
  return unknown('it is made by code', [said(expr.at, 'is made by code')]);
}
