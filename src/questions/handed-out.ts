import { argumentAt } from '../program/arguments.js';
import type { PathOrigin } from '../program/paths.js';
import type { Evidence } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';

/** Where the app hands out to clients what lies at a path, or below a folder of it. */
export type HandedOut = (path: PathOrigin) => Evidence | undefined;

/** Folders of which the running app hands out what lies in them: a file that is kept below one is fetched by later requests. */
export function handedOutBy({ program, runs }: Asked): HandedOut {
  const folders = new Map<string, Evidence>();
  for (const { site, row } of program.effects.of('serve')) {
    const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
    if (!target || !runs(site.func.module.path)) continue;
    for (const origin of program.paths.of(target, site.func)) {
      const folder = origin.text.endsWith('/') ? origin.text.slice(0, -1) : origin.text;
      const key = keyOf(origin.root, folder);
      if (origin.root === 'unknown' || !isNamed(folder) || folders.has(key)) continue;
      folders.set(key, { at: placeOfExpr(site.call, site.func), says: 'hands these files out' });
    }
  }
  return ({ root, text }) => {
    for (let cut = text.lastIndexOf('/'); cut > 0; cut = text.lastIndexOf('/', cut - 1)) {
      const found = folders.get(keyOf(root, text.slice(0, cut)));
      if (found) return found;
    }
    return undefined;
  };
}

/** A folder below the start of the path, all of it written out: the app's own is handed out by a fault only. */
function isNamed(folder: string): boolean {
  return !folder.includes('*') && /\/[^/<>]+$/.test(folder);
}

function keyOf(root: PathOrigin['root'], folder: string): string {
  return `${root} ${folder}`;
}
