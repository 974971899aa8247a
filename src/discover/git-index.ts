import { realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readControl, readGuarded } from '../read/guarded.js';

/** What git tracks, whatever ignore files say of it. */
export interface Tracked {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

const none: Tracked = { files: new Set(), folders: new Set() };
const largest = 64 * 1024 * 1024;
/** No system has longer ones. */
const longestPath = 4096;

/** The paths of the index, relative to the root; nothing where there is none that can be read. */
export function trackedIn(root: string): Tracked {
  const bytes = indexOf(root);
  const files = bytes ? pathsIn(bytes) : undefined;
  if (!files) return none;
  const folders = new Set<string>();
  for (const file of files)
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1))
      folders.add(file.slice(0, slash));
  return { files: new Set(files), folders };
}

/** `.git` is a folder, or in a second work tree a file that names one. */
function indexOf(root: string): Buffer | undefined {
  const git = join(root, '.git');
  try {
    const said = statSync(git).isDirectory() ? '' : readControl(git);
    if (typeof said !== 'string') return undefined;
    const folder = resolve(root, /^gitdir: (.+)$/m.exec(said)?.[1]?.trim() ?? '.git');
    // a pipe or a device in the place of the index would hold us up
    const bytes = readGuarded(realpathSync(join(folder, 'index')), largest);
    return Buffer.isBuffer(bytes) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Versions 2 to 4 (git, Documentation/gitformat-index.txt); undefined when the bytes are of another kind. */
function pathsIn(bytes: Buffer): readonly string[] | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const paths: string[] = [];
  let at = 12;
  let before = '';
  for (let entry = 0; entry < count; entry++) {
    if (at + 62 > bytes.length) return undefined;
    const extended = version > 2 && (bytes.readUInt16BE(at + 60) & 0x4000) !== 0;
    let from = at + (extended ? 64 : 62);
    let kept = '';
    if (version === 4) {
      const cut = offsetAt(bytes, from);
      kept = before.slice(0, before.length - cut.value);
      from = cut.next;
    }
    const end = bytes.indexOf(0, from);
    if (end < 0) return undefined;
    before = kept + bytes.toString('latin1', from, end);
    // each path goes on from the one before: a few megabytes could say terabytes
    if (before.length > longestPath) return undefined;
    paths.push(Buffer.from(before, 'latin1').toString('utf8'));
    // entries of the older versions are filled up to a multiple of eight with one to eight zero bytes
    at = version === 4 ? end + 1 : at + (Math.floor((end - at) / 8) + 1) * 8;
  }
  return paths;
}

/** The length that the path before is cut by, in the variable width of pack files. */
function offsetAt(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let next = start;
  let byte = bytes[next++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && next < bytes.length) {
    byte = bytes[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}
