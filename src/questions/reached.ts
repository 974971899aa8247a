import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** How many functions of one piece of work are looked at. */
export const most = 200;

/** Functions with all that they run; more than `most` where that is too much to be looked at. */
export function reachedFrom(start: readonly Func[], graph: Program['graph']): ReadonlySet<Func> {
  const seen = new Set<Func>(start);
  for (const func of seen) {
    if (seen.size > most) break;
    for (const { targets, passes } of graph.sitesOf(func)) for (const next of [...targets, ...passes]) seen.add(next);
  }
  return seen;
}
