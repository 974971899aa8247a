import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The git repository that a folder lies in: its top folder, and the folder's path from there. */
export interface Repository {
  readonly top: string;
  /** With forward slashes; empty for the top itself. */
  readonly below: string;
}

/** Looks upward for `.git`; a folder outside any repository is a top of its own. */
export function repositoryOf(folder: string): Repository {
  const real = realpathSync(folder);
  for (let at = real; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return { top: at, below: relative(at, real).split(sep).join('/') };
    if (at === dirname(at)) return { top: real, below: '' };
  }
}
