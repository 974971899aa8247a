import type { Call } from '../code/model.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { type Func, unknownThing } from '../program/values.js';
import type { Asked } from './asked.js';
import { isOfCall } from './calls-behind.js';
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
      if (use.value && isOfCall(use.value, func, mostNames, (call) => asks(call, func, asked)) && state.uses.some((other) => other.how === 'read' && !own.has(other.func) && hands(other.func)))
        return true;
  return false;
} // biome-ignore format: one condition

/** What is put into tables, or in their place, by the function that does it. */
const fillsBy = onceFor((asked: Asked): ReadonlyMap<Func, readonly { readonly state: State; readonly use: Use }[]> => {
  const all = statesOf(asked).flatMap((state) => state.uses.map((use) => ({ state, use })));
  return grouped(all, ({ use }) => (use.how !== 'read' && use.value ? [use.func] : []));
});

/** How many names may stand between what a call gives and what is kept of it. */
const mostNames = 2;

/** Asks something of somebody, and makes no object: what a library reckons by itself (`datetime.now(timezone.utc)`) is asked of nobody. */
function asks(call: Call, func: Func, { program: { graph, effects } }: Asked): boolean {
  if (call.new || call.args.length === 0) return false;
  const site = graph.sitesOf(func).find((one) => one.call === call);
  if (!site || site.names.length === 0 || effects.at(site).length > 0) return true;
  return site.targets.length > 0 || site.names.some((name) => name.startsWith(unknownThing) || name.includes('()'));
}

function hands({ fn }: Func): boolean {
  return fn.events.some((event) => event.is === 'return' && event.value !== undefined);
}
