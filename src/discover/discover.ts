import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { isCopied } from './copied.js';
import type { FileRef, Skipped, SkipReason } from './file-ref.js';
import { foreignBy } from './foreign.js';
import { type Tracked, trackedIn } from './git-index.js';
import { type IgnoreRules, ignoreRules } from './ignore-rules.js';
import { baseName, folderOf, isBinaryName, isDraft, sizeLimit } from './limits.js';
import { reasonToPrune } from './prune.js';
import { type RoleOptions, roleOf } from './role.js';
import { isTestOf, suitesIn, type TestSuite } from './test-suites.js';
import { beginningOf, below, meansAny } from './walk.js';

export interface DiscoverOptions extends RoleOptions {
  /** Globs of the files to look at; everything when absent. A folder named by a glob's fixed beginning is entered whatever it is called. */
  readonly include?: readonly string[];
  /** Globs of files and folders to leave out. */
  readonly exclude?: readonly string[];
  /** Honour `.gitignore` files (the default). */
  readonly gitignore?: boolean;
}

/** What the walk found: the files, sorted by code units, and what it left out. */
export interface Discovered {
  readonly files: readonly FileRef[];
  readonly skipped: readonly Skipped[];
  /** Texts of ours that a killed run left behind: nobody audits them. */
  readonly drafts: readonly string[];
  /** What of the files that steer the walk is not honoured. */
  readonly problems: readonly DiscoverProblem[];
}

export interface DiscoverProblem {
  readonly path: string;
  readonly message: string;
}

interface Walk {
  readonly root: string;
  readonly drafts: string[];
  /** Folders that hold packages of others, as manifests on the way said. */
  readonly foreign: Set<string>;
  /** What test runners were told to run. */
  readonly suites: TestSuite[];
  /** What the user left out. */
  readonly leftOut: (path: string) => boolean;
  readonly rules: IgnoreRules | undefined;
  readonly tracked: Tracked;
  readonly skip: (path: string, reason: SkipReason, isFolder?: boolean) => void;
  /** What folders hold that were looked into and not yet entered: each is read once. */
  readonly listed: Map<string, readonly Dirent[]>;
}

