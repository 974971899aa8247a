import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { isDraft } from '../discover/limits.js';
import { table } from '../table.js';

/** What became of one file. */
export interface Written {
  readonly path: string;
  /** Why it was not written; absent when it was. */
  readonly refused?: string;
}

/** The new text of a file; `was` is undefined for a file that is new. */
export interface NewText {
  readonly was: string | undefined;
  readonly text: string;
  readonly bom: boolean;
}

/** New texts that lie beside the files that they are for. Either all of them take their places, or they are thrown away. */
export interface Staged {
  /** The files that cannot be written, and why. */
  readonly refused: readonly Written[];
  /** Puts the texts in their places: new files first, then what imports them. */
  commit(): readonly Written[];
  discard(): void;
}

/** Writes new texts and says of each file what became of it. */
export function writeTexts(root: string, changes: ReadonlyMap<string, NewText>): readonly Written[] {
  const staged = stageTexts(root, changes);
  return [...staged.refused, ...staged.commit()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Writes new texts into drafts, each in the folder of its file, under a name that nobody can foresee and with the mode and owner of the
 * file. A full disk or a folder without permission shows here, before anything has been changed.
 */
export function stageTexts(root: string, changes: ReadonlyMap<string, NewText>): Staged {
  const drafts: Draft[] = [];
  const folders: string[] = [];
  const refused: Written[] = [];
  const real = realpathSync(root);
  for (const path of [...changes.keys()].sort()) {
    const change = changes.get(path);
    if (!change) continue;
    try {
      const why = reasonToRefuse(real, path, change);
      if (why) refused.push({ path, refused: why });
      else drafts.push({ path, full: join(real, path), isNew: change.was === undefined, draft: draftOf(join(real, path), change, folders) }); // biome-ignore format: one line
    } catch (error) {
      refused.push({ path, refused: saidBy(error) });
    }
  }
  return {
    refused,
    commit: () => [...drafts.filter(({ isNew }) => isNew), ...drafts.filter(({ isNew }) => !isNew)].map(put),
    discard() {
      for (const { draft } of drafts) rmSync(draft, { force: true });
      for (const folder of folders.toReversed()) removeEmpty(folder);
    },
  };
}

/** Puts a text in the place of a file outside of the audited tree, whole or not at all; a link in that place is replaced, not followed. */
export function replaceFile(path: string, text: string): void {
  const old = lstatSync(path, { throwIfNoEntry: false });
  const draft = newDraft(dirname(path), text, old?.isFile() ? old : undefined);
  try {
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Takes away drafts that a run left behind when it was killed. Only regular files of that name go: anything else is somebody's own. */
export function sweepDrafts(root: string, paths: readonly string[]): void {
  for (const path of paths) {
    const full = join(root, path);
    if (isDraft(path) && lstatSync(full, { throwIfNoEntry: false })?.isFile()) rmSync(full, { force: true });
  }
}

interface Draft {
  readonly path: string;
  readonly full: string;
  readonly isNew: boolean;
  readonly draft: string;
}

const mark = '\ufeff';

function reasonToRefuse(root: string, path: string, { was, bom }: NewText): string | undefined {
  if (/^([A-Za-z]:|[\\/])|(^|[\\/])\.\.([\\/]|$)/.test(path)) return 'it lies outside of the repository';
  const full = join(root, path);
  const folder = realpathSync(nearestFolder(dirname(full)));
  if (folder !== root && !folder.startsWith(root + sep)) return 'its folder is a link that leads out of the repository';
  const stats = lstatSync(full, { throwIfNoEntry: false });
  if (was === undefined) return stats ? 'something stands there already (EEXIST)' : undefined;
  if (!stats?.isFile()) return stats?.isSymbolicLink() ? 'it is a link' : 'it is no longer a file';
  if ((stats.mode & 0o222) === 0) return 'it is read-only';
  return textAt(full) === (bom ? mark : '') + was ? undefined : 'it changed while we looked at it';
}

/** The folder itself, or the first one above it that is there; a link that leads nowhere counts as being there. */
function nearestFolder(folder: string): string {
  return lstatSync(folder, { throwIfNoEntry: false }) ? folder : nearestFolder(dirname(folder));
}

/** The text of a file; what has become a link or a pipe is neither followed nor waited for. */
function textAt(full: string): string | undefined {
  const file = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } finally {
    closeSync(file);
  }
}

function draftOf(full: string, { was, text, bom }: NewText, folders: string[]): string {
  const folder = dirname(full);
  if (was !== undefined) return newDraft(folder, (bom ? mark : '') + text, lstatSync(full));
  const made = mkdirSync(folder, { recursive: true });
  for (let at = folder; made !== undefined && at.length >= made.length; at = dirname(at)) folders.unshift(at);
  return newDraft(folder, text);
}

/** A new file that no planted link can lead elsewhere; it takes over the mode and the owner of another one. */
function newDraft(folder: string, text: string, like?: Stats): string {
  const draft = join(folder, `.ha-ready-${randomBytes(16).toString('hex')}.tmp`);
  const file = openSync(draft, 'wx', like ? 0o600 : 0o666);
  try {
    writeFileSync(file, text);
    if (like) {
      const made = fstatSync(file);
      if (made.uid !== like.uid || made.gid !== like.gid) fchownSync(file, like.uid, like.gid);
      fchmodSync(file, like.mode & 0o7777);
    }
    fsyncSync(file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return draft;
}

function put({ path, full, isNew, draft }: Draft): Written {
  try {
    if (isNew) putNew(draft, full);
    else renameSync(draft, full);
    return { path };
  } catch (error) {
    return { path, refused: saidBy(error) };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A second name fails where something stands; renaming would take its place. */
function putNew(draft: string, full: string): void {
  try {
    linkSync(draft, full);
  } catch (error) {
    // some file systems know no second names
    if (codeOf(error) === 'EEXIST' || lstatSync(full, { throwIfNoEntry: false })) throw error;
    renameSync(draft, full);
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // somebody has put something into it: it stays
  }
}

const meanings: Readonly<Record<string, string>> = table({
  EACCES: 'there is no permission to write it (EACCES)',
  EDQUOT: 'there is no room left for this user (EDQUOT)',
  EEXIST: 'something stands there already (EEXIST)',
  EFBIG: 'no file may grow so large here (EFBIG)',
  ENOSPC: 'the disk is full (ENOSPC)',
  EPERM: 'it is not permitted to write it with its owner and mode (EPERM)',
  EROFS: 'the file system is read-only (EROFS)',
});

function saidBy(error: unknown): string {
  const code = codeOf(error);
  return meanings[code] ?? `it cannot be written (${code})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
