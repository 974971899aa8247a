import type { Expr } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Library } from './library.js';
import type { Placed, Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly library: Pick<Library, 'merges'>;
  evaluate(expr: Expr, func: Func): readonly Value[];
}

interface Merge extends Placed {
  readonly callee: Expr;
  readonly into: Expr;
}

/** More merges into things of one name say nothing of one table. */
const most = 40;

/** What other tables are put into one as a whole: `Object.assign(resolvers, require('./orders'))`. */
export function mergedInto({
  scopes,
  library,
  evaluate,
}: Tools): (table: Value & { is: 'structure' }) => readonly Placed[] {
  let known: ReadonlyMap<string, readonly Merge[]> | undefined;
  const found = new Map<Expr, readonly Placed[]>();
  return ({ expr: table, func: { module } }) => {
    if (module.language !== 'javascript') return [];
    const before = found.get(table);
    if (before) return before;
    found.set(table, []);
    known ??= mergesIn(scopes);
    const isIt = ({ callee, into, func }: Merge) =>
      evaluate(callee, func).some((value) => value.is === 'external' && library.merges.find(value.name).length > 0) &&
      evaluate(into, func).some((value) => value.is === 'structure' && value.expr === table);
    const merges = (known.get(module.path) ?? []).slice(0, most).filter(isIt);
    found.set(table, merges);
    return merges;
  };
}

/** What such calls are named; whether one is such, the catalogues say. */
const merging = /assign|merge|extend|default/i;

/** By the file that makes them: a table is filled where it is made. */
function mergesIn(scopes: Scopes): ReadonlyMap<string, readonly Merge[]> {
  const found = new Map<string, Merge[]>();
  for (const func of scopes.funcs) {
    if (func.module.language !== 'javascript') continue;
    for (const { callee, args } of callsOf(func.fn)) {
      const [into, ...given] = args;
      if ((callee.is !== 'member' && callee.is !== 'name') || !merging.test(callee.name)) continue;
      if (!into || !/^(name|map)$/.test(into.value.is) || given.length === 0) continue;
      for (const { value: expr } of given)
        if (!/^(literal|text|function)$/.test(expr.is))
          append(found, func.module.path, { callee, into: into.value, expr, func });
    }
  }
  return found;
}
