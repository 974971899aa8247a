import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Func } from '../program/values.js';

/** Of a name that is set again and again the first ones say what it is made of. */
const mostBindings = 12;

/**
 * Whether a value is made of what a call of some kind gave, also by the names that stand between: so many steps at most. Each name is looked up
 * once, by the shortest way to it.
 */
export function isOfCall(value: Expr, func: Func, steps: number, isIt: (call: Call) => boolean = () => true): boolean {
  const seen = new Set<string>();
  let layer: readonly Expr[] = [value];
  for (let left = steps; layer.length > 0; left--) {
    const next: Expr[] = [];
    for (const one of layer.flatMap((whole) => [...within(whole)])) {
      if (one.is === 'call' && isIt(one)) return true;
      if (one.is !== 'name' || left === 0 || seen.has(one.name)) continue;
      seen.add(one.name);
      for (const { expr } of (func.bindings.get(one.name) ?? []).slice(0, mostBindings)) next.push(expr);
    }
    layer = next;
  }
  return false;
}
