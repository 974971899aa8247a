import { literalText } from '../facts/expr.js';
import type { Resolution } from './technology.js';

/** The variables by which an app is told where Redis is: one address, or host and port apart. */
export type RedisAddress =
  | { readonly url: string; readonly isSet: boolean }
  | { readonly host: string; readonly port?: string; readonly password?: string; readonly isSet: true };

/** As the app's environment names it already; `REDIS_URL` where nothing does. */
export function redisAddress(app: Resolution): RedisAddress {
  const entries = app.environment('layered').layers.flatMap(({ entries: all }) => [...all]);
  const names = new Set(entries.map(([name]) => name));
  const byValue = entries.find(([, { value }]) => /^rediss?:\/\//.test(literalText(value) ?? ''))?.[0];
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

/** What people have to provide. */
export function redisNeed(app: Resolution): string {
  const address = redisAddress(app);
  const names = 'url' in address ? [address.url] : [address.host, address.port, address.password].filter(Boolean);
  return `Provide a Redis that every server reaches and set ${names.join(', ')} to its address.`;
}
