import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { runnable } from '../program/entries.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** What a piece of work does, with all that it calls. */
export interface Work {
  /** The first call that touches what all servers share, mail and other services before rows. */
  readonly shared: Effect | undefined;
  /** Locks that it takes itself. */
  readonly locks: readonly Effect[];
  /** It only removes: twice is wasteful and does no harm. */
  readonly isIdempotent: boolean;
}

/** The functions that a call hands over as work. */
export function bodiesOf({ site, row }: Effect, { linker, classes, graph }: Program): readonly Func[] {
  const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
  if (body) return runnable(body, site.func, { row: { kind: 'task', source: row.source }, linker, classes, graph });
  return site.passes;
}

/** How many functions of one piece of work are looked at. */
const most = 200;

export function workIn(bodies: readonly Func[], { graph, effects }: Program): Work {
  const seen = new Set<Func>(bodies);
  const queue = [...bodies];
  const shared: Effect[] = [];
  const locks: Effect[] = [];
  for (let at = 0; at < queue.length && at < most; at++) {
    for (const site of graph.sitesOf(queue[at] as Func)) {
      for (const effect of effects.at(site)) {
        if (effect.row.is === 'shared' || effect.row.is === 'enqueue') shared.push(effect);
        if (effect.row.is === 'lock') locks.push(effect);
      }
      for (const next of [...site.targets, ...site.passes]) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  }
  const rank = ({ row, weak }: Effect) =>
    (row.what === 'mail' ? 0 : row.is === 'enqueue' ? 1 : row.what === 'rows' ? 2 : 3) + (weak ? 4 : 0);
  const [first] = shared.toSorted((a, b) => rank(a) - rank(b));
  const rows = shared.filter(({ row }) => row.what === 'rows');
  const isIdempotent =
    shared.length > 0 &&
    rows.length === shared.length &&
    rows.every(({ name }) => /(delete|destroy|remove|purge|prune|truncate)\w*$/i.test(name));
  return { shared: first, locks, isIdempotent };
}
