import type { Func } from '../program/values.js';
import { type Evidence, placeOf } from '../resolve/evidence.js';
import type { MemoryState } from '../resolve/parts/store.js';
import { withSteps } from '../resolve/places.js';
import type { State } from './memo.js';

/** A state that other servers miss, and how near those who are served come to it. */
export interface Kept {
  readonly state: State;
  readonly store: MemoryState;
  /** Requests or messages change it and look at it; no clock has to do either for them. */
  readonly isAsked: boolean;
}

/**
 * Fields of one class or of one object, and variables of a module that one function changes together, are one fault: whoever moves one of them to a
 * shared store moves all. The first that requests change and read is told, the others stand among its reasons.
 */
export function keptTogether(all: readonly Kept[]): readonly MemoryState[] {
  return groupsOf(all).flatMap((unsorted): readonly MemoryState[] => {
    const group = unsorted.toSorted((a, b) => a.state.at.expr.start - b.state.at.expr.start);
    const shown = group.find(({ isAsked }) => isAsked) ?? group[0];
    if (!shown || group.length === 1) return shown ? [shown.store] : [];
    const others = group.filter((one) => one !== shown);
    const steps = others.flatMap(({ state, store }): readonly Evidence[] => {
      const at = placeOf(store.backend.because);
      return at ? [{ at, says: `keeps '${state.name}' beside it` }] : [];
    });
    return [{ ...withSteps(shown.store, steps), label: `${shown.store.label} (and ${others.length} more beside it)` }];
  });
}

/** In the order of their first ones. */
function groupsOf(all: readonly Kept[]): readonly (readonly Kept[])[] {
  const byOwner = new Map<object, Kept[]>();
  const groups = new Set<Kept[]>();
  for (const one of all) {
    const owners: readonly object[] = one.state.of ? [one.state.of] : changing(one.state);
    const group = owners.map((owner) => byOwner.get(owner)).find((known) => known !== undefined) ?? [];
    group.push(one);
    groups.add(group);
    for (const owner of owners) if (!byOwner.has(owner)) byOwner.set(owner, group);
  }
  return [...groups];
}

/** The functions of its own module that change a variable. */
function changing({ uses, at }: State): readonly Func[] {
  return uses.flatMap(({ how, func }) => (how !== 'read' && func.module === at.func.module ? [func] : []));
}
