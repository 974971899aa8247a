import type { Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import { argumentFor } from './arguments.js';
import type { Site } from './graph.js';
import type { Linker } from './linker.js';
import { type Func, withOuter } from './values.js';

/**
 * Tells what a call hands to functions of the app that do not run it, but give a function back which will (`caught = (show) => (req, res, next) =>
 * show(req, res).catch(next)`): it is run by whoever calls what was given back.
 */
export function keptBack(funcs: readonly Func[], evaluate: Linker['evaluate']): (site: Site, passed: Func) => boolean {
  const inside = new Map<Func, Func[]>();
  for (const func of funcs) for (const around of withOuter(func).slice(1)) append(inside, around, func);
  const known = new Map<Func, ReadonlySet<number>>();
  const keptBy = (target: Func): ReadonlySet<number> => {
    const kept = known.get(target) ?? keptOf(target, inside.get(target) ?? [], evaluate);
    known.set(target, kept);
    return kept;
  };
  return (site, passed) => {
    const { targets, names, call, func } = site;
    if (targets.length === 0 || names.length > 0) return false;
    const isIt = (expr: Expr) => evaluate(expr, func).some((value) => value.is === 'function' && value.func === passed);
    return targets.every((target) => {
      const kept = keptBy(target);
      const given = [...kept].filter((index) => {
        const argument = argumentFor(target, index, call);
        return argument !== undefined && isIt(argument);
      });
      return given.length > 0 && call.args.filter(({ value }) => isIt(value)).length === given.length;
    });
  };
}

/** The parameters that a function names in nothing but functions that it gives back. */
function keptOf(target: Func, inside: readonly Func[], evaluate: Linker['evaluate']): ReadonlySet<number> {
  if (inside.length === 0) return new Set();
  const given = new Set(
    target.fn.events.flatMap(({ is, value }) => (is === 'return' && value ? madeIn(value, target, evaluate) : [])),
  );
  const isBehind = (func: Func) => withOuter(func).some((one) => given.has(one));
  const run = namesIn([target, ...inside.filter((one) => !isBehind(one))]);
  const later = namesIn(inside.filter(isBehind));
  return new Set(
    target.fn.params.flatMap(({ name, kind }, index) => (!kind && later.has(name) && !run.has(name) ? [index] : [])),
  );
}

/** The functions of its own that a function gives back, also in a list or a table. */
function madeIn(expr: Expr, func: Func, evaluate: Linker['evaluate']): readonly Func[] {
  if (expr.is === 'list') return expr.items.flatMap((one) => madeIn(one, func, evaluate));
  if (expr.is === 'map') return expr.entries.flatMap(({ value }) => madeIn(value, func, evaluate));
  if (expr.is !== 'function' && expr.is !== 'name') return [];
  return evaluate(expr, func).flatMap((value) =>
    value.is === 'function' && value.func.outer === func ? [value.func] : [],
  );
}

function namesIn(funcs: readonly Func[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { fn } of funcs) for (const one of expressionsOf(fn)) if (one.is === 'name') found.add(one.name);
  return found;
}
