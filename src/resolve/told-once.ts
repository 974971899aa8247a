import type { Span } from '../facts/span.js';
import type { AppParts } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import type { FileStore, LocalWrite, Store } from './parts/store.js';
import { overlap, placeOnServer, withSteps } from './places.js';

/** Writes that are one store are told once: at what a client sent, else where it is surest; the other places stand among the reasons. */
export function toldOnce(told: AppParts): AppParts {
  const groups = told.writeGroups ?? [];
  if (groups.length === 0) return told;
  let stores = told.fileStores ?? [];
  let writes = told.localWrites ?? [];
  for (const { places } of groups) {
    const own = stores.filter((store) => isAt(store, places));
    const other = writes.filter((write) => !write.passes && isAt(write, places));
    const [first, ...rest] = own.length > 0 ? [...surestFirst(own), ...other] : surestFirst(other);
    if (!first || rest.length === 0) continue;
    const one = withOthers(first, rest);
    const isLeft = (store: Store) => !(rest as readonly Store[]).includes(store);
    stores = stores.filter(isLeft).map((store) => (store === first ? (one as FileStore) : store));
    writes = writes.filter(isLeft).map((write) => (write === first ? (one as LocalWrite) : write));
  }
  return { ...told, fileStores: stores, localWrites: writes };
}

function surestFirst<T extends Store>(stores: readonly T[]): readonly T[] {
  return stores.toSorted(
    (a, b) => rank(a) - rank(b) || (placeOnServer(a)?.start ?? 0) - (placeOnServer(b)?.start ?? 0),
  );
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

function isAt(store: Store, places: readonly Span[]): boolean {
  const at = placeOnServer(store);
  return at !== undefined && places.some((place) => overlap(at, place));
}
