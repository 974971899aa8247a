import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import { givenBackBy } from '../program/scopes.js';
import type { Func } from '../program/values.js';
import { farthest, givenFor } from './above.js';
import { removalsIn, removersNear, sitesAmong } from './effects-in.js';
import { alongWay } from './gone.js';
import { isSameText } from './same-thing.js';

/**
 * Whether a path is made of what a manager of a context of the app's own yields, and removes when the context is left:
 * `with work_folder() as folder: (folder / name).write_bytes(data)`.
 */
export function isLeftWithContext(target: Expr, func: Func, way: Way, program: Program): boolean {
  return alongWay(target, func, way).some((placed) =>
    sitesAmong(callsBehind(placed.expr, placed.func), placed.func, program).some((site) =>
      entering(site, program, farthest).some((one) => one.targets.some((maker) => removesYielded(maker, one, program))),
    ),
  );
}

/** A call, and those whose results functions of the app hand on for it (`return work_folder()`). */
function entering(site: Site, program: Program, left: number): readonly Site[] {
  if (left === 0) return [site];
  const handed = site.targets.flatMap((func) => {
    const given = givenBackBy(func).map(({ expr }) => expr);
    return sitesAmong(given, func, program).flatMap((one) => entering(one, program, left - 1));
  });
  return [site, ...handed];
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
  return removedBy(maker, program).some(
    ({ expr, site: removal }) => yielded.some((one) => isSameText(one, expr)) && !isTurnedOff(removal, site),
  );
}

/** What a function removes, itself or by helpers that it gives it to, and where it does. */
function removedBy(maker: Func, program: Program): readonly { readonly expr: Expr; readonly site: Site }[] {
  const removed = removersNear(maker, program)
    .flatMap((func) => removalsIn(func, program))
    .flatMap(({ site, row }) => {
      const expr = row.is !== 'remove' || row.path === undefined ? undefined : argumentAt(site.call, row.path);
      return expr ? [{ expr, site }] : [];
    });
  for (const { expr, site } of removed)
    if (site.func !== maker && removed.length < mostRemoved) removed.push(...givenFor(expr, site.func, program));
  return removed.filter(({ site }) => site.func === maker);
}

/** More removals, with those who ask for them, are not looked at. */
const mostRemoved = 60;

/** `if clean: rmtree(folder)`, of a call that says `clean=False`. */
function isTurnedOff({ func, guard }: Site, { call }: Site): boolean {
  return [...guardsAround(func.fn, guard)].some(({ guard: { is, test } }) => {
    if (is !== 'if' || test?.is !== 'name') return false;
    const index = func.fn.params.findIndex(({ name }) => name === test.name);
    const given = index < 0 ? undefined : (argumentFor(func, index, call) ?? func.fn.params[index]?.fallback);
    return given?.is === 'literal' && given.value === false;
  });
}
