import { literalText } from '../../facts/expr.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { KeyValueConnection } from '../../resolve/parts/data.js';
import type { CacheStore } from '../../resolve/parts/store.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';
import { contentFolder, pageCaches, pluginsOf } from './plugins.js';
import { objectCacheRepair, pageCacheRepair } from './repairs.js';
import type { WordPressConfig } from './settings.js';

const reaches: Readonly<Record<string, Reach>> = table({
  apcu: 'server',
  file: 'server',
  sqlite: 'server',
  'process memory': 'server',
  redis: 'shared',
  memcached: 'shared',
});

/** Where the object cache lives: per request without a drop-in, else where the drop-in keeps it; and pages kept in files. */
export function cacheParts(app: Resolution, config: WordPressConfig): AppParts {
  const objects = objectCache(app, config);
  return {
    caches: [objects, ...pages(app)],
    keyValueConnections: redis(app, config, objects),
  };
}

/** Exported for the scheduler: its lock is a transient, which is as local as the object cache. */
export function objectCache(app: Resolution, config: WordPressConfig): CacheStore {
  const dropIn = app.facts
    .of('use')
    .find(
      (fact) =>
        fact.technology === 'wordpress' &&
        fact.what === 'drop-in' &&
        fact.name === 'object-cache' &&
        contentFolder.test(fact.at.file),
    );
  const store = { label: 'the object cache', technology: 'wordpress', uses: [] };
  if (!dropIn) {
    const builtin = {
      at: { builtin: 'WordPress, class-wp-object-cache.php' },
      says: 'lives for one request; transients are rows of the options table',
    };
    const missing = config.at ? [said(config.at, 'no object-cache.php drop-in ships')] : [];
    return { ...store, backend: known({ technology: 'the database', reach: 'shared' }, [...missing, builtin]) };
  }
  const kind = literalText(dropIn.options?.kind) ?? 'unknown';
  const reach = reaches[kind];
  const because = [said(dropIn.at, `replaces the object cache by one in ${kind}`)];
  const backend: Resolved<Backend> = reach
    ? known({ technology: kind, reach }, because)
    : unknown('the drop-in does not show where it keeps its entries', [said(dropIn.at, 'replaces the object cache')]);
  return { ...store, backend, repair: objectCacheRepair(config, dropIn.at) };
}

function pages(app: Resolution): readonly CacheStore[] {
  const plugin = pluginsOf(app).find(({ slug }) => pageCaches.test(slug));
  const dropIn = app.files.find((path) => contentFolder.test(path) && path.endsWith('/advanced-cache.php'));
  const at = dropIn ? { file: dropIn, start: 0, end: 0 } : plugin?.at;
  if (!at) return [];
  return [
    {
      label: 'the page cache',
      technology: 'wordpress',
      content: 'pages',
      stakes: 'speed',
      uses: [],
      repair: pageCacheRepair(plugin?.slug ?? 'the plugin of advanced-cache.php'),
      backend: known({ technology: 'files', reach: 'server' }, [
        said(at, `${plugin?.slug ?? 'the drop-in'} keeps rendered pages in files`),
      ]),
    },
  ];
}

/** The constants of the redis-cache plugin; its host is 127.0.0.1 unless said. */
function redis(app: Resolution, config: WordPressConfig, objects: CacheStore): readonly KeyValueConnection[] {
  const plugin = pluginsOf(app).find(({ slug }) => /^(redis-cache|wp-redis|object-cache-pro)$/.test(slug));
  const inUse = objects.backend.state === 'known' && objects.backend.value.technology === 'redis';
  if (!inUse && !(plugin && config.definition('WP_REDIS_HOST'))) return [];
  const because = objects.backend.because;
  const host = chain(config.get('WP_REDIS_HOST'), (value) =>
    value
      ? known(String(value), [])
      : known('127.0.0.1', [
          ...because,
          { at: { builtin: 'redis-cache, README' }, says: 'WP_REDIS_HOST falls back to 127.0.0.1' },
        ]),
  );
  return [
    {
      label: 'the Redis of the object cache',
      technology: 'wordpress',
      engine: 'redis',
      host,
      database: chain(config.get('WP_REDIS_DATABASE'), (value) => known(String(value ?? 0), [])),
      placeholder: host.because.at(-1)?.says.startsWith('falls back') ?? false,
      purposes: ['cache'],
      failover: known(
        config.definition('WP_REDIS_SENTINEL') !== undefined || config.definition('WP_REDIS_CLUSTER') !== undefined,
        [],
      ),
      because,
    },
  ];
}
