import type { CodeModule } from '../code/model.js';
import type { Fact } from '../facts/fact.js';
import '../facts/image.js';
import '../facts/module-names.js';

/** What the configuration of the repository says about names of modules. */
export interface ModuleNames {
  /** `paths` of a tsconfig or an alias of a bundler: what an import begins with, and the folders or files that it stands for. `*` stands for the rest. */
  readonly aliases: readonly { readonly below: string; readonly from: string; readonly to: readonly string[] }[];
  /** Packages of the repository: their names, folders and entry files (relative to the root). */
  readonly packages: readonly { readonly name: string; readonly folder: string; readonly main?: string }[];
  /** Folders in which libraries of others lie that were copied into the app, and are not looked into. */
  readonly copies?: readonly string[];
}

export const noModuleNames: ModuleNames = { aliases: [], packages: [] };

/** From what manifests and compilers' settings say, longer aliases first. */
export function moduleNamesOf(facts: Iterable<readonly Fact[]>, copies: readonly string[] = []): ModuleNames {
  const said = [...facts].flatMap((list) => list.filter((fact) => fact.kind === 'module-names'));
  return {
    copies,
    aliases: said
      .flatMap(({ aliases, folder: below }) => aliases.map((alias) => ({ ...alias, below })))
      .sort((a, b) => b.below.length - a.below.length || b.from.length - a.from.length),
    packages: said.flatMap((fact) => (fact.package ? [{ ...fact.package, folder: fact.folder }] : [])),
  };
}

/** Builds of images that may take a package by its name are told where it lies: an app by itself does not see the packages of others. */
export function withPackageFolders(facts: ReadonlyMap<string, readonly Fact[]>): ReadonlyMap<string, readonly Fact[]> {
  const packages = Object.fromEntries(moduleNamesOf(facts.values()).packages.map(({ name, folder }) => [name, folder]));
  const grown = new Map(facts);
  for (const [path, list] of facts)
    if (list.some(({ kind }) => kind === 'image'))
      grown.set(
        path,
        list.map((fact) => (fact.kind === 'image' ? { ...fact, packages } : fact)),
      );
  return grown;
}

/** Finds the file that an import means: a path of the app, several for a prefix, none for what comes from outside. */
export interface ModuleFinder {
  find(from: CodeModule, module: string): string | undefined;
  /** The name of what comes from outside: a package, or the one that a copied folder holds; undefined for a path that nothing was found at. */
  outside(from: CodeModule, module: string): string | undefined;
  /** All modules whose import would begin like that (`require('./' + name)`). */
  withPrefix(from: CodeModule, prefix: string): readonly string[];
  /** The folder of modules that a path from the folder of the app means: an app may lie below the root. */
  folder(from: CodeModule, path: string): string | undefined;
  /** Modules in a folder, without those in folders below; and all whose paths begin so. */
  in(folder: string): readonly string[];
  beginning(path: string): readonly string[];
}

const scriptEnds = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '.vue', '.svelte', '.astro'];

