import type { Expr } from '../code/model.js';
import { callsOf, guardsAround, within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { decoratedIn } from '../program/gathered.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { bodiesOf } from './work.js';

/** A loop without an end that sleeps between its rounds, or waits for what a source outside tells. */
export interface Round {
  /** The function that the loop stands in. */
  readonly func: Func;
  /** The call that waits, within the loop. */
  readonly sleep: Site;
  /** The function that a decorator of the app puts into the loop: calling it starts that. */
  readonly turns?: Func;
}

/** The pause may stand so many functions below the loop. */
const deepest = 3;

/** The loops without an end that sleep between their rounds, once each. */
export const roundsOf = onceFor((program: Program): readonly Round[] => {
  const found = new Map<string, Round>();
  const seen = new Set<Site>();
  let waiting = sleepsOf(program);
  for (let depth = 0; depth <= deepest && waiting.length > 0; depth++) {
    const above: Site[] = [];
    for (const sleep of waiting) {
      if (seen.has(sleep)) continue;
      seen.add(sleep);
      const { func, guard } = sleep;
      const loop = endlessAround(sleep, program);
      if (loop !== undefined) {
        const key = `${func.module.path}:${func.fn.start}:${loop}`;
        if (!found.has(key)) found.set(key, { func, sleep });
      } else if (isAlways(func, guard)) {
        above.push(...program.graph.callsTo(func));
      }
    }
    waiting = above;
  }
  for (const round of hearingOf(program)) {
    const key = `${round.func.module.path}:${round.func.fn.start}:${round.sleep.guard}`;
    if (!found.has(key)) found.set(key, round);
  }
  return [...found.values()].flatMap((round) => [round, ...turnedBy(round, program)]);
});

/** Loops that go through all that a source outside tells: `async for message in socket`. */
function hearingOf({ scopes, linker, library, graph }: Program): readonly Round[] {
  return scopes.funcs.flatMap((func): readonly Round[] => {
    if (func.module.language !== 'python') return [];
    return func.fn.guards.flatMap(({ is, test }, loop): readonly Round[] => {
      if (is !== 'loop' || !test || !/^(name|member|call)$/.test(test.is)) return [];
      const names = linker.evaluate(test, func).flatMap((value) => (value.is === 'external' ? [value.name] : []));
      if (!names.some((name) => library.effects.find(`${name}.__aiter__`).some(({ value: row }) => row.is === 'listen'))) return [];
      const inside = graph.sitesOf(func).find(({ guard }) => [...guardsAround(func.fn, guard)].some(({ at }) => at === loop));
      return inside ? [{ func, sleep: inside }] : [];
    });
  });
} // biome-ignore format: conditions

/** A decorator of the app that holds a loop makes one of each function that it stands above: `@repeat_every(60) def sync()`. */
function turnedBy(round: Round, { scopes, linker }: Program): readonly Round[] {
  if (round.func.module.language !== 'python' || !round.func.outer) return [];
  const decorated = decoratedIn(scopes, linker.evaluate);
  for (let here: Func | undefined = round.func; here; here = here.outer) {
    const below = decorated.get(here);
    if (below) return below.map((turns) => ({ ...round, turns }));
  }
  return [];
}

/** Calls after which code goes on later: pauses of a library, and timers that only call what waits for them (`new Promise((done) => setTimeout(done, 1000))`). */
function sleepsOf(program: Program): readonly Site[] {
  const { effects, graph } = program;
  return [
    ...effects.of('sleep', 'listen').flatMap(({ site, row }) => {
      // who waits without a limit waits for what somebody tells
      const isEndless = row.data !== undefined && !argumentAt(site.call, row.data);
      return row.body === undefined && !isEndless ? [site] : [];
    }),
    ...effects.of('timer').flatMap((effect): readonly Site[] => {
      const { site, row } = effect;
      if (!row.once) return [];
      if (site.call.awaited) return bodiesOf(effect, program).length === 0 ? [site] : [];
      if (!goesOnByTimer(effect, program)) return [];
      return graph.callersOf(site.func).filter(({ call, passes }) => call.new && passes.includes(site.func));
    }),
  ];
}

/** Whether all that a timer does is to call what its function was given. */
function goesOnByTimer(effect: Effect, program: Program): boolean {
  const { func, call } = effect.site;
  const isGiven = (expr: Expr | undefined) =>
    expr?.is === 'name' && func.fn.params.some(({ name }) => name === expr.name);
  if (call.args.some(({ value }) => isGiven(value))) return true;
  const bodies = bodiesOf(effect, program);
  return (
    bodies.length > 0 &&
    bodies.every(({ fn }) => {
      const calls = [...callsOf(fn)];
      return calls.length > 0 && calls.every(({ callee }) => isGiven(callee));
    })
  );
}

/** Nothing but what catches faults stands around a call. */
function isAlways({ fn }: Func, guard: number | undefined): boolean {
  for (const { guard: one } of guardsAround(fn, guard)) if (!/^(try|finally|with)$/.test(one.is)) return false;
  return true;
}

/** The number of the loop around a call that nothing ends: `while True`, `while not stopped`. */
function endlessAround({ func, guard, call }: Site, program: Program): number | undefined {
  // `while not stop.wait(60)`: the pause decides whether there is another round
  const paused = func.fn.guards.findIndex(({ is, test }) => is === 'loop' && test && [...within(test)].includes(call));
  const around = [...guardsAround(func.fn, guard)];
  const own = func.fn.guards[paused];
  for (const { at, guard: one } of own ? [{ at: paused, guard: own }, ...around] : around) {
    if (one.is !== 'loop') continue;
    const { test } = one;
    if (!test || one.broken || isLeft(at, func)) continue;
    if (test.is === 'literal' ? test.value === true || test.value === 1 : isFlag(test, func, program)) return at;
  }
  return undefined;
}

/** Something is handed back from within the loop. */
function isLeft(loop: number, { fn, module }: Func): boolean {
  if (module.language !== 'javascript') return false;
  return fn.events.some((event) => {
    if (event.is !== 'return') return false;
    for (const { at } of guardsAround(fn, event.guard)) if (at === loop) return true;
    return false;
  });
}

/** `while not stopped`; `while running`, which is true first. */
function isFlag(test: Expr, func: Func, program: Program): boolean {
  if (test.is === 'operation') {
    const { sign, left, right } = test;
    if (left && /^(or|\|\|)$/.test(sign)) return isFlag(left, func, program) || isFlag(right, func, program);
    if (left && /^(is|={2,3})$/.test(sign)) return isNothing(right) && isUnsaid(left, func);
    return /^(not|!)$/.test(sign) && !left;
  }
  if (test.is !== 'name' && test.is !== 'member') return false;
  if (test.is === 'member' && isSwitched(test.name, func, program)) return true;
  const values = program.linker.evaluate(test, func);
  return (
    values.some((value) => value.is === 'literal' && value.value === true) &&
    values.every((value) => value.is === 'literal' && typeof value.value === 'boolean')
  );
}

/** `while settings.running`: all code of the app only ever turns it on and off, and the loop itself does not. */
function isSwitched(name: string, func: Func, program: Program): boolean {
  const binders = switchesOf(program).get(name);
  return binders !== undefined && !binders.has(func);
}

/** Members that are only ever bound to true or false, and the functions that do so; those that somewhere are true. */
const switchesOf = onceFor(({ scopes }: Program): ReadonlyMap<string, ReadonlySet<Func>> => {
  const found = new Map<string, Set<Func>>();
  const others = new Set<string>();
  const on = new Set<string>();
  for (const func of scopes.funcs)
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.target.is !== 'member') continue;
      const { target, value } = event;
      if (value.is !== 'literal' || typeof value.value !== 'boolean') others.add(target.name);
      else {
        found.set(target.name, (found.get(target.name) ?? new Set()).add(func));
        if (value.value) on.add(target.name);
      }
    }
  for (const name of found.keys()) if (others.has(name) || !on.has(name)) found.delete(name);
  return found;
});

function isNothing(expr: Expr): boolean {
  return expr.is === 'literal' && expr.value === null;
}

/** A limit that callers need not give: there is none (`rounds is None`). */
function isUnsaid(expr: Expr, func: Func): boolean {
  if (expr.is !== 'name') return false;
  for (let here: Func | undefined = func; here; here = here.outer) {
    const param = here.fn.params.find(({ name }) => name === expr.name);
    if (param) return param.fallback !== undefined && isNothing(param.fallback);
  }
  return false;
}
