import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Func } from '../program/values.js';
import type { Asked } from './asked.js';
import type { State, Use } from './memo.js';
import { reachedFrom } from './reached.js';
import { statesOf } from './states.js';
import type { Work } from './work.js';

/**
 * Whether a piece of work is there to fill the memory of its process: it asks other services, and keeps what they say where other functions look it
 * up. Each process needs it, whoever else has it too.
 */
export function fillsMemory(bodies: readonly Func[], { harm }: Work, asked: Asked): boolean {
  if (harm?.row.what !== 'http') return false;
  const filled = fillsBy(asked);
  if (filled.size === 0) return false;
  const own = reachedFrom(bodies, asked.program.graph);
  for (const func of own)
    for (const { state, use } of filled.get(func) ?? [])
      if (isOfCall(use.value, func) && state.uses.some((other) => other.how === 'read' && !own.has(other.func) && hands(other.func)))
        return true;
  return false;
} // biome-ignore format: one condition

/** What is put into tables, or in their place, by the function that does it. */
const fillsBy = onceFor((asked: Asked): ReadonlyMap<Func, readonly { readonly state: State; readonly use: Use }[]> => {
  const all = statesOf(asked).flatMap((state) => state.uses.map((use) => ({ state, use })));
  return grouped(all, ({ use }) => (use.how !== 'read' && use.value ? [use.func] : []));
});

/** Made of what a call gave, also by a name. */
function isOfCall(value: Expr | undefined, func: Func, left = 2): boolean {
  for (const one of value ? within(value) : []) {
    if (one.is === 'call' && !one.new && one.args.length > 0) return true;
    if (one.is === 'name' && left > 0)
      for (const { expr } of func.bindings.get(one.name) ?? []) if (expr !== value && isOfCall(expr, func, left - 1)) return true;
  }
  return false;
} // biome-ignore format: one condition

function hands({ fn }: Func): boolean {
  return fn.events.some((event) => event.is === 'return' && event.value !== undefined);
}
