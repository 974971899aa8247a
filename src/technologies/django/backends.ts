import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import { entryIn, type PyValue, resolvedText, textIn } from '../python/values.js';
import type { DjangoSettings } from './settings.js';

/** Whose data lives where the database is. */
export function inDatabase(settings: DjangoSettings, alias = 'default'): Backend {
  return isFile(settings.get('DATABASES'), alias)
    ? { technology: 'database', reach: 'server', dependsOn: 'database' }
    : { technology: 'database', reach: 'shared' };
}

/** A file, as far as it is told: of several ways none that is read is a server. */
function isFile(databases: PyValue | undefined, alias: string): boolean {
  const entries = waysOf(databases).flatMap((one) => waysOf(entryIn(one, alias)));
  const engines = entries.flatMap((one) => textIn(entryIn(one, 'ENGINE')) ?? []);
  return engines.length > 0 && engines.every((engine) => /sqlite|spatialite/.test(engine));
}

/** What a value may be, as far as that can be read. */
function waysOf(value: PyValue | undefined): readonly PyValue[] {
  return value?.is === 'unknown' ? (value.options ?? []) : value ? [value] : [];
}

/** django/core/cache/backends, and the packages that most projects use instead: who sees what they keep. */
const cacheReach: readonly (readonly [RegExp, string, Reach])[] = [
  [/LocMemCache$/, 'LocMemCache', 'process'],
  [/FileBasedCache$/, 'FileBasedCache', 'server'],
  [/DummyCache$/, 'DummyCache, which keeps nothing', 'shared'],
  [/diskcache\./, 'diskcache', 'server'],
  [/redis/i, 'redis', 'shared'],
  [/valkey/i, 'valkey', 'shared'],
  [/memcached?/i, 'memcached', 'shared'],
  [/bmemcached|pylibmc/i, 'memcached', 'shared'],
];

/** Where the cache of a name keeps its values. Without CACHES Django uses LocMemCache (django/conf/global_settings.py, 5.x). */
export function cacheBackend(settings: DjangoSettings, alias = 'default'): Resolved<Backend> {
  const caches = settings.get('CACHES');
  if (caches === undefined) {
    const because = [
      { at: { builtin: 'Django, conf/global_settings.py' }, says: 'without CACHES the cache is LocMemCache' },
      said({ file: settings.file, start: 0, end: 0 }, 'sets no CACHES'),
    ];
    return known({ technology: 'LocMemCache', reach: 'process' }, because);
  }
  const name = resolvedText(entryIn(entryIn(caches, alias), 'BACKEND') ?? onlyUnknown(caches));
  if (name.state === 'unknown') return name;
  const text = name.value ?? '';
  if (/DatabaseCache$/.test(text)) return known(inDatabase(settings), name.because);
  const found = cacheReach.find(([pattern]) => pattern.test(text));
  return found
    ? known({ technology: found[1], reach: found[2] }, name.because)
    : unknown(`the cache backend '${text}' is not one that we know`, name.because);
}

function onlyUnknown(value: PyValue): PyValue | undefined {
  return value.is === 'unknown' ? value : undefined;
}
