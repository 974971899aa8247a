import type { Expr } from '../code/model.js';
import type { Func } from '../program/values.js';
import type { Asked } from './asked.js';
import type { State } from './memo.js';

/** What the language has for it, a library offers in its place, or a function of the app makes (`counts = new_table()`). */
export function shapeIn(expr: Expr, func: Func, asked: Asked): State['shape'] | undefined {
  const { linker, library } = asked.program;
  const own = shapeOf(expr);
  if (own) return own;
  // `globalThis.rooms ?? new Map()`, `store.rooms`
  if (expr.is === 'operation' && /^(\?\?|\|\||or)$/.test(expr.sign) && expr.left)
    return [expr.left, expr.right].some((side) => shapeIn(side, func, asked) === 'table') ? 'table' : undefined;
  if (expr.is !== 'call' && expr.is !== 'member') return undefined;
  const isOffered =
    expr.is === 'call' &&
    linker.calleesOf(expr, func).some((value) => value.is === 'external' && library.tables.find(value.name).length > 0);
  const isMade = linker.evaluate(expr, func).some((value) => {
    const made = value.is === 'structure' ? value.expr : value.is === 'external' ? value.made?.call : undefined;
    return made !== undefined && made !== expr && shapeOf(made) === 'table';
  });
  return isOffered || isMade ? 'table' : undefined;
}

/** Tables and lists that begin empty, and numbers that are counted. */
export function shapeOf(expr: Expr): State['shape'] | undefined {
  if (expr.is === 'map' || expr.is === 'list')
    return expr.is === 'map' && expr.entries.length > 3 ? undefined : 'table';
  if (expr.is === 'literal' && typeof expr.value === 'number') return 'number';
  if (expr.is !== 'call') return undefined;
  const name = expr.callee.is === 'name' ? expr.callee.name : expr.callee.is === 'member' ? lastName(expr.callee) : '';
  return /^(Map|Set|Array|Object|dict|list|set|defaultdict|OrderedDict|deque|Counter|Hash\.new|Set\.new|Concurrent\/Map\.new|Concurrent::Map\.new)$/.test(
    name,
  )
    ? 'table'
    : undefined;
}

function lastName(expr: Expr & { is: 'member' }): string {
  if (expr.name === 'new' && expr.of.is === 'name') return `${expr.of.name}.new`;
  return expr.name;
}

/** A table with nothing in it: `{}`, `[]`, `new Map()`, `dict()`. */
export function isNewTable(value: Expr | undefined): boolean {
  if (value?.is === 'list') return value.items.length === 0;
  if (value?.is === 'map') return value.entries.length === 0;
  return value?.is === 'call' && value.args.length === 0 && (value.new === true || shapeOf(value) === 'table');
}
