import type { Expr } from '../code/model.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

const removing = onceFor(({ effects }: Program) => grouped(effects.of('remove', 'store'), ({ site }) => [site.func]));
const writing = onceFor(({ effects }: Program) => grouped(effects.of('write', 'move'), ({ site }) => [site.func]));

/** What a function itself removes, or hands to a shared store. */
export function removalsIn(func: Func, program: Program): readonly Effect[] {
  return removing(program).get(func) ?? [];
}

const reading = onceFor(({ effects }: Program) => grouped(effects.of('read'), ({ site }) => [site.func]));

/** What a function itself reads of files. */
export function readsIn(func: Func, program: Program): readonly Effect[] {
  return reading(program).get(func) ?? [];
}

const looking = onceFor(({ effects }: Program) =>
  grouped(effects.of('read', 'serve', 'list'), ({ site }) => [site.func]),
);

/** What a function itself reads, hands out or lists of files. */
function lookingIn(func: Func, program: Program): readonly Effect[] {
  return looking(program).get(func) ?? [];
}

const filling = onceFor(({ effects }: Program) =>
  grouped(
    effects.of('random').filter(({ row }) => row.data !== undefined),
    ({ site }) => [site.func],
  ),
);

/** The calls of a function that put something random into what they are given. */
export function randomPutIn(func: Func, program: Program): readonly Effect[] {
  return filling(program).get(func) ?? [];
}

/** As far as removals, and looks at files, are looked for below a function. */
export const nearest = 4;

/** Of a function and those that it leads to by a few calls, the ones that have such effects themselves. */
type Near = (func: Func) => readonly Func[];

function nearBy(effectsIn: (func: Func, program: Program) => readonly Effect[], program: Program): Near {
  const known = Array.from({ length: nearest + 1 }, () => new Map<Func, readonly Func[]>());
  const within = (func: Func, calls: number): readonly Func[] => {
    const found = known[calls]?.get(func);
    if (found) return found;
    const own = effectsIn(func, program).length > 0 ? [func] : [];
    const next = new Set(calls === 0 ? [] : program.graph.sitesOf(func).flatMap(({ targets }) => targets));
    const all = [...new Set([...own, ...[...next].flatMap((one) => within(one, calls - 1))])];
    known[calls]?.set(func, all);
    return all;
  };
  return (func) => within(func, nearest);
}

const removers = onceFor((program: Program) => nearBy(removalsIn, program));
const lookers = onceFor((program: Program) => nearBy(lookingIn, program));

/** What a function, and those that it leads to by a few calls, read, hand out or list of files. */
export function looksNear(func: Func, program: Program): readonly Effect[] {
  return lookers(program)(func).flatMap((one) => lookingIn(one, program));
}

/** Of a function and those that it leads to by a few calls, the ones that remove something or hand it to a shared store. */
export function removersNear(func: Func, program: Program): readonly Func[] {
  return removers(program)(func);
}

/** What a function itself writes or moves to files. */
export function writesIn(func: Func, program: Program): readonly Effect[] {
  return writing(program).get(func) ?? [];
}

const byCall = onceFor(({ graph }: Program) => grouped<Site, Expr>(graph.sites, ({ call }) => [call]));

/** The calls of a function that are among some. */
export function sitesAmong(calls: Iterable<Expr>, func: Func, program: Program): readonly Site[] {
  const known = byCall(program);
  return [...calls].flatMap((call) => (known.get(call) ?? []).filter((site) => site.func === func));
}
