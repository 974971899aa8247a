import { childrenOf } from '../code/walk.js';
import { append } from '../grouped.js';
import { argumentAt } from './arguments.js';
import type { ArgAt, EffectKind, EffectRow } from './catalogue.js';
import { type Environment, environmentOf } from './environment.js';
import { givenAt } from './given-at.js';
import type { Graph, Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import { unknownThing, type Value } from './values.js';

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
  const asked: Asked = { graph, library, linker, environment: environmentOf({ graph, library, linker }) };
  for (const site of graph.sites) {
    for (const effect of effectsAt(site, asked)) {
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

interface Asked {
  readonly graph: Graph;
  readonly library: Library;
  readonly linker: Linker;
  readonly environment: Environment;
}

function effectsAt(site: Site, asked: Asked): readonly Effect[] {
  const { library } = asked;
  // a method that the app defines itself is what it says there
  if (site.weak || (site.targets.length > 0 && site.names.every((name) => name.startsWith(unknownThing)))) return [];
  const found: Effect[] = [];
  for (const name of site.names) {
    for (const { value: row, weak } of library.effects.find(name)) {
      if ((row.decorates === true) !== (site.decorates !== undefined) || (row.when && !matches(site, row.when, asked)))
        continue;
      if (row.language && row.language !== site.func.module.language) continue;
      if (!found.some((one) => one.row === row)) found.push({ site, row, name, weak: weak || row.weak === true });
    }
  }
  return found;
}

/** Whether an argument is a literal of that form; one that cannot be told may be. */
function matches(site: Site, when: { readonly arg: ArgAt; readonly matches: string }, asked: Asked): boolean {
  const { linker, environment } = asked;
  const pattern = new RegExp(when.matches);
  const expr = argumentAt(site.call, when.arg);
  if (!expr) {
    const handed = givenAt(site, when.arg, asked).flatMap((one) => linker.evaluate(one.expr, one.func));
    return handed.length > 0 ? handed.some((value) => pattern.test(textOf(value, linker))) : pattern.test('');
  }
  return environment.usual(expr, site.func).some((value) => pattern.test(textOf(value, linker)));
}

/** What is known of a value's text: a literal, the first words of a text, the names of constants (`A::CREATE | A::OVERWRITE`). */
function textOf(value: Value, linker: Linker): string {
  if (value.is === 'literal') return String(value.value);
  if (value.is === 'external') return value.name;
  if (value.is !== 'structure') return '';
  const { expr, func } = value;
  const parts = childrenOf(expr).slice(0, expr.is === 'text' ? 2 : 12);
  return parts
    .flatMap((part) =>
      linker
        .evaluate(part, func)
        .slice(0, 1)
        .map((one) => (one.is === 'structure' ? '' : textOf(one, linker))),
    )
    .join(' ');
}
