import type { Dirent } from 'node:fs';
import picomatch from 'picomatch';

/** One entry below a root, by its path with slashes. */
export interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Everything that `list` shows of a folder and of the folders below it; the folder of the root is ''. */
export function* below(folder: string, list: (folder: string) => readonly Dirent[]): Generator<Entry> {
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of list(next)) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`;
      const isFolder = entry.isDirectory();
      yield { path, isFolder };
      if (isFolder) open.push(path);
    }
  }
}

/** Whether one of the globs means a path, or a folder around it. Names that begin with a dot are names like others. */
export function meansAny(globs: readonly string[]): (path: string) => boolean {
  const plain = globs.map((one) => (one.endsWith('/') ? one.slice(0, -1) : one));
  return picomatch(
    plain.flatMap((one) => [one, `${one}/**`]),
    { dot: true },
  );
}

/** Where a glob begins: the folder that no star is part of, or the one path that it stands for. None when that lies outside of the root. */
export function beginningOf(glob: string): { readonly path: string; readonly isGlob: boolean } | undefined {
  const { base, isGlob } = picomatch.scan(glob);
  const path = base.replace(/\\(.)/g, '$1').replace(/^\.(\/|$)/, '');
  return /^(\/|\.\.(\/|$))|\/\.\.(\/|$)/.test(path) ? undefined : { path, isGlob };
}
