import type { Call, Expr } from '../code/model.js';
import { conditionsOf, within } from '../code/walk.js';
import { argumentFor } from './arguments.js';
import type { Ancestry } from './classes.js';
import type { Linker } from './link.js';
import type { Scopes } from './scopes.js';
import { distinct, type Func, type Klass, unknownThing, type Value } from './values.js';

/** One call of the app, with what it may reach. */
export interface Site {
  readonly func: Func;
  readonly call: Call;
  /** The condition around it, by its number in the function's `guards`. */
  readonly guard?: number;
  /** The class whose body makes the call. */
  readonly klass?: Klass;
  /** What is called. */
  readonly callees: readonly Value[];
  /** Functions of the app that it runs. */
  readonly targets: readonly Func[];
  /** Outside things that it calls, in the notation of the catalogues. */
  readonly names: readonly string[];
  /** Functions of the app that it hands over. */
  readonly passes: readonly Func[];
  /** Its targets are told by the name of a method only. */
  readonly weak?: true;
}

/** Who calls whom. */
export interface Graph {
  readonly sites: readonly Site[];
  sitesOf(func: Func): readonly Site[];
  /** Calls that run a function, or hand it over. */
  callersOf(func: Func): readonly Site[];
  /** What a value may be when parameters are followed to what callers give for them. */
  concrete(value: Value): readonly Value[];
}

export interface GraphParts {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly linker: Linker;
}

/** How many calls back a parameter is followed. */
const farthest = 5;
/** Callers beyond this number add nothing new. */
const mostCallers = 8;

