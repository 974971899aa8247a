import type { App, AppParts } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import type { Kept } from './kept.js';
import type { Database } from './parts/data.js';
import type { FileStore, LocalWrite, SessionStore, Store } from './parts/store.js';
import { withSteps } from './places.js';

/** What is told, each with the volumes that hold it among its reasons; and the volumes of which nothing else is told. */
export interface ToldVolumes {
  readonly told: AppParts;
  readonly kept: Kept;
}

/**
 * A volume that holds what the code is seen to keep is no second fault: the files lie below the path that is mounted, or it is a folder for uploads of
 * an app that is seen to keep uploads.
 */
export function volumesTold(kept: Kept, told: AppParts): ToldVolumes {
  const holds = new Map<Holding, readonly Evidence[]>();
  const stores = [...local(told.fileStores), ...local(told.localWrites?.filter(({ passes }) => !passes))];
  const all: readonly Holding[] = [...stores, ...local(told.databases), ...local(told.sessionStores)];
  const keys = (told.secrets ?? []).flatMap(({ origin, files = [] }) => (origin.state === 'known' && origin.value === 'per-server-file' ? files : []));
  const isTold = (volume: Store, isUpload: boolean): boolean => {
    const inside = all.filter(({ path }) => path !== undefined && volume.path !== undefined && liesIn(path, volume.path));
    const seen = isUpload ? local(told.fileStores).filter(({ confidence }) => confidence !== 'low').slice(0, 1) : [];
    const holders = inside.length > 0 ? inside : seen;
    const at = placeOf(volume.backend.because);
    const says = volume.path ? `lies in ${volume.path}, a volume of one host` : volume.backend.because.at(-1)?.says;
    const step: readonly Evidence[] = at && says ? [{ at, says }] : [];
    for (const holder of holders) holds.set(holder, [...(holds.get(holder) ?? []), ...step]);
    // a file with keys in it is told with the keys
    return holders.length > 0 || keys.some((path) => path.startsWith('/') && volume.path !== undefined && liesIn(path, volume.path));
  };
  const fileStores = kept.fileStores.filter((volume) => !isTold(volume, volume.content === 'upload'));
  const others = kept.localWrites.filter((volume) => !isTold(volume, false));
  const localWrites = holdsDatabase(others, told) ? [] : others;
  const whole = <T extends Holding>(items: readonly T[] | undefined) => items?.map((item) => withSteps(item, holds.get(item) ?? []));
  return {
    kept: { fileStores, localWrites },
    told: {
      ...told,
      ...given('fileStores', whole<FileStore>(told.fileStores)),
      ...given('localWrites', whole<LocalWrite>(told.localWrites)),
      ...given('databases', whole<Database>(told.databases)),
      ...given('sessionStores', whole<SessionStore>(told.sessionStores)),
    },
  };
} // biome-ignore format: conditions

/** What one container of several apps keeps in a volume is told of the app whose code is seen to write it. */
export function withoutVolumesOfOthers(apps: readonly App[]): readonly App[] {
  const holders = apps.map(({ parts }) => [
    ...local(parts.fileStores),
    ...local(parts.localWrites?.filter(({ passes }) => !passes)),
    ...local(parts.databases),
  ].filter((one) => !('technology' in one && isVolume(one)))); // biome-ignore format: one list
  return apps.map((app, index) => {
    const others = holders.filter((_, at) => at !== index).flat();
    const isTold = (one: Store) => isVolume(one) && others.some(({ path }) => path !== undefined && one.path !== undefined && liesIn(path, one.path)); // biome-ignore format: one condition
    const { fileStores = [], localWrites = [] } = app.parts;
    if (others.length === 0 || ![...fileStores, ...localWrites].some(isTold)) return app;
    const left = <T extends Store>(stores: readonly T[]) => stores.filter((one) => !isTold(one));
    return { ...app, parts: { ...app.parts, fileStores: left(fileStores), localWrites: left(localWrites) } };
  });
}

/** A place in a container that nothing but a stack says is kept. */
function isVolume({ technology, path }: Pick<Store, 'technology' | 'path'>): boolean {
  return technology === 'compose' && path?.startsWith('/') === true;
}

/** Where a database is a file of which nothing says where it lies, the one volume that is left is for it. */
function holdsDatabase(left: readonly LocalWrite[], { databases }: AppParts): boolean {
  return left.length === 1 && local(databases).some(({ path }) => path === undefined);
}

type Holding = Pick<Store, 'backend' | 'path'>;

function local<T extends Holding>(items: readonly T[] = []): readonly T[] {
  return items.filter(({ backend }) => backend.state === 'known' && backend.value.reach === 'server');
}

function given<N extends keyof AppParts>(name: N, items: AppParts[N] | undefined): Pick<AppParts, N> | object {
  return items ? { [name]: items } : {};
}

/** `../data/logos/*` lies in `/srv/shop/data`: the folders that it names first are the last ones of the mount. */
function liesIn(path: string, mount: string): boolean {
  const folders = mount.split('/').filter(Boolean);
  if (path.startsWith('/')) return `${path}/`.startsWith(`/${folders.join('/')}/`);
  const own = path
    .replace(/^<(app|public)>/, '')
    .split('/')
    .filter((part) => !/^\.{0,2}$/.test(part))
    .slice(0, -1);
  if (own.length === 0 || /[<*]/.test(own[0] ?? '')) return false;
  return folders.some((_, from) => {
    const last = folders.slice(from);
    return last.length <= own.length && last.every((folder, index) => folder === own[index]);
  });
}
