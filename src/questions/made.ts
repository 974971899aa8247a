import type { Call } from '../code/model.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';

/** A call on what another call made, or of a method of the app that does nothing but pass it on. */
export interface MadeUse {
  readonly site: Site;
  /** What is called on it, in the notation of the catalogues. */
  readonly as: string;
}

export function usesOf(made: Call, program: Program): readonly MadeUse[] {
  return indexOf(program).get(made) ?? [];
}

/** Calls on caches and indexes, by the call that made them. */
const indexOf = onceFor(({ graph, effects, linker }: Program): ReadonlyMap<Call, readonly MadeUse[]> => {
  const found = new Map<Call, MadeUse[]>();
  const caches = effects.of('connect').filter(({ row }) => /^(cache|memo|index)$/.test(row.what ?? ''));
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
});

/** Where a method only passes a call on (`drop(key) { this.items.delete(key); }`), those who call it use what was made. */
export function lifted(use: MadeUse, { graph, scopes }: Program): readonly MadeUse[] {
  const { func } = use.site;
  if (func === scopes.topOf(func.module) || graph.sitesOf(func).length > 1 || use.site.guard !== undefined)
    return [use];
  const callers = graph.callsTo(func);
  return callers.length > 0 ? callers.map((site) => ({ site, as: use.as })) : [use];
}

/** What it is called by the name that it is bound to. */
export function labelOf({ func, call }: Site, kind: string): string {
  for (const event of func.fn.events) {
    if (event.is !== 'bind' || event.value !== call) continue;
    if (event.target.is === 'name' || event.target.is === 'member') return `${kind} '${event.target.name}'`;
  }
  return kind;
}
