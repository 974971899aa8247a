import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Placed } from '../program/scopes.js';
import type { Func } from '../program/values.js';

/** Of a name that is set again and again the first ones say what it is made of. */
const mostBindings = 12;

/** Whether a value is made of what a call of some kind gave, also by the names that stand between: so many steps at most. */
export function isOfCall(value: Expr, func: Func, steps: number, isIt: (call: Call) => boolean = () => true): boolean {
  return callBehind(value, func, steps, isIt) !== undefined;
}

/** The nearest call of some kind that a value is made of. Each name between is looked up once, by the shortest way to it. */
export function callBehind(value: Expr, func: Func, steps: number, isIt: (call: Call) => boolean): Call | undefined {
  const seen = new Map<Func, Set<string>>();
  let layer: readonly Placed[] = [{ expr: value, func }];
  for (let left = steps; layer.length > 0; left--) {
    const next: Placed[] = [];
    for (const { expr, func: at } of layer) {
      const names = seen.get(at) ?? new Set();
      seen.set(at, names);
      for (const one of within(expr)) {
        if (one.is === 'call' && isIt(one)) return one;
        if (one.is !== 'name' || left === 0 || names.has(one.name)) continue;
        names.add(one.name);
        next.push(...(at.bindings.get(one.name) ?? []).slice(0, mostBindings));
      }
    }
    layer = next;
  }
  return undefined;
}
