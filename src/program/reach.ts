import { append } from '../grouped.js';
import type { EntryKind } from './catalogue.js';
import type { Entry } from './entries.js';
import type { Graph, Site } from './graph.js';
import { isRuledOut } from './told.js';
import type { Func } from './values.js';
import type { Visit } from './visits.js';

/** How a function is reached from an entry: the calls on the way, outermost first. */
export interface Way {
  readonly entry: Entry;
  readonly calls: readonly Site[];
  /** Some call on the way is told by a name only. */
  readonly weak: boolean;
}

export interface Reach {
  /** One shortest way for each kind of entry that reaches the function, or a call in it that is not ruled out on that way. */
  waysTo(at: Func | Site): readonly Way[];
  wayTo(at: Func | Site, kinds: readonly EntryKind[]): Way | undefined;
}

interface Step {
  readonly entry: Entry;
  readonly from?: Visit;
  readonly site?: Site;
  readonly weak: boolean;
}

interface Reached {
  readonly steps: Map<Visit, Step>;
  /** How a function is come to, first ways first. */
  readonly visits: Map<Func, Visit[]>;
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
  const { visits } = graph;
  const steps = new Map<EntryKind, Reached>();
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    const reached: Reached = { steps: new Map(), visits: new Map() };
    const go = (visit: Visit, step: Step) => {
      if (reached.steps.has(visit)) return;
      reached.steps.set(visit, step);
      append(reached.visits, visit.func, visit);
    };
    for (const entry of entries) if (entry.kind === kind) go(visits.from(entry.func), { entry, weak: false });
    // what is reached on the way is gone through too
    for (const [visit, step] of reached.steps) {
      for (const site of visits.sitesOf(visit))
        for (const next of visits.runs(site, visit, stopsAt(site)))
          go(next, { entry: step.entry, from: visit, site, weak: step.weak || site.weak === true });
      for (const target of madeFor(visit.func)) go(visits.from(target), { ...step, from: visit });
    }
    steps.set(kind, reached);
  }
  const wayIn = (reached: Reached, at: Func | Site): Way | undefined => {
    const calls: Site[] = [];
    const visit =
      'call' in at
        ? reached.visits.get(at.func)?.find(({ told }) => !isRuledOut(at, told))
        : reached.visits.get(at)?.[0];
    const last = visit && reached.steps.get(visit);
    if (!last) return undefined;
    for (
      let step: Step | undefined = last;
      step?.site && calls.length < longest;
      step = step.from && reached.steps.get(step.from)
    )
      calls.unshift(step.site);
    return { entry: last.entry, calls, weak: last.weak };
  };
  return {
    waysTo: (at) => [...steps.values()].flatMap((reached) => wayIn(reached, at) ?? []),
    wayTo(at, kinds) {
      for (const kind of kinds) {
        const reached = steps.get(kind);
        const way = reached && wayIn(reached, at);
        if (way) return way;
      }
      return undefined;
    },
  };
}
