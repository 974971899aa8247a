import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Func } from '../program/values.js';

/** What a function holds of something, also under names of its own. */
export interface Held {
  /** The names that it is bound to, those of a part of it too. */
  readonly names: Set<string>;
  /** Whether it, or such a name, stands in an expression. */
  isIn(expr: Expr): boolean;
}

/** Follows a thing through the names that a function binds, in the order of the text. */
export function heldIn({ fn }: Func, isIt: (expr: Expr) => boolean): Held {
  const names = new Set<string>();
  const isIn = (expr: Expr) => [...within(expr)].some((one) => isIt(one) || (one.is === 'name' && names.has(one.name)));
  for (const event of fn.events)
    if (event.is === 'bind' && event.target.is === 'name' && isIn(event.value)) names.add(event.target.name);
  return { names, isIn };
}
