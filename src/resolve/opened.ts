import type { AppParts } from './app.js';
import { engineByEnvironment } from './embedded.js';
import { type Evidence, known, placeOf, unknown } from './evidence.js';
import { overlapping } from './overlapping.js';
import type { Database, DatabaseFile } from './parts/data.js';
import type { Process } from './parts/topology.js';
import { placeOnServer, withSteps } from './places.js';

/**
 * Databases that are files, by what the code says of where it opens them: a file that is only looked at is no database of the app; one of several
 * drivers counts where something chooses it, and stands there; openings of one file are one database.
 */
export function withOpenings(told: AppParts, processes: readonly Process[]): AppParts {
  const { databases = [], databaseFiles = [] } = told;
  if (databases.length === 0 || databaseFiles.length === 0) return told;
  const openedAt = overlapping(databaseFiles, (one) => [one.at]);
  const calledAt = overlapping(databaseFiles, ({ calls }) => calls);
  const groups: Group[] = [];
  // by technology and file, and the first of each technology; one whose file is not known may be any
  const names = new Map<string, number>();
  const firsts = new Map<string, number>();
  const sameFile = (technology: string, file: string | undefined): number | undefined => {
    if (file === undefined) return firsts.get(technology);
    const found = [names.get(nameOf(technology, file)), names.get(nameOf(technology, undefined))].filter(
      (one) => one !== undefined,
    );
    return found.length === 0 ? undefined : Math.min(...found);
  };
  const others: Database[] = [];
  for (const database of databases) {
    const at = placeOnServer(database);
    const opening = openedAt(at) ?? calledAt(at);
    if (!opening) others.push(database);
    else if (!opening.passes && opening.choice !== 'other') {
      const whole = inForce(database, opening, processes);
      if (!whole) continue;
      const file = fileOf(whole);
      const known = sameFile(whole.technology, file);
      const same = known === undefined ? undefined : groups[known];
      if (known === undefined || !same) {
        names.set(nameOf(whole.technology, file), groups.length);
        firsts.set(whole.technology, firsts.get(whole.technology) ?? groups.length);
        groups.push({ database: whole, file, places: [] });
      } else {
        const isBetter = rank(whole) < rank(same.database);
        const [first, second] = isBetter ? [whole, same.database] : [same.database, whole];
        const step = placeOf(second.backend.because);
        names.delete(nameOf(same.database.technology, same.file));
        names.set(nameOf(first.technology, fileOf(first)), known);
        groups[known] = { database: first, file: fileOf(first), places: [...same.places, ...(step ? [{ at: step, says: 'opens it too' }] : [])] }; // biome-ignore format: one record
      }
    }
  }
  return { ...told, databases: [...others, ...groups.map(({ database, places }) => withSteps(database, places))] };
}

function inForce(database: Database, opening: DatabaseFile, processes: readonly Process[]): Database | undefined {
  const { backend } = database;
  const path = opening.path ? { path: opening.path } : {};
  if (opening.choice === 'none' || backend.state !== 'known') return { ...database, ...path };
  if (opening.choice === 'chosen') return { ...database, ...path, backend: known(backend.value, [...backend.because, ...opening.because]) }; // biome-ignore format: one record
  const set = engineByEnvironment(processes);
  if (set && !set.isFile) return undefined;
  if (set) return { ...database, ...path, backend: known(backend.value, [...backend.because, set.because]) };
  return { ...database, ...path, backend: unknown('it is one of several kinds of database, and nothing in the repository chooses', backend.because) }; // biome-ignore format: one record
}

/** One that nothing chooses says less than one that is chosen. */
function rank({ backend }: Database): number {
  return backend.state === 'known' ? 0 : 1;
}

/** One file, and the places that open it. */
interface Group {
  readonly database: Database;
  readonly file: string | undefined;
  readonly places: readonly Evidence[];
}

function fileOf({ path }: Database): string | undefined {
  return path?.replace(/^(<app>)?(\/?\.{1,2}\/)*\/?/, '');
}

function nameOf(technology: string, file: string | undefined): string {
  return `${technology}\0${file ?? '\0'}`;
}
