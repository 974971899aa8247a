import type { Event, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { MemoryState } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { isOfCall } from './calls-behind.js';
import { hearsOthers } from './connections.js';
import { type Holder, holderOf } from './copy-holders.js';
import { writesIn } from './effects-in.js';
import { runByClock } from './harmless.js';
import { isNewTable } from './shapes.js';
import { statesOf } from './states.js';
import { readsOnly } from './twice.js';
import { membersBy, usesOf } from './uses.js';

type Bind = Event & { readonly is: 'bind' };

/**
 * Settings that the start of the program loads as a whole, and that a request changes where they are kept and stores: `settings.title = title;
 * await save(settings)`. The other servers go on with what they have loaded, and store that over it with their next change. `told`: what is told already.
 */
export function changedInPlace(asked: Asked, told: ReadonlySet<string>): readonly MemoryState[] {
  const { program } = asked;
  const found = new Map<string, MemoryState>();
  const filled = statesOf(asked).filter(({ uses }) =>
    uses.some(({ how, func }) => how === 'put' && program.reach.wayTo(func, serving)),
  );
  const tables = new Set(filled.map(({ name, at }) => `${at.func.module.path} ${name}`));
  for (const func of program.scopes.funcs) {
    if (!/^(javascript|python)$/.test(func.module.language) || !asked.runs(func.module.path)) continue;
    if (!program.reach.wayTo(func, ['boot']) || runByClock(program).has(func) || hearsOthers(func, program)) continue;
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || !isLoaded(event, func)) continue;
      const holder = holderOf(event.target, func, asked);
      if (!holder || found.has(holder.key) || told.has(holder.key)) continue;
      if (tables.has(`${func.module.path} ${holder.name}`)) continue;
      const state = stateOf(holder, event, { func, asked });
      if (state) found.set(holder.key, state);
    }
  }
  return [...found.values()];
}

/** Set as a whole to what a call gives, also mixed with what stood there. */
function isLoaded({ value, sign }: Bind, func: Func): boolean {
  return !sign && !(value.is === 'call' && value.new) && !isNewTable(value) && isOfCall(value, func, mostNames);
}

/** How many names may stand between what a call gives and what is kept of it. */
const mostNames = 3;

interface Loading {
  readonly func: Func;
  readonly asked: Asked;
}

function stateOf(holder: Holder, event: Bind, { func, asked }: Loading): MemoryState | undefined {
  const { program } = asked;
  const touches = touchesOf(holder, asked);
  const change = touches.flatMap((touch) => {
    const way = touch.isChange && touch.func !== func ? program.reach.wayTo(touch.func, ['request', 'socket']) : undefined;
    const store = way && storeNear(touch.func, program);
    return way && store && !hearsOthers(touch.func, program) ? [{ touch, way, store }] : [];
  })[0];
  if (!change) return undefined;
  const read = touches.find(
    (touch) => !touch.isChange && touch.func !== change.touch.func && program.reach.wayTo(touch.func, serving),
  );
  if (!read) return undefined;
  return {
    label: `the copy '${holder.name}'`,
    technology: asked.technologyOf(func.module.path),
    backend: known({ technology: 'memory', reach: 'process' }, [
      ...stepsOf(change.way).slice(0, 2),
      { at: placeOfExpr(change.touch.expr, change.touch.func), says: 'changes it in this process' },
      { at: placeOfExpr(change.store.call, change.store.func), says: 'stores it' },
      { at: placeOfExpr(read.expr, read.func), says: 'is read here' },
      { at: placeOfExpr(event.target, func), says: 'is loaded when a process starts' },
    ]),
    uses: [],
    copy: true,
    confidence: proofOf(change.way, true),
  };
} // biome-ignore format: conditions

interface Touch {
  readonly func: Func;
  readonly expr: Expr;
  readonly isChange: boolean;
}

/** How functions use it: those that share it, and those that ask its object for it by what the class offers (`settings.title`). */
function touchesOf(holder: Holder, asked: Asked): readonly Touch[] {
  const own = holder.funcs.flatMap((func) => touchesIn(func, holder.isIt));
  if (!holder.of) return own;
  const { of: klass } = holder;
  const { program } = asked;
  const names = new Set(
    klass.parts.flatMap(({ module, class: { methods } }) =>
      methods.flatMap(({ kind, name, fn }) => {
        const func = kind === 'get' || kind === 'set' ? program.scopes.funcAt(module, fn) : undefined;
        return func && holder.funcs.includes(func) && touchesIn(func, holder.isIt).length > 0 ? [name] : [];
      }),
    ),
  );
  const isObject = (of: Expr, func: Func) =>
    of.is !== 'this' && program.linker.evaluate(of, func).some((value) => value.is === 'instance' && value.klass === klass);
  const outside = [...names].flatMap((name) =>
    (membersBy(program).get(name) ?? []).flatMap((func) =>
      asked.runs(func.module.path) && func.owner !== klass
        ? touchesIn(func, (expr) => expr.is === 'member' && expr.name === name && isObject(expr.of, func), true)
        : [],
    ),
  );
  return [...own, ...outside];
} // biome-ignore format: conditions

/** `isWhole`: to set the thing itself is a change too (by an accessor, not by who loads it). */
function touchesIn(func: Func, isIt: (expr: Expr) => boolean, isWhole = false): readonly Touch[] {
  const found: Touch[] = [];
  const changed = new Set<Expr>();
  const isPart = (expr: Expr): boolean => {
    for (let here = expr; here.is === 'member' || here.is === 'index'; here = here.of) if (here !== expr && isIt(here)) return changed.add(here).size > 0;
    return isWhole && isIt(expr);
  };
  for (const event of func.fn.events) {
    if (event.is === 'bind' && isPart(event.target)) found.push({ func, expr: event.target, isChange: true });
    for (const one of event.value ? within(event.value) : []) {
      // `Object.assign(settings, values)`
      const [first, ...more] = one.is === 'call' ? one.args : [];
      if (one.is !== 'call' || !first || more.length === 0 || !isIt(first.value)) continue;
      if (one.callee.is !== 'member' || one.callee.name !== 'assign') continue;
      changed.add(first.value);
      found.push({ func, expr: one, isChange: true });
    }
  }
  for (const { how, expr } of usesOf(func, isIt)) {
    if (how === 'put') found.push({ func, expr, isChange: true });
    else if (how === 'read' && !changed.has(expr)) found.push({ func, expr, isChange: false });
  }
  return found;
} // biome-ignore format: one loop

/** Where a function, one that it calls or one that calls it writes rows or a file. */
function storeNear(func: Func, program: Program): ReturnType<typeof writeIn> {
  const { graph } = program;
  const near = [func, ...graph.sitesOf(func).flatMap(({ targets }) => targets)];
  for (const one of near) {
    const found = writeIn(one, program);
    if (found) return found;
  }
  return undefined;
}

function writeIn(func: Func, program: Program) {
  const file = writesIn(func, program).find(({ weak }) => !weak)?.site;
  if (file) return file;
  return program.graph.sitesOf(func).find((site) =>
    program.effects.at(site).some((effect) => effect.row.is === 'shared' && effect.row.what === 'rows' && !effect.weak && !readsOnly(effect, program)),
  ); // biome-ignore format: one condition
}
