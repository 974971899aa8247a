import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { takesNothing } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { Evidence } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';
import { isDelivered, isNumbering, isSequence } from './delivered.js';
import { rootOf, type State, type Use, usedIn } from './memo.js';
import { isOfConnection } from './of-connection.js';
import { isOfOneWork } from './of-one-work.js';
import { isOfWorkHere, isOnlyNoted } from './own-affairs.js';
import { reachedFrom } from './reached.js';
import { isSameText } from './same-thing.js';
import { isNewTable } from './shapes.js';
import { bodiesOf, workIn } from './work.js';

/** Whether nobody could tell which of two servers he asked, whatever the state of each holds. */
export function isHarmless(state: State, asked: Asked): boolean {
  return (
    isOnlyNoted(state, asked) ||
    isOfWorkHere(state, asked) ||
    isHandedOn(state, asked) ||
    isUnderWay(state, asked.program) ||
    isSequence(state) ||
    isNumbering(state, asked.program) ||
    isOfConnection(state, asked.program) ||
    isOfOneWork(state, asked.program) ||
    isDelivered(state, asked.program)
  );
}

/** Gives nothing back, raises nothing, and calls nothing that it was given; where it is said what it may not tell, nothing to which it gives that. */
function isSilent(func: Func, untold?: ReadonlySet<Expr>): boolean {
  const tells = ({ callee, args }: Call) =>
    isGiven(rootOf(callee), func) &&
    (!untold || args.some(({ value }) => [...within(value)].some((part) => untold.has(part))));
  return func.fn.events.every((event) => {
    if (event.is === 'throw' || (event.is === 'return' && event.value !== undefined && !isEmptyValue(event.value)))
      return false;
    return ![...(event.value ? within(event.value) : [])].some((one) => one.is === 'call' && tells(one));
  });
}

function isEmptyValue(expr: Expr): boolean {
  return expr.is === 'literal' && (expr.value === null || expr.value === undefined);
}

function isGiven(expr: Expr, func: Func): boolean {
  if (expr.is !== 'name') return false;
  for (let here: Func | undefined = func; here; here = here.outer)
    if (here.fn.params.some(({ name }) => name === expr.name)) return true;
  return false;
}

/**
 * What this process has gathered since the last time, handed on and begun anew: nobody but those who add to it, and the one who hands it on, looks
 * into it; by the clock, or by those who add to it and give nothing of it back.
 */
function isHandedOn(state: State, { program }: Asked): boolean {
  const { reach } = program;
  const puts = new Set(state.uses.filter(({ how }) => how === 'put').map(({ func }) => func));
  const emptying = state.uses.filter((use) => !puts.has(use.func) && isEmptying(use));
  const handing = new Set(
    emptying
      .map(({ func }) => func)
      .filter(
        (func) =>
          ((isSilent(func) && [...puts].every((one) => isSilent(one, usedIn(one, state)))) ||
            !reach.wayTo(func, ['request', 'socket'])) &&
          state.uses.some((use) => use.func === func && use.how === 'read'),
      ),
  );
  if (handing.size === 0) return false;
  return state.uses.every(({ how, func }) => how !== 'read' || puts.has(func) || handing.has(func));
}

/** Leaves nothing in it: `table = {}`, `table.clear()`, `list.splice(0)`. */
function isEmptying({ how, value, expr }: Use): boolean {
  if (how !== 'take') return false;
  if (expr.is === 'call' && expr.callee.is === 'member' && /^(clear|splice)$/.test(expr.callee.name)) return true;
  return isNewTable(value);
}

/** Work under way in this process: put before it and taken away after it by one function, which alone looks whether it is there. */
function isUnderWay(state: State, program: Program): boolean {
  const funcs = new Set(state.uses.map(({ func }) => func));
  const [func] = funcs;
  if (!func || funcs.size !== 1) return false;
  const taken = state.uses.find(({ how, guard }) => how === 'take' && isAtEnd(func, guard));
  const put = state.uses.find(({ how }) => how === 'put');
  if (!taken || !put || put.expr.start > taken.expr.start) return false;
  const { shared } = workIn([func], program);
  return shared === undefined || shared.row.what === 'rows' || shared.row.what === undefined;
}

function isAtEnd({ fn }: Func, guard: number | undefined): boolean {
  for (const { guard: one } of guardsAround(fn, guard)) if (one.is === 'finally') return true;
  return false;
}

/**
 * Put where it was missing, by a function that others call for it: `const hit = find(key); if (hit) return hit; ... keep(key, value)`, or a table
 * that is filled the first time that it is looked at, with nothing that who asks has given.
 */
export function isMemoOfCallers(use: Use, state: State, asked: Asked, wayTo: (func: Func) => Way | undefined): boolean {
  const { program } = asked;
  const calls = program.graph
    .callersOf(use.func)
    .filter(({ targets, func }) => targets.includes(use.func) && func !== use.func && wayTo(func));
  if (calls.length === 0) return false;
  const finding = new Set(
    state.uses.filter(({ how, func }) => how === 'read' && isAnswering(func)).map(({ func }) => func),
  );
  finding.delete(use.func);
  return calls.every((site) => isAfterMiss(site, { state, finding, program, fills: use.func }));
}

