import type { Expr, Guard } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { Evidence } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';
import { constantsOf } from './constants.js';
import { isNewTable } from './shapes.js';
import { workIn } from './work.js';

/** A variable of a module, or a field of a class that is there once or belongs to the class itself. */
export interface State {
  readonly name: string;
  readonly at: { readonly expr: Expr; readonly func: Func };
  readonly shape: 'table' | 'number';
  readonly uses: readonly Use[];
  /** The class or the object whose field it is; absent for a variable. */
  readonly of?: object;
}

/** How one function uses a state. */
export interface Use {
  readonly func: Func;
  readonly how: 'put' | 'take' | 'read';
  readonly expr: Expr;
  readonly value?: Expr;
  readonly key?: Expr;
  readonly guard?: number;
}

/** Where a function looks at the state, or changes it. */
export function usedIn(func: Func, { uses }: Pick<State, 'uses'>): ReadonlySet<Expr> {
  return new Set(uses.filter((use) => use.func === func).map(({ expr }) => expr));
}

/** Put where it was missing, by a function that hands it out: it can be had again. */
export function isMemo(use: Use, state: State, asked: Asked): boolean {
  const { func, guard, expr, key } = use;
  const own = new Set(state.uses.filter((use) => use.func === func && use.expr !== expr).map((use) => use.expr));
  const isConstant = key !== undefined && constantsOf(key, func, asked.program) !== undefined;
  for (const { guard: around } of guardsAround(func.fn, guard)) {
    const { test } = around;
    if (test && asksFor(test, own))
      return !isRefused(around, func, asked) && (hands(func) || isConstant || isMark(use, asked));
    // `const known = table.get(key); if (known) return known;`
    const read = test && readsInto(test, func, own);
    // `if not client: client = table[key] = make()`: what was read is what is put
    if (read !== undefined) return hands(func) || (use.value?.is === 'name' && use.value.name === read);
  }
  return givesBefore(use, own);
}

/** `if (rooms.has(name)) throw ...`: what is there already is not handed out again, whoever asks is turned away. */
function isRefused({ is, test }: Guard, func: Func, { program: { linker, library } }: Asked): boolean {
  if (is !== 'else' || !test) return false;
  const exits = func.fn.events.filter(
    (event) =>
      (event.is === 'throw' || event.is === 'return') &&
      [...guardsAround(func.fn, event.guard)].some(
        (one) => one.guard.is === 'if' && one.guard.test?.start === test.start,
      ),
  );
  const isAnswer = (expr: Expr) =>
    linker
      .evaluate(rootOf(expr), func)
      .some((one) => one.is === 'external' && library.handles.find(one.name).length > 0);
  return (
    exits.length > 0 &&
    exits.every(
      (event) => event.is === 'throw' || (event.is === 'return' && event.value !== undefined && isAnswer(event.value)),
    )
  );
}

/** The name that a chain of members and calls begins with. */
export function rootOf(expr: Expr): Expr {
  let here = expr;
  while (here.is === 'member' || here.is === 'index' || here.is === 'call')
    here = here.is === 'call' ? here.callee : here.of;
  return here;
}

/** Asks for something in it, and not only how full it is (`if (codes.size >= most) return null`). */
function asksFor(test: Expr, own: ReadonlySet<Expr>): boolean {
  const counted = new Set<Expr>();
  for (const one of within(test)) {
    if (one.is === 'member' && /^(size|length|count)$/.test(one.name)) counted.add(one.of);
    if (one.is === 'call' && one.callee.is === 'name' && one.callee.name === 'len')
      for (const { value } of one.args) counted.add(value);
  }
  return [...within(test)].some((one) => own.has(one) && !counted.has(one));
}

/** `if key in table: return table[key]`, before it is put; also by a name that it was read into. */
function givesBefore({ func, expr }: Use, own: ReadonlySet<Expr>): boolean {
  return func.fn.events.some(
    (event) =>
      event.is === 'return' &&
      event.guard !== undefined &&
      event.end <= expr.start &&
      event.value !== undefined &&
      comesFrom(event.value, func, own),
  );
}

/** How many names may stand between what is read and what is given. */
const mostNames = 3;

function comesFrom(value: Expr, func: Func, own: ReadonlySet<Expr>, hop = 0): boolean {
  for (const one of within(value)) {
    if (own.has(one)) return true;
    if (one.is !== 'name' || hop >= mostNames) continue;
    const bound = func.bindings.get(one.name) ?? [];
    if (bound.some(({ expr, func: binder }) => binder === func && comesFrom(expr, func, own, hop + 1))) return true;
  }
  return false;
}

/** Keeps the process from saying something twice (a warning): nothing that others see is done once because of it. */
function isMark({ value, func }: Use, { program }: Asked): boolean {
  return value?.is === 'literal' && value.value === true && workIn([func], program).shared === undefined;
}

/** The function gives a result back. */
function hands({ fn }: Func): boolean {
  return fn.events.some((event) => event.is === 'return' && event.value !== undefined);
}

/** The name in a test that something was read into. */
function readsInto(test: Expr, func: Func, own: ReadonlySet<Expr>): string | undefined {
  for (const one of within(test)) {
    if (one.is !== 'name') continue;
    for (const { expr } of func.bindings.get(one.name) ?? [])
      for (const inner of within(expr)) if (own.has(inner)) return one.name;
  }
  return undefined;
}

/** What is kept until work that changes what all servers share clears it: only in the process that does it. */
export interface Cleared {
  /** Nothing but that it is there: whoever finds it waits, until the work that it stands for is done. */
  readonly isMark: boolean;
  readonly because: readonly Evidence[];
}

/** Answers that a function keeps and gives again, or marks; undefined where nothing of the kind is seen. */
export function clearedHere(state: State, asked: Asked, wayTo: (func: Func) => Way | undefined): Cleared | undefined {
  const memos = state.uses.filter((use) => use.how === 'put' && wayTo(use.func) && isMemo(use, state, asked));
  const [memo] = memos;
  if (!memo || state.shape !== 'table') return undefined;
  const keeping = new Set(memos.map(({ func }) => func));
  const others = state.uses.filter(({ how, func }) => how !== 'read' && !keeping.has(func));
  if (others.length === 0 || !others.every(isClearing)) return undefined;
  const clear = others.find(({ func }) => isOfChange(func, asked, wayTo));
  if (!clear) return undefined;
  const isMark = memos.every(({ value }) => value?.is === 'literal' && value.value === true);
  const [kept, gone] = isMark
    ? ['marks that it is taken', 'takes the mark away']
    : ['keeps an answer', 'clears it when something has changed'];
  const because = [
    { at: placeOfExpr(memo.expr, memo.func), says: kept },
    { at: placeOfExpr(clear.expr, clear.func), says: `${gone}, in this process only` },
    { at: placeOfExpr(state.at.expr, state.at.func), says: `keeps '${state.name}' in the memory of the process` },
  ];
  return { isMark, because };
}

/** Takes something away, or begins anew. */
function isClearing({ how, value }: Use): boolean {
  return how === 'take' || isNewTable(value);
}

/** The work that clears it writes rows. */
function isOfChange(func: Func, { program }: Asked, wayTo: (func: Func) => Way | undefined): boolean {
  const way = wayTo(func);
  if (!way) return false;
  const { shared } = workIn([func, ...way.calls.map((site) => site.func)], program);
  return shared?.row.what === 'rows' && !shared.weak;
}
