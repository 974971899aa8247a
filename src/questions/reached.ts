import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** How many functions of one piece of work are looked at. */
export const most = 200;

/** Functions with all that they run; more than `most` where that is too much to be looked at. */
export function reachedFrom(start: readonly Func[], graph: Program['graph']): ReadonlySet<Func> {
  const { visits } = graph;
  const seen = new Set(start.map(visits.from));
  const found = new Set<Func>();
  // one function may be gone through in several ways
  for (const visit of seen) {
    found.add(visit.func);
    if (found.size > most) break;
    for (const site of visits.sitesOf(visit)) for (const next of visits.runs(site, visit)) seen.add(next);
  }
  return found;
}
