import { type AppFolder, candidateFolders, isWithin, MANIFEST_NAMES } from './app-folder.js';
import { isApp, isPersonal, isStarted, manifestsOf, packageHome, type ReadManifest } from './app-signs.js';
import type { FileRef } from './file-ref.js';
import { baseName, folderOf } from './limits.js';
import { notShipped } from './not-shipped.js';
import { packagesIn, unusedBy } from './packages.js';
import { startedByRoot } from './started-package.js';

export { shipsExamplesOnly } from './app-folder.js';
export type { ReadManifest } from './app-signs.js';

/** One deployable part of the audited repository. */
export interface AppRoot {
  /** `.` or a folder such as `apps/api`. */
  readonly path: string;
  /** Paths, relative to the audited root, of the files that made it an app. */
  readonly manifests: readonly string[];
  /** Folders of packages of the repository that others use, and this app does not. */
  readonly without?: readonly string[];
}

interface Stack {
  readonly folder: string;
  readonly compose: readonly string[];
}

const COMPOSE = /^(docker-)?compose([-_.][^/]*)?\.ya?ml$/;
const INFRASTRUCTURE_FOLDER =
  /(^|\/)\.?(docker|compose|deploy(ment)?s?|infra(structure)?|ops|devops|k8s|kubernetes|scripts|config|install|podman)(\/|$)/;
const INFRASTRUCTURE =
  /(^|\/)((docker-)?compose[^/]*\.ya?ml|[^/]*Dockerfile[^/]*|Procfile[^/]*|[^/]*\.(tf|tfvars|hcl|conf|cfg|service|sh|bash)|[^/]*entrypoint[^/]*|Caddyfile[^/]*|(k8s|kubernetes|charts?|helm|kustomize|nginx|haproxy|traefik|terraform|ansible|deploy|infra(structure)?)\/.*|\.env[^/]*)$/i;

/** What a repository is divided into. */
export interface Division {
  /** Sorted by path. */
  readonly apps: readonly AppRoot[];
  /** Folders that look like apps, and that nothing puts on a server. */
  readonly left: readonly string[];
}

