import type { FileRef } from './file-ref.js';
import { baseName, folderOf } from './limits.js';

/** What a folder holds, as far as it helps to tell an app from a library. */
export interface AppFolder {
  /** `.` for the root. */
  readonly path: string;
  /** Names of the files in the folder itself. */
  readonly names: ReadonlySet<string>;
  /** Whether there is a file at this path below the folder. */
  readonly has: (path: string) => boolean;
  /** Paths of the files below, relative to the folder, three steps deep at most; without those of a folder that has a manifest of its own. */
  readonly near: readonly string[];
}

/** Manifests by technology. A folder with none of them is never an app of its own beside another. */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set([
  'composer.json',
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'setup.py',
  'Pipfile',
  'Gemfile',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'mix.exs',
]);

const EXAMPLE_WORTHY =
  /^((docker-)?compose[^/]*\.ya?ml|Dockerfile[^/]*|Chart\.yaml|kustomization\.ya?ml|[^/]*\.tf|(nginx|haproxy)[^/]*|Caddyfile)$/;
const ENTRY_WITHOUT_MANIFEST = /^(manage\.py|wp-config(-docker)?\.php|config\.ru)$/;

/** The folders that might be apps: those with a manifest or a telling file. Code that does not ship makes no app. */
export function candidateFolders(files: readonly FileRef[]): readonly AppFolder[] {
  const shipped = files.filter((file) => file.role === 'shipped');
  const all = new Set(shipped.map((file) => file.path));
  const folders = new Set<string>();
  for (const { path } of shipped) {
    const name = baseName(path);
    const folder = folderOf(path);
    if (MANIFEST_NAMES.has(name) || ENTRY_WITHOUT_MANIFEST.test(name)) folders.add(folder);
    if (baseName(folder) === 'requirements' && name.endsWith('.txt')) folders.add(folderOf(folder));
    const content = /^(?:(.*)\/)?wp-content\//.exec(path);
    if (content) folders.add(content[1] ?? '.');
  }
  return viewsOf([...folders].sort(), shipped, all);
}

/** Whether all that could be audited lies in folders of examples, so that one should discover again with `examplesAreShipped`. */
export function shipsExamplesOnly(files: readonly FileRef[]): boolean {
  const worthy = files.filter(({ path }) => MANIFEST_NAMES.has(baseName(path)) || EXAMPLE_WORTHY.test(baseName(path)));
  return worthy.some((file) => file.role === 'docs') && !worthy.some((file) => file.role === 'shipped');
}

/** Whether `path` lies in `folder` or below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

function viewsOf(
  folders: readonly string[],
  files: readonly FileRef[],
  all: ReadonlySet<string>,
): readonly AppFolder[] {
  const near = new Map<string, string[]>(folders.map((folder) => [folder, []]));
  const own = new Set(files.filter(({ path }) => MANIFEST_NAMES.has(baseName(path))).map(({ path }) => folderOf(path)));
  for (const { path } of files) {
    let folder = folderOf(path);
    for (let depth = 0; depth <= 3; depth++) {
      near.get(folder)?.push(folder === '.' ? path : path.slice(folder.length + 1));
      if (folder === '.' || own.has(folder)) break;
      folder = folderOf(folder);
    }
  }
  return folders.map((path) => {
    const below = near.get(path) ?? [];
    return {
      path,
      names: new Set(below.filter((name) => !name.includes('/'))),
      has: (inner) => all.has(path === '.' ? inner : `${path}/${inner}`),
      near: below,
    };
  });
}
