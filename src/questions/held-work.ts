import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { isSameText } from './same-thing.js';
import { type Work, workIn } from './work.js';

/** A call that takes a lock, or that leads to one, and what may stand for the lock there. */
export interface Taking {
  readonly site: Site;
  readonly handles: readonly Expr[];
}

/** What a function does while it holds a lock. */
export interface Holding {
  readonly sites: readonly Site[];
  /** It lets the lock go itself: what its callers do is done without it. */
  readonly isLetGo: boolean;
}

/** What lets a lock go, by the names that languages have for it. */
const letting = /^(flock|lockf|fclose|close|release|unlock|sem_release)$/;

/** What a call is made on, or is given first. */
const heldBy = ({ args, callee }: Call): readonly Expr[] => [
  ...(callee.is === 'member' ? [callee.of] : []),
  ...(args[0] ? [args[0].value] : []),
];

export function takingOf({ site, row }: Effect): Taking {
  const { call } = site;
  const given = row.path === undefined ? undefined : argumentAt(call, row.path);
  return { site, handles: [...(given ? [given] : heldBy(call)), ...boundTo(site)] };
}

/** The same of a call that leads to one: of what it is given, what the lock is there. */
export function takingAbove(site: Site, given: Expr | undefined): Taking {
  return { site, handles: [...(given ? [given] : heldBy(site.call)), ...boundTo(site)] };
}

/** `lock = FileLock(path)` */
function boundTo({ call, func }: Site): readonly Expr[] {
  return func.fn.events.flatMap((event) =>
    event.is === 'bind' && event.value === call && event.target.is === 'name' ? [event.target] : [],
  );
}

/**
 * The calls that a function makes while it holds a lock: within what it enters with it (`with open(path) as file: flock(file, LOCK_EX)`), else from
 * where it takes it to where it lets it go, if it does. What a library opens for a function is closed at its end (`File.open(path) { |file| ... }`).
 */
export function holdingOf({ site, handles }: Taking, { graph }: Program): Holding {
  const { call, func } = site;
  const isIt = (expr: Expr) => handles.some((handle) => isSameText(handle, expr));
  const after = graph.sitesOf(func).filter((one) => one.call !== call && one.call.end > call.end);
  const around = new Set(
    func.fn.guards.flatMap(({ is, test }, at) =>
      is === 'with' && test && (isIt(test) || [...within(test)].includes(call)) ? [at] : [],
    ),
  );
  const isIn = ({ guard }: Pick<Site, 'guard'>) => [...guardsAround(func.fn, guard)].some(({ at }) => around.has(at));
  // what is done by those who enter the function as a context is done under it too
  const isLent = func.fn.events.some((event) => event.is === 'do' && event.yielded && isIn(event));
  if (around.size > 0) return { sites: after.filter(isIn), isLetGo: !isLent };
  const isGiven = func.fn.params.some(({ name }) => handles.some((one) => one.is === 'name' && one.name === name));
  const isClosed =
    isGiven && graph.callersOf(func).every(({ targets, names }) => !targets.includes(func) && names.length > 0);
  const ends = after.filter((one) => isLetting(one, site) && heldBy(one.call).some(isIt)).map((one) => one.call.start);
  const end = Math.max(...ends);
  return {
    sites: ends.length > 0 ? after.filter((one) => one.call.start < end) : after,
    isLetGo: isClosed || ends.length > 0,
  };
}

/** Not only where the lock was not to be had. */
function isLetting({ call: { callee }, guard }: Site, { call, func }: Site): boolean {
  if (!letting.test(callee.is === 'name' || callee.is === 'member' ? callee.name : '')) return false;
  return ![...guardsAround(func.fn, guard)].some(({ guard: { test } }) => test && [...within(test)].includes(call));
}

export type UnderLock = Pick<Work, 'all' | 'locks' | 'isOwn'>;

/** What some calls do, with all that these call. */
export function workOf(sites: readonly Site[], program: Program): UnderLock {
  const own = sites.flatMap((site) => program.effects.at(site));
  const inner = workIn([...new Set(sites.flatMap(({ targets, passes }) => [...targets, ...passes]))], program);
  return {
    all: [...own.filter(({ row }) => row.is === 'shared' || row.is === 'enqueue'), ...inner.all],
    locks: [...own.filter(({ row }) => row.is === 'lock'), ...inner.locks],
    isOwn: inner.isOwn,
  };
}
