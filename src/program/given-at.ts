import { argumentAt } from './arguments.js';
import type { ArgAt } from './catalogue.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Placed } from './scopes.js';
import type { Made, Value } from './values.js';

interface Asked {
  readonly linker: Linker;
  readonly graph: Pick<Graph, 'concrete'>;
}

/** An argument where it stands: in the call, else under its name in the options that those give who call a helper (`(options) => session(options)`). */
export function givenAt({ call, func }: Made, at: ArgAt, asked: Asked): readonly Placed[] {
  const own = argumentAt(call, at);
  const name = typeof at === 'string' ? at : typeof at === 'object' ? at[1] : undefined;
  if (own || name === undefined || name === 'self') return own ? [{ expr: own, func }] : [];
  return tablesGiven({ call, func }, asked).flatMap((table) => {
    const entry = table.expr.entries.findLast(({ key }) => key?.is === 'literal' && key.value === name);
    return entry ? [{ expr: entry.value, func: table.func }] : [];
  });
}

/** The tables among the arguments of a call: written there, in a name, or given to those who call. */
export function tablesGiven({ call, func }: Made, { linker, graph }: Asked) {
  return call.args
    .filter(({ name, value }) => name === undefined && !/^(literal|text|function|list)$/.test(value.is))
    .flatMap(({ value }) => linker.evaluate(value, func))
    .flatMap((value: Value) => (value.is === 'parameter' ? graph.concrete(value) : [value]))
    .flatMap((value) =>
      value.is === 'structure' && value.expr.is === 'map' ? [{ expr: value.expr, func: value.func }] : [],
    );
}
