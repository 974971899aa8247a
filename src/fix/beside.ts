import { codeLanguageOf } from '../code/lower/languages.js';
import type { Span } from '../facts/span.js';
import type { Place } from '../report/report.js';
import type { App } from '../resolve/app.js';
import type { Holding, Process } from '../resolve/parts/topology.js';

/** A finding or an open question, as far as it tells whose it is. */
export interface Told {
  readonly app: string;
  readonly location?: Place;
}

/** What is started at a place: two with the same key are of one sort, and have the same beside them. */
export interface Started {
  readonly key: string;
  /** Apps that start together in it: what one of them would lose or do twice, a further copy loses or does twice. */
  readonly apps: readonly string[];
  /** Something is no matter of it. */
  isBeside(other: Told): boolean;
}

interface Files {
  readonly place: (span: Span) => Place;
  readonly paths: Iterable<string>;
}

/**
 * What a further copy of a process need not wait for: code and configuration that its image does not take in, and the stores of another stack. Where
 * it cannot be told what an image takes in, it is a copy of all that stands in the repository.
 */
export function besideStarted(apps: readonly App[], { place, paths }: Files): (at: Place) => Started {
  const processes = new Map<string, Process>();
  const together = new Map<string, Set<string>>();
  const stores = new Map<string, string>();
  for (const { path, parts } of apps) {
    for (const process of parts.processes ?? [])
      for (const key of placesOf(process).map((at) => keyOf(place(at)))) {
        processes.set(key, process);
        // of an image that nothing is known of, every app may be what it runs
        if (process.folders) together.set(key, (together.get(key) ?? new Set()).add(path));
      }
    for (const { at } of parts.services ?? []) stores.set(keyOf(place(at)), folderOf(place(at).path));
  }
  const folders = foldersIn(paths);
  return (started) => {
    const folder = folderOf(started.path);
    const process = processes.get(keyOf(started));
    const own = process?.holds && heldBy(process.holds, folders);
    const volumes = new Set(process?.volumes.flatMap(({ at, mountedAt = at }) => [at, mountedAt].map((one) => keyOf(place(one)))));
    const within = [...(together.get(keyOf(started)) ?? [])];
    return {
      key: own === 'nothing' ? keyOf(started) : [folder, ...within, ...(own ?? [])].join('\0'),
      apps: within,
      isBeside: ({ app, location }) => {
        const ofStore = location && stores.get(keyOf(location));
        if (ofStore !== undefined) return ofStore !== folder;
        if (own === 'nothing') return !location || !volumes.has(keyOf(location));
        return own !== undefined && location !== undefined && isElsewhere(location.path, app, own);
      },
    };
  };
} // biome-ignore format: one list

function isElsewhere(path: string, app: string, own: readonly string[]): boolean {
  const ofApp = app !== '.' && liesIn(path, app);
  if (ofApp && !own.some((one) => liesIn(one, app) || liesIn(app, one))) return true;
  return codeLanguageOf(path) !== undefined && !own.some((one) => liesIn(path, one));
}

type Held = 'nothing' | readonly string[];

/** The paths as seen from the one folder from which all of them are there: what a build makes first is not, and nothing is known of what it is made of. */
function heldBy(holds: Holding, stands: ReadonlySet<string>): Held | undefined {
  if (holds === 'nothing that runs') return 'nothing';
  const whole = holds.map((paths) => paths.map(beforeStar)).filter((paths) => paths.every((path) => stands.has(path)));
  const [first, ...more] = whole;
  return first && first.length > 0 && more.length === 0 && !first.includes('') ? first : undefined;
} // biome-ignore format: one call

/** The folder above the first part of a path that stands for several names; the path itself where none does. */
function beforeStar(path: string): string {
  const star = path.indexOf('*');
  const plain = star < 0 ? path : path.slice(0, path.lastIndexOf('/', star) + 1);
  return plain.endsWith('/') ? plain.slice(0, -1) : plain;
}

function foldersIn(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>(['']);
  for (const path of paths) for (let one = path; one !== '' && !found.has(one); one = parentOf(one)) found.add(one);
  return found;
}

function placesOf({ at, pinned, replicas }: Process): readonly Span[] {
  return [at, ...[...pinned, ...replicas.because].flatMap((step) => ('file' in step.at ? [step.at] : []))];
}

function liesIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function keyOf({ path, line }: Place): string {
  return `${path}\0${line}`;
}
