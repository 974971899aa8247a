import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { table } from '../../table.js';
import { processesOf } from '../php/published-image.js';
import type { Resolution } from '../technology.js';

export const officialImage = /^nextcloud$/;

/** What the configuration files of the official image say (nextcloud/docker, .config): shown at the process that runs it. */
export function imageSettings(app: Resolution): { readonly at: Span; get(key: string): Expr | undefined } | undefined {
  const [process] = processesOf(app.processes, officialImage);
  if (!process) return undefined;
  const at = process.at;
  const env = (name: string): Expr => ({ is: 'env', name, at });
  const text = (value: string | null): Expr => ({ is: 'literal', value, at });
  const given = (name: string, value: Expr, otherwise: Expr): Expr => ({
    is: 'choice',
    when: env(name),
    whenTrue: value,
    whenFalse: otherwise,
    at,
  });
  const redis = given('REDIS_HOST', text('\\OC\\Memcache\\Redis'), text(null));
  const settings: Readonly<Record<string, Expr>> = table({
    'memcache.local': text('\\OC\\Memcache\\APCu'),
    'memcache.distributed': redis,
    'memcache.locking': redis,
    objectstore: given('OBJECTSTORE_S3_BUCKET', text('S3'), given('OBJECTSTORE_SWIFT_URL', text('Swift'), text(null))),
    trusted_proxies: env('TRUSTED_PROXIES'),
    apps_paths: {
      is: 'list',
      at,
      items: [{ is: 'map', at, entries: [{ key: 'writable', value: { is: 'literal', value: true, at } }] }],
    },
  });
  return { at, get: (key) => settings[key] };
}
