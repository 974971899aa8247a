import type { EntryKind } from './catalogue.js';
import type { Entry } from './entries.js';
import type { Graph, Site } from './graph.js';
import type { Func } from './values.js';

/** How a function is reached from an entry: the calls on the way, outermost first. */
export interface Way {
  readonly entry: Entry;
  readonly calls: readonly Site[];
  /** Some call on the way is told by a name only. */
  readonly weak: boolean;
}

export interface Reach {
  /** One shortest way for each kind of entry that reaches the function. */
  waysTo(func: Func): readonly Way[];
  wayTo(func: Func, kinds: readonly EntryKind[]): Way | undefined;
}

interface Step {
  readonly entry: Entry;
  readonly from?: Func;
  readonly site?: Site;
  readonly weak: boolean;
}

/** Longer chains of calls convince nobody. */
const longest = 40;

/**
 * Breadth first from the entries, kind by kind. Functions that a call hands over to a library are run by it; where `isHandedOff` says that a call
 * starts work that nobody waits for, its body is reached all the same, from the same entry.
 * `madeFor` says what a container makes before it can call a function.
 */
export function reachOf(
  entries: readonly Entry[],
  graph: Graph,
  stopsAt: (site: Site) => boolean,
  madeFor: (func: Func) => readonly Func[],
): Reach {
  const steps = new Map<EntryKind, Map<Func, Step>>();
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    const reached = new Map<Func, Step>();
    const waiting: Func[] = [];
    for (const entry of entries) {
      if (entry.kind !== kind || reached.has(entry.func)) continue;
      reached.set(entry.func, { entry, weak: false });
      waiting.push(entry.func);
    }
    for (let at = 0; at < waiting.length; at++) {
      const func = waiting[at] as Func;
      const step = reached.get(func) as Step;
      for (const site of graph.sitesOf(func)) {
        const next = stopsAt(site) ? site.targets : [...site.targets, ...site.passes];
        for (const target of next) {
          if (reached.has(target)) continue;
          reached.set(target, { entry: step.entry, from: func, site, weak: step.weak || site.weak === true });
          waiting.push(target);
        }
      }
      for (const target of madeFor(func)) {
        if (reached.has(target)) continue;
        reached.set(target, { ...step, from: func });
        waiting.push(target);
      }
    }
    steps.set(kind, reached);
  }
  const wayIn = (reached: Map<Func, Step>, func: Func): Way | undefined => {
    const calls: Site[] = [];
    const last = reached.get(func);
    if (!last) return undefined;
    for (
      let step: Step | undefined = last;
      step?.site && calls.length < longest;
      step = step.from && reached.get(step.from)
    )
      calls.unshift(step.site);
    return { entry: last.entry, calls, weak: last.weak };
  };
  return {
    waysTo: (func) => [...steps.values()].flatMap((reached) => wayIn(reached, func) ?? []),
    wayTo(func, kinds) {
      for (const kind of kinds) {
        const reached = steps.get(kind);
        const way = reached && wayIn(reached, func);
        if (way) return way;
      }
      return undefined;
    },
  };
}