interface Missing {
  readonly state: State;
  /** Functions that look something up in the state and give it back. */
  readonly finding: ReadonlySet<Func>;
  readonly program: Program;
  readonly fills: Func;
}

function isAnswering({ fn }: Func): boolean {
  return fn.events.some((event) => event.is === 'return' && event.value !== undefined && !isEmptyValue(event.value));
}

function isAfterMiss(site: Site, missing: Missing): boolean {
  const { state, finding, program, fills } = missing;
  const isFixed = takesNothing(fills) && site.call.args.length === 0;
  for (let func: Func | undefined = site.func, guard = site.guard; func; guard = undefined, func = func.outer) {
    const asks = new Set(usedIn(func, state));
    const lookups = program.graph.sitesOf(func).filter(({ targets }) => targets.some((one) => finding.has(one)));
    for (const { call } of lookups) asks.add(call);
    if (asks.size === 0) continue;
    const tests = guard === undefined ? func.fn.guards : [...guardsAround(func.fn, guard)].map(({ guard }) => guard);
    const names = namesOf(func, asks);
    const isIt = (one: Expr) => asks.has(one) || (one.is === 'name' && names.has(one.name));
    const isAsked = tests.some(
      ({ is, test }) => test && (is === 'if' || is === 'else') && [...within(test)].some(isIt),
    );
    if (!isAsked) continue;
    if (isFixed || isGivenBack(func, isIt) || isFilledIn(site, names) || isFilledEitherWay(func, isIt)) return true;
  }
  return false;
}

/** The names that are bound to what is found. */
function namesOf({ fn }: Func, asks: ReadonlySet<Expr>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const event of fn.events)
    if (event.is === 'bind' && event.target.is === 'name' && [...within(event.value)].some((one) => asks.has(one)))
      names.add(event.target.name);
  return names;
}

/** What is found is the answer, or a part of it. */
function isGivenBack({ fn }: Func, isIt: (one: Expr) => boolean): boolean {
  return fn.events.some(
    (event) => event.is === 'return' && event.value !== undefined && [...within(event.value)].some(isIt),
  );
}

/** `if (!name) { name = await load(); keep(name); }`: what was looked up is what is put. */
function isFilledIn({ call, func }: Site, names: ReadonlySet<string>): boolean {
  return call.args.some(
    ({ value }) =>
      value.is === 'name' &&
      names.has(value.name) &&
      func.fn.events.filter(
        (event) => event.is === 'bind' && event.target.is === 'name' && event.target.name === value.name,
      ).length > 1,
  );
}

/** `user.name = hit` where it was found, and `user.name = await load()` where not. */
function isFilledEitherWay({ fn }: Func, isIt: (one: Expr) => boolean): boolean {
  const fields = fn.events.flatMap((event) => (event.is === 'bind' && event.target.is === 'member' ? [event] : []));
  return fields.some(
    ({ target, value }) =>
      isIt(value) &&
      fields.some((other) => other.value !== value && !isIt(other.value) && isSameText(target, other.target)),
  );
}

/** Done once, behind a mark of the module that the function sets itself, with nothing that who asks has given. */
export function isOfFirstUse({ func, guard, key, value }: Use): boolean {
  const given = [...(key ? within(key) : []), ...(value ? within(value) : [])];
  if (!value || given.some((one) => isGiven(one, func))) return false;
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
    for (const name of within(one.test)) {
      if (name.is !== 'name' || func.bindings.has(name.name)) continue;
      const isSet = func.fn.events.some(
        (event) =>
          event.is === 'bind' &&
          event.target.is === 'name' &&
          event.target.name === name.name &&
          event.value.is === 'literal' &&
          event.value.value === true,
      );
      if (isSet) return true;
    }
  }
  return false;
}

/** All that timers and schedulers run. */
export const runByClock = onceFor((program: Program): ReadonlySet<Func> => {
  const bodies = program.effects
    .of('timer', 'schedule')
    .flatMap((effect) => (effect.row.once ? [] : bodiesOf(effect, program)));
  return new Set(bodies.flatMap((body) => [...reachedFrom([body], program.graph)]));
});

/** A copy of what all servers share, which the clock loads again as a whole: what one server changes, the others see some time later. */
export function reloadedHere(state: State, { program }: Asked): readonly Evidence[] | undefined {
  const whole = state.uses.find(
    (use) =>
      use.how === 'take' &&
      // one part that is taken out is not the whole
      use.expr.is !== 'call' &&
      use.value !== undefined &&
      !isEmptying(use) &&
      !state.uses.some(({ how, func }) => how === 'read' && func === use.func) &&
      runByClock(program).has(use.func),
  );
  return whole && [{ at: placeOfExpr(whole.expr, whole.func), says: 'is loaded again by the clock' }];
}
