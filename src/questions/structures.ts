import type { Call, Expr, ExprOf } from '../code/model.js';
import { within } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Program } from '../program/program.js';
import { isOnlyAtStart } from '../program/singles.js';
import type { Func, Value } from '../program/values.js';
import type { Asked } from './asked.js';
import { isCalledOnce } from './called-once.js';
import type { State } from './memo.js';
import { shapeOf } from './shapes.js';
import { membersBy, usesOf } from './uses.js';

/** A table that stands under a name in an object that the program makes once. */
interface Part {
  readonly name: string;
  readonly at: Expr;
  readonly whole: Whole;
  readonly maker: Func;
}

/** An object that is written out, or the call that made it. */
type Whole = ExprOf<'map'> | Call;

/**
 * Tables within an object that is made once: `const state = { rooms: new Map(), ... }`, also one with functions that say `this.rooms`, one that all
 * functions are given (`create(config)` makes it, `join(env, user)` uses `env.rooms`) or that is filled after it was made (`server.rooms = {}`),
 * and Python's `STATE["rooms"]`.
 */
export function structureStates(asked: Asked): readonly State[] {
  const { program } = asked;
  return partsOf(asked).flatMap(({ name, at, whole, maker }): readonly State[] => {
    const isIts = (of: Expr, user: Func) =>
      of.is === 'this' ? whole.is === 'map' && isMethodIn(whole, user) : wholesFor(of, user, program).includes(whole);
    const isIt = (expr: Expr, user: Func) =>
      expr !== at &&
      ((expr.is === 'member' && expr.name === name && isIts(expr.of, user)) ||
        (expr.is === 'index' && expr.key.is === 'literal' && expr.key.value === name && isIts(expr.of, user)));
    const users = (membersBy(program).get(name) ?? []).filter(
      (user) => asked.runs(user.module.path) && user !== program.scopes.topOf(user.module),
    );
    const uses = users.flatMap((user) => usesOf(user, (expr) => isIt(expr, user)));
    return uses.length > 0 ? [{ name, at: { expr: at, func: maker }, shape: 'table', uses, of: whole }] : [];
  });
}

/** The objects that an expression may be, also what callers give for a parameter. */
function wholesFor(of: Expr, user: Func, program: Program): readonly Whole[] {
  return madeIn(of, user, program).map(({ whole }) => whole);
}

function madeIn(of: Expr, user: Func, { linker, graph }: Program): readonly Pick<Part, 'whole' | 'maker'>[] {
  return linker.evaluate(of, user).flatMap(graph.concrete).flatMap(wholeOf);
}

function wholeOf(value: Value): readonly Pick<Part, 'whole' | 'maker'>[] {
  if (value.is === 'structure') return value.expr.is === 'map' ? [{ whole: value.expr, maker: value.func }] : [];
  return value.is === 'external' && value.made ? [{ whole: value.made.call, maker: value.made.func }] : [];
}

function partsOf(asked: Asked): readonly Part[] {
  const { scopes } = asked.program;
  const found = new Map<Whole, Part[]>();
  const add = (part: Part) => {
    if (!found.get(part.whole)?.some(({ name }) => name === part.name)) append(found, part.whole, part);
  };
  for (const module of scopes.modules) {
    if (!/^(javascript|python)$/.test(module.language) || !asked.runs(module.path)) continue;
    for (const maker of scopes.funcsIn(module.path)) {
      const parts = writtenIn(maker, maker === scopes.topOf(module));
      if (parts.length > 0 && isMadeOnce(maker, asked)) for (const part of parts) add(part);
      for (const part of filledIn(maker, asked)) add(part);
    }
  }
  return [...found.values()].flat();
}

/** Tables that stand in an object where a function writes it out. */
function writtenIn(maker: Func, isTop: boolean): readonly Part[] {
  const written = maker.fn.events.flatMap((event) =>
    event.is === 'bind' || (event.is === 'return' && !isTop) ? (event.value ?? []) : [],
  );
  const offered = isTop ? maker.module.exports.map(({ value }) => value) : [];
  const wholes = new Set([...written, ...offered].flatMap(objectsIn));
  return [...wholes].flatMap((whole) =>
    whole.entries.flatMap(({ key, value }): readonly Part[] =>
      key?.is === 'literal' && typeof key.value === 'string' && isEmptyTable(value)
        ? [{ name: key.value, at: key, whole, maker }]
        : [],
    ),
  );
}

/** Tables that are put on an object after it was made, when the program starts. */
function filledIn(func: Func, asked: Asked): readonly Part[] {
  const { program } = asked;
  return func.fn.events.flatMap((event): readonly Part[] => {
    if (event.is !== 'bind' || event.sign || event.target.is !== 'member' || !isEmptyTable(event.value)) return [];
    const { target } = event;
    if (target.of.is === 'this' || !(func.outer === undefined || isOnlyAtStart(func, program.reach))) return [];
    return madeIn(target.of, func, program).flatMap(({ whole, maker }) =>
      isMadeOnce(maker, asked) ? [{ name: target.name, at: target, whole, maker: func }] : [],
    );
  });
}

function isMadeOnce(maker: Func, asked: Asked): boolean {
  return maker === asked.program.scopes.topOf(maker.module) || isCalledOnce(maker, asked);
}
/** The object itself, or what stands in for one that is there already (`globalThis.state ?? { ... }`). */
function objectsIn(value: Expr): readonly ExprOf<'map'>[] {
  if (value.is === 'map') return [value];
  return value.is === 'operation' && value.left ? [...objectsIn(value.left), ...objectsIn(value.right)] : [];
}

function isEmptyTable(value: Expr): boolean {
  if (value.is === 'map') return value.entries.length === 0;
  if (value.is === 'list') return value.items.length === 0;
  return value.is === 'call' && shapeOf(value) === 'table';
}

/** A function that stands in the object, or within one that does. */
function isMethodIn(whole: ExprOf<'map'>, user: Func): boolean {
  const methods = new Set<number>();
  for (const { value } of whole.entries)
    for (const one of within(value)) if (one.is === 'function') methods.add(one.fn);
  for (let here: Func | undefined = user; here; here = here.outer) if (methods.has(here.index)) return true;
  return false;
}
