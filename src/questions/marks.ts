import type { Expr } from '../code/model.js';
import { argumentAt } from '../program/arguments.js';
import type { Asked } from './asked.js';
import type { State, Use } from './memo.js';
import { bodiesOf } from './work.js';

/**
 * A timer that is kept under a key only so that it can be seen that it runs: it takes its own mark away and does nothing else, and nobody stops
 * it. `if (sent[id]) throw ...; sent[id] = setTimeout(() => delete sent[id], minute)` lets each server do once what all should do once.
 */
export function isMarkOfTime({ value, key, func }: Use, state: State, { program }: Asked): boolean {
  const { effects, graph } = program;
  if (!value || !key || key.is === 'literal') return false;
  const site = graph.sitesOf(func).find(({ call }) => call === value);
  const timer = site && effects.at(site).find(({ row }) => row.is === 'timer' && row.once);
  const bodies = timer ? bodiesOf(timer, program) : [];
  if (bodies.length === 0) return false;
  const taking = new Set(state.uses.filter(({ how }) => how === 'take').map(({ expr }) => expr));
  const isTaken = bodies.every(
    ({ fn }) => fn.events.length > 0 && fn.events.every(({ value: one }) => one && taking.has(one)),
  );
  return isTaken && !isStopped(state, program);
}

/** Something that is read of it is given to a call that stops timers. */
function isStopped(state: State, { effects, linker }: Asked['program']): boolean {
  const own = new Set<Expr>(state.uses.map(({ expr }) => expr));
  return effects.of('stop').some(({ site, row }) => {
    const given = row.data === undefined ? undefined : argumentAt(site.call, row.data);
    if (!given) return false;
    if (isOf(given, own)) return true;
    const bound = given.is === 'name' ? (site.func.bindings.get(given.name) ?? []) : [];
    return bound.some(({ expr }) => isOf(expr, own)) || linker.evaluate(given, site.func).length === 0;
  });
}

/** A part of what the state holds: `timers[id]`, `timers.get(id)`. */
function isOf(expr: Expr, own: ReadonlySet<Expr>): boolean {
  for (let here = expr; ; ) {
    if (own.has(here)) return true;
    if (here.is === 'call') here = here.callee;
    else if (here.is === 'member' || here.is === 'index') here = here.of;
    else return false;
  }
}
