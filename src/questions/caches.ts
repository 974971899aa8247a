import type { Call } from '../code/model.js';
import { append } from '../program/append.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { CacheStore } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';

const serving = ['request', 'socket', 'job', 'unknown'] as const;

const drops = /\.(del|delete|mdel|take|flushAll|clear|reset|remove|invalidate|empty)$/;
const puts = /\.(set|mset|put|add)$/;
const reads = /\.(get|mget|has|peek|getTtl|keys|fetch|getOrSet|wrap)$/;

/**
 * A cache in the memory of the process, by what the app does with it: what one server drops on purpose stays on the other, and what it puts there
 * for others to find is not there. What is put where it was missed, and leaves with time alone, each server finds out for itself.
 */
export function cacheInMemory(effect: Effect, asked: Asked): readonly CacheStore[] {
  const { program } = asked;
  const { site, row } = effect;
  const isMemo = row.what === 'memo';
  const uses = usesOf(site.call, program).flatMap((use) => lifted(use, program));
  const spoiled = uses.find((use) => drops.test(use.as) && wayTo(use, asked));
  const stored = spoiled
    ? undefined
    : uses.find((use) => puts.test(use.as) && !isOnMiss(use, uses) && wayTo(use, asked));
  const witness = spoiled ?? (isMemo ? undefined : stored);
  if (!witness && (uses.length > 0 || isMemo)) return [];
  const way = witness && wayTo(witness, asked);
  const at = { file: site.func.module.path, start: site.call.start, end: site.call.callee.end };
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
      label: labelOf(site),
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'memory', reach: 'process' }, because),
      uses: because.slice(-1),
      stakes: 'speed',
      confidence: way ? proofOf(way, false) : 'medium',
    },
  ];
}

/** A call on a cache, or of a method of the app that does nothing but pass it on. */
interface CacheUse {
  readonly site: Site;
  /** What is called on the cache. */
  readonly as: string;
}

const indexes = new WeakMap<Program, ReadonlyMap<Call, readonly CacheUse[]>>();

function usesOf(made: Call, program: Program): readonly CacheUse[] {
  const index = indexes.get(program) ?? indexOf(program);
  indexes.set(program, index);
  return index.get(made) ?? [];
}

/** Calls on caches, by the call that made the cache. */
function indexOf({ graph, effects, linker }: Program): ReadonlyMap<Call, readonly CacheUse[]> {
  const found = new Map<Call, CacheUse[]>();
  const caches = effects.of('connect').filter(({ row }) => /^(cache|memo)$/.test(row.what ?? ''));
  const names = [...new Set(caches.map(({ name }) => `${name}().`))];
  if (names.length === 0) return found;
  for (const site of graph.sites) {
    const { callee } = site.call;
    const as = site.names.find((name) => names.some((start) => name.startsWith(start)));
    if (callee.is !== 'member' || as === undefined) continue;
    for (const value of linker.evaluate(callee.of, site.func).flatMap(graph.concrete))
      if (value.is === 'external' && value.made) append(found, value.made.call, { site, as });
  }
  return found;
}

/** Where a method only passes a call on (`drop(key) { this.items.delete(key); }`), those who call it use the cache. */
function lifted(use: CacheUse, { graph, scopes }: Program): readonly CacheUse[] {
  const { func } = use.site;
  if (func === scopes.topOf(func.module) || graph.sitesOf(func).length > 1 || use.site.guard !== undefined)
    return [use];
  const callers = graph.callersOf(func).filter(({ targets }) => targets.includes(func));
  return callers.length > 0 ? callers.map((site) => ({ site, as: use.as })) : [use];
}

/** Put by a function that looked for it first. */
function isOnMiss(put: CacheUse, uses: readonly CacheUse[]): boolean {
  return uses.some(
    ({ site, as }) =>
      reads.test(as) &&
      (site.func === put.site.func || site.func === put.site.func.outer || site.func.outer === put.site.func),
  );
}

function wayTo({ site }: CacheUse, { program, runs }: Asked) {
  return runs(site.func.module.path) ? program.reach.wayTo(site.func, serving) : undefined;
}

function labelOf({ func, call }: Site): string {
  for (const event of func.fn.events) {
    if (event.is !== 'bind' || event.value !== call) continue;
    if (event.target.is === 'name' || event.target.is === 'member') return `the cache '${event.target.name}'`;
  }
  return 'a cache';
}
