import type { Effect } from '../program/effects.js';
import type { Func } from '../program/values.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { CacheStore, MemoryState } from '../resolve/parts/store.js';
import { type Asked, placeOfCallee, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { hearsOthers } from './connections.js';
import { labelOf, lifted, type MadeUse, usesOf } from './made.js';

const serving = ['request', 'socket', 'job', 'unknown'] as const;

const drops = /\.(del|delete|mdel|take|flushAll|clear|reset|remove|invalidate|empty|delete_matched|delete_multi)$/;
const taking = /\.(del|delete|take|remove)$/;
const puts = /\.(set|mset|put|add|write|write_multi)$/;
const counts = /\.(increment|decrement)$/;
const reads = /\.(get|mget|has|peek|getTtl|keys|fetch|getOrSet|wrap|read|read_multi|fetch_multi|exist\?)$/;

/**
 * A cache in the memory of the process, by what the app does with it: what one server drops on purpose stays on the other, and what it puts there
 * for others to find is not there. What is put where it was missed, and leaves with time alone, each server finds out for itself.
 */
export function cacheInMemory(effect: Effect, asked: Asked): readonly CacheStore[] {
  const { program } = asked;
  const { site, row } = effect;
  const isMemo = row.what === 'memo';
  const uses = usesOf(site.call, program).flatMap((use) => lifted(use, program));
  if (consumedIn(uses, asked)) return [];
  // the other servers say what is to be dropped
  if (uses.some(({ as, site: { func } }) => drops.test(as) && hearsOthers(func, program))) return [];
  const spoiled = uses.find((use) => drops.test(use.as) && wayTo(use, asked));
  const stored = spoiled
    ? undefined
    : uses.find(
        (use) => (counts.test(use.as) || (puts.test(use.as) && !isOnMiss(use, uses, asked))) && wayTo(use, asked),
      );
  const witness = spoiled ?? (isMemo ? undefined : stored);
  if (!witness && (uses.length > 0 || isMemo)) return [];
  const way = witness && wayTo(witness, asked);
  const at = placeOfCallee(site);
  const because: readonly Evidence[] = [
    ...stepsOf(way).slice(0, 3),
    ...(witness
      ? [
          {
            at: placeOfExpr(witness.site.call, witness.site.func),
            says: spoiled ? 'is dropped here, in this process only' : 'is put there for others to find',
          },
        ]
      : []),
    { at, says: `${effect.name.split('.')[0]} keeps it in the memory of the process` },
  ];
  return [
    {
      label: labelOf(site, 'the cache'),
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'memory', reach: 'process' }, because),
      uses: because.slice(-1),
      stakes: 'speed',
      confidence: way ? proofOf(way, false) : 'medium',
    },
  ];
}

/** What one request leaves in such a cache for another one, which takes it away: no copy of anything, but state under another name. */
export function stateInMemory({ site, name }: Effect, asked: Asked): readonly MemoryState[] {
  const uses = usesOf(site.call, asked.program).flatMap((use) => lifted(use, asked.program));
  const found = consumedIn(uses, asked);
  if (!found) return [];
  const way = wayTo(found.put, asked);
  const because: readonly Evidence[] = [
    { at: placeOfExpr(found.put.site.call, found.put.site.func), says: 'is left here while the app serves' },
    ...stepsOf(way).slice(0, 2),
    { at: placeOfExpr(found.taken.site.call, found.taken.site.func), says: 'is looked for and taken away here' },
    { at: placeOfCallee(site), says: `${name.split('.')[0]} keeps it in the memory of the process` },
  ];
  return [
    {
      label: labelOf(site, 'what is kept in'),
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'memory', reach: 'process' }, because),
      uses: because.slice(0, 1),
      confidence: proofOf(way, false),
    },
  ];
}

interface Consumed {
  readonly put: MadeUse;
  readonly taken: MadeUse;
}

/** Put by one function without looking for it first; looked for and taken away by another one that puts nothing. */
function consumedIn(uses: readonly MadeUse[], asked: Asked): Consumed | undefined {
  const put = uses.find((use) => puts.test(use.as) && !isOnMiss(use, uses, asked) && wayTo(use, asked));
  if (!put) return undefined;
  const putting = new Set(uses.filter((use) => puts.test(use.as)).map(({ site }) => site.func));
  const taken = uses.find(
    ({ site, as }) =>
      taking.test(as) &&
      !putting.has(site.func) &&
      (as.endsWith('.take') || uses.some((other) => other.site.func === site.func && reads.test(other.as))) &&
      wayTo({ site, as }, asked),
  );
  return taken && { put, taken };
}

/** Put by a function that looked for it first, or that one calls who looked for it: whoever misses it has it made again. */
function isOnMiss(put: MadeUse, uses: readonly MadeUse[], { program: { graph } }: Asked): boolean {
  const readers = new Set(uses.filter(({ as }) => reads.test(as)).map(({ site }) => site.func));
  const looks = (func: Func) => readers.has(func) || (func.outer !== undefined && readers.has(func.outer));
  if (looks(put.site.func) || [...readers].some(({ outer }) => outer === put.site.func)) return true;
  let above: readonly Func[] = [put.site.func];
  for (let hop = 0; hop < farthest && above.length > 0; hop++) {
    const sites = above.flatMap((func) => graph.callsTo(func));
    above = [...new Set(sites.map(({ func }) => func))];
    if (above.some(looks)) return true;
  }
  return false;
}

/** How many calls may stand between the function that looks and the one that puts: `get -> refresh -> fetch`. */
const farthest = 2;

function wayTo({ site }: MadeUse, { program, runs }: Asked) {
  return runs(site.func.module.path) ? program.reach.wayTo(site, serving) : undefined;
}
