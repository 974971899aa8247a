import { guardsAround } from '../code/walk.js';
import { onceFor } from '../once.js';
import { firstOf } from '../program/first-of.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Queue } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { type Line, queuesOf, type Turn } from './lines.js';
import type { State, Use } from './memo.js';
import { isPromiseOf } from './promises.js';
import { isNewTable } from './shapes.js';
import { statesOf } from './states.js';
import { readsOnly } from './twice.js';
import { workIn } from './work.js';

/**
 * Work that waits in the memory of a process: those who are served put it into a list or a queue that lives as long as the process, and something that
 * they do not wait for takes it out and does it. What waits when the process stops is lost, and only the copy that took it does it.
 */
export function waitingAsked(asked: Asked): AppParts {
  const { reach } = asked.program;
  // one that those who are served make is theirs
  const queues = queuesOf(asked.program).filter(({ at }) => !reach.wayTo(at.func, serving));
  return { queues: [...listsOf(asked), ...queues].flatMap((line) => queueOf(line, asked)) };
}

/** Lists that are queues: they are no other state. */
export const queuedStates = onceFor((asked: Asked): ReadonlySet<State> => {
  const lists = listsOf(asked).filter((list) => queueOf(list, asked).length > 0);
  return new Set(lists.map(({ state }) => state));
});

/** The functions that take work out of such lists: that it waits is told with the list. */
export const takersOf = onceFor((asked: Asked): ReadonlySet<Func> => {
  const lists = listsOf(asked).filter((list) => queueOf(list, asked).length > 0);
  return new Set(lists.flatMap(({ drains }) => drains.map(({ func }) => func)));
});

/** A list that is used as a queue. */
interface List extends Line {
  readonly state: State;
}

/** Lists and tables of the language that are filled at one end and emptied at the other. */
const listsOf = onceFor((asked: Asked): readonly List[] =>
  statesOf(asked).flatMap((state): readonly List[] => {
    if (state.shape !== 'table') return [];
    const fills = state.uses.filter(isFill);
    const drains = state.uses.filter((use) => isDrain(use, state));
    if (fills.length === 0 || drains.length === 0) return [];
    return [{ name: state.name, at: state.at, fills, drains, state }];
  }),
);

/** `list.push(one)` on the list itself, not on what stands in it under a key. */
function isFill({ how, expr }: Use): boolean {
  if (how !== 'put') return false;
  if (expr.is === 'operation') return expr.sign === '<<';
  if (expr.is !== 'call' || expr.callee.is !== 'member' || expr.args.length !== 1) return false;
  const { name, of } = expr.callee;
  return /^(push|append|unshift|appendleft|extend)$/.test(name) && of.is !== 'index' && of.is !== 'call';
}

/** `list.shift()`, `list.splice(0, 50)`, `const all = list; list = [];`. */
function isDrain({ how, expr, value, func }: Use, { uses }: State): boolean {
  if (how !== 'take') return false;
  if (expr.is === 'call') {
    if (expr.callee.is !== 'member') return false;
    const [first] = expr.args;
    if (/^(shift|popleft)$/.test(expr.callee.name)) return true;
    if (expr.callee.name === 'pop') return !first || (first.value.is === 'literal' && first.value.value === 0);
    return expr.callee.name === 'splice' && first?.value.is === 'literal' && first.value.value === 0;
  }
  const isRest = value?.is === 'call' && value.callee.is === 'member' && value.callee.name === 'slice';
  return (isRest || isNewTable(value)) && uses.some((use) => use.how === 'read' && use.func === func);
}

function queueOf(line: Line, asked: Asked): readonly Queue[] {
  const { program } = asked;
  const { reach } = program;
  if (!asked.runs(line.at.func.module.path)) return [];
  // what the start puts in again is kept elsewhere
  if (line.fills.some(({ func }) => !reach.wayTo(func, serving) && reach.wayTo(func, ['boot']))) return [];
  const filled = firstOf(line.fills, (turn) => {
    const way = isPlain(turn, asked) ? reach.wayTo(turn.func, serving) : undefined;
    return way && { turn, way };
  });
  if (!filled) return [];
  const drained = firstOf(line.drains, (turn) => {
    if (!isApart(turn.func, asked)) return undefined;
    const { shared } = workIn([turn.func], program);
    return shared && !shared.weak && !readsOnly(shared, program) ? { turn, shared } : undefined;
  });
  if (!drained) return [];
  const because = [
    ...stepsOf(filled.way).slice(0, 3),
    { at: placeOfExpr(filled.turn.expr, filled.turn.func), says: 'puts work in, and does not wait for it' },
    { at: placeOfExpr(drained.turn.expr, drained.turn.func), says: 'takes it out' },
    { at: placeOfExpr(drained.shared.site.call, drained.shared.site.func), says: 'does it' },
    { at: placeOfExpr(line.at.expr, line.at.func), says: 'waits in the memory of this process' },
  ];
  return [
    {
      label: `'${line.name}'`,
      technology: asked.technologyOf(line.at.func.module.path),
      backend: known({ technology: 'memory', reach: 'process' }, because),
      runs: 'in-process',
      uses: [],
      ...(drained.shared.row.what === 'mail' ? { stakes: 'speed' as const } : {}),
      confidence: proofOf(filled.way, true),
    },
  ];
}

/** Whether what is put in is work, and nobody waits for what comes of it: neither a function nor something that answers whoever put it in. */
function isPlain({ func, value }: Turn, { program: { linker, library, graph } }: Asked): boolean {
  if (!value || isExecutor(func, graph)) return false;
  const parts = value.is === 'map' ? value.entries.map((entry) => entry.value) : [value];
  return parts.every((part) =>
    linker.evaluate(part, func).every((one) => {
      if (one.is === 'function') return false;
      return one.is !== 'external' || (library.handles.find(one.name).length === 0 && library.connections.find(one.name).length === 0);
    }),
  );
} // biome-ignore format: conditions

/** `new Promise((done) => queue.push({ order, done }))` */
function isExecutor(func: Func, graph: Asked['program']['graph']): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) {
    const one = here;
    if (graph.callersOf(one).some((site) => isPromiseOf(one, site))) return true;
  }
  return false;
}

/** Whether something takes work out that those who put it in do not wait for: the start of the program, the clock, a call that nobody awaits. */
function isApart(func: Func, { program }: Asked): boolean {
  const { reach } = program;
  const way = reach.wayTo(func, serving);
  if (!way) return reach.wayTo(func, ['boot', 'task']) !== undefined;
  return isLeft(way, func);
}

/** A call on the way that is a statement of its own, of a function that goes on by itself. */
function isLeft({ calls }: Way, func: Func): boolean {
  return calls.some(({ call, targets, func: caller, guard }, at) => {
    if (call.awaited || !targets.some(({ fn }) => fn.async)) return false;
    if (caller === func && [...guardsAround(caller.fn, guard)].some(({ guard: one }) => one.is === 'loop'))
      return false;
    return at > 0 && caller.fn.events.some((event) => event.is === 'do' && event.value === call);
  });
}
