import type { Call, Expr } from '../code/model.js';
import { expressionsOf, guardsAround, within } from '../code/walk.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { type Func, withOuter } from '../program/values.js';
import type { Asked } from './asked.js';
import { rootOf, type State, type Use, usedIn } from './memo.js';
import { isPromiseOf } from './promises.js';
import { workIn } from './work.js';

/** Levels that loggers of every language offer. */
const levels = /^(trace|debug|verbose|info|log|notice|warn|warning|error|critical|fatal|puts|print)$/;
/** So many calls deep is what it calls looked at, and so many calls up who asks. */
const deepest = 3;

/**
 * What is read of it decides about lines of the log and about itself alone (one line of a hundred, a warning once): it reaches no answer and nothing
 * that others see. Followed by the names that it is bound to, the conditions that it stands in, and who asks a function that answers by it.
 */
export function isOnlyNoted(state: State, asked: Asked): boolean {
  const { program } = asked;
  // who only counts on is not who it is counted for: that one is not seen
  const counting = new Set(
    state.uses.flatMap(({ how, expr, value }) =>
      how === 'read' ? [] : [...within(expr), ...(value ? within(value) : [])],
    ),
  );
  if (state.uses.every(({ how, expr }) => how !== 'read' || counting.has(expr))) return false;
  const looking = new Set(state.uses.filter(({ how }) => how === 'read').map(({ func }) => func));
  return [...looking].every((func) => {
    const own = usedIn(func, state);
    return staysHere({ func, isIt: (expr) => own.has(expr), program }, deepest);
  });
}

interface Looking {
  readonly func: Func;
  readonly isIt: (expr: Expr) => boolean;
  readonly program: Program;
}

function staysHere({ func, isIt, program }: Looking, left: number): boolean {
  const { fn } = func;
  const names = new Set<string>();
  const isHeld = (one: Expr) => isIt(one) || (one.is === 'name' && names.has(one.name));
  const isIn = (expr: Expr) => [...within(expr)].some(isHeld);
  const isDecided = (guard: number | undefined) =>
    [...guardsAround(fn, guard)].some(({ guard: { test } }) => test !== undefined && isIn(test));
  const isQuiet = quietIn(func, { isIt, isHeld }, program);
  let isAnswer = false;
  for (const event of fn.events) {
    const decides = isDecided(event.guard);
    const { value } = event;
    const isOwn = event.is === 'bind' ? isHeld(event.target) || isHeld(rootOf(event.target)) : value !== undefined && isIt(value); // biome-ignore format: one choice
    if (!decides && !(value && isIn(value)) && !(event.is === 'bind' && isIn(event.target))) continue;
    if (event.is === 'throw') return false;
    const calls = value ? [...within(value)].filter((one) => one.is === 'call') : [];
    if (event.is === 'return')
      isAnswer ||= value !== undefined && !(value.is === 'literal' && (value.value === null || value.value === undefined)); // biome-ignore format: one sum
    else if (event.is === 'bind' && !isOwn) {
      if (event.target.is !== 'name') return false;
      names.add(event.target.name);
    }
    if (!calls.every((call) => isQuiet(call, decides))) return false;
  }
  // what is asked for in a condition is told to whoever is asked
  const tests = fn.guards.flatMap(({ test }) => (test && isIn(test) ? [test] : []));
  if (!tests.every((test) => [...within(test)].every((one) => one.is !== 'call' || isQuiet(one, false)))) return false;
  if (names.size > 0 && program.funcsIn(func.module.path).some((one) => one.outer && withOuter(one.outer).includes(func) && mentions(one, names))) return false; // biome-ignore format: one condition
  return !isAnswer || staysWithCallers(func, program, left);
}

function mentions({ fn }: Func, names: ReadonlySet<string>): boolean {
  return [...expressionsOf(fn)].some((one) => one.is === 'name' && names.has(one.name));
}

