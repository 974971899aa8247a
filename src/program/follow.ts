import type { Expr } from '../code/model.js';
import type { Library } from './library.js';
import { type Func, mostValues, type Value } from './values.js';

interface Tools {
  memberOf(value: Value, name: string): readonly Value[];
  returnsOf(func: Func): readonly Value[];
  evaluate(expr: Expr, func: Func): readonly Value[];
  gathered(holder: Value): readonly Value[];
  allLoaded(folder: Value & { readonly is: 'folder' }): readonly Value[];
  readonly library: Pick<Library, 'nameOf' | 'resultName'>;
}

/** Goes on from values by what code does with them: members, calls, items (`.data()[]`). */
export function followerOf({
  memberOf,
  returnsOf,
  evaluate,
  gathered,
  allLoaded,
  library: { resultName, nameOf },
}: Tools) {
  const step = (value: Value, by: string): readonly Value[] => {
    if (by.startsWith('.')) return memberOf(value, by.slice(1));
    if (by === '()') {
      if (value.is === 'function') return returnsOf(value.func);
      if (value.is === 'class') return [{ is: 'instance', klass: value.klass }];
      if (value.is === 'parameter')
        return [{ is: 'parameter', func: value.func, index: value.index, path: `${value.path}()` }];
      return value.is === 'external' ? [{ is: 'external', name: resultName(value.name) }] : [];
    }
    if (value.is === 'folder') return allLoaded(value);
    const more = gathered(value);
    if (value.is === 'structure' && value.expr.is === 'list')
      return [...value.expr.items.slice(0, mostValues).flatMap((item) => evaluate(item, value.func)), ...more];
    if (more.length > 0) return more;
    if (value.is === 'parameter') return [{ ...value, path: `${value.path}[]` }];
    // a query is a class with its conditions, and its items are objects of that class
    if (value.is === 'class') return [{ is: 'instance', klass: value.klass }];
    return value.is === 'external' ? [{ is: 'external', name: nameOf(`${value.name}[]`) }] : [];
  };
  return (values: readonly Value[], path: string): readonly Value[] => {
    let here = values;
    for (const by of path.match(/\.[^.()[\]]+|\(\)|\[\]/g) ?? []) here = here.flatMap((value) => step(value, by));
    return here;
  };
}
