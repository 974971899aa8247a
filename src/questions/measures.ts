import type { Expr } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { heldIn } from './held.js';
import { most, reachedFrom } from './reached.js';

/** So many calls deep is a measure looked for. */
const deepest = 3;

/**
 * Whether what a piece of work does to the outside all comes from what it has measured of its own machine or process (load, memory, its logs): either it is
 * given what was measured, or that decides whether it is done. Each server has to look at itself.
 */
export function isOfMeasures(bodies: readonly Func[], places: readonly Site[], program: Program): boolean {
  return places.length > 0 && bodies.length > 0 && bodies.every((body) => isMeasured(body, places, program));
}

function isMeasured(body: Func, places: readonly Site[], program: Program): boolean {
  const { graph } = program;
  const sites = graph.sitesOf(body);
  const measuring = new Set<Expr>(sites.filter((site) => isMeasure(site, program, deepest)).map(({ call }) => call));
  if (measuring.size === 0) return false;
  const { isIn } = heldIn(body, (expr) => measuring.has(expr));
  const funcs = new Set(places.map(({ func }) => func));
  return sites.every((site) => {
    const isPlace = places.includes(site);
    const below = isPlace ? undefined : reachedFrom([...site.targets, ...site.passes], graph);
    if (below && (below.size > most || ![...below].some((func) => funcs.has(func)))) return below.size <= most;
    if (site.call.args.some(({ value }) => isIn(value))) return true;
    for (const { guard } of guardsAround(body.fn, site.guard)) if (guard.test && isIn(guard.test)) return true;
    return false;
  });
}

/** Folders of a machine, which no two servers share (Filesystem Hierarchy Standard 3.0). */
const ofMachine = /^\/(var\/(log|run|lock)|proc|sys|run|dev)(\/|$)/;

function isMeasure(site: Site, program: Program, depth: number): boolean {
  const { names, targets } = site;
  if (names.some((name) => program.library.selves.find(`${name}()`).length > 0)) return true;
  if (program.effects.at(site).some((effect) => readsMachine(effect, program))) return true;
  return (
    depth > 0 &&
    targets.some((target) => program.graph.sitesOf(target).some((site) => isMeasure(site, program, depth - 1)))
  );
}

/** A file of the machine is read: its logs, its processes. */
function readsMachine({ row, site }: Effect, { paths }: Program): boolean {
  const path = /^(read|list)$/.test(row.is) && row.path !== undefined ? argumentAt(site.call, row.path) : undefined;
  return path !== undefined && paths.of(path, site.func).some(({ text }) => ofMachine.test(text));
}
