import { literalText } from '../facts/expr.js';
import type { PyExpr } from '../facts/python-code.js';
import type { Resolution } from './technology.js';

/** The variables by which an app is told where Redis is: one address, or host and port apart. */
export type RedisAddress =
  | { readonly url: string; readonly isSet: boolean }
  | { readonly host: string; readonly port?: string; readonly password?: string; readonly isSet: true };

/** As the app's environment names it already; `REDIS_URL` where nothing does. */
export function redisAddress(app: Resolution): RedisAddress {
  const entries = app.environment('layered').layers.flatMap(({ entries: all }) => [...all]);
  const names = new Set(entries.map(([name]) => name));
  const clusters = clusterAddresses(app);
  const byValue = entries.find(
    ([name, { value }]) => !clusters.has(name) && /^rediss?:\/\//.test(literalText(value) ?? ''),
  )?.[0];
  const url = names.has('REDIS_URL')
    ? 'REDIS_URL'
    : // a name with more in front is of one purpose, unless it is seen to be an address
      (byValue ?? [...names].find((name) => /^REDIS_(URI|DSN)$/.test(name)));
  if (url) return { url, isSet: true };
  const host = [...names].find((name) => /(^|_)REDIS_(HOST|HOSTNAME)$/.test(name));
  if (!host) return { url: 'REDIS_URL', isSet: false };
  const stem = host.replace(/HOST(NAME)?$/, '');
  const port = names.has(`${stem}PORT`) ? { port: `${stem}PORT` } : {};
  const password = names.has(`${stem}PASSWORD`) ? { password: `${stem}PASSWORD` } : {};
  return { host, ...port, ...password, isSet: true };
}

/** Addresses that a client of a cluster takes, by their names: one of a single server cannot follow what its nodes answer (redis-py 5.0, cluster.py). */
export function clusterAddresses({ facts }: Resolution): ReadonlySet<string> {
  const made = facts.of('python-call').filter(({ name }) => /\.RedisCluster(\.from_url)?$/.test(name));
  return new Set(made.flatMap(({ args }) => args.flatMap(({ value }) => namesIn(value))));
}

/** `settings.EVENTS_URL`, `os.environ["EVENTS_URL"]`. */
function namesIn(expr: PyExpr): readonly string[] {
  switch (expr.is) {
    case 'name':
    case 'attribute':
      return [expr.name];
    case 'item':
      return namesIn(expr.key);
    case 'call':
      return expr.args.flatMap(({ value }) => namesIn(value));
    default:
      return expr.is === 'literal' ? [String(expr.value)] : [];
  }
}

/** What people have to provide. */
export function redisNeed(app: Resolution): string {
  const address = redisAddress(app);
  const names = 'url' in address ? [address.url] : [address.host, address.port, address.password].filter(Boolean);
  return `Provide a Redis that every server reaches and set ${names.join(', ')} to its address.`;
}