export function graphOf({ scopes, classes, linker }: GraphParts): Graph {
  const sites: Site[] = [];
  const bySource = new Map<Func, Site[]>();
  const byTarget = new Map<Func, Site[]>();
  const methods = methodNames(classes, scopes);

  const targetsOf = (value: Value, call: Call): readonly Func[] => {
    if (value.is === 'function') return [value.func];
    if (value.is === 'class') {
      const name = makers[value.klass.parts[0]?.module.language ?? ''];
      const made = name ? classes.methodOf(value.klass, name, linker.evaluate) : undefined;
      return made ? [made.func] : [];
    }
    if (value.is === 'instance') {
      const name = value.klass.parts[0]?.module.language === 'python' ? '__call__' : '__invoke';
      const found = call.new ? undefined : classes.methodOf(value.klass, name, linker.evaluate);
      return found ? [found.func] : [];
    }
    return [];
  };

  const siteOf = (call: Call, func: Func, more: Pick<Site, 'guard' | 'klass'>): Site => {
    const callees = linker.calleesOf(call, func);
    const names = callees.flatMap((value) => (value.is === 'external' ? [value.name] : []));
    let targets = [...new Set(callees.flatMap((value) => targetsOf(value, call)))];
    let weak = false;
    if (targets.length === 0 && call.callee.is === 'member' && names.every((name) => name.startsWith(unknownThing))) {
      const only = methods.get(call.callee.name);
      if (only && only.module.language === func.module.language) {
        targets = [only];
        weak = true;
      }
    }
    if (callees.length === 0 && call.callee.is === 'member') names.push(`${unknownThing}.${call.callee.name}`);
    for (const value of callees) if (value.is === 'parameter') names.push(unknownThing + value.path);
    const passes = [...new Set(call.args.flatMap(({ value }) => handed(value, func)))];
    return { func, call, ...more, callees, targets, names, passes, ...(weak ? { weak: true as const } : {}) };
  };

  /** PHP's `[$this, 'send']`. */
  const methodNamed = (value: Value, name: string): readonly Func[] => {
    if (value.is !== 'class' && value.is !== 'instance') return [];
    return linker.memberOf(value, name).flatMap((one) => (one.is === 'function' ? [one.func] : []));
  };

  /** Functions among the arguments, also within lists and maps. */
  const handed = (expr: Expr, func: Func): readonly Func[] => {
    if (expr.is === 'literal' || expr.is === 'text') return [];
    if (expr.is === 'list' && func.module.language === 'php' && expr.items.length === 2) {
      const [holder, method] = expr.items;
      const name = method?.is === 'literal' ? String(method.value) : undefined;
      const named = holder && name ? linker.evaluate(holder, func).flatMap((value) => methodNamed(value, name)) : [];
      if (named.length > 0) return named;
    }
    if (expr.is === 'map' || expr.is === 'list') {
      const inner = expr.is === 'list' ? expr.items : expr.entries.map(({ value }) => value);
      return inner.length > 40 ? [] : inner.flatMap((one) => handed(one, func));
    }
    return linker.evaluate(expr, func).flatMap((value) => (value.is === 'function' ? [value.func] : []));
  };

  const add = (site: Site) => {
    sites.push(site);
    append(bySource, site.func, site);
    for (const target of site.targets) append(byTarget, target, site);
    for (const passed of site.passes) append(byTarget, passed, site);
  };

  const read = (expr: Expr, func: Func, more: Pick<Site, 'guard' | 'klass'>) => {
    for (const one of within(expr)) if (one.is === 'call') add(siteOf(one, func, more));
  };

  for (const func of scopes.funcs) {
    const { fn } = func;
    for (const { fallback } of fn.params) if (fallback) read(fallback, func, {});
    for (const { guard, expr } of conditionsOf(fn)) {
      if (linker.isNever(guard.outer, func)) continue;
      read(expr, func, guard.outer === undefined ? {} : { guard: guard.outer });
    }
    for (const event of fn.events) {
      if (linker.isNever(event.guard, func)) continue;
      const more = event.guard === undefined ? {} : { guard: event.guard };
      if (event.is === 'bind') read(event.target, func, more);
      if (event.value) read(event.value, func, more);
    }
  }
  for (const klass of classes.klasses) {
    for (const { class: cls, top } of klass.parts) {
      for (const macro of cls.macros) read(macro, top, { klass });
      for (const field of cls.fields) if (field.value && field.fn === undefined) read(field.value, top, { klass });
    }
  }

  const concreteAt = (value: Value, depth: number): readonly Value[] => {
    if (value.is !== 'parameter') return [value];
    if (depth > farthest) return [];
    const callers = byTarget.get(value.func) ?? [];
    const found: Value[] = [];
    for (const site of callers.slice(0, mostCallers)) {
      if (!site.targets.includes(value.func)) continue;
      const given = argumentFor(value.func, value.index, site.call);
      if (!given) continue;
      for (const one of linker.evaluate(given, site.func))
        for (const whole of concreteAt(one, depth + 1)) found.push(...linker.follow([whole], value.path));
    }
    return distinct(found);
  };

  // What is called through a parameter: the callers' functions and clients.
  for (const [index, site] of sites.entries()) {
    const symbolic = site.callees.filter((value) => value.is === 'parameter');
    if (symbolic.length === 0) continue;
    const found = symbolic.flatMap((value) => concreteAt(value, 0));
    const targets = found
      .flatMap((value) => targetsOf(value, site.call))
      .filter((func) => !site.targets.includes(func));
    const names = found.flatMap((value) => (value.is === 'external' ? [value.name] : []));
    if (targets.length === 0 && names.length === 0) continue;
    const grown: Site = {
      ...site,
      callees: distinct([...site.callees.filter(({ is }) => is !== 'parameter'), ...found]),
      targets: [...new Set([...(site.weak ? [] : site.targets), ...targets])],
      names: [...new Set([...site.names.filter((name) => !name.startsWith(unknownThing)), ...names])],
    };
    sites[index] = grown;
    const own = bySource.get(site.func);
    if (own) own[own.indexOf(site)] = grown;
    for (const list of byTarget.values()) {
      const at = site.targets.length + site.passes.length > 0 ? list.indexOf(site) : -1;
      if (at >= 0) list[at] = grown;
    }
    for (const target of targets) append(byTarget, target, grown);
  }

  return {
    sites,
    sitesOf: (func) => bySource.get(func) ?? [],
    callersOf: (func) => byTarget.get(func) ?? [],
    concrete: (value) => concreteAt(value, 0),
  };
}

/** The method that makes an object of a class. */
const makers: Readonly<Record<string, string>> = {
  javascript: 'constructor',
  python: '__init__',
  php: '__construct',
  ruby: 'initialize',
};

/** Methods whose name says which one is meant: one class of the app has it, and it is no name that libraries use too. */
function methodNames(classes: Ancestry, scopes: Scopes): ReadonlyMap<string, Func | undefined> {
  const found = new Map<string, Func | undefined>();
  for (const klass of classes.klasses) {
    for (const { module, class: cls } of klass.parts) {
      for (const { name, fn, kind } of cls.methods) {
        const func = scopes.funcAt(module, fn);
        if (kind === 'abstract' || name.length < 6 || !/[a-z][A-Z_]/.test(name)) continue;
        found.set(name, found.has(name) ? undefined : func);
      }
    }
  }
  return found;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
