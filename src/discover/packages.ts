import type { ReadManifest } from './app-signs.js';
import type { FileRef } from './file-ref.js';
import { jsonObject } from './json-object.js';
import { baseName, folderOf } from './limits.js';

/** A package.json of the repository, for who uses whom. */
export interface LocalPackage {
  readonly folder: string;
  readonly name: string;
  /** Names that it needs when it runs. */
  readonly needs: readonly string[];
  /** Names that it is built or tested with. */
  readonly builtWith: readonly string[];
}

/** The packages that a repository of several keeps side by side, by their package.json. */
export function packagesIn(files: readonly FileRef[], readManifest: ReadManifest): readonly LocalPackage[] {
  return files
    .filter(({ path, role }) => role === 'shipped' && baseName(path) === 'package.json')
    .flatMap(({ path }) => {
      const manifest = jsonObject(readManifest(path));
      const name = manifest?.name;
      if (!manifest || typeof name !== 'string') return [];
      const needs = ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) =>
        keysOf(manifest[key]),
      );
      return [{ folder: folderOf(path), name, needs, builtWith: keysOf(manifest.devDependencies) }];
    });
}

/**
 * Folders of packages that some package of the repository names, but an app never comes to: tools of a build, libraries for browsers
 * of another app. What an app itself is built with counts as used, for bundlers take it in; one without a package.json uses all.
 */
export function unusedBy(app: string, packages: readonly LocalPackage[]): readonly string[] {
  const own = packages.find(({ folder }) => folder === app);
  if (!own || app === '.') return [];
  const byName = new Map(packages.map((each) => [each.name, each]));
  const named = new Set(packages.flatMap(({ needs, builtWith }) => [...needs, ...builtWith]));
  const used = new Set<string>();
  const open = [...own.needs, ...own.builtWith];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const found = byName.get(name);
    if (!found || used.has(name)) continue;
    used.add(name);
    open.push(...found.needs);
  }
  return packages
    .filter(({ name, folder }) => folder !== '.' && named.has(name) && !used.has(name))
    .map(({ folder }) => folder);
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
