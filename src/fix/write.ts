import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What became of one file. */
export interface Written {
  readonly path: string;
  /** Why it was not written; absent when it was. */
  readonly refused?: string;
}

/**
 * Writes new texts: each into a temporary file beside the old one, then renamed over it, with the same mode and byte order mark.
 * A file that is not what it was when it was read is left alone.
 */
export function writeTexts(
  root: string,
  changes: ReadonlyMap<string, { readonly was: string; readonly text: string; readonly bom: boolean }>,
): readonly Written[] {
  return [...changes.keys()].sort().map((path) => {
    const change = changes.get(path);
    if (!change) return { path, refused: 'nothing to write' };
    return writeOne(join(root, path), path, change);
  });
}

const mark = '\ufeff';

function writeOne(
  full: string,
  path: string,
  { was, text, bom }: { was: string; text: string; bom: boolean },
): Written {
  const lead = bom ? mark : '';
  const temporary = `${full}.ha-ready-new`;
  try {
    if (readFileSync(full, 'utf8') !== lead + was) return { path, refused: 'it changed while we looked at it' };
    writeFileSync(temporary, lead + text, { mode: statSync(full).mode });
    renameSync(temporary, full);
    return { path };
  } catch (error) {
    rmSync(temporary, { force: true });
    return { path, refused: error instanceof Error ? error.message : String(error) };
  }
}
