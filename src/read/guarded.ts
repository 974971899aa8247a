import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';

/** Why a file is not read: a sentence, and whether it is only too long. */
export interface Refused {
  readonly tooLarge: boolean;
  readonly why: string;
}

/** The bytes of a regular file, but never more than `limit`. Neither a link that was put there after the walk nor a pipe may hold us up or lead us away. */
export function readGuarded(file: string, limit: number): Buffer | Refused {
  let opened: number | undefined;
  try {
    opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(opened);
    if (!stats.isFile()) return { tooLarge: false, why: 'it is not a regular file' };
    if (stats.size > limit) return { tooLarge: true, why: `it has ${stats.size} bytes, more than the ${limit} that are read` }; // biome-ignore format: one line
    return readAll(opened, stats.size);
  } catch (error) {
    return { tooLarge: false, why: `it cannot be read (${codeOf(error)})` };
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Files of control are written by hand. */
const longestControl = 1024 * 1024;

/**
 * The text of a file that steers the audit (ignore files, configuration, baseline, rules) instead of being audited: read by the same guards,
 * for its author may be a stranger too. A link counts as the file that it leads to, unless that lies outside of `within`.
 */
export function readControl(
  file: string,
  { within, limit = longestControl }: { readonly within?: string; readonly limit?: number } = {},
): string | Refused | undefined {
  let real: string;
  try {
    real = realpathSync(file);
    const home = within === undefined ? undefined : realpathSync(within);
    if (home !== undefined && !real.startsWith(home.endsWith(sep) ? home : home + sep)) return { tooLarge: false, why: 'it is a link that leads out of the repository' }; // biome-ignore format: one line
  } catch (error) {
    return /^(ENOENT|ENOTDIR)$/.test(codeOf(error)) ? undefined : { tooLarge: false, why: `it cannot be read (${codeOf(error)})` }; // biome-ignore format: one line
  }
  const read = readGuarded(real, limit);
  return Buffer.isBuffer(read) ? read.toString('utf8').replace(/^\ufeff/, '') : read;
}

function readAll(file: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const got = readSync(file, buffer, length, size - length, null);
    if (got === 0) break;
    length += got;
  }
  return buffer.subarray(0, length);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