/** Lists the files of a tree in one walk. Links are never followed, ignored and foreign folders never entered. */
export async function discover(root: string, options: DiscoverOptions = {}): Promise<Discovered> {
  const skips = collectSkips();
  const real = realRoot(root);
  if (real === undefined)
    return { files: [], skipped: [{ path: '.', reason: 'unreadable' }], drafts: [], problems: [] };
  const problems: DiscoverProblem[] = [];
  const walk: Walk = {
    root: real,
    drafts: [],
    foreign: new Set(),
    suites: [],
    leftOut: meansAny(options.exclude ?? []),
    rules:
      options.gitignore === false ? undefined : ignoreRules(real, (path, message) => problems.push({ path, message })),
    tracked: trackedIn(real),
    skip: skips.add,
    listed: new Map(),
  };
  const files: FileRef[] = [];
  for (const path of chosen(walk, options.include ?? ['**'])) {
    const file = refOf(walk, path, options);
    if (file) files.push(file);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  problems.sort((a, b) => compare(a.path, b.path));
  return { files, skipped: skips.list(), drafts: walk.drafts.sort(), problems };
}

/** The files that the globs mean, each once, in no order. */
function chosen(walk: Walk, globs: readonly string[]): ReadonlySet<string> {
  const wanted = picomatch(
    globs.filter((one) => !one.startsWith('!')),
    { dot: true },
  );
  const unwanted = meansAny(globs.filter((one) => one.startsWith('!')).map((one) => one.slice(1)));
  const begun = new Set<string>();
  const paths = new Set<string>();
  for (const glob of globs) {
    const start = glob.startsWith('!') ? undefined : beginningOf(glob);
    if (!start || walk.leftOut(start.path)) continue;
    if (!start.isGlob) {
      if (existsSync(join(walk.root, start.path))) paths.add(start.path);
    } else if (!begun.has(start.path)) {
      begun.add(start.path);
      for (const { path, isFolder } of below(start.path, (folder) => listFolder(walk, folder)))
        if (!isFolder && wanted(path) && !unwanted(path)) paths.add(path);
    }
  }
  return paths;
}

function realRoot(root: string): string | undefined {
  try {
    const real = realpathSync(root);
    readdirSync(real);
    return real;
  } catch {
    return undefined;
  }
}

/** Nobody names a file by more; patterns that look at names take time by its square. */
const longestPath = 1000;

/** No path that people made goes deeper; links cannot, and archives that are meant to hurt do. */
const deepest = 256;

function listFolder(walk: Walk, path: string): Dirent[] {
  let entries: readonly Dirent[];
  try {
    if (path.split('/').length > deepest) throw new RangeError('nested too deeply');
    entries = entriesIn(walk, path);
    walk.listed.delete(path);
  } catch {
    walk.skip(path || '.', 'unreadable', true);
    return [];
  }
  const beside = new Set(entries.map((entry) => entry.name));
  if (beside.has('composer.json')) for (const one of foreignBy(walk.root, path)) walk.foreign.add(one);
  walk.suites.push(...suitesIn(walk.root, path, beside));
  return entries.filter((entry) => isKept(walk, entry, { folder: path, beside }));
}

function isKept(
  walk: Walk,
  entry: Dirent,
  parent: { readonly folder: string; readonly beside: ReadonlySet<string> },
): boolean {
  const path = parent.folder === '' ? entry.name : `${parent.folder}/${entry.name}`;
  const isFolder = entry.isDirectory();
  if (walk.leftOut(path)) return false;
  // No glob matches a line end, so such a file would vanish; and no report could show its name on one line.
  if (/[\n\r\u2028\u2029]/.test(entry.name) || path.length > longestPath) {
    walk.skip(path, 'unreadable', isFolder);
    return false;
  }
  const inside = (child?: string) => namesIn(walk, child === undefined ? path : `${path}/${child}`);
  const pruned = !isFolder
    ? undefined
    : walk.foreign.has(path)
      ? 'vendored'
      : (reasonToPrune({ name: entry.name, path, beside: parent.beside, inside }) ??
        (isCopied({ root: walk.root, path, inside }) ? 'vendored' : undefined));
  if (pruned) {
    walk.skip(path, pruned, true);
    return false;
  }
  if (walk.rules?.ignores(path, isFolder) && !(isFolder ? walk.tracked.folders : walk.tracked.files).has(path)) {
    walk.skip(path, 'ignored', isFolder);
    return false;
  }
  if (entry.isSymbolicLink()) {
    walk.skip(path, 'link');
    return false;
  }
  if (isFolder) return true;
  if (entry.isFile() && isDraft(path)) {
    walk.drafts.push(path);
    return false;
  }
  if (!entry.isFile()) {
    walk.skip(path, 'special');
    return false;
  }
  if (isBinaryName(path)) {
    walk.skip(path, 'binary');
    return false;
  }
  return true;
}

/** Throws where the folder cannot be read. */
function entriesIn({ root, listed }: Walk, path: string): readonly Dirent[] {
  const known = listed.get(path);
  if (known) return known;
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  listed.set(path, entries);
  return entries;
}

function namesIn(walk: Walk, path: string): readonly string[] {
  try {
    return entriesIn(walk, path).map(({ name }) => name);
  } catch {
    return [];
  }
}

function refOf(walk: Walk, path: string, options: DiscoverOptions): FileRef | undefined {
  const size = sizeOf(walk, path, options.include !== undefined);
  if (typeof size === 'string') {
    walk.skip(path, size);
    return undefined;
  }
  const role = roleOf(path, options);
  return { path, size, role: role === 'shipped' && isTestOf(walk.suites, path) ? 'test' : role };
}

/** The size of a file, or why it is left out. A folder may have become a file while we walked. */
function sizeOf(walk: Walk, path: string, named: boolean): number | SkipReason {
  const file = join(walk.root, path);
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return 'unreadable';
    // A glob may begin with a linked folder, which the walk then starts from.
    if (named && realpathSync(file) !== file) return 'link';
    return stats.size > sizeLimit(path) ? 'too-large' : stats.size;
  } catch {
    return 'unreadable';
  }
}

/** Folders and lone files by name; several files of one folder and reason as one line with their count. */
function collectSkips(): { readonly add: Walk['skip']; readonly list: () => readonly Skipped[] } {
  const single = new Map<string, Skipped>();
  const groups = new Map<
    string,
    { readonly folder: string; readonly reason: SkipReason; readonly names: Set<string> }
  >();
  function add(path: string, reason: SkipReason, isFolder = false): void {
    // A large file is worth its own line: it may be the one that the reader expected to see.
    if (isFolder || reason === 'too-large') {
      single.set(path, { path, reason });
      return;
    }
    const folder = folderOf(path);
    const key = `${reason} ${folder}`;
    const group = groups.get(key) ?? { folder, reason, names: new Set<string>() };
    group.names.add(baseName(path));
    groups.set(key, group);
  }
  function list(): readonly Skipped[] {
    const all = [...single.values()];
    for (const { folder, reason, names } of groups.values()) {
      const [only] = names;
      if (names.size === 1 && only !== undefined)
        all.push({ path: folder === '.' ? only : `${folder}/${only}`, reason });
      else all.push({ path: folder, reason, count: names.size });
    }
    return all.sort((a, b) => compare(a.path, b.path) || compare(a.reason, b.reason));
  }
  return { add, list };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
