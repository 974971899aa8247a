import type { Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { State, Use } from './memo.js';
import { isNewTable } from './shapes.js';

/**
 * What is kept under the id of an open connection and looked up under nothing else: all messages of a connection come to the process that holds it.
 */
export function isOfConnection({ shape, uses }: State, program: Program): boolean {
  if (shape !== 'table') return false;
  const changes = uses.filter(({ how }) => how === 'put');
  if (!changes.some(({ key, func }) => key && isId(key, func, program))) return false;
  return uses.every((use) => {
    const key = keyOf(use);
    return key ? isId(key, use.func, program) : use.how === 'take' && isNewTable(use.value);
  });
}

function isId(key: Expr, func: Func, { linker, graph, library }: Program): boolean {
  return linker
    .evaluate(key, func)
    .flatMap(graph.concrete)
    .some((value) => value.is === 'external' && library.connectionIds.find(value.name).length > 0);
}

/** Under what something is put, taken away or looked up. */
function keyOf({ how, key, value, expr, func }: Use): Expr | undefined {
  if (how === 'put') return key;
  if (how === 'take') {
    if (expr.is === 'operation') return expr.right.is === 'index' ? expr.right.key : undefined;
    return expr.is === 'call' ? value : undefined;
  }
  for (const one of expressionsOf(func.fn)) {
    if (one.is === 'index' && one.of === expr) return one.key;
    if (one.is === 'call' && one.callee.is === 'member' && one.callee.of === expr && /^(get|has)$/.test(one.callee.name))
      return one.args[0]?.value;
  }
  return undefined;
} // biome-ignore format: one condition
