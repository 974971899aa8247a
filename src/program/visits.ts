import type { Call, Expr } from '../code/model.js';
import { argumentFor } from './arguments.js';
import type { Graph, Site } from './graph.js';
import { keptBack } from './kept-back.js';
import { isRuledOut, nothingTold, type Told, toldBy } from './told.js';
import { type Func, type Value, withOuter } from './values.js';

/**
 * A function on a walk through the calls. `isBound`: what it runs for its callers was given on the walk, so that it runs no other caller's
 * (`traced('save', save)` and `traced('sweep', sweep)` have the helper in common and nothing else).
 */
export interface Visit {
  readonly func: Func;
  readonly isBound: boolean;
  /** What its parameters were told on the walk: what that rules out it does not do here. */
  readonly told: Told;
}

export interface Visits {
  /** Where a walk begins: every caller's functions may be run there. */
  from(func: Func): Visit;
  /** The calls of a function that are not ruled out by what it was told. */
  sitesOf(visit: Visit): readonly Site[];
  /** What a call runs, and what it hands over (unless `isTaken` by a library, which runs it by itself). */
  runs(site: Site, visit: Visit, isTaken?: boolean): readonly Visit[];
}

interface Tools {
  readonly funcs: readonly Func[];
  readonly sites: readonly Site[];
  sitesOf(func: Func): readonly Site[];
  callsTo: Graph['callsTo'];
  evaluate(expr: Expr, func: Func): readonly Value[];
}

/** Functions that run what they are given, by the places of those parameters, and what calls of theirs hand over. */
interface Lending {
  readonly lenders: ReadonlyMap<Func, ReadonlySet<number>>;
  readonly handed: ReadonlySet<Func>;
}

/** Walks that tell by one call whose functions a helper runs. */
export function visitsOf({ funcs, sites, sitesOf, callsTo, evaluate }: Tools): Visits {
  const made = new Map<Func, Map<string, Visit>>();
  const isKept = keptBack(funcs, evaluate);
  const { lenders, handed } = lendingIn({ sites, callsTo, evaluate });

  const visitOf = (func: Func, isGiven: boolean, told = nothingTold): Visit => {
    const isBound = isGiven || lendersAround(func).length === 0;
    const key = [isBound, ...[...told].flat()].join(' ');
    const all = made.get(func) ?? new Map<string, Visit>();
    made.set(func, all);
    const visit = all.get(key) ?? { func, isBound, told };
    all.set(key, visit);
    return visit;
  };

  const lendersAround = (func: Func): readonly Func[] => withOuter(func).filter((one) => lenders.has(one));

  /** Whether a call passes on what the function around it was given, to be run. */
  const passesOn = (call: Call, func: Func, lender: Func): boolean =>
    [...(lenders.get(lender) ?? [])].some((index) => {
      const argument = argumentFor(lender, index, call);
      return argument !== undefined && parametersIn(argument, func, evaluate).length > 0;
    });

  /** A function that another one made runs what that was given. */
  const givenTo = (target: Func, { callees }: Site): Site | undefined => {
    const value = callees.find((one) => one.is === 'function' && one.func === target);
    const by = value?.is === 'function' ? value.made : undefined;
    return by && sitesOf(by.func).find(({ call }) => call === by.call);
  };

  const enter = (site: Site, { func, isBound, told }: Visit, target: Func): readonly Visit[] => {
    const inner = withOuter(func);
    const more: Visit[] = [];
    const isGiven = (lender: Func): boolean => {
      if (lender === target) return isBound || !passesOn(site.call, site.func, lender);
      if (inner.includes(lender)) return isBound;
      const by = givenTo(target, site);
      if (!by?.targets.includes(lender) || passesOn(by.call, by.func, lender)) return false;
      more.push(...by.passes.map((one) => visitOf(one, false)));
      return true;
    };
    return [visitOf(target, lendersAround(target).every(isGiven), toldBy(site, target, told)), ...more];
  };

  return {
    from: (func) => visitOf(func, false),
    sitesOf: ({ func, told }) =>
      told.size === 0 ? sitesOf(func) : sitesOf(func).filter((site) => !isRuledOut(site, told)),
    runs(site, visit, isTaken = false) {
      const lent = visit.isBound ? site.lent : undefined;
      const targets = lent ? site.targets.filter((one) => !lent.includes(one) || !handed.has(one)) : site.targets;
      const found = targets.flatMap((target) => enter(site, visit, target));
      if (isTaken) return found;
      const inner = withOuter(visit.func);
      const isInner = (one: Func) => lendersAround(one).every((lender) => lender !== one && inner.includes(lender));
      const passed = site.passes.filter((one) => !isKept(site, one));
      return [...found, ...passed.map((one) => visitOf(one, visit.isBound && isInner(one)))];
    },
  };
}

function lendingIn({ sites, callsTo, evaluate }: Omit<Tools, 'sitesOf' | 'funcs'>): Lending {
  const lenders = new Map<Func, Set<number>>();
  const waiting: { readonly func: Func; readonly index: number }[] = [];
  const add = ({ func, index }: Value & { readonly is: 'parameter' }) => {
    const own = lenders.get(func) ?? new Set();
    lenders.set(func, own);
    if (own.has(index)) return;
    own.add(index);
    waiting.push({ func, index });
  };
  for (const { lent, asked } of sites) if (lent && asked) for (const value of asked) add(value);
  for (const { func, index } of waiting) {
    for (const site of callsTo(func)) {
      const argument = argumentFor(func, index, site.call);
      if (argument) for (const value of parametersIn(argument, site.func, evaluate)) add(value);
    }
  }
  const handed = new Set<Func>();
  for (const lender of lenders.keys())
    for (const { passes } of callsTo(lender)) for (const one of passes) handed.add(one);
  return { lenders, handed };
}

/** Parameters of the functions around it that an argument is, or that stand in a table which it is; what comes of calling one is something else. */
function parametersIn(
  expr: Expr,
  func: Func,
  evaluate: Tools['evaluate'],
): readonly (Value & { readonly is: 'parameter' })[] {
  if (expr.is === 'literal' || expr.is === 'text') return [];
  if (expr.is === 'map') return expr.entries.flatMap(({ value }) => parametersIn(value, func, evaluate));
  const around = withOuter(func);
  return evaluate(expr, func).flatMap((value) =>
    value.is === 'parameter' && around.includes(value.func) && !value.path.includes('()') ? [value] : [],
  );
}
