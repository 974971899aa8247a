import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { MemoryState } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { hearsOthers } from './connections.js';
import { startWayOf } from './process-start.js';

/**
 * Jobs that a scheduler in the process runs at times which people choose: each process loads them when it starts, and a request that adds or changes
 * one does so in its own process. The others go on by the old times, and run what was switched off.
 */
export function rescheduledAsked(asked: Asked): AppParts {
  const found = new Map<Func, MemoryState>();
  for (const effect of asked.program.effects.of('schedule')) {
    const { func } = effect.site;
    if (found.has(func)) continue;
    const state = stateOf(effect, asked);
    if (state) found.set(func, state);
  }
  return { memoryStates: [...found.values()] };
}

function stateOf({ site, row, weak }: Effect, asked: Asked): MemoryState | undefined {
  const { program } = asked;
  const { func } = site;
  if (weak || row.apart || row.what || site.decorates || !asked.runs(func.module.path) || !isOfData(site, asked)) return undefined;
  const start = startWayOf(site, program);
  const way = start && program.reach.wayTo(func, ['request', 'socket']);
  if (!way || way.weak || start.weak || hearsOthers(func, program)) return undefined;
  return {
    label: `what '${func.fn.name || 'the scheduler'}' plans`,
    technology: asked.technologyOf(func.module.path),
    backend: known({ technology: 'memory', reach: 'process' }, [
      ...stepsOf(way).slice(0, 3),
      ...stepsOf(start).slice(-1).map((step) => ({ ...step, says: 'is loaded here when a process starts' })),
      { at: placeOfExpr(site.call, func), says: 'is planned in this process alone' },
    ]),
    uses: [],
    copy: true,
    confidence: proofOf(way, true),
  };
} // biome-ignore format: conditions

/** When it runs is not written out, here or by those who call: it comes from rows, or from who asks. */
function isOfData({ call, func }: Site, { program: { linker, scopes, graph } }: Asked): boolean {
  if (func === scopes.topOf(func.module)) return false;
  return call.args.some(({ value }) => {
    if (value.is !== 'name' && value.is !== 'member') return false;
    const values = linker.evaluate(value, func);
    return values.every((one) => {
      if (one.is !== 'parameter') return one.is === 'external';
      const given = graph.concrete(one);
      return given.length === 0 || given.some(({ is }) => is === 'external' || is === 'parameter');
    });
  });
}
