import type { Expr } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** What waits in one list or queue in the memory of the process: who puts something in, and who takes it out. */
export interface Line {
  readonly name: string;
  readonly at: { readonly expr: Expr; readonly func: Func };
  readonly fills: readonly Turn[];
  readonly drains: readonly Turn[];
}

export interface Turn {
  readonly func: Func;
  readonly expr: Expr;
  readonly value?: Expr | undefined;
}

/** Queues that a language or a library offers, by the object that is filled and emptied. */
export const queuesOf = onceFor((program: Program): readonly Line[] => {
  const found = new Map<Site, { readonly fills: Turn[]; readonly drains: Turn[] }>();
  for (const effect of program.effects.of('fill', 'drain')) {
    const { site, row } = effect;
    if (effect.weak) continue;
    const value = row.data === undefined ? undefined : argumentAt(site.call, row.data);
    for (const made of madeFor(effect, program)) {
      const { fills, drains } = found.get(made) ?? { fills: [], drains: [] };
      found.set(made, { fills, drains });
      (row.is === 'fill' ? fills : drains).push({ func: site.func, expr: site.call, value });
    }
  }
  for (const { made, turn } of shiftedIn(program)) found.get(made)?.fills.push(turn);
  return [...found].map(([made, turns]) => ({
    name: nameOf(made),
    at: { expr: made.call, func: made.func },
    ...turns,
  }));
});

/** Ruby's `jobs << job` is `jobs.push(job)`. */
function shiftedIn(program: Program): readonly { readonly made: Site; readonly turn: Turn }[] {
  return program.scopes.funcs.flatMap((func) => {
    if (func.module.language !== 'ruby') return [];
    return [...expressionsOf(func.fn)].flatMap((expr) => {
      if (expr.is !== 'operation' || expr.sign !== '<<' || !expr.left) return [];
      const turn = { func, expr, value: expr.right };
      return madeOf(expr.left, func, program).map((made) => ({ made, turn }));
    });
  });
}

/** The functions that take out what a call puts in. */
export const takersBy = onceFor((program: Program): ReadonlyMap<Expr, readonly Func[]> => {
  const found = new Map<Expr, Func[]>();
  for (const { fills, drains } of queuesOf(program))
    for (const { expr } of fills) for (const { func } of drains) append(found, expr, func);
  return found;
});

/** The calls that made what a method is called on. */
function madeFor({ site }: Effect, program: Program): readonly Site[] {
  const self = argumentAt(site.call, 'self');
  return self ? madeOf(self, site.func, program) : [];
}

function madeOf(expr: Expr, func: Func, { linker, graph }: Program): readonly Site[] {
  const values = linker.evaluate(expr, func).flatMap(graph.concrete);
  return values.flatMap((value) => {
    const { made } = value.is === 'external' ? value : {};
    return made ? (graph.sitesOf(made.func).find(({ call }) => call === made.call) ?? []) : [];
  });
}

/** The name that what a call makes is given. */
function nameOf({ func, call }: Site): string {
  const bound = func.fn.events.find((event) => event.is === 'bind' && [...within(event.value)].includes(call));
  const target = bound?.is === 'bind' ? bound.target : undefined;
  return target?.is === 'name' || target?.is === 'member' ? target.name : 'a queue';
}
