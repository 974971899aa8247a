import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { outermost } from './above.js';
import type { State } from './memo.js';

/** How a function, with those that stand in it, uses a table. */
interface Using {
  readonly isChanging: boolean;
  /** Where it looks into it first. */
  readonly reads: number;
}

/** Longer chains of functions are not followed. */
const deepest = 24;

/**
 * Filled and looked at within one piece of work that the start of the program runs, and that somebody may have run again (an import, a migration): all
 * that others ask for is the whole of it, and it fills the table before it looks into it. What the last run left there, nobody looks for.
 */
export function isOfOneWork({ uses }: State, program: Program): boolean {
  const using = new Map<Func, Using>();
  for (const { func, how, expr } of uses) {
    const whole = outermost(func);
    const { isChanging, reads } = using.get(whole) ?? { isChanging: false, reads: Number.POSITIVE_INFINITY };
    using.set(whole, { isChanging: isChanging || how !== 'read', reads: Math.min(reads, expr.start) });
  }
  if (using.size < 2 || [...using.keys()].some((func) => !program.reach.wayTo(func, ['boot']))) return false;
  const gates = gatesOf([...using.keys()], program);
  return gates.length > 0 && gates.every((gate) => !using.has(gate) && beginsWithChange(gate, using, program));
}

/** The functions by which other modules come to some of one module. */
function gatesOf(funcs: readonly Func[], program: Program): readonly Func[] {
  const seen = new Set<Func>(funcs);
  const gates: Func[] = [];
  for (const func of seen) {
    const callers = program.graph.callsTo(func);
    const inner = callers.filter(({ func: caller }) => caller.module === func.module);
    if (inner.length < callers.length || inner.length === 0) gates.push(func);
    for (const site of inner) seen.add(outermost(site.func));
  }
  return gates;
}

/** In the order in which it calls: the first function that uses the table changes it. */
function beginsWithChange(gate: Func, using: ReadonlyMap<Func, Using>, { graph }: Program): boolean {
  const seen = new Set<Func>();
  const first = (func: Func, depth: number): boolean | undefined => {
    if (seen.has(func) || depth > deepest) return undefined;
    seen.add(func);
    const own = using.get(func);
    if (own?.isChanging) return true;
    const sites = graph.sitesOf(func).filter(({ call }) => call.start < (own?.reads ?? Number.POSITIVE_INFINITY));
    for (const { targets, passes } of sites) {
      for (const next of [...targets, ...passes]) {
        const found = next.module === gate.module ? first(next, depth + 1) : undefined;
        if (found !== undefined) return found;
      }
    }
    return own && false;
  };
  return first(gate, 0) === true;
}
