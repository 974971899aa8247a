import type { Expr } from '../../facts/expr.js';
import { chain, known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import type { ProductConfig } from '../php/product.js';

const technology = 'codeigniter';

/** CodeIgniter 3 logs to files only, below `log_path`, from the level of `log_threshold` on (system/core/Log.php). */
export function logFiles(config: ProductConfig): readonly LogSink[] {
  if (!config.expr('log_threshold')) return [];
  const threshold = config.get('log_threshold');
  const path = config.expr('log_path');
  return [
    {
      label: 'the logs of CodeIgniter',
      technology,
      destinations: chain(threshold, (level) =>
        level
          ? known<readonly LogDestination[]>(['file'], path ? [said(path.at, 'writes a file of each day there')] : [])
          : known<readonly LogDestination[]>(['nowhere'], []),
      ),
    },
  ];
}

/** What differs from machine to machine (PHP manual: php_uname, gethostname). */
const ofTheMachine = /\b(php_uname|gethostname)\s*\(/;

/** `$config['encryption_key']`: sessions and encrypted values need it. */
export function encryptionKey(config: ProductConfig): readonly Secret[] {
  const key = config.expr('encryption_key');
  if (!key) return [];
  const derived = sayingOf(key).find((part) => part.is === 'opaque' && ofTheMachine.test(part.source));
  if (!derived) return [];
  return [
    {
      label: 'encryption_key',
      technology,
      origin: known('per-machine', [said(derived.at, 'is made from what this machine is called')]),
      at: derived.at,
    },
  ];
}

/** The values that an expression may come to. */
function sayingOf(expr: Expr): readonly Expr[] {
  if (expr.is === 'choice') return [...sayingOf(expr.whenTrue), ...sayingOf(expr.whenFalse)];
  if ((expr.is === 'env' || expr.is === 'setting') && expr.fallback) return sayingOf(expr.fallback);
  return expr.is === 'text' ? expr.parts.flatMap(sayingOf) : [expr];
}
