import { posix } from 'node:path';

/** A relative import, or a scheme that projects use for their own folders (`@/`, `~/`, `#lib`, `src/`). */
const own = /^(\.{1,2}(\/|$)|@\/|~\/?|#|src\/|\$)/;

/** The key under which a module of the repository can be looked up: its path without an extension, or the alias as written. */
export function moduleKey(source: string, importer: string): string {
  const plain = source.replace(/\.([cm]?[jt]sx?|json)$/, '');
  if (/^\.{1,2}(\/|$)/.test(plain)) {
    const joined = posix.normalize(posix.join(posix.dirname(importer), plain));
    return joined.replace(/\/$/, '');
  }
  return plain;
}

export function isOwnModule(source: string): boolean {
  return own.test(source);
}

/** The key of a file itself. */
export function fileKey(path: string): string {
  return path.replace(/\.([cm]?[jt]sx?|json)$/, '');
}

/** Finds the file behind a key: exactly, as a folder's index, or (for an alias) by the longest ending that is there. */
export function moduleLookup(keys: ReadonlySet<string>, root: string): (key: string) => string | undefined {
  const base = root === '.' ? '' : `${root}/`;
  const remembered = new Map<string, string | undefined>();
  const find = (key: string): string | undefined => {
    for (const each of [key, `${key}/index`]) if (keys.has(each)) return each;
    const bare = key.replace(/^(@|~|#|\$)[^/]*\//, '').replace(/^[#$~@]/, '');
    const named = key.replace(/^[@~#$]\/?/, '');
    for (const folder of [base, `${base}src/`, `${base}server/`, `${base}app/`, '']) {
      for (const name of [named, bare])
        for (const each of [`${folder}${name}`, `${folder}${name}/index`]) if (keys.has(each)) return each;
    }
    return undefined;
  };
  return (key) => {
    if (!remembered.has(key)) remembered.set(key, find(key));
    return remembered.get(key);
  };
}