/** An index of the app's modules by path; asking costs a few look-ups. */
export function moduleFinder(paths: readonly string[], names: ModuleNames = noModuleNames): ModuleFinder {
  const files = new Set(paths);
  const copies = new Map((names.copies ?? []).map((path) => [path, packageIn(path)]));
  const pythonRoots = new Map<string, string[]>();
  const bySuffix = suffixes(paths);
  for (const path of paths) {
    if (!path.endsWith('.py')) continue;
    const name = pythonName(path);
    const last = name.slice(name.lastIndexOf('/') + 1);
    pythonRoots.set(last, [...(pythonRoots.get(last) ?? []), path]);
  }
  const script = (path: string): string | undefined => {
    const plain = normal(path);
    if (files.has(plain) && /\.[cm]?[jt]sx?$|\.vue$|\.svelte$|\.astro$/.test(plain)) return plain;
    const bare = plain.replace(/\.[cm]?jsx?$/, '');
    for (const base of bare === plain ? [plain] : [bare, plain])
      for (const end of scriptEnds) if (files.has(base + end)) return base + end;
    for (const end of scriptEnds) if (files.has(`${plain}/index${end}`)) return `${plain}/index${end}`;
    return undefined;
  };
  const aliased = (from: CodeModule, module: string): string | undefined => {
    for (const alias of names.aliases) {
      if (alias.below !== '.' && !from.path.startsWith(`${alias.below}/`)) continue;
      const star = alias.from.indexOf('*');
      const head = star < 0 ? alias.from : alias.from.slice(0, star);
      if (star < 0 ? module !== alias.from : !module.startsWith(head)) continue;
      for (const to of alias.to) {
        const found = script(to.replace('*', module.slice(head.length)));
        if (found) return found;
      }
    }
    for (const one of names.packages) {
      if (module === one.name)
        return one.main ? script(one.main) : (script(`${one.folder}/src/index`) ?? script(one.folder));
      if (module.startsWith(`${one.name}/`)) {
        const rest = module.slice(one.name.length + 1);
        const found = script(`${one.folder}/${rest}`) ?? script(`${one.folder}/src/${rest}`);
        if (found) return found;
      }
    }
    return undefined;
  };
  /** `@/db`, `~/db`, `src/db`, `#lib/db`: aliases that no configuration was read for; the nearest file that ends so. */
  const guessed = (from: CodeModule, module: string): string | undefined => {
    const rest = /^(?:[@~#]\/?|src\/|app\/|lib\/|server\/)(.+)$/.exec(module)?.[1];
    if (rest === undefined || (/^@[\w.-]+\//.test(module) && !module.startsWith('@/'))) return undefined;
    const whole = /^[@~#]/.test(module) ? rest : module;
    const key = whole.replace(/\.[cm]?[jt]sx?$/, '');
    return nearest(
      from.path,
      [...(bySuffix.get(last(key)) ?? [])].filter((path) => endsIn(path, key)),
    );
  };
  const python = (from: CodeModule, module: string): string | undefined => {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    const rest = module.slice(dots).replaceAll('.', '/');
    if (dots > 0) {
      const parts = from.path.split('/').slice(0, -dots);
      const base = [...parts, ...(rest ? [rest] : [])].join('/');
      return [`${base}.py`, base ? `${base}/__init__.py` : '__init__.py'].find((path) => files.has(path));
    }
    const name = rest;
    const candidates = (pythonRoots.get(name.slice(name.lastIndexOf('/') + 1)) ?? []).filter((path) => {
      const own = pythonName(path);
      return own === name || own.endsWith(`/${name}`);
    });
    // an absolute import is searched from a root, which is a folder above the importer or beside it
    return nearest(
      from.path,
      candidates.filter((path) => {
        const own = pythonName(path);
        const root = own.slice(0, own.length - name.length);
        return root === '' || from.path.startsWith(root) || !name.includes('/') === false;
      }),
    );
  };
  const found = new Map<string, string | undefined>();
  const search = (from: CodeModule, module: string): string | undefined => {
    if (from.language === 'python') return python(from, module);
    if (from.language === 'javascript') {
      if (/^\.\.?(\/|$)/.test(module)) return script(join(from.path, module));
      if (module.startsWith('/')) return script(module.slice(1));
      return aliased(from, module) ?? guessed(from, module);
    }
    const beside = normal(join(from.path, module));
    const end = from.language === 'ruby' ? '.rb' : '';
    return [beside, beside + end, normal(module), normal(module) + end, `lib/${normal(module)}${end}`].find((path) =>
      files.has(path),
    );
  };
  return {
    find(from, module) {
      const key = `${/^\./.test(module) || from.language === 'php' ? folder(from.path) : from.path.slice(0, from.path.lastIndexOf('/'))}\0${from.language}\0${module}`;
      if (found.has(key)) return found.get(key);
      const path = search(from, module);
      found.set(key, path);
      return path;
    },
    outside(from, module) {
      if (!/^\.\.?(\/|$)/.test(module)) return module;
      const path = copies.size === 0 ? '' : normal(join(from.path, module)).replace(/(\/index)?(\.[cm]?js)?$/, '');
      for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
        const name = copies.get(path.slice(0, end));
        if (name !== undefined) return name + path.slice(end);
      }
      return undefined;
    },
    withPrefix(from, prefix) {
      const start = normal(join(from.path, prefix));
      return paths.filter((path) => path.startsWith(start) && path !== from.path);
    },
    folder(from, path) {
      const wanted = normal(path);
      if (wanted === '') return undefined;
      const found = new Set<string>();
      for (const one of paths) {
        const at = `/${one}`.lastIndexOf(`/${wanted}/`);
        if (at >= 0) found.add(one.slice(0, at + wanted.length));
      }
      return found.has(wanted) ? wanted : nearest(from.path, [...found]);
    },
    beginning: (path) => paths.filter((one) => one.startsWith(normal(path) + (path.endsWith('/') ? '/' : ''))),
    in: (path) => paths.filter((one) => one.startsWith(path) && !one.includes('/', path.length)),
  };
}

/** A package is copied into a folder of its name, as names of variables are written there or as those of packages are. */
function packageIn(path: string): string {
  return last(path)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function suffixes(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const path of paths) {
    const bare = path.replace(/\.[cm]?[jt]sx?$|\.vue$|\.svelte$/, '');
    const key = last(bare) === 'index' ? last(bare.slice(0, -'/index'.length)) : last(bare);
    const list = map.get(key);
    if (list) list.push(path);
    else map.set(key, [path]);
  }
  return map;
}

function endsIn(path: string, key: string): boolean {
  const bare = path.replace(/\.[cm]?[jt]sx?$|\.vue$|\.svelte$/, '').replace(/\/index$/, '');
  return bare === key || bare.endsWith(`/${key}`);
}

/** The path that shares the most folders with another one; ties go to the shortest, then the first. */
function nearest(from: string, paths: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestShared = -1;
  for (const path of paths) {
    const shared = sharedFolders(from, path);
    if (shared > bestShared || (shared === bestShared && best !== undefined && path.length < best.length)) {
      best = path;
      bestShared = shared;
    }
  }
  return best;
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let count = 0;
  while (count < left.length - 1 && left[count] === right[count]) count++;
  return count;
}

function pythonName(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, '');
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folder(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function join(from: string, module: string): string {
  return folder(from) + module;
}

/** A path without `.` and `..`. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
