import { folderNamed, type Packages, packageRun, withoutSlashes } from '../facts/workspace.js';
import { isWithin } from './app-folder.js';
import type { ReadManifest } from './app-signs.js';
import { jsonObject } from './json-object.js';
import type { LocalPackage } from './packages.js';

/** Scripts of the root by which production is started, the likeliest first. */
const starts = ['start', 'start:prod', 'start:production', 'production', 'prod', 'serve'];

/**
 * The app whose code the root's package.json starts: `pnpm --filter ./apps/shop run start:prod`, `cd apps/shop && npm start`, `node apps/shop/server.js`.
 * Then the root is the workspace around that app, and what lies beside it (its image, its stack) belongs to the app.
 */
export function startedByRoot(
  roots: Iterable<string>,
  packages: readonly LocalPackage[],
  readManifest: ReadManifest,
): string | undefined {
  const scripts = jsonObject(readManifest('package.json'))?.scripts;
  if (typeof scripts !== 'object' || scripts === null) return undefined;
  const byName = new Map(Object.entries(scripts));
  const line = starts.map((name) => byName.get(name)).find((text) => typeof text === 'string');
  if (typeof line !== 'string') return undefined;
  const folder = folderStarted(line, packages);
  if (folder === undefined) return undefined;
  return [...roots].filter((root) => root !== '.' && isWithin(folder, root)).toSorted((a, b) => b.length - a.length)[0];
}

/** The folder that the last command of a line works on. */
function folderStarted(line: string, packages: readonly LocalPackage[]): string | undefined {
  const commands = line.split(/&&|;/).map((one) => one.trim().split(/\s+/));
  const words = commands.at(-1) ?? [];
  const begin = words.findIndex((word) => !isSetting(word));
  const last = begin < 0 ? [] : words.slice(begin);
  const into = commands.length > 1 && commands.at(-2)?.[0] === 'cd' ? commands.at(-2)?.[1] : undefined;
  if (into !== undefined) return withoutSlashes(into.replace(/^\.\//, ''));
  // several at once are no single app
  if (last.some((word) => /^[|&]/.test(word))) return undefined;
  const run = packageRun(last);
  if (run) return folderOfPackage(run.within, packages);
  const entry = last[0] === 'node' ? last.slice(1).find((word) => !word.startsWith('-')) : undefined;
  return entry?.replace(/^\.\//, '');
}

/** Settings of the command: `NODE_ENV=production`, and the program that sets them. */
function isSetting(word: string): boolean {
  return /^(\w+=\S*|cross-env|env)$/.test(word);
}

/** A path (`npm --prefix apps/shop`), a filter of a workspace, the name of a package, or that of a project, which is its folder's where nothing else says (nx 20). */
function folderOfPackage(within: string | undefined, packages: readonly LocalPackage[]): string | undefined {
  if (within === undefined) return undefined;
  const byName: Packages = Object.fromEntries(packages.map(({ name, folder }) => [name, folder]));
  const path = withoutSlashes(within);
  const known = folderNamed(path, byName) ?? (packages.some(({ folder }) => folder === path) ? path : undefined);
  const alike = packages.filter(({ folder }) => folder.split('/').at(-1) === within);
  return known ?? (alike.length === 1 ? alike[0]?.folder : undefined);
}
