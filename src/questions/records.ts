import type { Expr } from '../code/model.js';
import { onceFor } from '../once.js';
import type { ConnectionRow } from '../program/catalogue.js';
import { firstOf } from '../program/first-of.js';
import type { Program } from '../program/program.js';
import type { Func, Klass } from '../program/values.js';

/** Classes of the app whose objects hold an open connection. */
export type Wrapping = ReadonlyMap<Klass, ConnectionRow>;

/** The row of the connection that an expression is, or that an object of the app holds. */
export function connectionOf(
  expr: Expr,
  func: Func,
  { linker, graph, library }: Program,
  wrapping: Wrapping,
): ConnectionRow | undefined {
  return firstOf(linker.evaluate(expr, func).flatMap(graph.concrete), (one) => {
    if (one.is === 'external') return library.connections.find(one.name)[0]?.value;
    return one.is === 'instance' ? wrapping.get(one.klass) : undefined;
  });
}

/** Records that are made of an open connection, given with what else is known of it: `Client(id=id, socket=socket)`. */
export const recordsOf = onceFor((program: Program): Wrapping => {
  const found = new Map<Klass, ConnectionRow>();
  for (const { call, callees, func } of program.graph.sites) {
    for (const value of callees) {
      if (value.is !== 'class' || found.has(value.klass)) continue;
      const row = firstOf(call.args, (arg) => connectionOf(arg.value, func, program, found));
      if (row) found.set(value.klass, row);
    }
  }
  return found;
});
