import type { Span } from '../facts/span.js';
import type { AppParts, PartName } from './app.js';
import { type Evidence, placeOf } from './evidence.js';
import { overlapping } from './overlapping.js';
import type { BootStep, Secret } from './parts/boot-step.js';
import type { HealthCheck, ProxyTrust } from './parts/http.js';
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
  const own = framework.secrets ?? [];
  return {
    bootSteps: kept([...steps, ...(framework.bootSteps ?? [])], (a, b) => a.step === b.step, neverRuns),
    secrets: kept(
      [...secrets.filter((secret) => !own.some((other) => isSameKey(secret, other))), ...own],
      () => true,
      isGiven,
    ),
  };
}

/** A key that a start script makes and that the framework is known to read from that very file: one fault, told where it can be given. */
function isSameKey(made: Secret, read: Secret): boolean {
  const { origin } = made;
  return made.label === read.label && origin.state === 'known' && origin.value === 'per-server-file' && read.origin.state === 'known' && read.origin.value === origin.value;
} // biome-ignore format: one condition

/**
 * Tasks of which code says what they do and what guards them: that counts for more than what their registration alone shows, which keeps what only
 * it knows.
 */
export function decidedByCode(known: AppParts, asked: AppParts): AppParts {
  const code = withUses(withoutPassing(withTasks(known, asked), asked), asked);
  return withOpened(withTrust(withKept(code, asked), asked), asked);
}

/** A database whose address is made by code that a reader of settings cannot follow: it is the one that the code is seen to open. */
function withOpened(parts: AppParts, asked: AppParts): AppParts {
  if (!parts.databases || !asked.databases?.some(({ byAddress }) => byAddress)) return parts;
  return { ...parts, databases: parts.databases.filter(({ backend }) => backend.state === 'known') };
}

/** Of a call that believes proxies code knows whether it is made. */
function withTrust(parts: AppParts, asked: AppParts): AppParts {
  if (!parts.proxyTrusts || !asked.proxyTrusts?.length) return parts;
  const stepsOf = ({ trusts }: ProxyTrust) => spansOf(trusts.because);
  const decidedAt = overlapping(asked.proxyTrusts, stepsOf);
  const isDecided = (trust: ProxyTrust) => stepsOf(trust).some((at) => decidedAt(at) !== undefined);
  return { ...parts, proxyTrusts: parts.proxyTrusts.filter((trust) => !isDecided(trust)) };
}

/** What is made at random and called like a key is one where code shows its use: a mark that is looked for again is none. */
function withUses(parts: AppParts, asked: AppParts): AppParts {
  if (!parts.secrets?.some(({ presumed }) => presumed)) return parts;
  const usedAt = overlapping(asked.secrets ?? [], ({ at, origin }) => [at, ...spansOf(origin.because)]);
  return {
    ...parts,
    secrets: parts.secrets.flatMap(({ presumed, ...secret }) => {
      if (!presumed || usedAt(secret.at)) return [secret];
      return presumed === 'mark' ? [] : [{ ...secret, presumed }];
    }),
  };
}

/** A key that is made at random where no file of the server has it yet is not made anew at every start. */
function withKept(parts: AppParts, asked: AppParts): AppParts {
  const inFiles = (asked.secrets ?? []).filter(({ origin }) => origin.state === 'known' && origin.value === 'per-server-file'); // biome-ignore format: one list
  if (!parts.secrets || inFiles.length === 0) return parts;
  const ownAt = overlapping(inFiles, ({ origin }) => spansOf(origin.because));
  return {
    ...parts,
    secrets: parts.secrets.map((secret) => {
      const { origin } = secret;
      if (origin.state !== 'known' || origin.value !== 'random-per-start') return secret;
      const own = ownAt(secret.at);
      return own ? { ...secret, origin: own.origin, repair: undefined } : secret;
    }),
  };
}

/** Lines of crontabs of which code says that no more comes of them on two servers fire nothing that has to be done once. */
export function firedByCode(parts: AppParts, asked: AppParts): AppParts {
  const { schedulerProcesses } = parts;
  if (!schedulerProcesses) return parts;
  const taskAt = overlapping(asked.scheduledTasks ?? [], ({ at }) => [at]);
  return {
    ...parts,
    schedulerProcesses: schedulerProcesses.map((scheduler) => {
      const { runs } = scheduler;
      const own = taskAt(runs?.at);
      return own && /^(same|everywhere)$/.test(own.effect) ? { ...scheduler, firesUnguarded: false } : scheduler;
    }),
  };
}

