import type { Expr } from '../code/model.js';
import { append } from '../grouped.js';
import type { Placed } from './scopes.js';
import type { Func } from './values.js';

/** What PHP code puts under the keys of a table that a variable names, one by one: `$conf['folder'] = './data'`. */
export interface SharedTables {
  /** What stands under a key; where nothing is put under it by name, what is put under keys that cannot be told. */
  put(table: Expr & { is: 'name' }, key: string, func: Func): readonly Placed[];
}

interface Puts {
  readonly named: Map<string, Placed[]>;
  readonly any: Placed[];
}

/** A key that is set at more places is told by none of them. */
const most = 12;

/** `shared`: names that mean one variable everywhere, at the top of files and where a function says so. */
export function sharedTablesOf(funcs: readonly Func[], shared: ReadonlySet<string>): SharedTables {
  let everywhere: Map<string, Puts> | undefined;
  const inFunc = new Map<Func, Map<string, Puts>>();

  const isShared = (name: string, func: Func): boolean =>
    shared.has(name) && (func.index === 0 || func.fn.shares?.includes(name) === true);

  const read = (func: Func, into: Map<string, Puts>, wanted: (name: string) => boolean): void => {
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.sign || event.target.is !== 'index') continue;
      const { of, key } = event.target;
      if (of.is !== 'name' || !wanted(of.name)) continue;
      const puts = into.get(of.name) ?? { named: new Map<string, Placed[]>(), any: [] };
      into.set(of.name, puts);
      const placed = { expr: event.value, func };
      if (key.is === 'literal') append(puts.named, String(key.value), placed);
      else puts.any.push(placed);
    }
  };

  const putsOf = (name: string, func: Func): Puts | undefined => {
    if (isShared(name, func)) {
      if (!everywhere) {
        everywhere = new Map();
        for (const one of funcs)
          if (one.module.language === 'php') read(one, everywhere, (each) => isShared(each, one));
      }
      return everywhere.get(name);
    }
    const own = inFunc.get(func) ?? new Map<string, Puts>();
    if (!inFunc.has(func)) read(func, own, () => true);
    inFunc.set(func, own);
    return own.get(name);
  };

  return {
    put({ name }, key, func) {
      const puts = func.module.language === 'php' ? putsOf(name, func) : undefined;
      const found = puts?.named.get(key) ?? puts?.any ?? [];
      return found.length > most ? [] : found;
    },
  };
}
