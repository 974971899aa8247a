import type { Evidence } from '../resolve/evidence.js';
import type { Store } from '../resolve/parts/store.js';
import { type Backend, isShared } from '../resolve/reach.js';
import type { Repair } from '../resolve/repair.js';
import { judge, type Outcome, safe, unclear } from './outcome.js';

/**
 * Judges where a store is kept: out of reach of other servers is for `hazard` to put into words; shared is said to be safe; a store that is
 * local only because of another one (its database is a local file) is unclear here, since the fault stands once, there.
 */
export function judgeStore(
  store: Store,
  hazard: (backend: Backend, because: readonly Evidence[]) => Outcome | undefined,
): Outcome[] {
  return judge(`where ${store.label} live`, store.backend, (backend, because) => {
    const technology = store.technology;
    if (backend.dependsOn) {
      return unclear(
        `${store.label} live in ${backend.technology}: shared as soon as the ${backend.dependsOn} is`,
        because,
        { technology },
      );
    }
    if (isShared(backend))
      return safe(`${store.label} live in ${backend.technology}, which every server reaches`, because, { technology });
    const outcome = hazard(backend, because);
    if (outcome?.is !== 'hazard') return outcome;
    return { repair: store.repair, ...(store.confidence ? { confidence: store.confidence } : {}), ...outcome };
  });
}

/** Stores that one repair mends are one fault, told where most is lost, with the places of the others. */
export function mendedTogether<S extends Store & { readonly stakes?: 'speed' | 'data' }>(stores: readonly S[]): readonly S[] {
  const byRepair = new Map<string, S[]>();
  for (const store of stores) {
    const isLocal = store.backend.state === 'known' && !isShared(store.backend.value);
    const key = (isLocal && store.repair ? sameRepair(store.repair) : undefined) ?? `${byRepair.size}`;
    byRepair.set(key, [...(byRepair.get(key) ?? []), store]);
  }
  return [...byRepair.values()].flatMap((all) => {
    const lead = all.find(({ stakes }) => stakes !== 'speed') ?? all[0];
    if (!lead || all.length === 1 || lead.backend.state !== 'known') return all;
    const others = all.filter((one) => one !== lead);
    const below = others.flatMap(({ label, backend }) => {
      const place = backend.because.findLast(({ at }) => 'file' in at);
      return place ? [{ ...place, says: `${label}: kept there as well` }] : [];
    });
    const { value, because } = lead.backend;
    return [{ ...lead, backend: { state: 'known' as const, value, because: [...below, ...because] } }];
  });
} // biome-ignore format: one signature

/** Changes are the same where they are made at the same places; words where they are the whole of what is told. */
function sameRepair({ changes, whole, title, needs }: Repair): string | undefined {
  if (changes.length > 0) return JSON.stringify(changes);
  return whole ? JSON.stringify([title, needs]) : undefined;
}

/** What an app keeps, and where. */
interface Kept {
  readonly sessionStores: readonly Pick<Store, 'backend'>[];
  readonly caches: readonly Pick<Store, 'backend'>[];
  readonly queues: readonly Pick<Store, 'backend'>[];
  readonly keyValueConnections: readonly unknown[];
}

/** What of an app is kept in Redis, as far as its stores are known, in words: `cache and jobs`. */
export function heldByRedis({ sessionStores, caches, queues }: Omit<Kept, 'keyValueConnections'>): string {
  const isThere = ({ backend }: Pick<Store, 'backend'>) => backend.state === 'known' && /redis|valkey|sidekiq|resque|bull/i.test(backend.value.technology);
  const kept = [...(sessionStores.some(isThere) ? ['sessions'] : []), ...(caches.some(isThere) ? ['cache'] : []), ...(queues.some(isThere) ? ['jobs'] : [])];
  return kept.length > 0 ? `its ${kept.join(', ').replace(/, (\w+)$/, ' and $1')}` : 'what it keeps there';
} // biome-ignore format: one list

/**
 * Whether nothing of an app is kept in the Redis that is started beside it, as far as all of its stores are known: sessions, cache and queue lie
 * elsewhere, and no client asks for one.
 */
export function isRedisIdle({ sessionStores, caches, queues, keyValueConnections }: Kept): boolean {
  const isElsewhere = ({ backend }: Pick<Store, 'backend'>) => backend.state === 'known' && !/redis|valkey/i.test(backend.value.technology); // biome-ignore format: one condition
  const isTold = sessionStores.length > 0 && caches.length > 0 && keyValueConnections.length === 0;
  return isTold && [...sessionStores, ...caches, ...queues].every(isElsewhere);
}
