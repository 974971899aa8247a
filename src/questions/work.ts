import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import { commandIn, commandsOf, namesRun } from '../program/commands.js';
import type { Effect } from '../program/effects.js';
import { firstOf } from '../program/first-of.js';
import type { Site } from '../program/graph.js';
import type { ArgAt } from '../program/notation.js';
import type { Program } from '../program/program.js';
import { runnable } from '../program/runnable.js';
import type { Placed } from '../program/scopes.js';
import type { Func, Value } from '../program/values.js';
import { isRefusable, refusedClaim } from './claims.js';
import { takersBy } from './lines.js';
import { type Marked, markedAfter } from './marked-after.js';
import { ownWork } from './own-work.js';
import { isCut, isLookedForFirst } from './races.js';
import { most, reachedFrom } from './reached.js';
import { isShut } from './shut.js';
import {
  isOnlyAsked,
  isOnlyCounted,
  isUnknownDeed,
  isUnknownStatement,
  readsOnly,
  type Twice,
  twiceOf,
} from './twice.js';
import { isUnseen } from './unseen-calls.js';

/** What a piece of work does, with all that it calls. */
export interface Work {
  /** The first call that touches what all servers share, mail and other services before rows. */
  readonly shared: Effect | undefined;
  /** All of them, in that order. */
  readonly all: readonly Effect[];
  /** The first of those that are double where two servers do them. */
  readonly harm: Effect | undefined;
  /** Locks that it takes itself. */
  readonly locks: readonly Effect[];
  /** All of it is about the process that does it: a sign of life, what it gathered itself. */
  readonly isOwn: boolean;
  /** A write of rows whose result says whether the rest is done: one of several servers gets it. */
  readonly claim: Effect | undefined;
  /** A call that nothing is known of, and that says whether the work is done. */
  readonly asks: Site | undefined;
  /** What comes of it when two servers do it; undefined where nothing is seen that all of them share. */
  readonly twice: Twice | undefined;
  /** Rows that it finds by a mark that it sets itself, where what it does in between is not seen to be the same twice. */
  readonly marked: Marked | undefined;
  /** The calls that lead to `harm`, else to `shared`. */
  readonly chain: readonly Site[];
  /** All that it calls is seen. */
  readonly isWhole: boolean;
  /** What is double is so only where two servers do it at the same moment: `rows` that are looked for before they are made, or anything. */
  readonly raced: 'rows' | 'any' | undefined;
  /** What is double is only counted by the makers of the app. */
  readonly isCounted: boolean;
  /** What is double is only asked of another service, in nobody's name. */
  readonly isAsked: boolean;
}

/** The functions that a call hands over as work, also by the name of a command. */
export function bodiesOf({ site, row }: Effect, program: Program): readonly Func[] {
  const { linker, classes, graph } = program;
  if (site.decorates) return [site.decorates];
  if (row.worker !== undefined) return workersOf(site, row.worker, program);
  const command = row.command === undefined ? undefined : argumentAt(site.call, row.command);
  if (command) return commandIn(command, site.func, row.source, program);
  const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
  if (!body) return site.passes;
  const own = runnable(body, site.func, { row: { kind: 'task', source: row.source }, linker, classes, graph });
  return own.length > 0 ? own : handlersOf(linker.evaluate(body, site.func).flatMap(graph.concrete), program);
}

/** The functions that whoever made the queue has given it: `queue(worker).push(job)`. */
function workersOf({ call, func }: Site, at: ArgAt, { linker, classes, graph }: Program): readonly Func[] {
  const of = argumentAt(call, 'self');
  const values = of ? linker.evaluate(of, func).flatMap(graph.concrete) : [];
  return values.flatMap((value): readonly Func[] => {
    const made = value.is === 'external' ? value.made : undefined;
    const body = made && argumentAt(made.call, at);
    return body ? runnable(body, made.func, { row: { kind: 'task', source: '' }, linker, classes, graph }) : [];
  });
}

/** The object that a call hands over as work, where it is made there: `job(new Run('mails:fetch'))`. */
export function madeBy({ site, row }: Effect): Placed | undefined {
  const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
  return body?.is === 'call' && body.new ? { expr: body, func: site.func } : undefined;
}

/** Jobs that say by the type of what they are given which messages they are for. */
function handlersOf(messages: readonly Value[], { entries, linker }: Program): readonly Func[] {
  const classes = messages.flatMap((value) => (value.is === 'instance' || value.is === 'class' ? [value.klass] : []));
  if (classes.length === 0) return [];
  return entries.flatMap(({ kind, func }) => {
    const type = kind === 'job' ? func.fn.params[0]?.type : undefined;
    const given = type ? linker.evaluate(type, func) : [];
    return given.some((value) => value.is === 'class' && classes.includes(value.klass)) ? [func] : [];
  });
}

