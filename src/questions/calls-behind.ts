import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Func } from '../program/values.js';

/** Whether a value is made of what a call of some kind gave, also by the names that stand between: so many at most. */
export function isOfCall(value: Expr, func: Func, left: number, isIt: (call: Call) => boolean = () => true): boolean {
  for (const one of within(value)) {
    if (one.is === 'call' && isIt(one)) return true;
    if (one.is !== 'name' || left === 0) continue;
    if ((func.bindings.get(one.name) ?? []).some(({ expr }) => isOfCall(expr, func, left - 1, isIt))) return true;
  }
  return false;
}
