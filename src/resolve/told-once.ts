import { grouped } from '../grouped.js';
import type { AppParts } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import { overlapping } from './overlapping.js';
import type { Store, WriteGroup } from './parts/store.js';
import { placeOnServer, withSteps } from './places.js';

/** Writes that are one store are told once: at what a client sent, else where it is surest; the other places stand among the reasons. */
export function toldOnce(all: AppParts): AppParts {
  const told = withoutSettled(withoutKeyFiles(all));
  const groups = told.writeGroups ?? [];
  if (groups.length === 0) return told;
  const { fileStores = [], localWrites = [] } = told;
  const groupAt = overlapping(groups, ({ places }) => places);
  const groupOf = (store: Store) => [groupAt(placeOnServer(store))];
  const storesOf = grouped(fileStores, groupOf);
  const writesOf = grouped(
    localWrites.filter(({ passes }) => !passes),
    groupOf,
  );
  const gone = new Set<Store>();
  const instead = new Map<Store, Store>();
  for (const group of groups) {
    const own = storesOf.get(group) ?? [];
    const other = writesOf.get(group) ?? [];
    const [first, ...rest] = own.length > 0 ? [...surestFirst(own, group), ...other] : surestFirst(other, group);
    if (!first || rest.length === 0) continue;
    instead.set(first, withOthers(first, rest));
    for (const one of rest) gone.add(one);
  }
  const left = <T extends Store>(some: readonly T[]) =>
    some.filter((store) => !gone.has(store)).map((store) => (instead.get(store) as T | undefined) ?? store);
  return { ...told, fileStores: left(fileStores), localWrites: left(localWrites) };
}

/** A server that does not get the signal to stop, and would not end well if it did: one fault, where it is started. */
function withoutSettled(told: AppParts): AppParts {
  const settled = new Set((told.gracefulStops ?? []).flatMap(({ settles }) => settles ?? []));
  if (!told.gracefulStops || settled.size === 0) return told;
  return { ...told, gracefulStops: told.gracefulStops.filter((one) => one.settles !== undefined || !settled.has(one.at.file)) };
} // biome-ignore format: one record

/** The write that keeps a key in a file of this server is told with the key. */
function withoutKeyFiles(told: AppParts): AppParts {
  const { secrets = [], localWrites } = told;
  const kept = secrets.flatMap(({ origin }) =>
    origin.state === 'known' && /^per-(server-file|installation)$/.test(origin.value)
      ? origin.because.flatMap(({ at }) => ('file' in at ? [at] : []))
      : [],
  );
  if (!localWrites || kept.length === 0) return told;
  const keyAt = overlapping(kept, (at) => [at]);
  return { ...told, localWrites: localWrites.filter((write) => write.passes || !keyAt(placeOnServer(write))) };
}

function surestFirst<T extends Store>(stores: readonly T[], { places }: WriteGroup): readonly T[] {
  if (stores.length < 2) return stores;
  const orders = new Map(
    stores.map((store) => {
      const at = placeOnServer(store);
      return [
        store,
        places.findIndex(({ file, start, end }) => at && file === at.file && start <= at.start && at.end <= end),
      ];
    }),
  );
  const order = (store: T) => orders.get(store) ?? -1;
  return stores.toSorted((a, b) => rank(a) - rank(b) || order(a) - order(b));
}

function rank({ confidence }: Store): number {
  return confidence === 'low' ? 2 : confidence === 'medium' ? 1 : 0;
}

function withOthers<T extends Store>(store: T, others: readonly Store[]): T {
  const places = others.flatMap(({ backend }): readonly Evidence[] => {
    const at = placeOf(backend.because);
    return at ? [{ at, says: 'writes into the same store' }] : [];
  });
  return { ...withSteps(store, places), label: `${store.label} (at ${places.length + 1} places)` };
}
