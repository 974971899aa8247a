import { literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { RateLimiter } from '../../../resolve/parts/store.js';
import { byHand, type Repair } from '../../../resolve/repair.js';
import { table } from '../../../table.js';
import { limiterRepair } from '../repairs/stores.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { inMemory, storeOption } from './backends.js';
import { frameworkOf } from './framework.js';
import { plugged } from './plugins.js';

const factories: Readonly<Record<string, { readonly technology: string; readonly option: string }>> = table({
  'express-rate-limit': { technology: 'express', option: 'store' },
  'express-slow-down': { technology: 'express', option: 'store' },
  'hono-rate-limiter': { technology: 'hono', option: 'store' },
  'koa-ratelimit': { technology: 'koa', option: 'db' },
  'koa2-ratelimit': { technology: 'koa', option: 'store' },
  '@fastify/rate-limit': { technology: 'fastify', option: 'redis' },
  'elysia-rate-limit': { technology: 'elysia', option: 'context' },
  'fastify-rate-limit': { technology: 'fastify', option: 'redis' },
});

/** Rate limiters, and where they count. */
export function limiterParts(js: JsApp): AppParts {
  return {
    rateLimiters: [
      ...factoryLimiters(js),
      ...flexible(js),
      ...plainLimiters(js),
      ...countingCaches(js),
      ...betterAuth(js),
    ],
  };
}

function factoryLimiters(js: JsApp): readonly RateLimiter[] {
  const limiters = js.calls.flatMap((call) => limitersOf(js, call).map((limiter) => ({ call, limiter })));
  return onePerMaker(limiters);
}

interface Found {
  readonly call: Fact<'js-call'>;
  readonly limiter: RateLimiter;
}

/** What one function of the app makes for many routes is one fault, where it is made: there the store is given. */
function onePerMaker(found: readonly Found[]): readonly RateLimiter[] {
  const byMaker = new Map<string, Found[]>();
  for (const one of found) {
    const { backend } = one.limiter;
    const { file, start } = one.call.made ?? one.call.at;
    const key = `${file} ${start} ${backend.state === 'known' ? backend.value.reach : ''}`;
    const same = byMaker.get(key);
    if (same) same.push(one);
    else byMaker.set(key, [one]);
  }
  return [...byMaker.values()].flatMap((same) => asOne(same) ?? same.map(({ limiter }) => limiter));
}

function asOne(same: readonly Found[]): RateLimiter | undefined {
  const [first] = same;
  const made = first?.call.made;
  if (!first || !made || same.length === 1) return undefined;
  const { call, limiter } = first;
  if (limiter.backend.state !== 'known' || limiter.backend.value.reach === 'shared') return undefined;
  const places = same.slice(0, mostPlaces).map(({ call: { at } }) => said(at, 'limits requests by it'));
  const because = limiter.backend.because.map((one) => (one.at === call.at ? { ...one, at: made } : one));
  return {
    ...limiter,
    label: `the rate limit (at ${same.length} places)`,
    backend: { ...limiter.backend, because: [...places, ...because] },
    uses: places,
  };
}

/** More places say nothing new. */
const mostPlaces = 3;

function limitersOf(js: JsApp, call: Fact<'js-call'>): readonly RateLimiter[] {
  return plugged(js, call).flatMap(({ module, args }): readonly RateLimiter[] => {
    const kind = factories[module];
    const isMade = /^(rateLimit|default|slowDown|rateLimiter|RateLimit\.middleware|)$/.test(call.name);
    if (!kind || (call.module === module && !isMade)) return [];
    const store = optionOf(js, { args }, kind.option) ?? optionOf(js, { args }, 'store');
    if (store && isSkipped(js, { args })) return [];
    const isOpaque = !store && args.some((arg) => js.settle(arg).some(({ expr }) => expr.is === 'opaque'));
    const label = call.as ? `the rate limit '${call.as}'` : 'the rate limit';
    const backend = isOpaque
      ? unknown('its options are made by code that cannot be followed', [said(call.at, 'limits requests')])
      : storeOption(js, store, inMemory(call.at, `is given no store: ${module} counts in the memory of the process`));
    const repair = limiterRepair(js, module, { ...call, args });
    return [{ label, technology: kind.technology, backend, uses: [said(call.at, 'limits requests')], repair }];
  });
}

/** Switched off as shipped: what it would count in, were it on, is decided by what switches it on. */
export function isSkipped(js: JsApp, call: Pick<Fact<'js-call'>, 'args'>): boolean {
  const skips = optionOf(js, call, 'skip') ?? optionOf(js, call, 'skipIf');
  const value = skips && js.value(skips);
  return value?.state === 'known' && value.value === true;
}

/** rate-limiter-flexible: the class says where it counts. One that only stands in while the real one is down is no limiter of its own. */
function flexible(js: JsApp): readonly RateLimiter[] {
  return js.of('rate-limiter-flexible').flatMap((call): readonly RateLimiter[] => {
    const kind = /^RateLimiter(\w+)$/.exec(call.name)?.[1];
    if (!kind || /^(Union|Queue|Abstract|Res)$/.test(kind) || call.as === 'insuranceLimiter') return [];
    if (isInsurance(js, call)) return [];
    const isLocal = kind === 'Memory' || kind === 'Cluster';
    const backend = isLocal
      ? known({ technology: 'memory', reach: kind === 'Cluster' ? ('server' as const) : ('process' as const) }, [
          said(call.at, `${call.name} counts in memory`),
        ])
      : known({ technology: kind.toLowerCase(), reach: 'shared' as const }, [
          said(call.at, `${call.name} counts in ${kind}`),
        ]);
    return [
      {
        label: call.as ? `the rate limit '${call.as}'` : 'the rate limit',
        technology: 'node',
        backend,
        uses: [said(call.at, 'limits requests')],
      },
    ];
  });
}

function isInsurance(js: JsApp, call: Fact<'js-call'>): boolean {
  const shared = js
    .of('rate-limiter-flexible')
    .filter(
      (other) => other.at.file === call.at.file && /RateLimiter(Redis|Mongo|Postgres|MySQL|Memcache)/.test(other.name),
    );
  return shared.length > 0 && call.name === 'RateLimiterMemory';
}

/** `limiter` counts in memory and knows nothing else. */
function plainLimiters(js: JsApp): readonly RateLimiter[] {
  const made = [
    ...js.of('limiter', /^(RateLimiter|TokenBucket)$/),
    ...js.of('@hocuspocus/extension-throttle', /^Throttle$/),
    ...js.of('express-brute', /(^|\.)MemoryStore$/),
  ];
  return made.map((call) => ({
    label: call.as ? `the rate limit '${call.as}'` : 'the rate limit',
    technology: 'node',
    backend: known({ technology: 'memory', reach: 'process' as const }, [
      said(call.at, 'counts in the memory of the process'),
    ]),
    uses: [said(call.at, 'limits requests')],
  }));
}

/** Names of caches that count what somebody tries. */
export const countsAttempts = /limit|attempt|throttl|delay|brute/i;

/** A cache of the app's own making whose name says that it counts attempts, where caches live in the process. */
function countingCaches(js: JsApp): readonly RateLimiter[] {
  const [cache] = js.of(/^(lru-cache|@isaacs\/ttlcache|node-cache|quick-lru|memory-cache)$/);
  if (!cache) return [];
  return js.of(/^/, /^makes-(cache|memo)$/).flatMap((call): readonly RateLimiter[] => {
    const name = literalText(optionOf(js, call, 'name'));
    if (!name || !countsAttempts.test(name)) return [];
    const because = [
      said(cache.at, 'keeps it in the memory of the process'),
      said(call.at, `counts in the cache '${name}'`),
    ];
    return [
      {
        label: `the rate limit '${name}'`,
        technology: 'node',
        backend: known({ technology: 'memory', reach: 'process' }, because),
        uses: [],
      },
    ];
  });
}

/** Better Auth limits sign-ins in production by itself, in memory unless it has a secondary storage (its documentation, "Rate Limit"). */
function betterAuth(js: JsApp): readonly RateLimiter[] {
  return js.of('better-auth', /^betterAuth$/).flatMap((call): readonly RateLimiter[] => {
    const limit = optionOf(js, call, 'rateLimit');
    const enabled = limit && member(js, limit, 'enabled');
    const isOff = enabled && js.value(enabled);
    if (isOff?.state === 'known' && isOff.value === false) return [];
    const storage = limit && member(js, limit, 'storage');
    const chosen = storage && js.value(storage);
    const uses = [said(call.at, 'limits sign-ins')];
    const common = { label: 'the rate limit of sign-ins', technology: frameworkOf(js), uses, protects: 'login' };
    if (storage && chosen?.state !== 'known')
      return [{ ...common, backend: unknown('its storage is chosen by a condition', [said(storage.at, 'chooses')]) }];
    const name = chosen?.state === 'known' ? chosen.value : undefined;
    const second = optionOf(js, call, 'secondaryStorage') ?? optionOf(js, call, '...');
    if (name === 'database' || name === 'secondary-storage' || (name === undefined && second))
      return [
        {
          ...common,
          backend: known({ technology: String(name ?? 'secondary-storage'), reach: 'shared' }, [
            said(storage?.at ?? second?.at ?? call.at, 'is where sign-ins are counted'),
          ]),
        },
      ];
    const because = [said(storage?.at ?? limit?.at ?? call.at, 'counts sign-ins in the memory of the process')];
    return [{ ...common, backend: known({ technology: 'memory', reach: 'process' }, because), repair: inDatabase }];
  });
}

/** docs/content/docs/concepts/rate-limit.mdx of better-auth 1.3, "Storage". */
const inDatabase: Repair = {
  ...byHand(
    'Let better-auth count where every server reaches it',
    'Give betterAuth `rateLimit: { storage: "database" }` and make its table (npx @better-auth/cli generate or migrate), or a secondaryStorage (Redis) with `rateLimit: { storage: "secondary-storage" }`',
  ),
  whole: true,
};
