import type { Expr } from '../code/model.js';
import { argumentAt } from './arguments.js';
import type { Ancestry } from './classes.js';
import type { Library } from './library.js';
import type { Func, Klass, Value } from './values.js';

interface Tools {
  readonly classes: Ancestry;
  readonly library: Library;
  evaluate(expr: Expr, func: Func): readonly Value[];
}

/** What a field of a class that reads its fields from the environment is given there: a variable of that name, with the class's prefix. */
export function environmentFieldsOf({ classes, library, evaluate }: Tools) {
  return (klass: Klass, name: string): readonly Value[] => {
    const { externals } = classes.ancestryOf(klass, evaluate);
    const row = externals.flatMap((base) => library.environmentClasses.find(base))[0]?.value;
    if (!row || row.prefix[0] === name) return [];
    const [field, option] = row.prefix;
    const prefix = classes
      .fieldsOf(klass, field, evaluate)
      .flatMap(({ value }) => (value?.is === 'call' ? [argumentAt(value, option)] : []))
      .find((expr) => expr?.is === 'literal');
    const text = prefix?.is === 'literal' ? String(prefix.value) : '';
    return [{ is: 'external', name: `${row.as}.${(text + name).toUpperCase()}` }];
  };
}
