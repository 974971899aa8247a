import type { Expr, ExprOf } from '../code/model.js';
import type { Library } from './library.js';
import { type Func, mostValues, type Value } from './values.js';

interface Tools {
  evaluate(expr: Expr, func: Func): readonly Value[];
  memberOf(value: Value, name: string): readonly Value[];
  readonly library: Library;
}

/** More names that a key may be say nothing of what is meant. */
const mostNames = 6;

/** What stands under a key: an item, or the member whose name it is (`handlers['paid']`, PHP's `$this->$method()`). */
export function indexedBy({ evaluate, memberOf, library }: Tools) {
  const textsOf = ({ key }: ExprOf<'index'>, func: Func): readonly string[] => {
    if (key.is === 'literal') return typeof key.value === 'string' ? [key.value] : [];
    if (!/^(name|member|choice)$/.test(key.is)) return [];
    const values = evaluate(key, func);
    const texts = values.flatMap((value) =>
      value.is === 'literal' && typeof value.value === 'string' ? [value.value] : [],
    );
    return texts.length === values.length && texts.length <= mostNames ? texts : [];
  };
  return (expr: ExprOf<'index'>, func: Func): readonly Value[] => {
    const names = textsOf(expr, func);
    const key = expr.key.is === 'literal' ? names[0] : undefined;
    const members = (value: Value) => names.flatMap((name) => memberOf(value, name));
    return evaluate(expr.of, func).flatMap((value): readonly Value[] => {
      switch (value.is) {
        case 'structure': {
          if (value.expr.is === 'map' && key !== undefined) return memberOf(value, key);
          const inner =
            value.expr.is === 'map'
              ? value.expr.entries.map((entry) => entry.value)
              : value.expr.is === 'list'
                ? value.expr.items
                : [];
          return inner.slice(0, mostValues).flatMap((item) => evaluate(item, value.func));
        }
        case 'external':
          if (key !== undefined && library.hasKeys(value.name)) return memberOf(value, key);
          return [{ ...value, name: library.nameOf(`${value.name}[]`, func.module.language) }];
        case 'module':
          return members(value);
        case 'class':
        case 'instance':
          return func.module.language === 'python' ? [] : members(value);
        case 'parameter':
          return [{ ...value, path: `${value.path}[]` }];
        default:
          return [];
      }
    });
  };
}
