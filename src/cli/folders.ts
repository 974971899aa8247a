import { readdirSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { nearest } from '../rule/nearest.js';
import { UserError } from './user-error.js';

/** What one run audits: a folder, and which of its folders where several were given. */
export interface Folders {
  readonly root: string;
  /** As it was given. */
  readonly path: string;
  /** Globs of the folders; absent: everything below the root. */
  readonly include?: readonly string[];
}

/** Several folders are one run over the nearest folder that holds them all. */
export function foldersOf(paths: readonly string[], here: string, program: Command): Folders {
  const given = paths.length > 0 ? paths : ['.'];
  const roots = given.map((path) => {
    const root = resolve(here, path);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw notAFolder(path, program);
    try {
      readdirSync(root);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      throw new UserError(`${path} cannot be read (${code})`);
    }
    return root;
  });
  const [first = here] = roots;
  if (roots.length === 1) return { root: first, path: given[0] ?? '.' };
  const root = roots.reduce(common, first);
  const below = roots.map((one) => relative(root, one).split(sep).join('/'));
  const path = relative(here, root).split(sep).join('/') || '.';
  if (below.includes('')) return { root, path };
  return { root, path, include: below.map((one) => `${escaped(one)}/**`) };
}

/** A word that stands where a folder would may have been meant for a command. */
function notAFolder(path: string, program: Command): UserError {
  const close = /^[a-z-]+$/.test(path) ? nearest(path, program.commands.map((command) => command.name())) : undefined; // biome-ignore format: one line
  return new UserError(`${path} is not a folder`, close ? `Did you mean the command ${close}?` : 'Give the folder of the repository to audit.'); // biome-ignore format: one line
}

function common(a: string, b: string): string {
  const [one, other] = [a.split(sep), b.split(sep)];
  const length = one.findIndex((step, index) => step !== other[index]);
  return length < 0 ? a : one.slice(0, length).join(sep) || sep;
}

/** A folder's name as a glob means it. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
