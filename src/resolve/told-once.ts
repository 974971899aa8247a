import type { Span } from '../facts/span.js';
import type { AppParts } from './app.js';
import { type Evidence, placeOf, type Resolved } from './evidence.js';
import type { FileStore, LocalWrite, Store } from './parts/store.js';
import type { Backend } from './reach.js';

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
  return stores.toSorted((a, b) => rank(a) - rank(b) || (placeIn(a)?.start ?? 0) - (placeIn(b)?.start ?? 0));
}

function rank({ confidence }: Store): number {
  return confidence === 'low' ? 2 : confidence === 'medium' ? 1 : 0;
}

function withOthers<T extends Store>(store: T, others: readonly Store[]): T {
  const places = others.flatMap(({ backend }): readonly Evidence[] => {
    const at = placeOf(backend.because);
    return at ? [{ at, says: 'writes into the same store' }] : [];
  });
  const backend: Resolved<Backend> = { ...store.backend, because: [...places, ...store.backend.because] };
  return { ...store, label: `${store.label} (at ${places.length + 1} places)`, backend };
}

function placeIn({ backend }: Store): Span | undefined {
  return backend.state === 'known' && backend.value.reach === 'server' ? placeOf(backend.because) : undefined;
}

function isAt(store: Store, places: readonly Span[]): boolean {
  const at = placeIn(store);
  return at !== undefined && places.some((place) => at.file === place.file && at.start < place.end && place.start < at.end);
} // biome-ignore format: one condition
