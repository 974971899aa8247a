import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { Asked } from './asked.js';
import type { State, Use } from './memo.js';
import { isSameText } from './same-thing.js';
import { shapeOf } from './shapes.js';

/** So many names and operations deep is a value looked into. */
const deepest = 6;

interface Account {
  readonly program: Program;
  readonly func: Func;
  /** What the function reads of the state. */
  readonly own: ReadonlySet<Expr>;
}

/**
 * Puts how often or when something happened: numbers, times, what stood there before, and nothing else. No server can have that again
 * by itself, even where it is put only when it was missing (`if (!tries) counts.set(ip, { count: 1, until: now + 60_000 })`).
 */
export function isAccount(use: Use, state: State, { program }: Asked): boolean {
  const { func, key, value, expr } = use;
  if (state.shape !== 'table' || !key || !value || key.is === 'literal') return false;
  if (isOfConnection(key, func, program)) return false;
  const own = new Set(state.uses.filter((one) => one.func === func && one.expr !== expr).map((one) => one.expr));
  const account = { program, func, own };
  return isCounted(value, account, 0) && !hasCompanion(use, account);
}

function isCounted(value: Expr, account: Account, depth: number): boolean {
  let isAny = false;
  const note = (is: boolean) => {
    isAny ||= is;
    return is;
  };
  const ofOwn = (one: Expr) => {
    const is = isOfOwn(one, account);
    if (is) note(isPruned(one));
    return is;
  };
  const isOne = (one: Expr, deep: number): boolean => {
    if (deep > deepest) return false;
    if (account.own.has(one)) return true;
    switch (one.is) {
      case 'literal':
        note(typeof one.value === 'number');
        return typeof one.value !== 'string';
      case 'list':
        return one.items.every((item) => isOne(item, deep + 1));
      case 'map':
        return one.entries.every((entry) => isOne(entry.value, deep + 1));
      case 'operation':
        if (/^(\?\?|\|\||or)$/.test(one.sign) && one.left)
          return isOne(one.left, deep + 1) && isOne(one.right, deep + 1);
        // what is added to a number or a time is one too
        if (!/^[-+*/]$/.test(one.sign) || !one.left) return false;
        return note([one.left, one.right].some((side) => isNumeric(side, account, deep + 1)));
      case 'choice':
        return isOne(one.yes, deep + 1) && isOne(one.no, deep + 1);
      case 'name': {
        const bound = account.func.bindings.get(one.name);
        if (bound && bound.length > 0) {
          note(isNameOfOwn(one, account) && isAddedTo(one.name, account.func));
          return bound.every(({ expr }) => isOne(expr, deep + 1));
        }
        return note(isTime(one, account));
      }
      case 'call':
      case 'member':
        return note(isTime(one, account)) || ofOwn(one) || (one.is === 'call' && shapeOf(one) === 'table');
      default:
        return false;
    }
  };
  return isOne(value, depth) && isAny;
}

function isNumeric(one: Expr, account: Account, deep: number): boolean {
  if (one.is === 'literal') return typeof one.value === 'number';
  return isOfOwn(one, account) || isCounted(one, account, deep);
}

/** A part of what stood there before, or a method of it. */
function isOfOwn(expr: Expr, account: Account): boolean {
  for (let here = expr; ; ) {
    if (account.own.has(here)) return true;
    if (here.is === 'call') here = here.callee;
    else if (here.is === 'member' || here.is === 'index') here = here.of;
    else if (here.is === 'operation' && /^(\?\?|\|\||or)$/.test(here.sign) && here.left) here = here.left;
    else return isNameOfOwn(here, account);
  }
}

/** The function adds to what stood there before (`members.add(id)`). */
function isAddedTo(name: string, { fn }: Func): boolean {
  return fn.events.some(
    ({ value }) =>
      value?.is === 'call' &&
      value.callee.is === 'member' &&
      /^(add|push|append|unshift|<<)$/.test(value.callee.name) &&
      value.callee.of.is === 'name' &&
      value.callee.of.name === name,
  );
}

/** What stood there before without what is too old. */
function isPruned(expr: Expr): boolean {
  return expr.is === 'call' && expr.callee.is === 'member' && /^(filter|reject|select|slice)$/.test(expr.callee.name);
}

/** A name that what is read of the state is bound to. */
function isNameOfOwn(one: Expr, { func, own }: Account): boolean {
  if (one.is !== 'name') return false;
  const bound = func.bindings.get(one.name) ?? [];
  return bound.some(({ expr }) => [...within(expr)].some((inner) => own.has(inner)) && !isMade(expr));
}

/** Something that is computed anew from it. */
function isMade(expr: Expr): boolean {
  return expr.is === 'call' && expr.callee.is === 'name';
}

/** The clock, or something that it gives. */
function isTime(one: Expr, { program: { linker, library }, func }: Account): boolean {
  return linker.evaluate(one, func).some((value) => {
    if (value.is !== 'external') return false;
    for (let end = value.name.indexOf('()'); end >= 0; end = value.name.indexOf('()', end + 1))
      if (library.clocks.find(value.name.slice(0, end + 2)).length > 0) return true;
    return false;
  });
}

/** What is counted for a connection, under its number, ends with it. */
function isOfConnection(key: Expr, func: Func, { linker, library, graph }: Program): boolean {
  for (const one of within(key)) {
    if (one.is !== 'member' || one.name !== 'id') continue;
    const values = linker.evaluate(one.of, func).flatMap(graph.concrete);
    if (values.some((value) => value.is === 'external' && library.handles.find(value.name).length > 0)) return true;
  }
  return false;
}

/** The time at which the same function keeps something else under the same key: how old a copy is. */
function hasCompanion({ key, expr }: Use, account: Account): boolean {
  const isCopy = (at: Expr | undefined, value: Expr | undefined) =>
    at !== undefined &&
    key !== undefined &&
    value !== undefined &&
    isSameText(at, key) &&
    !isCounted(value, account, 0);
  return account.func.fn.events.some((event) => {
    const { value } = event;
    if (event.is === 'bind' && event.target !== expr && event.target.is === 'index' && isCopy(event.target.key, value))
      return true;
    return [...(value ? within(value) : [])].some(
      (one) =>
        one.is === 'call' &&
        one !== expr &&
        one.callee.is === 'member' &&
        one.callee.name === 'set' &&
        isCopy(one.args[0]?.value, one.args[1]?.value),
    );
  });
}
