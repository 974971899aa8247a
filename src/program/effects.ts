import { argumentAt } from './arguments.js';
import type { ArgAt, EffectKind, EffectRow } from './catalogue.js';
import type { Graph, Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './link.js';
import { unknownThing } from './values.js';

/** A call that does something to the world outside of the app's own code. */
export interface Effect {
  readonly site: Site;
  readonly row: EffectRow;
  /** The outside thing that is called. */
  readonly name: string;
  /** Told by the name of a method only. */
  readonly weak: boolean;
}

export interface Effects {
  readonly all: readonly Effect[];
  of(...kinds: readonly EffectKind[]): readonly Effect[];
  at(site: Site): readonly Effect[];
}

export function effectsOf(graph: Graph, library: Library, linker: Linker): Effects {
  const all: Effect[] = [];
  const bySite = new Map<Site, Effect[]>();
  const byKind = new Map<EffectKind, Effect[]>();
  for (const site of graph.sites) {
    for (const effect of effectsAt(site, library, linker)) {
      all.push(effect);
      append(bySite, site, effect);
      append(byKind, effect.row.is, effect);
    }
  }
  return {
    all,
    of: (...kinds) =>
      kinds.length === 1 && kinds[0] ? (byKind.get(kinds[0]) ?? []) : kinds.flatMap((kind) => byKind.get(kind) ?? []),
    at: (site) => bySite.get(site) ?? [],
  };
}

function effectsAt(site: Site, library: Library, linker: Linker): readonly Effect[] {
  // a method that the app defines itself is what it says there
  if (site.weak || (site.targets.length > 0 && site.names.every((name) => name.startsWith(unknownThing)))) return [];
  const found: Effect[] = [];
  for (const name of site.names) {
    for (const { value: row, weak } of library.effects.find(name)) {
      if (row.decorates || (row.when && !matches(site, row.when, linker))) continue;
      if (!found.some((one) => one.row === row)) found.push({ site, row, name, weak: weak || row.weak === true });
    }
  }
  return found;
}

/** Whether an argument is a literal of that form; one that cannot be told may be. */
function matches(site: Site, when: { readonly arg: ArgAt; readonly matches: string }, linker: Linker): boolean {
  const pattern = new RegExp(when.matches);
  const expr = argumentAt(site.call, when.arg);
  if (!expr) return pattern.test('');
  const values = linker.evaluate(expr, site.func);
  return values.some((value) => value.is === 'literal' && pattern.test(String(value.value)));
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
