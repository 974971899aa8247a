import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import { removalsIn, sitesAmong } from './effects-in.js';
import { alongWay } from './gone.js';
import { isSameText } from './same-thing.js';

/**
 * Whether a path is made of what a manager of a context of the app's own yields, and removes when the context is left:
 * `with work_folder() as folder: (folder / name).write_bytes(data)`.
 */
export function isLeftWithContext(target: Expr, func: Func, way: Way, program: Program): boolean {
  return alongWay(target, func, way).some((placed) =>
    sitesAmong(callsBehind(placed.expr, placed.func), placed.func, program).some((site) =>
      site.targets.some((maker) => removesYielded(maker, site, program)),
    ),
  );
}

/** More names, and more values of one, do not stand for one path. */
const mostNames = 12;

/** The calls that an expression, and what its names stand for, is made of. */
function callsBehind(expr: Expr, func: Func): readonly Call[] {
  const calls = new Set<Call>();
  const names = new Set<string>();
  const open = [expr];
  for (const next of open) {
    for (const one of within(next)) {
      if (one.is === 'call') calls.add(one);
      if (one.is !== 'name' || names.has(one.name) || names.size >= mostNames) continue;
      names.add(one.name);
      open.push(...(func.bindings.get(one.name) ?? []).slice(0, mostNames).map((bound) => bound.expr));
    }
  }
  return [...calls];
}

function removesYielded(maker: Func, site: Site, program: Program): boolean {
  const yielded = maker.fn.events.flatMap((event) => (event.is === 'do' && event.yielded ? [event.value] : []));
  if (yielded.length === 0) return false;
  return removalsIn(maker, program).some(({ site: removal, row }) => {
    const path = row.is !== 'remove' || row.path === undefined ? undefined : argumentAt(removal.call, row.path);
    return path !== undefined && yielded.some((one) => isSameText(one, path)) && !isTurnedOff(removal, site);
  });
}

/** `if clean: rmtree(folder)`, of a call that says `clean=False`. */
function isTurnedOff({ func, guard }: Site, { call }: Site): boolean {
  return [...guardsAround(func.fn, guard)].some(({ guard: { is, test } }) => {
    if (is !== 'if' || test?.is !== 'name') return false;
    const index = func.fn.params.findIndex(({ name }) => name === test.name);
    const given = index < 0 ? undefined : (argumentFor(func, index, call) ?? func.fn.params[index]?.fallback);
    return given?.is === 'literal' && given.value === false;
  });
}