/** A call that says nothing to others: of the thing itself, of the log, or of functions of the app that do no more; where nothing decides about it and it is given nothing of the thing, any. */
function quietIn(
  func: Func,
  { isIt, isHeld }: { readonly isIt: Looking['isIt']; readonly isHeld: Looking['isIt'] },
  program: Program,
) {
  const sites = program.graph.sitesOf(func);
  return (call: Call, isDecided: boolean): boolean => {
    const isOfIt = isIt(call) || (call.callee.is === 'member' && isIt(call.callee.of));
    const isGiven = [call.callee, ...call.args.map(({ value }) => value)].some((one) => [...within(one)].some(isHeld));
    return isOfIt || (!isDecided && !isGiven) || isOfNobody(call, sites, program, deepest);
  };
}

function isOfNobody(call: Call, sites: readonly Site[], program: Program, left: number): boolean {
  const { callee } = call;
  if (levels.test(callee.is === 'member' || callee.is === 'name' ? callee.name : '')) return true;
  const targets = sites.find((site) => site.call === call)?.targets ?? [];
  return left > 0 && targets.length > 0 && targets.every((one) => doesNothing(one, program, left - 1));
}

/** All that a function does for its own sake is to say something in the log, itself or by others. */
function doesNothing(func: Func, program: Program, left: number): boolean {
  const sites = program.graph.sitesOf(func);
  for (const event of func.fn.events) {
    if (event.is === 'do' && event.value.is === 'call' && !isOfNobody(event.value, sites, program, left)) return false;
    for (const one of event.value ? within(event.value) : [])
      if (one.is === 'call' && one.awaited && !isOfNobody(one, sites, program, left)) return false;
  }
  return workIn([func], program).shared === undefined;
}

/** Who asks a function that answers by what it has read; a library of logs that is handed it leaves lines out. */
function staysWithCallers(func: Func, program: Program, left: number): boolean {
  // `bind` only makes another one of it, which stands where it is handed over
  const isBound = ({ call: { callee } }: Site) => callee.is === 'member' && callee.name === 'bind';
  const sites = program.graph.callersOf(func).filter((site) => !isBound(site));
  if (left === 0 || sites.length === 0) return false;
  return sites.every((site) =>
    site.targets.includes(func)
      ? staysHere({ func: site.func, isIt: (expr) => expr === site.call, program }, left - 1)
      : program.effects.at(site).some(({ row }) => row.is === 'log'),
  );
}

/**
 * A number of what is under way here: counted up before a piece of work and down at its end, whatever comes of it; or one by which a class lets those who
 * come wait for each other, in this process. Each process has its own work, and its own room for it.
 */
export function isOfWorkHere({ shape, uses, of }: State, { program }: Asked): boolean {
  if (shape !== 'number') return false;
  const funcs = [...new Set(uses.map(({ func }) => func))];
  if (of !== undefined && program.scopes.funcs.some((func) => func.owner === of && makesWait(func, program)))
    return true;
  const [func, ...more] = funcs;
  return func !== undefined && more.length === 0 && isGivenBack(uses, func);
}

function isGivenBack(uses: readonly Use[], { fn }: Func): boolean {
  const back = uses.find(
    ({ how, guard }) => how === 'put' && [...guardsAround(fn, guard)].some(({ guard: { is } }) => is === 'finally'),
  );
  return back !== undefined && uses.some(({ how, expr }) => how === 'put' && expr.start < back.expr.start);
}

/** `await new Promise((go) => this.waiting.push(go))`: whoever comes waits until another one lets it go on. */
function makesWait(func: Func, { graph }: Program): boolean {
  const [given] = func.fn.params;
  return (
    given !== undefined &&
    graph.callersOf(func).some((site) => isPromiseOf(func, site)) &&
    func.fn.events.some(
      ({ value }) =>
        value?.is === 'call' &&
        value.callee.is === 'member' &&
        /^(push|add|set|unshift|append)$/.test(value.callee.name) &&
        value.args.some((arg) => [...within(arg.value)].some((one) => one.is === 'name' && one.name === given.name)),
    )
  );
}
