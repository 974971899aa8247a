import type { Fact } from '../../facts/fact.js';
import type { Source } from '../../read/source.js';

/** What a drop-in of wp-content keeps its entries in, by the words of its own code; the first that matches decides. */
const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/\bapcu_(store|fetch|add)\b|\bAPCu(Iterator)?\b/, 'apcu'],
  [/docket[_-]cache/i, 'file'],
  [/\bSQLite3\b|sqlite-object-cache/i, 'sqlite'],
  [/\bRedis(Cluster|Array)?\b|\bPredis\b|\bRelay\\/, 'redis'],
  [/\bMemcached?\b/, 'memcached'],
  [/\bxcache_|\bwincache_|\beaccelerator/, 'process memory'],
  [/\bfile_put_contents\b|\bfopen\b/, 'file'],
];

/** `object-cache.php` replaces the cache of values, `advanced-cache.php` the cache of pages. */
export function* dropInFacts(text: string, source: Source): Iterable<Fact> {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1, -'.php'.length);
  const at = { file: source.path, start: 0, end: text.split('\n', 1)[0]?.length ?? 0 };
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  yield {
    kind: 'use',
    technology: 'wordpress',
    what: 'drop-in',
    name,
    options: { kind: { is: 'literal', value: kind, at } },
    at,
  };
}
