import type { Expr } from '../../facts/expr.js';
import { chain, known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import type { ProductConfig } from '../php/product.js';

const technology = 'codeigniter';

/** Who may say where a request comes from: `proxyIPs` of CodeIgniter 4 (system/HTTP/RequestTrait.php), `proxy_ips` of 3. */
export function proxyTrusts(config: ProductConfig): readonly ProxyTrust[] {
  const expr = config.expr('App.proxyIPs');
  if (expr?.is === 'list' || expr?.is === 'map') {
    const names = expr.is === 'list' ? expr.items.map((item) => (item.is === 'literal' ? String(item.value) : '')) : expr.entries.map(({ key }) => key);
    const who = names.length === 0 ? 'nobody' : names.some((name) => /^(0\.0\.0\.0\/0|::\/0)$/.test(name)) ? 'everyone' : 'bounded';
    return [{ technology, matters: [], trusts: known(who, [said(expr.at, who === 'nobody' ? 'names no proxy' : 'names the proxies')]) }];
  }
  if (!config.expr('proxy_ips')) return [];
  const trusts = chain(config.get('proxy_ips'), (value) => known(value ? ('bounded' as const) : ('nobody' as const), []));
  return [{ technology, matters: [], trusts }];
} // biome-ignore format: one choice a line

const handlers: Readonly<Record<string, LogDestination>> = { FileHandler: 'file', ErrorlogHandler: 'console' };

/** The handlers of CodeIgniter 4, by their classes (system/Log/Handlers); one that the app made itself takes the lines elsewhere. */
function handlersOf(config: ProductConfig): readonly LogSink[] {
  const places = Object.keys(handlers).flatMap((name) => {
    const found = config.expr(`Logger.handlers.${name}`);
    return found ? [{ name, at: found.at }] : [];
  });
  const others = config.expr('Logger.handlers.other');
  const file = places.find(({ name }) => name === 'FileHandler');
  if (places.length === 0 || (others && !file)) return [];
  const destinations = [
    ...places.flatMap(({ name }) => handlers[name] ?? []),
    ...(others ? (['collector'] as const) : []),
  ];
  const step = file ? [said(file.at, 'writes a file of each day below WRITEPATH')] : [];
  return [{ label: 'the logs of CodeIgniter', technology, destinations: known(destinations, step) }];
}

/** What the handlers of 4 do; CodeIgniter 3 logs to files only, below `log_path`, from the level of `log_threshold` on (system/core/Log.php). */
export function logFiles(config: ProductConfig): readonly LogSink[] {
  if (!config.expr('log_threshold')) return handlersOf(config);
  const threshold = isAlwaysOn(config.expr('log_threshold')) ? known(1, []) : config.get('log_threshold');
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

/** `DEBUG ? 2 : 1`: whatever is chosen, something is logged. */
function isAlwaysOn(expr: Expr | undefined): boolean {
  if (expr?.is === 'choice') return isAlwaysOn(expr.whenTrue) && isAlwaysOn(expr.whenFalse);
  return expr?.is === 'literal' && typeof expr.value === 'number' && expr.value > 0;
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