/** Divides a repository into its apps. Where nothing looks like an app, the whole is one (`.`). */
export function findApps(files: readonly FileRef[], readManifest: ReadManifest): Division {
  const roots = new Map<string, Set<string>>();
  const packages = packagesIn(files, readManifest);
  const needed = new Set(packages.flatMap(({ needs }) => needs));
  const used = new Set(packages.filter(({ name }) => needed.has(name)).map(({ folder }) => folder));
  for (const app of appsByManifest(files, readManifest, used)) addTo(roots, app.path, app.manifests);
  if (isMadeByPackage(roots.get('.')) && startedByRoot(roots.keys(), packages, readManifest) !== undefined)
    roots.delete('.');
  const left = notShipped(roots.keys(), files, readManifest);
  for (const path of left) roots.delete(path);
  const kept = withoutBareNested(roots);
  const stacks = stackFolders(files);
  const grouped = isCollection(kept, stacks) ? groupByStack(kept, stacks) : kept;
  if (grouped.size === 0) return { apps: [{ path: '.', manifests: [] }], left };
  const personal = candidateFolders(files)
    .filter((folder) => !used.has(folder.path) && !grouped.has(folder.path) && isPersonal(folder, readManifest))
    .map(({ path }) => path);
  const apps = [...grouped]
    .map(([path, manifests]) => {
      const without = [...new Set([...unusedBy(path, packages), ...personal, ...left])].filter((one) => one !== path);
      return { path, manifests: [...manifests].sort(), ...(without.length > 0 ? { without } : {}) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { apps, left };
}

/** The app whose folder contains a file, the deepest one; undefined for a file outside all of them, which belongs to all. */
export function appOf(path: string, apps: readonly AppRoot[]): AppRoot | undefined {
  let deepest: AppRoot | undefined;
  for (const app of apps) {
    if (!isWithin(path, app.path)) continue;
    if (!deepest || deepest.path === '.' || app.path.length > deepest.path.length) deepest = app;
  }
  return deepest;
}

/** The apps that a file speaks for. A package of the repository speaks for those that use it; infrastructure that lies outside every nested app speaks for all, also where the root is an app. */
export function appsOf(path: string, apps: readonly AppRoot[]): readonly AppRoot[] {
  const owner = appOf(path, apps);
  if (!owner) return apps.filter(({ without = [] }) => !without.some((folder) => isWithin(path, folder)));
  return owner.path === '.' && INFRASTRUCTURE.test(path) ? apps : [owner];
}

/** Nothing but its package.json makes the root an app. */
function isMadeByPackage(manifests: ReadonlySet<string> | undefined): boolean {
  return manifests !== undefined && [...manifests].every((name) => name === 'package.json');
}

/** `used`: folders of packages that others of the repository need; such a one is a library, unless it says how it is started. */
function appsByManifest(
  files: readonly FileRef[],
  readManifest: ReadManifest,
  used: ReadonlySet<string>,
): readonly AppRoot[] {
  const folders = candidateFolders(files);
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  const apps: AppRoot[] = [];
  for (const folder of folders) {
    if (!isApp(folder, readManifest)) continue;
    if (used.has(folder.path) && isLibrary(folder, readManifest)) continue;
    const parent =
      folder.path === '.' ? undefined : (byPath.get(folderOf(folder.path)) ?? bareView(folderOf(folder.path), files));
    const home = packageHome(folder, parent, readManifest) === 'parent' ? folderOf(folder.path) : folder.path;
    apps.push({
      path: home,
      manifests: manifestsOf(folder).map((name) => (folder.path === '.' ? name : `${folder.path}/${name}`)),
    });
  }
  return apps;
}

/** What others take in, and nothing starts: a package with a server framework in it is part of those that start it. */
function isLibrary(folder: AppFolder, readManifest: ReadManifest): boolean {
  if (folder.path === '.' || isStarted(folder, readManifest)) return false;
  return manifestsOf(folder).every((name) => name === 'package.json');
}

/** A folder without any manifest, looked at only to find a program in it. */
function bareView(path: string, files: readonly FileRef[]): AppFolder {
  const all = new Set(files.map((file) => file.path));
  return { path, names: new Set(), near: [], has: (inner) => all.has(path === '.' ? inner : `${path}/${inner}`) };
}

/** Inside another app, only a folder with a manifest of its own is a second one: a `manage.py` in `src/` is part of the first. */
function withoutBareNested(roots: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = new Map<string, ReadonlySet<string>>();
  for (const [path, manifests] of roots) {
    const isNested = [...roots.keys()].some((other) => other !== path && isWithin(path, other));
    if (!isNested || [...manifests].some((manifest) => MANIFEST_NAMES.has(baseName(manifest))))
      kept.set(path, manifests);
  }
  return kept;
}

/** Folders below the root that hold a compose file of their own: a repository of several is a collection of stacks. */
function stackFolders(files: readonly FileRef[]): readonly Stack[] {
  const folders = new Map<string, string[]>();
  for (const { path, role } of files) {
    if (role !== 'shipped' || !COMPOSE.test(baseName(path))) continue;
    const folder = folderOf(path);
    // `deploy/compose.yml` starts the app that lies beside the folder, it is no stack of its own.
    if (INFRASTRUCTURE_FOLDER.test(folder)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  if (folders.has('.')) return [];
  const outermost = [...folders].filter(
    ([folder]) => ![...folders.keys()].some((other) => other !== folder && isWithin(folder, other)),
  );
  return outermost.map(([folder, compose]) => ({ folder, compose }));
}

/** Several stacks side by side, and either no app at all or some of them within the stacks. */
function isCollection(apps: ReadonlyMap<string, ReadonlySet<string>>, stacks: readonly Stack[]): boolean {
  if (stacks.length < 2 || apps.has('.')) return false;
  return apps.size === 0 || [...apps.keys()].some((path) => stacks.some((stack) => isWithin(path, stack.folder)));
}

/** What one compose file starts together is judged together: the apps below a stack become one with it. */
function groupByStack(
  apps: ReadonlyMap<string, ReadonlySet<string>>,
  stacks: readonly Stack[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const roots = new Map<string, Set<string>>();
  for (const { folder, compose } of stacks) addTo(roots, folder, compose);
  for (const [path, manifests] of apps)
    addTo(roots, stacks.find((stack) => isWithin(path, stack.folder))?.folder ?? path, manifests);
  return roots;
}

function addTo(roots: Map<string, Set<string>>, path: string, manifests: Iterable<string>): void {
  const known = roots.get(path) ?? new Set<string>();
  for (const manifest of manifests) known.add(manifest);
  roots.set(path, known);
}
