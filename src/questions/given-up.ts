import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { farthest } from './above.js';

/**
 * Another service is told something, and nothing at all is done where that fails (`.catch(() => {})`, `except OSError: pass`), there or by all who call
 * for it: whoever wrote it does not miss it, and neither does a user whose server stops.
 */
export function isGivenUp({ site, row }: Effect, program: Program): boolean {
  return row.what === 'http' && isGivenUpAt(site, program, farthest);
}

function isGivenUpAt({ call, func, guard }: Site, program: Program, left: number): boolean {
  if (func.fn.events.some(({ value }) => value && isCaught(value, call, func, program))) return true;
  const isTried = [...guardsAround(func.fn, guard)].some(
    ({ guard: tried }) => tried.is === 'try' && isIgnored(func, call.end, tried.end + nearBy),
  );
  if (isTried || left === 0) return isTried;
  const above = program.graph.callersOf(func);
  const runs = (one: Site) => one.targets.includes(func);
  // a function of the app that it is handed to runs it where that is seen
  const isSeen = above.every((one) => runs(one) || one.targets.length > 0);
  return isSeen && above.some(runs) && above.filter(runs).every((one) => isGivenUpAt(one, program, left - 1));
}

/** The call stands before a `catch` that is given a function without a body. */
function isCaught(value: Expr, call: Expr, func: Func, { linker }: Program): boolean {
  return [...within(value)].some((one) => {
    if (one.is !== 'call' || one.callee.is !== 'member' || one.callee.name !== 'catch') return false;
    const [handler] = one.args;
    if (!handler || ![...within(one.callee.of)].includes(call)) return false;
    const handlers = linker.evaluate(handler.value, func);
    return handlers.length > 0 && handlers.every((each) => each.is === 'function' && each.func.fn.events.length === 0);
  });
}

/** What is caught begins within the whole of what is tried, or right behind it. */
const nearBy = 20;

/** Nothing is done with what is caught. */
function isIgnored({ fn }: Func, from: number, to: number): boolean {
  const caught = fn.guards.flatMap(({ is, start }, at) =>
    is === 'except' && start >= from && start <= to ? [at] : [],
  );
  const isThere = (guard: number | undefined) => [...guardsAround(fn, guard)].some(({ at }) => caught.includes(at));
  return caught.length > 0 && !fn.events.some((event) => isThere(event.guard));
}
