import { grouped } from '../grouped.js';
import type { AppParts } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import type { Database } from './parts/data.js';
import type { FileStore, LocalWrite, Store } from './parts/store.js';
import { placeOnServer, withSteps } from './places.js';

/**
 * What one repair mends is told once: a file that is written into the folder of a store of files, or below it, is one more place of that store; one
 * that takes the place of the database is told with the database.
 */
export function toldBeside(told: AppParts): AppParts {
  const { fileStores = [], databases = [], localWrites = [] } = told;
  const holders = new Map<LocalWrite, FileStore | Database>();
  for (const write of localWrites) {
    const holder =
      write.passes || write.content !== 'other' || !placeOnServer(write) ? undefined : holderOf(write, told);
    if (holder) holders.set(write, holder);
  }
  if (holders.size === 0) return told;
  const writesOf = grouped(holders.keys(), (write) => [holders.get(write)]);
  const whole = <T extends FileStore | Database>(items: readonly T[], says: string) =>
    items.map((item) =>
      withSteps(
        item,
        (writesOf.get(item) ?? []).flatMap((write) => stepOf(write, says)),
      ),
    );
  return {
    ...told,
    ...(told.fileStores ? { fileStores: whole(fileStores, 'writes into the same folder') } : {}),
    ...(told.databases ? { databases: whole(databases, 'writes this file anew') } : {}),
    localWrites: localWrites.filter((write) => !holders.has(write)),
  };
}

function holderOf(write: LocalWrite, { fileStores = [], databases = [] }: AppParts): FileStore | Database | undefined {
  const parts = partsOf(write.path);
  if (!parts) return undefined;
  const database = databases.find((one) => placeOnServer(one) && partsOf(one.path)?.join('/') === parts.join('/'));
  if (database) return database;
  const around = fileStores.filter((store) => {
    const isLess = store.confidence === 'low' || store.content === 'temporary' || store.stakes === 'speed';
    const folder = isLess || !placeOnServer(store) ? undefined : partsOf(store.path)?.slice(0, -1);
    return folder && folder.length > 0 && folder.every((part, at) => !part.includes('*') && part === parts[at]);
  });
  const file = placeOnServer(write)?.file;
  return around.find((store) => placeOnServer(store)?.file === file) ?? around[0];
}

/** The folders and the name of a path, from where the app begins. */
function partsOf(path: string | undefined): readonly string[] | undefined {
  const parts = path
    ?.replace(/^<(app|public)>/, '')
    .split('/')
    .filter((part) => !/^\.{0,2}$/.test(part));
  return parts && parts.length > 1 ? parts : undefined;
}

function stepOf({ backend }: Store, says: string): readonly Evidence[] {
  const at = placeOf(backend.because);
  return at ? [{ at, says }] : [];
}
