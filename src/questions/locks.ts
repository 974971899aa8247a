import type { Expr } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentBehind } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { firstOf } from '../program/first-of.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Lock } from '../resolve/parts/store.js';
import { type Asked, placeOfCallee, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { holdingOf, type Taking, takingAbove, takingOf, type UnderLock, workOf } from './held-work.js';
import { readsOnly } from './twice.js';
import { bodiesOf, workIn } from './work.js';

/**
 * Locks of one process or one server that a request or a job takes around rows that all servers change: where such a lock is made, and where one
 * that lives as long as the process is entered (`with lock:`).
 */
export function locksAsked(asked: Asked): AppParts {
  const seen = new Set<string>();
  const entered = enteredLocks(asked.program);
  const locks = asked.program.effects.of('lock').filter(({ site, name }) => {
    if (entered.has(site.call)) return true;
    const key = `${site.func.module.path} ${site.func.fn.start} ${name}`;
    // taking and releasing are one lock
    return seen.has(key) ? false : seen.add(key);
  });
  return { locks: locks.flatMap((effect) => lockOf(effect, entered.get(effect.site.call), asked)) };
}

function lockOf(effect: Effect, entered: readonly Entered[] | undefined, asked: Asked): readonly Lock[] {
  const { site, row, weak, name } = effect;
  const { reach = 'shared' } = row;
  if (weak || reach === 'shared' || !asked.runs(site.func.module.path)) return [];
  const held = entered ? firstOf(entered, (one) => heldWhile(one, asked.program)) : heldAround(effect, asked.program);
  const way = held && asked.program.reach.wayTo(held.func, serving);
  if (!held || !way) return [];
  const because = [
    ...stepsOf(way),
    { at: placeOfExpr(held.rows.site.call, held.rows.site.func), says: 'changes what all servers share' },
    { at: held.at, says: `is held by this ${reach} only` },
  ];
  const [technology = name] = name.split(/[.(]/);
  return [
    {
      label: 'the lock around it',
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology, reach }, because),
      uses: [],
      confidence: proofOf(way, held.rows.weak),
    },
  ];
}

/** The function that holds a lock, where it takes it, and the rows that are changed meanwhile. */
interface Held {
  readonly func: Func;
  readonly at: Span;
  readonly rows: Effect;
}

function heldAround(effect: Effect, program: Program): Held | undefined {
  const { site } = effect;
  const { all, locks, isOwn } = workAround(effect, program);
  const rows = changedIn(all, program);
  return rows && !isOwn && !isHeldElsewhere(locks) ? { func: site.func, at: placeOfCallee(site), rows } : undefined;
}

/** The first change of rows among effects. */
function changedIn(all: readonly Effect[], program: Program): Effect | undefined {
  return all.find((effect) => effect.row.what === 'rows' && !readsOnly(effect, program));
}

function isHeldElsewhere(locks: readonly Effect[]): boolean {
  return locks.some((lock) => lock.weak || (lock.row.reach ?? 'shared') === 'shared');
}

/** Functions between where a lock is made and the work that it is held around. */
const farthest = 2;

/** What is done under a lock; that of the callers where the function only makes it and hands it back. Other locks may be taken before. */
function workAround(effect: Effect, program: Program): UnderLock {
  // what a lock is given to run is all that is done under it
  if (effect.row.body !== undefined) return workIn(bodiesOf(effect, program), program);
  let by: readonly Taking[] = [takingOf(effect)];
  let under: UnderLock = { all: [], locks: [], isOwn: false };
  for (let depth = 0; depth <= farthest && by.length > 0; depth++) {
    const holdings = by.map((one) => holdingOf(one, program));
    const funcs = [...new Set(by.map(({ site: { func } }) => func))];
    under = {
      ...workIn(funcs, program),
      all: workOf(
        holdings.flatMap(({ sites }) => sites),
        program,
      ).all,
    };
    if (under.all.length > 0 || funcs.length > 1 || holdings.every(({ isLetGo }) => isLetGo)) break;
    by = by.flatMap((one) => takingsAbove(one, program));
  }
  return under;
}

/** The calls of a function that takes a lock; they may give it what it locks. */
function takingsAbove({ site: { func }, handles }: Taking, { graph }: Program): readonly Taking[] {
  return graph.callersOf(func).map((site) => {
    const given = site.targets.includes(func) ? handles.map((one) => argumentBehind(one, func, site.call)) : [];
    return takingAbove(
      site,
      given.find((one) => one !== undefined),
    );
  });
}

/** A lock that is entered by another function than the one that made it. */
interface Entered {
  readonly func: Func;
  readonly lock: Expr;
  /** The calls that are made while it is held. */
  readonly under: readonly Site[];
}

/** By the call that makes a lock. */
const enteredLocks = onceFor(({ linker, graph, scopes, effects }: Program): ReadonlyMap<Expr, readonly Entered[]> => {
  const made = new Set<Expr>(effects.of('lock').map(({ site }) => site.call));
  const found = new Map<Expr, Entered[]>();
  for (const func of scopes.funcs) {
    for (const [number, { is, test }] of func.fn.guards.entries()) {
      if (is !== 'with' || !test || !/^(name|member)$/.test(test.is)) continue;
      for (const value of linker.evaluate(test, func)) {
        const by = value.is === 'external' ? value.made : undefined;
        if (!by || by.func === func || !made.has(by.call)) continue;
        const isUnder = ({ guard }: Site) => [...guardsAround(func.fn, guard)].some(({ at }) => at === number);
        append(found, by.call, { func, lock: test, under: graph.sitesOf(func).filter(isUnder) });
      }
    }
  }
  return found;
});

function heldWhile({ func, lock, under }: Entered, program: Program): Held | undefined {
  const { all, locks, isOwn } = workOf(under, program);
  const rows = changedIn(all, program);
  return rows && !isOwn && !isHeldElsewhere(locks) ? { func, at: placeOfExpr(lock, func), rows } : undefined;
}
