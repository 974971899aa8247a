import type { Expr } from '../code/model.js';
import { argumentAt } from './arguments.js';
import type { Library } from './library.js';
import type { ModuleFinder } from './modules.js';
import type { Func, Made, Value } from './values.js';

interface Tools {
  readonly finder: ModuleFinder;
  readonly library: Pick<Library, 'loads' | 'paths' | 'roots'>;
  evaluate(expr: Expr, func: Func): readonly Value[];
}

/** What loads one module by its path; whatever else does so loads a folder of them. */
const one = 'require';
/** A path that is put together in more steps is not followed. */
const deepest = 12;
const nowhere = { start: 0, end: 0 };

/** Modules that code loads by paths which it puts together: `require(path.join(folder, name))`, `requireAll(path.join(folder, 'models'))`. */
export function loadingOf({ finder, library, evaluate }: Tools) {
  /** A path as far as it is known, below the folder of the app; `*` for the rest. */
  const textOf = (expr: Expr, func: Func, depth: number): string => {
    if (depth > deepest) return '*';
    if (expr.is === 'literal') return String(expr.value);
    if (expr.is === 'text') return expr.parts.map((part) => textOf(part, func, depth + 1)).join('');
    if (expr.is === 'operation' && expr.sign === '+' && expr.left)
      return textOf(expr.left, func, depth + 1) + textOf(expr.right, func, depth + 1);
    if (expr.is === 'name' && expr.name === '__dirname') return folderOf(func);
    const [value] = evaluate(expr, func);
    if (value?.is === 'literal') return String(value.value);
    if (value?.is === 'structure') return textOf(value.expr, value.func, depth + 1);
    return value?.is === 'external' ? textOfThing(value.name.replace(/\(\)$/, ''), value.made ?? func, depth) : '*';
  };

  const textOfThing = (name: string, made: Made | Func, depth: number): string => {
    if (library.roots.find(name)[0]?.value === 'app') return 'call' in made ? '/' : folderOf(made);
    if (library.paths.find(name).length === 0 || !('call' in made)) return '*';
    return made.call.args.map(({ value }) => textOf(value, made.func, depth + 1)).join('/');
  };

  const load = (name: string, func: Func): readonly Value[] => {
    const here = finder.find(func.module, name);
    return here === undefined ? [] : evaluate({ is: 'import', module: `/${here}`, ...nowhere }, func);
  };

  const begunSo = (begun: string, func: Func): readonly Value[] =>
    finder.beginning(begun).flatMap((file) => (file === func.module.path ? [] : load(`/${file}`, func)));

  /** What a call of a thing outside gives that loads modules; undefined where it is no such, or nobody knows which. */
  const loadedBy = (name: string, { call, func }: Made): readonly Value[] | undefined => {
    const at = library.loads.find(name)[0]?.value;
    const path = at === undefined ? undefined : argumentAt(call, at);
    if (!path || func.module.language !== 'javascript') return undefined;
    const text = textOf(path, func, 0);
    if (name !== one) {
      const folder = /^[^*]*$/.test(text) ? finder.folder(func.module, text) : undefined;
      return folder === undefined ? undefined : [{ is: 'folder', path: `${folder}/`, by: func }];
    }
    const cut = text.indexOf('*');
    const begun = text.slice(0, cut);
    // a name of which nothing is known may be that of a package
    const found = cut < 0 ? load(text, func) : /[^/]\//.test(begun) ? begunSo(begun, func) : [];
    return found.length > 0 ? found : undefined;
  };

  /** What stands in a folder under a name: a module, or the folder of that name. */
  const loadedUnder = ({ path, by }: Value & { is: 'folder' }, name: string): readonly Value[] => {
    if (!by) return [];
    const found = load(`/${path}${name}`, by);
    const below = found.length > 0 ? undefined : finder.folder(by.module, `/${path}${name}`);
    return below === undefined ? found : [{ is: 'folder', path: `${below}/`, by }];
  };

  /** All modules of a folder. */
  const allLoaded = ({ path, by }: Value & { is: 'folder' }): readonly Value[] =>
    by ? finder.in(path).flatMap((file) => load(`/${file}`, by)) : [];

  return { loadedBy, loadedUnder, allLoaded };
}

function folderOf({ module }: Func): string {
  return `/${module.path.slice(0, module.path.lastIndexOf('/') + 1)}`;
}