/** Where nothing that servers share is seen in so many functions, some more are looked at. */
const mostUnseen = 2 * most;

/** All that functions do; `made`: the one object whose work it is, where that is known. */
export function workIn(bodies: readonly Func[], program: Program, depth = 0, made?: Placed): Work {
  const { graph, effects } = program;
  const { visits } = graph;
  const seen = new Set<Func>(bodies);
  const calls = new Map<Func, Site>();
  const visited = new Set(bodies.map(visits.from));
  const found = new Set<Effect>();
  const locks = new Set<Effect>();
  let isWhole = bodies.length > 0;
  let isOpen = false;
  const takers = takersBy(program);
  let looked = 0;
  for (const visit of visited) {
    if (looked >= (found.size === 0 ? mostUnseen : most)) break;
    looked++;
    const sites = visits.sitesOf(visit).filter((site) => !isShut(site, program));
    const known = new Set<Expr>(sites.flatMap((site) => (deedsAt(site, effects).length > 0 ? [site.call] : [])));
    // `deleteFrom('carts').where(...).execute()` is one statement
    const isPart = ({ call }: Site) =>
      call.callee.is === 'member' && [...within(call.callee)].some((one) => known.has(one));
    for (const site of sites) {
      const own = deedsAt(site, effects);
      for (const effect of own) {
        if (effect.row.is === 'shared' || effect.row.is === 'enqueue') found.add(effect);
        if (effect.row.is === 'lock') locks.add(effect);
      }
      const run = own.length === 0 ? runAt(site, program, bodies.includes(site.func) ? made : undefined) : undefined;
      if (own.length === 0 && isUnseen(site, program)) isWhole = false;
      if (run ? run.length === 0 : own.length === 0 && isUnknownDeed(site, bodies) && !isPart(site)) isOpen = true;
      const others = [...(run ?? []), ...(takers.get(site.call) ?? [])];
      for (const next of [...visits.runs(site, visit), ...others.map(visits.from)]) {
        if (visited.has(next)) continue;
        visited.add(next);
        if (!seen.has(next.func)) calls.set(next.func, site);
        seen.add(next.func);
      }
    }
  }
  const shared = [...found];
  const twice = new Map(shared.map((effect) => [effect, twiceIn(effect, program, depth)]));
  const rank = ({ row, weak }: Effect) =>
    (row.what === 'mail' ? 0 : row.is === 'enqueue' ? 1 : row.what === 'rows' ? 2 : 3) + (weak ? 4 : 0);
  const ranked = shared.toSorted((a, b) => rank(a) - rank(b));
  const harm = ranked.find((effect) => twice.get(effect) === 'double');
  const first = harm ?? ranked[0];
  const doubled = shared.filter((effect) => twice.get(effect) === 'double');
  // who only reads rows takes none
  const rows = shared.filter((one) => one.row.what === 'rows' && !readsOnly(one, program) && !isUnknownStatement(one, program)); // biome-ignore format: one condition
  const counts = doubled.length > 0 ? doubled : shared;
  const { isOwn, lease } = ownWork({ bodies, shared, counts, seen }, program);
  const claim =
    lease ??
    rows.find((row) => counts.some((one) => one !== row) && isClaim(row, { shared: counts, seen, graph })) ??
    (rows.length > 0 ? firstOf([...seen], (func) => refusedClaim(func, program)) : undefined);
  const asks = first ? askedBefore(first.site, program) : askedIn([...seen], program);
  const working = { counts, shared, seen, graph };
  const around = first
    ? [...locks].filter(
        ({ site, row }) => (row.what !== 'rows' && isAround(site.func, working)) || isHandedOut(site, working),
      )
    : [...locks];
  const whole = wholly([...twice.values()], isOpen);
  return {
    shared: ranked[0],
    all: ranked,
    harm,
    locks: around,
    isOwn,
    claim,
    asks,
    isWhole,
    raced: doubled.length === 0 ? undefined : joinedRace(doubled.map((effect) => raceOf(effect, program, depth))),
    isCounted: isOnlyCounted(doubled, program),
    isAsked: isOnlyAsked(doubled, program),
    twice: whole,
    marked: whole === 'open' && !isOwn ? markedAfter(seen, rows, program) : undefined,
    chain: first ? chainTo(first.site.func, calls) : [],
  };
}

