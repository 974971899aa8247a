import type { Span } from '../facts/span.js';
import type { AppParts, PartName } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import type { BootStep, Secret } from './parts/boot-step.js';
import type { ScheduledTask } from './parts/scheduled-task.js';
import type { Store } from './parts/store.js';
import { overlap } from './places.js';

/**
 * The same line of a start script is reached by several processes, and read by the framework whose command it is. One answer is kept: among processes
 * that of one which runs it; before these the framework's, which knows its own guards, unless following the starts has proved that the line never runs.
 */
export function withoutTwins(deployment: AppParts, framework: AppParts): AppParts {
  const steps = kept(
    deployment.bootSteps ?? [],
    (a, b) => a.step === b.step,
    (twin) => !neverRuns(twin),
  );
  const secrets = kept(
    deployment.secrets ?? [],
    () => true,
    (twin) => !isGiven(twin),
  );
  return {
    bootSteps: kept([...steps, ...(framework.bootSteps ?? [])], (a, b) => a.step === b.step, neverRuns),
    secrets: kept([...secrets, ...(framework.secrets ?? [])], () => true, isGiven),
  };
}

/**
 * Tasks of which code says what they do and what guards them: that counts for more than what their registration alone shows, which keeps what only
 * it knows.
 */
export function decidedByCode(known: AppParts, asked: AppParts): AppParts {
  return withKept(withoutPassing(withTasks(known, asked), asked), asked);
}

/** A key that is made at random where no file of the server has it yet is not made anew at every start. */
function withKept(parts: AppParts, asked: AppParts): AppParts {
  const inFiles = (asked.secrets ?? []).filter(({ origin }) => origin.state === 'known' && origin.value === 'per-server-file'); // biome-ignore format: one list
  if (!parts.secrets || inFiles.length === 0) return parts;
  return {
    ...parts,
    secrets: parts.secrets.map((secret) => {
      const { origin } = secret;
      if (origin.state !== 'known' || origin.value !== 'random-per-start') return secret;
      const own = inFiles.find((one) => one.origin.because.some(({ at }) => 'file' in at && overlap(at, secret.at)));
      return own ? { ...secret, origin: own.origin, repair: undefined } : secret;
    }),
  };
}

/** Lines of crontabs of which code says that no more comes of them on two servers fire nothing that has to be done once. */
export function firedByCode(parts: AppParts, asked: AppParts): AppParts {
  const { schedulerProcesses } = parts;
  if (!schedulerProcesses) return parts;
  return {
    ...parts,
    schedulerProcesses: schedulerProcesses.map((scheduler) => {
      const { runs } = scheduler;
      const own = runs && asked.scheduledTasks?.find(({ at }) => overlap(at, runs.at));
      return own && /^(same|everywhere)$/.test(own.effect) ? { ...scheduler, firesUnguarded: false } : scheduler;
    }),
  };
}

/** Files of which code says that they do not outlive the work that writes them are kept nowhere. */
export function withoutPassing(parts: AppParts, asked: AppParts): AppParts {
  const passing = (asked.localWrites ?? []).flatMap((write) => (write.passes ? (placeIn(write) ?? []) : []));
  const uploads = (asked.fileStores ?? []).flatMap((store) => placeIn(store) ?? []);
  const isAt = (item: unknown, places: readonly Span[]) => {
    const at = placeIn(item);
    return at !== undefined && places.some((place) => overlap(at, place));
  };
  const fileStores = parts.fileStores?.map((store) => surer(store, asked));
  const localWrites = parts.localWrites?.map((write) => surer(write, asked));
  return {
    ...parts,
    ...(fileStores ? { fileStores: fileStores.filter((store) => !isAt(store, passing)) } : {}),
    // what a client sent is more than a file of which nothing is known
    ...(localWrites
      ? {
          localWrites: localWrites.filter(
            (write) => !isAt(write, passing) && !(write.content === 'other' && isAt(write, uploads)),
          ),
        }
      : {}),
  };
}

/** A file that is told by its path alone is as sure as the way that the program shows to where it is written, and lies where that says. */
function surer<T extends Store>(store: T, asked: AppParts): T {
  const at = placeIn(store);
  const own = [...(asked.fileStores ?? []), ...(asked.localWrites ?? [])].find((one) => {
    const place = placeIn(one);
    return at !== undefined && place !== undefined && overlap(at, place);
  });
  if (!own) return store;
  const isSurer = store.confidence === 'medium' && own.confidence === 'high';
  return { ...store, ...(own.path ? { path: own.path } : {}), ...(isSurer ? { confidence: 'high' } : {}) };
}

