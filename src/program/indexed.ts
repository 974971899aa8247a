import type { Call, Expr, ExprOf } from '../code/model.js';
import type { Library } from './library.js';
import type { SharedTables } from './shared-tables.js';
import { type Func, mostValues, unknownThing, type Value } from './values.js';

interface Tools {
  evaluate(expr: Expr, func: Func): readonly Value[];
  memberOf(value: Value, name: string): readonly Value[];
  /** What code puts into a list or a table beside what is written in it. */
  gathered(holder: Value): readonly Value[];
  readonly library: Library;
  readonly tables: SharedTables;
}

/** More names that a key may be say nothing of what is meant. */
const mostNames = 6;

/** What stands under a key: an item, or the member whose name it is (`handlers['paid']`, PHP's `$this->$method()`). */
export function indexedBy({ evaluate, memberOf, gathered, library, tables }: Tools) {
  const textsOf = ({ key }: ExprOf<'index'>, func: Func): readonly string[] => {
    if (key.is === 'literal') return typeof key.value === 'string' ? [key.value] : [];
    if (!/^(name|member|choice)$/.test(key.is)) return [];
    const values = evaluate(key, func);
    const texts = values.flatMap((value) =>
      value.is === 'literal' && typeof value.value === 'string' ? [value.value] : [],
    );
    return texts.length === values.length && texts.length <= mostNames ? texts : [];
  };
  /** `jobs.values()`, `Object.entries(jobs)`, `list(jobs)`: the table whose items these give. */
  const wholeOf = (expr: Expr, func: Func): readonly Value[] => {
    if (expr.is !== 'call') return evaluate(expr, func);
    const { callee, args } = expr;
    const [first] = args;
    const isPlain = callee.is === 'name' && /^(list|tuple|sorted|reversed|set)$/.test(callee.name);
    const isOfObject = callee.is === 'member' && callee.of.is === 'name' && callee.of.name === 'Object';
    if (first && (isPlain || (isOfObject && /^(values|entries)$/.test(callee.name)))) return wholeOf(first.value, func);
    const own =
      callee.is === 'member' && /^(values|items|entries|slice|copy)$/.test(callee.name)
        ? evaluate(callee.of, func).filter((value) => gathered(value).length > 0 || value.is === 'structure')
        : [];
    return own.length > 0 ? own : evaluate(expr, func);
  };
  /** An entry of a table, taken apart: `for (const [name, work] of jobs)`. */
  const isOfEntry = ({ of, key }: ExprOf<'index'>, func: Func): boolean => {
    if (of.is !== 'index' || of.key.is === 'literal' || key.is !== 'literal' || key.value !== 1) return false;
    const table = of.of;
    if (table.is === 'call' && table.callee.is === 'member') return /^(items|entries)$/.test(table.callee.name);
    return evaluate(table, func).some((value) => value.is === 'external' && value.name === 'Map()');
  };
  const index = (expr: ExprOf<'index'>, func: Func): readonly Value[] => {
    if (isOfEntry(expr, func)) return evaluate(expr.of, func);
    const names = textsOf(expr, func);
    const key = expr.key.is === 'literal' ? names[0] : undefined;
    const isItem = expr.key.is !== 'literal';
    const put = expr.of.is === 'name' && key !== undefined ? tables.put(expr.of, key, func) : [];
    if (put.length > 0) {
      const written = evaluate(expr.of, func).flatMap((value) =>
        value.is === 'structure' && value.expr.is === 'map' ? memberOf(value, key ?? '').filter(isTold) : [],
      );
      return [...written, ...put.flatMap((one) => evaluate(one.expr, one.func))];
    }
    const members = (value: Value) => names.flatMap((name) => memberOf(value, name));
    return wholeOf(expr.of, func).flatMap((value): readonly Value[] => {
      switch (value.is) {
        case 'structure': {
          if (value.expr.is === 'map' && key !== undefined) return memberOf(value, key);
          const inner =
            value.expr.is === 'map'
              ? value.expr.entries.map((entry) => entry.value)
              : value.expr.is === 'list'
                ? value.expr.items
                : [];
          const more = isItem ? gathered(value) : [];
          return [...inner.slice(0, mostValues).flatMap((item) => evaluate(item, value.func)), ...more];
        }
        case 'external':
          if (isItem) {
            const items = gathered(value);
            if (items.length > 0) return items;
          }
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
  /** Python's `handlers.get(name, usual)`, of a table that is written out. */
  const got = ({ callee, args, start, end }: Call, func: Func): readonly Value[] | undefined => {
    const [key, usual] = args;
    if (func.module.language !== 'python' || callee.is !== 'member' || callee.name !== 'get' || !key) return undefined;
    const tables = evaluate(callee.of, func);
    const isTable = (one: Value) => one.is === 'structure' && one.expr.is === 'map' && one.expr.entries.length > 0;
    if (tables.length === 0 || !tables.every(isTable)) return undefined;
    const found = index({ is: 'index', of: callee.of, key: key.value, start, end }, func).filter(isTold);
    return [...found, ...(usual ? evaluate(usual.value, func) : [])];
  };
  return { index, got };
}

function isTold(value: Value): boolean {
  return value.is !== 'external' || !value.name.startsWith(unknownThing);
}
