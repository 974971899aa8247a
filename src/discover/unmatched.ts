import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { below, meansAny } from './walk.js';

/** What is never entered is matched by its own name at most, unless a glob looks into it. */
const closed: readonly string[] = ['node_modules', 'vendor', '.git'];

/** Globs that match neither a file nor a folder of a tree: whoever wrote them meant something else, or it is gone. */
export function unmatchedGlobs(root: string, globs: readonly string[]): readonly string[] {
  if (globs.length === 0) return [];
  const open = new Map(globs.map((one) => [one, meansAny([one])]));
  const shut = new Set(closed.filter((name) => !globs.some((one) => one.includes(`${name}/`))));
  const list = (folder: string) => (shut.has(folder.slice(folder.lastIndexOf('/') + 1)) ? [] : listed(root, folder));
  for (const { path } of below('', list)) {
    for (const [glob, means] of open) if (means(path)) open.delete(glob);
    if (open.size === 0) break;
  }
  return [...open.keys()];
}

function listed(root: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}