/** What a call runs by the name of a command; undefined where it is no such call. */
function runAt(site: Site, program: Program, made: Placed | undefined): readonly Func[] | undefined {
  const rows = site.names.flatMap((name) => program.library.commands.find(name).map(({ value }) => value));
  if (rows.length === 0) return undefined;
  const names = rows.flatMap((row) => namesRun(site, row, program, made));
  return names.flatMap((name) => commandsOf(program).get(name) ?? []);
}

/** All of it taken together: what is double decides, then what nobody sees. */
function wholly(all: readonly Twice[], isOpen: boolean): Twice | undefined {
  if (all.includes('double')) return 'double';
  if (all.includes('open') || isOpen) return 'open';
  return all.length > 0 ? 'same' : undefined;
}

/** Jobs that start jobs are followed so far. */
const deepest = 2;

/** What is put on a queue does no harm twice where the job, seen as a whole, does none. */
function twiceIn(effect: Effect, program: Program, depth: number): Twice {
  const own = twiceOf(effect, program);
  if (own === 'double' && effect.row.what === 'rows') return isRefusable(effect.site, program) ? 'same' : own;
  if (own !== 'double' || effect.row.is !== 'enqueue' || depth >= deepest) return own;
  const bodies = bodiesOf(effect, program);
  if (bodies.length === 0) return own;
  const { twice, isWhole } = workIn(bodies, program, depth + 1, madeBy(effect));
  return twice === 'same' || (twice === undefined && isWhole) ? 'same' : own;
}

function raceOf(effect: Effect, program: Program, depth: number): Work['raced'] {
  if (isCut(effect)) return 'any';
  if (isLookedForFirst(effect, conditionsOver(effect.site))) return 'rows';
  if (effect.row.is !== 'enqueue' || depth >= deepest) return undefined;
  return workIn(bodiesOf(effect, program), program, depth + 1, madeBy(effect)).raced;
}

function joinedRace(all: readonly Work['raced'][]): Work['raced'] {
  return all.includes(undefined) ? undefined : all.includes('any') ? 'any' : 'rows';
}

function chainTo(func: Func, calls: ReadonlyMap<Func, Site>): readonly Site[] {
  const chain: Site[] = [];
  for (let site = calls.get(func); site && chain.length < most; site = calls.get(site.func)) chain.unshift(site);
  return chain;
}

interface Working {
  /** What a lock has to be around: all that is double where two servers do it. */
  readonly counts: readonly Effect[];
  readonly shared: readonly Effect[];
  /** All functions of the work. */
  readonly seen: ReadonlySet<Func>;
  readonly graph: Program['graph'];
}

/**
 * Whether a lock is taken around the work: by a function that leads to it, or for one. A step of the work that locks what it changes itself holds
 * nobody off from the rest.
 */
function isAround(taker: Func, { counts, shared, seen, graph }: Working): boolean {
  const places = new Set(shared.map(({ site }) => site.func));
  const asked = new Set<Func>([taker]);
  let isStep = false;
  for (const func of asked) {
    if (asked.size > most) return true;
    const below = reachedFrom([func], graph);
    if (counts.every(({ site }) => below.has(site.func))) return true;
    if ([...below].some((one) => places.has(one))) isStep = true;
    else for (const { func: caller } of graph.callersOf(func)) if (seen.has(caller)) asked.add(caller);
  }
  return !isStep;
}

/** Whether all that counts is done with what a function gives that has locked it, or decided by that: `for (const due of await claimDue())`. */
function isHandedOut(lock: Site, { counts, seen, graph }: Working): boolean {
  const statement = new Set(within(lock.call));
  const rest = counts.filter(({ site }) => !statement.has(site.call));
  let sites: readonly Site[] = [lock];
  // what locks, and as many hops above it
  for (let depth = 0; depth <= farthest + 1 && sites.length > 0; depth++) {
    const [first] = sites;
    if (first && sites.length === 1 && rest.every(({ site }) => isDecided(site, first, { seen, graph, isEach: true })))
      return true;
    sites = sites.flatMap(({ func }) =>
      graph.callersOf(func).filter((site) => seen.has(site.func) && (site.targets.includes(func) || isGivenBack(site))),
    );
  }
  return false;
}

/** What a call gives is the answer of the function around it. */
function isGivenBack({ call, func }: Site): boolean {
  return func.fn.events.some((event) => event.is === 'return' && event.value === call);
}

/** Functions between a write and the condition on what became of it. */
const farthest = 2;