function withTasks(known: AppParts, asked: AppParts): AppParts {
  const followed = asked.scheduledTasks ?? [];
  const tasks = known.scheduledTasks ?? [];
  if (followed.length === 0 || tasks.length === 0) return known;
  return {
    ...known,
    scheduledTasks: tasks.map((task) => {
      const own =
        followed.find(({ at }) => overlap(at, task.at)) ??
        followed.find(({ because }) => because.some(({ at }) => 'file' in at && overlap(at, task.at)));
      return own ? decided(task, own) : task;
    }),
  };
}

function decided(task: ScheduledTask, own: ScheduledTask): ScheduledTask {
  // what is said beside the task holds as well as what its code does
  const guards = own.apart
    ? [...task.guards, ...own.guards]
    : own.guards.length > 0 || own.isWhole
      ? own.guards
      : task.guards;
  const isSingle = task.single.state === 'known' && task.single.value;
  return {
    ...task,
    effect: own.effect === 'unknown' ? task.effect : own.effect,
    guards,
    single: isSingle ? task.single : own.single,
    because: own.because,
    ...(own.stakes ? { stakes: own.stakes } : {}),
    ...(own.confidence ? { confidence: own.confidence } : {}),
    ...(own.guards.length > 0 || (guards.length > 0 && !own.apart) ? { repair: undefined } : {}),
  };
}

/** Nouns that may tell of the same place: an upload is a written file too. */
const families: readonly (readonly PartName[])[] = [
  ['fileStores', 'localWrites'],
  ['memoryStates', 'rateLimiters', 'locks', 'caches', 'sessionStores', 'broadcasters'],
  ['queues'],
  ['scheduledTasks', 'schedulerProcesses'],
  ['secrets'],
];

/** Of what code says, that which configuration and frameworks have not said of the same place already. */
export function withoutKnown(asked: AppParts, known: AppParts): AppParts {
  const kept: Partial<Record<PartName, readonly unknown[]>> = {};
  for (const [name, items] of Object.entries(asked) as [PartName, readonly unknown[]][]) {
    // which of its databases an app uses is what its settings say, where a reader knows them
    if (name === 'databases' && (known.databases?.length ?? 0) > 0) continue;
    const family = families.find((names) => names.includes(name)) ?? [name];
    const told = family.flatMap((one): readonly unknown[] => known[one] ?? []);
    const places = told.flatMap((item) => placesIn(item));
    const said = told.flatMap((one) => placeIn(one) ?? []);
    kept[name] = items.filter((item) => {
      const at = placeIn(item);
      const isTold = at !== undefined && places.some((place) => overlap(at, place));
      const isMade = madeAt(item).some((one) =>
        told.some((other) => madeAt(other).some((place) => overlap(one, place))),
      );
      return !isTold && !isMade && !placesIn(item).some((one) => said.some((place) => overlap(one, place)));
    });
  }
  return kept as AppParts;
}

/** Where a key is made anew: one that is kept in a file too is one key. */
function madeAt(item: unknown): readonly Span[] {
  if (typeof item !== 'object' || item === null || !('origin' in item)) return [];
  const origin = item.origin as Secret['origin'];
  if (origin.state !== 'known' || !/^(random|per-server)/.test(origin.value)) return [];
  return origin.because.slice(0, 1).flatMap(({ at }) => ('file' in at ? [at] : []));
}

/** All places that something is told with: its reasons, and the code that makes it matter. */
function placesIn(item: unknown): readonly Span[] {
  if (typeof item !== 'object' || item === null) return [];
  const steps: Evidence[] = [];
  if ('backend' in item) steps.push(...(item.backend as { because: readonly Evidence[] }).because);
  if ('uses' in item) steps.push(...(item.uses as readonly Evidence[]));
  const own = placeIn(item);
  return [...(own ? [own] : []), ...steps.flatMap(({ at }) => ('file' in at ? [at] : []))];
}

function placeIn(item: unknown): Span | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('at' in item) return item.at as Span;
  if (!('backend' in item)) return undefined;
  return placeOf((item.backend as { because: readonly Evidence[] }).because);
}

function neverRuns({ runs }: BootStep): boolean {
  return runs.state === 'known' && !runs.value;
}

function isGiven({ origin }: Secret): boolean {
  return origin.state === 'known' && origin.value === 'fixed';
}

function kept<T extends { readonly at: Span }>(
  items: readonly T[],
  alike: (a: T, b: T) => boolean,
  decides: (item: T) => boolean,
): readonly T[] {
  const result: T[] = [];
  for (const item of items) {
    const index = result.findIndex((other) => alike(item, other) && overlap(item.at, other.at));
    const twin = result[index];
    if (twin === undefined) result.push(item);
    else if (!decides(twin)) result[index] = item;
  }
  return result;
}