/** Files of which code says that they do not outlive the work that writes them are kept nowhere. */
export function withoutPassing(parts: AppParts, asked: AppParts): AppParts {
  const passing = (asked.localWrites ?? []).flatMap((write) => (write.passes ? (placeIn(write) ?? []) : []));
  const uploads = (asked.fileStores ?? []).flatMap((store) => placeIn(store) ?? []);
  const passesAt = overlapping(passing, (at) => [at]);
  const uploadAt = overlapping(uploads, (at) => [at]);
  const storeAt = overlapping([...(asked.fileStores ?? []), ...(asked.localWrites ?? [])], (one) => ownPlace(one));
  const fileStores = parts.fileStores?.map((store) => surer(store, storeAt(placeIn(store))));
  const localWrites = parts.localWrites?.map((write) => surer(write, storeAt(placeIn(write))));
  return {
    ...parts,
    ...(fileStores ? { fileStores: fileStores.filter((store) => !passesAt(placeIn(store))) } : {}),
    // what a client sent is more than a file of which nothing is known
    ...(localWrites
      ? {
          localWrites: localWrites.filter(
            (write) => !passesAt(placeIn(write)) && !(write.content === 'other' && uploadAt(placeIn(write))),
          ),
        }
      : {}),
  };
}

/** A file that is told by its path alone is as sure as the way that the program shows to where it is written, and lies where that says. */
function surer<T extends Store>(store: T, own: Store | undefined): T {
  if (!own) return store;
  const isSurer = store.confidence === 'medium' && own.confidence === 'high';
  return { ...store, ...(own.path ? { path: own.path } : {}), ...(isSurer ? { confidence: 'high' } : {}) };
}

function withTasks(known: AppParts, asked: AppParts): AppParts {
  const followed = asked.scheduledTasks ?? [];
  const tasks = known.scheduledTasks ?? [];
  if (followed.length === 0 || tasks.length === 0) return known;
  const standingAt = overlapping(followed, ({ at }) => [at]);
  const saidAt = overlapping(followed, ({ because }) => spansOf(because));
  return {
    ...known,
    scheduledTasks: tasks.map((task) => {
      const own = standingAt(task.at) ?? saidAt(task.at);
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
  // what the deployment shows of its schedulers, code cannot know
  const isShown = task.single.state === 'known' ? task.single.value : task.single.because.length > 0;
  return {
    ...task,
    effect: own.effect === 'unknown' ? task.effect : own.effect,
    guards,
    single: isShown ? task.single : own.single,
    because: own.because,
    ...(own.stakes ? { stakes: own.stakes } : {}),
    ...(own.raced ? { raced: own.raced } : {}),
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
    if (name === 'healthChecks') {
      kept[name] = unknownChecks(asked.healthChecks ?? [], known.healthChecks ?? []);
      continue;
    }
    const family = families.find((names) => names.includes(name)) ?? [name];
    const told = family.flatMap((one): readonly unknown[] => known[one] ?? []);
    const tellsOf = overlapping(told, placesIn);
    const standsAt = overlapping(told, ownPlace);
    const keptThere = overlapping(told, diskAt);
    const madeThere = overlapping(told, madeAt);
    kept[name] = items.filter((item) => {
      const isTold = tellsOf(placeIn(item)) !== undefined;
      const isOnDisk = diskAt(item).some((at) => keptThere(at) !== undefined);
      const isMade = madeAt(item).some((at) => madeThere(at) !== undefined);
      return !isTold && !isOnDisk && !isMade && !placesIn(item).some((at) => standsAt(at) !== undefined);
    });
  }
  return kept as AppParts;
}

/** Of the routes that code shows only the end of the path is sure: what includes them may put more before it. */
function unknownChecks(asked: readonly HealthCheck[], known: readonly HealthCheck[]): readonly HealthCheck[] {
  const plain = (path: string | undefined) => `/${(path ?? '').replace(/^\/|\/$/g, '')}`;
  const told = known.map(({ path }) => plain(path));
  return asked
    .filter(({ path }) => !told.some((one) => one.endsWith(plain(path))))
    .map(({ path, ...check }) => ({ ...check, ...(path === undefined ? {} : { ending: path }) }));
}

/** Where a key is made anew: one that is kept in a file too is one key. */
function madeAt(item: unknown): readonly Span[] {
  if (typeof item !== 'object' || item === null || !('origin' in item)) return [];
  const origin = item.origin as Secret['origin'];
  if (origin.state !== 'known' || !/^(random|per-server)/.test(origin.value)) return [];
  return spansOf(origin.because.slice(0, 1));
}

/** The folder of the disk that something is kept on: a disk is told once. */
function diskAt(item: unknown): readonly Span[] {
  return typeof item === 'object' && item !== null && 'diskAt' in item && item.diskAt ? [item.diskAt as Span] : [];
}

/** All places that something is told with: its reasons, and the code that makes it matter. */
function placesIn(item: unknown): readonly Span[] {
  if (typeof item !== 'object' || item === null) return [];
  const steps: Evidence[] = [];
  if ('backend' in item) steps.push(...(item.backend as { because: readonly Evidence[] }).because);
  if ('uses' in item) steps.push(...(item.uses as readonly Evidence[]));
  const own = placeIn(item);
  return [...(own ? [own] : []), ...spansOf(steps)];
}

function spansOf(steps: readonly Evidence[]): readonly Span[] {
  return steps.flatMap(({ at }) => ('file' in at ? [at] : []));
}

function ownPlace(item: unknown): readonly Span[] {
  const at = placeIn(item);
  return at ? [at] : [];
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