/** Whether what became of a write says if the rest is done, also where a function of its own makes the write and hands that back. */
function isClaim(row: Effect, { shared, seen, graph }: Pick<Working, 'shared' | 'seen' | 'graph'>): boolean {
  const rest = new Set(shared.filter((one) => one !== row));
  let sites: readonly Site[] = [row.site];
  for (let depth = 0; depth <= farthest && sites.length > 0; depth++) {
    const [first] = sites;
    if (sites.length === 1 && first && [...rest].every(({ site }) => isDecided(site, first, { seen, graph })))
      return true;
    if (sites.some(({ func }) => [...rest].some(({ site }) => site.func === func))) return false;
    sites = sites.flatMap(({ func }) =>
      graph.callersOf(func).filter((caller) => caller.targets.includes(func) && seen.has(caller.func)),
    );
  }
  return false;
}

/** Whether a call is made only where another one says so: the call itself, or all that lead to it. */
function isDecided(
  site: Site,
  by: Site,
  { seen, graph, isEach = false }: Pick<Working, 'seen' | 'graph'> & { readonly isEach?: boolean },
): boolean {
  let sites: readonly Site[] = [site];
  for (let depth = 0; depth <= farthest && sites.length > 0; depth++) {
    sites = sites.filter((one) => !decides(by, one) && !(isEach && goesThrough(by, one)));
    if (sites.length === 0) return true;
    const above = sites.map(({ func }) =>
      graph.callersOf(func).filter((caller) => caller.targets.includes(func) && seen.has(caller.func)),
    );
    if (above.some((callers) => callers.length === 0)) return false;
    sites = above.flat();
  }
  return false;
}

/** Whether the result of one call says if another is made, within one function. */
function decides(first: Site, second: Site): boolean {
  if (first.func !== second.func) return false;
  const isResult = resultOf(first);
  return conditionsOver(second).some(isResult);
}

/** Whether a call is made for each of what another one gives, within one function. */
function goesThrough(first: Site, second: Site): boolean {
  if (first.func !== second.func) return false;
  const isResult = resultOf(first);
  const { callee } = second.call;
  // `due.map((one) => ...)`
  return (
    (callee.is === 'member' && second.passes.length > 0 && isResult(callee.of)) || loopsOver(second).some(isResult)
  );
}

function resultOf(site: Site): (expr: Expr) => boolean {
  const names = resultNames(site);
  return (expr) => [...within(expr)].some((one) => one === site.call || (one.is === 'name' && names.has(one.name)));
}

/** The names that the result of a call is bound to, a part of it, or what is made with that. */
function resultNames({ func, call }: Site): ReadonlySet<string> {
  const names = new Set<string>();
  for (const event of func.fn.events) {
    if (event.is !== 'bind' || event.target.is !== 'name') continue;
    const isOfIt = [...within(event.value)].some(
      (expr) => expr === call || (expr.is === 'name' && names.has(expr.name)),
    );
    if (isOfIt) names.add(event.target.name);
  }
  return names;
}

/** What a call does; a value that it asks a store for, or puts there, says nothing of what becomes of the work. */
function deedsAt(site: Site, effects: Program['effects']): readonly Effect[] {
  return effects.at(site).filter(({ row }) => row.is !== 'look' && row.is !== 'keep');
}

/** The tests of all conditions around a call. */
export function conditionsOver({ func, guard }: Pick<Site, 'func' | 'guard'>): readonly Expr[] {
  const found: Expr[] = [];
  for (const { guard: one } of guardsAround(func.fn, guard))
    if (one.test && (one.is === 'if' || one.is === 'else')) found.push(one.test);
  return found;
}

/** What the loops around a call go through. */
function loopsOver({ func, guard }: Site): readonly Expr[] {
  const found: Expr[] = [];
  for (const { at, guard: one } of guardsAround(func.fn, guard)) {
    if (one.is !== 'loop') continue;
    if (one.test) found.push(one.test);
    for (const event of func.fn.events)
      if (event.is === 'bind' && event.guard === at && event.value.is === 'index') found.push(event.value.of);
  }
  return found;
}

/** `if (await isLeader()) await send()`, where nobody sees what `isLeader` is. */
function askedBefore(site: Site, { graph }: Program): Site | undefined {
  const tests = new Set(conditionsOver(site).flatMap((test) => [...within(test)]));
  return graph
    .sitesOf(site.func)
    .find(({ call, callees }) => call.awaited && call.callee.is === 'name' && callees.length === 0 && tests.has(call));
}

/** The same where all that the work calls is out of sight. */
function askedIn(funcs: readonly Func[], program: Program): Site | undefined {
  for (const func of funcs) {
    for (const site of program.graph.sitesOf(func)) {
      const found = site.guard === undefined ? undefined : askedBefore(site, program);
      if (found) return found;
    }
  }
  return undefined;
}
