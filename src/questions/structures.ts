import type { Expr, ExprOf } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Func } from '../program/values.js';
import type { Asked } from './asked.js';
import type { State } from './memo.js';
import { shapeOf } from './shapes.js';
import { membersBy, usesOf } from './uses.js';

/** A table that stands under a name in an object that a module makes once. */
interface Part {
  readonly name: string;
  readonly at: Expr;
  readonly whole: ExprOf<'map'>;
  readonly top: Func;
}

/**
 * Tables within an object of a module: `const state = { rooms: new Map(), ... }`, also one with functions that say `this.rooms`,
 * and Python's `STATE["rooms"]`.
 */
export function structureStates(asked: Asked): readonly State[] {
  const { scopes, linker } = asked.program;
  return partsOf(asked).flatMap(({ name, at, whole, top }): readonly State[] => {
    const isIts = (of: Expr, user: Func) =>
      of.is === 'this'
        ? isMethodIn(whole, user)
        : linker.evaluate(of, user).some((value) => value.is === 'structure' && value.expr === whole);
    const isIt = (expr: Expr, user: Func) =>
      (expr.is === 'member' && expr.name === name && isIts(expr.of, user)) ||
      (expr.is === 'index' && expr.key.is === 'literal' && expr.key.value === name && isIts(expr.of, user));
    const users = (membersBy(asked.program).get(name) ?? []).filter(
      (user) => asked.runs(user.module.path) && user !== scopes.topOf(user.module),
    );
    const uses = users.flatMap((user) => usesOf(user, (expr) => isIt(expr, user)));
    return uses.length > 0 ? [{ name, at: { expr: at, func: top }, shape: 'table', uses, of: whole }] : [];
  });
}

function partsOf({ program: { scopes }, runs }: Asked): readonly Part[] {
  return scopes.modules.flatMap((module) => {
    if (!/^(javascript|python)$/.test(module.language) || !runs(module.path)) return [];
    const top = scopes.topOf(module);
    const bound = top.fn.events.flatMap((event) => (event.is === 'bind' ? [event.value] : []));
    const offered = module.exports.map(({ value }) => value);
    const wholes = new Set([...bound, ...offered].flatMap(objectsIn));
    return [...wholes].flatMap((whole) =>
      whole.entries.flatMap(({ key, value }): readonly Part[] =>
        key?.is === 'literal' && typeof key.value === 'string' && isEmptyTable(value)
          ? [{ name: key.value, at: key, whole, top }]
          : [],
      ),
    );
  });
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
