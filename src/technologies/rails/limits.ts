import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { RateLimiter } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { storeIn } from './databases.js';
import { storeKind } from './rack-attack.js';
import { cacheRepair, limiterRepair } from './repairs.js';
import type { RailsConfig } from './settings.js';
import { cacheBackend, usesOf, witnesses } from './stores.js';

const technology = 'rails';

/** Rack::Attack and `rate_limit` of controllers count in a store of their own or in Rails.cache (actionpack 8, rate_limiting.rb). */
export function rateLimiters(app: Resolution, config: RailsConfig): readonly RateLimiter[] {
  const own = app.facts
    .of('setting')
    .filter(
      ({ technology: by, key, value }) =>
        by === technology && key === 'rack_attack.store' && kindOf(value) !== undefined,
    )
    .map((fact) => ({ fact, runs: config.holds(fact) }))
    .findLast(({ runs }) => runs.state === 'unknown' || runs.value);
  const limiters: RateLimiter[] = [];
  const inCache: Fact<'use'>[] = [];
  const throttles = usesOf(app, 'throttle');
  if (own && throttles.length > 0) {
    const limiter = rackAttack({ app, config }, own.fact, throttles);
    limiters.push(own.runs.state === 'known' ? limiter : { ...limiter, backend: own.runs });
  } else inCache.push(...throttles);
  for (const fact of usesOf(app, 'rate-limit')) {
    const store = fact.options?.store;
    const kind = store?.is === 'opaque' ? storeKind(store.source) : undefined;
    if (!kind) inCache.push(fact);
    else
      limiters.push({
        label: 'the rate limit',
        technology,
        backend: ownBackend(config, { name: kind, database: undefined, at: fact.at }),
        uses: [],
      });
  }
  const [first] = inCache;
  return first ? [...limiters, countedInCache(app, config, inCache)] : limiters;
}

function countedInCache(app: Resolution, config: RailsConfig, facts: readonly Fact<'use'>[]): RateLimiter {
  const cache = cacheBackend(config);
  const because = [
    ...cache.because.filter((step) => !('file' in step.at)),
    ...cache.because.filter((step) => 'file' in step.at),
    ...facts.slice(0, 1).map(({ at }) => said(at, 'counts in Rails.cache')),
  ];
  return {
    label: 'the rate limit',
    technology,
    backend: { ...cache, because },
    uses: witnesses(facts, 'limits requests'),
    repair: cacheRepair(app, config),
  };
}

/** The kind of store that is set, as the reader of the file says it or by what makes it; undefined for Rails.cache. */
function kindOf(value: Expr): string | undefined {
  const [kind] = value.is === 'list' ? value.items : [];
  if (kind?.is === 'opaque') return storeKind(kind.source);
  return kind?.is === 'literal' ? String(kind.value) : 'other';
}

function rackAttack(
  { app, config }: { readonly app: Resolution; readonly config: RailsConfig },
  { value, at }: Fact<'setting'>,
  throttles: readonly Fact<'use'>[],
): RateLimiter {
  const [kind, base] = value.is === 'list' ? value.items : [];
  const name = kindOf(value);
  const database = base?.is === 'literal' ? String(base.value) : undefined;
  return {
    label: 'the rate limit',
    technology,
    backend: ownBackend(config, { name, database, at }),
    uses: witnesses(throttles, 'limits requests'),
    ...(kind && (name === 'memory' || name === 'file') ? { repair: limiterRepair(app, config, kind.at) } : {}),
  };
}

function ownBackend(
  config: RailsConfig,
  {
    name,
    database,
    at,
  }: { readonly name: string | undefined; readonly database: string | undefined; readonly at: Fact['at'] },
): Resolved<Backend> {
  switch (name) {
    case 'redis':
      return known({ technology: 'redis', reach: 'shared' }, [said(at, 'counts in Redis')]);
    case 'memory':
      return known({ technology: 'memory', reach: 'process' }, [said(at, 'counts in memory')]);
    case 'file':
      return known({ technology: 'file_store', reach: 'server' }, [said(at, 'counts in files')]);
    case 'solid':
      return storeIn(config, database ?? 'cache');
    default:
      return unknown('the store of the limit is computed by code', [said(at, 'sets the store')]);
  }
}
