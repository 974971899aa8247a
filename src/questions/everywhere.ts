import type { Expr } from '../code/model.js';
import type { Func } from '../program/values.js';
import type { Asked } from './asked.js';
import type { State } from './memo.js';
import { shapeIn } from './shapes.js';
import { membersBy, usesOf } from './uses.js';

/** Tables that code keeps on an object that all code of the process sees, and goes on using there (`globalThis.rooms ??= new Map()`). */
export function everywhereStates(asked: Asked): readonly State[] {
  const { scopes, linker, graph, library } = asked.program;
  if (library.everywhere.size === 0) return [];
  const isHolder = (of: Expr, func: Func) =>
    linker
      .evaluate(of, func)
      .flatMap(graph.concrete)
      .some((value) => value.is === 'external' && library.everywhere.has(value.name));
  const found = new Map<string, State>();
  for (const func of scopes.funcs) {
    if (!/^(javascript|python)$/.test(func.module.language) || !asked.runs(func.module.path)) continue;
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.target.is !== 'member' || found.has(event.target.name)) continue;
      const { target, value } = event;
      const shape = isHolder(target.of, func) ? shapeIn(value, func, asked) : undefined;
      if (!shape) continue;
      const isIt = (expr: Expr, user: Func) =>
        expr.is === 'member' && expr.name === target.name && expr !== target && isHolder(expr.of, user);
      const users = (membersBy(asked.program).get(target.name) ?? []).filter((user) => asked.runs(user.module.path));
      const uses = users.flatMap((user) => usesOf(user, (expr) => isIt(expr, user)));
      if (uses.length > 0) found.set(target.name, { name: target.name, at: { expr: target, func }, shape, uses });
    }
  }
  return [...found.values()];
}
