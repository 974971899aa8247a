import { argumentFor } from './arguments.js';
import type { Site } from './graph.js';
import type { Linker } from './linker.js';
import type { Func, Value } from './values.js';

interface Tools {
  /** Calls that run a function, or hand it over. */
  callersOf(func: Func): readonly Site[];
  readonly linker: Pick<Linker, 'evaluate'>;
}

export interface Handing {
  /** The functions that callers give for a parameter, also through helpers of their own. */
  given(value: Value): readonly Func[];
  /** More calls have become known. */
  renew(): void;
}

/** Of so many callers: a few tell what a value may be, but of the functions that are given to be called, each one is run (`caught(show)` for every route). */
const mostCallers = 400;
const none: ReadonlySet<Func> = new Set();
/** So many helpers may hand a function on to each other. */
const farthest = 5;

/** Finds what helpers of the app run that are given a function. */
export function handingOf({ callersOf, linker }: Tools): Handing {
  const known = new Map<Func, Map<number, ReadonlySet<Func>>>();
  const given = (value: Value, depth: number): ReadonlySet<Func> => {
    if (value.is !== 'parameter' || value.path !== '' || depth > farthest) return none;
    const { func, index } = value;
    const own = known.get(func) ?? new Map<number, ReadonlySet<Func>>();
    known.set(func, own);
    const before = own.get(index);
    if (before) return before;
    // a parameter that is passed round tells nothing of itself
    const found = new Set<Func>();
    own.set(index, found);
    for (const site of callersOf(func).slice(0, mostCallers)) {
      const argument = site.targets.includes(func) ? argumentFor(func, index, site.call) : undefined;
      for (const one of argument ? linker.evaluate(argument, site.func) : []) {
        if (one.is === 'function') found.add(one.func);
        else for (const other of given(one, depth + 1)) found.add(other);
      }
    }
    return found;
  };
  return { given: (value) => [...given(value, 0)], renew: () => known.clear() };
}
