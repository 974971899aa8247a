import type { Expr, Guard } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** So many calls a row is looked for that is written before the work. */
const deepest = 3;

/**
 * A row that only one server can write, put before the work: where it is there already, the database refuses it, and what handles the refusal goes on
 * without the work (`try: Lock.create(name=...); work() except IntegrityError: ...`).
 */
export function refusedClaim(func: Func, program: Program): Effect | undefined {
  const { guards } = func.fn;
  for (const [at, refused] of guards.entries()) {
    if (refused.is !== 'except' || !refused.test || !isRefusal(refused.test, func, program)) continue;
    const tried = triedBefore(refused, guards);
    if (tried < 0 || at === tried) continue;
    const sites = program.graph.sitesOf(func).filter(({ guard }) => isWithin(guard, tried, func));
    for (const [index, site] of sites.entries()) {
      const claim = rowWritten(site, program, deepest);
      if (claim && sites.slice(index + 1).some(({ call }) => ![...within(call)].includes(site.call))) return claim;
    }
  }
  return undefined;
}

/**
 * Whether what handles the refusal of a row stands around a call that writes one, or around all that lead to it: a unique key keeps it single, whoever
 * comes second.
 */
export function isRefusable(site: Site, program: Program, left = deepest): boolean {
  const { func, guard } = site;
  const { guards } = func.fn;
  const isHere = guards.some((refused) => {
    if (refused.is !== 'except' || !refused.test || !isRefusal(refused.test, func, program)) return false;
    const tried = triedBefore(refused, guards);
    return tried >= 0 && isWithin(guard, tried, func);
  });
  if (isHere || left === 0) return isHere;
  const callers = program.graph.callersOf(func);
  return (
    callers.length > 0 && callers.every((one) => one.targets.includes(func) && isRefusable(one, program, left - 1))
  );
}

function isRefusal(test: Expr, func: Func, { linker, library }: Program): boolean {
  return [...within(test)].some((expr) =>
    linker
      .evaluate(expr, func)
      .some((value) => value.is === 'external' && library.refusals.find(value.name).length > 0),
  );
}

/** The number of the statement whose faults a handler handles: the last one before it. */
function triedBefore(refused: Guard, guards: readonly Guard[]): number {
  return guards.findLastIndex(
    ({ is, outer, start }) => is === 'try' && outer === refused.outer && start <= refused.start,
  );
}

function isWithin(guard: number | undefined, tried: number, { fn }: Func): boolean {
  for (const { at } of guardsAround(fn, guard)) if (at === tried) return true;
  return false;
}

function rowWritten(site: Site, program: Program, left: number): Effect | undefined {
  const own = program.effects.at(site).find(({ row }) => row.is === 'shared' && row.what === 'rows');
  if (own || left === 0) return own;
  for (const target of site.targets)
    for (const next of program.graph.sitesOf(target)) {
      const found = rowWritten(next, program, left - 1);
      if (found) return found;
    }
  return undefined;
}
