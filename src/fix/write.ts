import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

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

/**
 * Writes new texts: each into a temporary file beside the old one, then renamed over it, with the same mode and byte order mark.
 * A file that is not what it was when it was read is left alone, and so is whatever stands where a new file would go.
 */
export function writeTexts(root: string, changes: ReadonlyMap<string, NewText>): readonly Written[] {
  return [...changes.keys()].sort().map((path) => {
    const change = changes.get(path);
    if (!change) return { path, refused: 'nothing to write' };
    try {
      const refused = writeOne(realpathSync(root), path, change);
      return { path, ...(refused ? { refused } : {}) };
    } catch (error) {
      return { path, refused: error instanceof Error ? error.message : String(error) };
    }
  });
}

const mark = '\ufeff';

/** Why it was not written; throws what the file system says. */
function writeOne(root: string, path: string, { was, text, bom }: NewText): string | undefined {
  const full = join(root, path);
  if (was === undefined) {
    const folder = realpathSync(nearestFolder(dirname(full)));
    if (folder !== root && !folder.startsWith(root + sep))
      return 'its folder is a link that leads out of the repository';
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text, { flag: 'wx' });
    return undefined;
  }
  const lead = bom ? mark : '';
  if (readFileSync(full, 'utf8') !== lead + was) return 'it changed while we looked at it';
  const temporary = `${full}.ha-ready-new`;
  try {
    writeFileSync(temporary, lead + text, { mode: statSync(full).mode });
    renameSync(temporary, full);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return undefined;
}

/** The folder itself, or the first one above it that is there. */
function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}
