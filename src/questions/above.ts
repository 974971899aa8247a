import type { Expr } from '../code/model.js';
import { argumentBehind } from '../program/arguments.js';
import type { Graph, Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { type Func, type Klass, withOuter } from '../program/values.js';

/** So many calls above a place may stand what decides for it. */
export const farthest = 3;

/** A call, and those that lead to it, level by level; not more than so many. */
export function waysUp(site: Site, graph: Graph, most = Number.POSITIVE_INFINITY): readonly Site[] {
  const found = [site];
  let level: readonly Func[] = [site.func];
  for (let hop = 0; hop < farthest && found.length < most; hop++) {
    const above = level.flatMap(withOuter).flatMap((func) => graph.callsTo(func).filter((one) => !found.includes(one)));
    found.push(...above);
    level = [...new Set(above.map(({ func }) => func))];
  }
  return found.slice(0, most);
}

/** What callers give for a parameter, and where. */
export function givenFor(
  expr: Expr,
  func: Func,
  { graph }: Program,
): readonly { readonly expr: Expr; readonly site: Site }[] {
  return graph.callsTo(func).flatMap((site) => {
    const given = argumentBehind(expr, func, site.call);
    return given ? [{ expr: given, site }] : [];
  });
}

/** Nobody keeps what a call gives: it is a statement, or what a helper gives to those who do not keep it. */
export function isIgnored({ call, func }: Site, program: Program, left = farthest): boolean {
  return func.fn.events.some((event) => {
    if (event.value !== call) return false;
    if (event.is !== 'return' || left === 0) return event.is === 'do';
    const above = program.graph.callsTo(func);
    return above.length > 0 && above.every((one) => isIgnored(one, program, left - 1));
  });
}

/** What a call is given, and what those give who hand it on: `def later(work): create_task(work)`. */
export function handedTo(site: Site, program: Program): readonly { readonly expr: Expr; readonly site: Site }[] {
  const found: { readonly expr: Expr; readonly site: Site }[] = [];
  let level = site.call.args.map(({ value }) => ({ expr: value, site }));
  for (let hop = 0; hop <= farthest && level.length > 0; hop++) {
    found.push(...level);
    level = level.flatMap(({ expr, site: one }) => givenFor(expr, one.func, program));
  }
  return found;
}

/** The methods of the same name of the classes that stand below the same one: they stand in for each other. */
export function standInsOf(func: Func, program: Program): readonly Func[] {
  const { classes, linker } = program;
  const { owner, fn } = func;
  const above = owner ? classes.basesOf(owner, linker.evaluate).klasses : [];
  if (above.length === 0) return [];
  return classes.klasses.flatMap((klass) => {
    if (klass === owner || !classes.basesOf(klass, linker.evaluate).klasses.some((one) => above.includes(one)))
      return [];
    const method = classes.methodOf(klass, fn.name, linker.evaluate)?.func;
    const twins = method ? [method] : heldIn(klass, fn.name, program);
    return twins.filter((twin) => twin !== func);
  });
}

/** Functions that a field of the class holds: `store = async (file) => ...`. */
function heldIn(klass: Klass, name: string, { classes, linker }: Program): readonly Func[] {
  return classes
    .fieldsOf(klass, name, linker.evaluate)
    .flatMap(({ value, func }) => (value?.is === 'function' ? linker.evaluate(value, func) : []))
    .flatMap((value) => (value.is === 'function' ? [value.func] : []));
}

/** The function around those that stand in it, right below the top of its module. */
export function outermost(func: Func): Func {
  let here = func;
  while (here.outer?.outer) here = here.outer;
  return here;
}
