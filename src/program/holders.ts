import type { Call, CodeModule, Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Placed, Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

/** What is put on an object after it was made: `user.find = ...` beside `const user = {}`, also by functions that it is given to. */
export interface Holders {
  /** What stands under a name on an object, on a function, or on what a module exports. */
  given(value: Value, name: string): readonly Value[];
}

interface Wanted {
  readonly name: string;
  /** The function whose parameter the holder is. */
  readonly within?: Func;
  readonly depth: number;
  /** What was asked of already, with the name of the parameter. */
  readonly seen: Map<Func, Set<string>>;
}

/** A name of a module, and how the module's own calls pass it on. */
interface Handing {
  readonly call: Call;
  readonly index: number;
  readonly func: Func;
}

type Put = ReturnType<Scopes['putInto']>[number];

/** Functions that one object is given to are not many. */
const mostHandings = 40;

export function holdersOf(scopes: Scopes, evaluate: (expr: Expr, func: Func) => readonly Value[]): Holders {
  const namesIn = new Map<CodeModule, Naming>();
  const handings = new Map<CodeModule, ReadonlyMap<string, readonly Handing[]>>();
  const narrowed = new Map<readonly Handing[], ReadonlyMap<Func, readonly Handing[]>>();
  const keyed = new Map<readonly Put[], ReadonlyMap<string, readonly Put[]>>();
  const busy = new Set<string>();

  const naming = (module: CodeModule): Naming => {
    const known = namesIn.get(module) ?? namingOf(module, scopes);
    namesIn.set(module, known);
    return known;
  };

  /** Where a name of a module is handed on, also only where that stands within a function; the first of many. */
  const handingsOf = (module: CodeModule, name: string, within: Func | undefined): readonly Handing[] => {
    const known = handings.get(module) ?? handingsIn(module, scopes);
    handings.set(module, known);
    const all = known.get(name);
    if (!all) return [];
    if (!within) return all.slice(0, mostHandings);
    const byFunc = narrowed.get(all) ?? withinEach(all);
    narrowed.set(all, byFunc);
    return byFunc.get(within) ?? [];
  };

  /** What is put into a name of a module under a key. */
  const putUnder = (module: CodeModule, holder: string, key: string): readonly Put[] => {
    const all = scopes.putInto(module, holder);
    if (all.length === 0) return all;
    const known = keyed.get(all) ?? byKey(all);
    keyed.set(all, known);
    return known.get(key) ?? [];
  };

  /** Put on by a function of the app that the object is given to: `require('./create')(user)`. */
  const mixedIn = (module: CodeModule, holder: string, { name, within, depth, seen }: Wanted): readonly Placed[] => {
    const found: Placed[] = [];
    for (const { call, index, func } of handingsOf(module, holder, within)) {
      for (const value of evaluate(call.callee, func)) {
        const param = value.is === 'function' ? value.func.fn.params[index] : undefined;
        if (value.is !== 'function' || !param) continue;
        for (const one of putUnder(value.func.module, param.name, name))
          if (isWithin(one.func, value.func)) found.push(one);
        // which may give it on to others
        if (found.length === 0 && depth > 0 && isNew(seen, value.func, param.name))
          found.push(...mixedIn(value.func.module, param.name, { name, within: value.func, depth: depth - 1, seen }));
      }
      if (found.length > 0) break;
    }
    return found;
  };

  return {
    given(value, name) {
      const home = homeOf(value);
      if (!home || !/^(javascript|python)$/.test(home.module.language)) return [];
      const holders = value.is === 'module' ? naming(home.module).own : naming(home.module).of(home.key);
      for (const holder of holders) {
        const key = `${home.module.path} ${holder}.${name}`;
        if (busy.has(key)) continue;
        busy.add(key);
        const put = putUnder(home.module, holder, name).filter((one) => !hides(one.func, holder));
        const placed = put.length > 0 ? put : mixedIn(home.module, holder, { name, depth: 3, seen: new Map() });
        const values = placed.flatMap(({ expr, func }) => evaluate(expr, func));
        busy.delete(key);
        if (values.length > 0) return values;
      }
      return [];
    },
  };
}

/** Functions that hand one thing to each other are looked into once, and not as often as there are ways between them. */
function isNew(seen: Wanted['seen'], func: Func, name: string): boolean {
  const names = seen.get(func) ?? new Set();
  seen.set(func, names);
  return !names.has(name) && names.add(name).size > 0;
}

/** The module that makes a value, and what tells the value apart there. */
function homeOf(value: Value): { readonly module: CodeModule; readonly key: unknown } | undefined {
  switch (value.is) {
    case 'module':
      return { module: value.module, key: undefined };
    case 'structure':
      return { module: value.func.module, key: value.expr };
    case 'function':
      return { module: value.func.module, key: value.func.index };
    case 'external':
      return value.made && { module: value.made.func.module, key: value.made.call };
    default:
      return undefined;
  }
}

interface Naming {
  /** Names of all that the module exports. */
  readonly own: readonly string[];
  of(key: unknown): readonly string[];
}

function namingOf(module: CodeModule, scopes: Scopes): Naming {
  const own = ['module.exports', 'exports'];
  const names = new Map<unknown, string[]>();
  for (const { fn } of scopes.funcsIn(module.path)) {
    for (const event of fn.events) {
      if (event.is !== 'bind' || event.sign || event.target.is !== 'name') continue;
      const { value } = event;
      if (wholeName(value) !== undefined) own.push(event.target.name);
      const key = value.is === 'function' ? value.fn : value.is === 'map' || value.is === 'call' ? value : undefined;
      if (key !== undefined) names.set(key, [...(names.get(key) ?? []), event.target.name]);
    }
  }
  return { own, of: (key) => names.get(key) ?? [] };
}

/** `module.exports` and `exports`. */
export function wholeName(expr: Expr): string | undefined {
  if (expr.is === 'name' && expr.name === 'exports') return 'exports';
  const isWhole = expr.is === 'member' && expr.name === 'exports' && expr.of.is === 'name' && expr.of.name === 'module';
  return isWhole ? 'module.exports' : undefined;
}

function handingsIn(module: CodeModule, scopes: Scopes): ReadonlyMap<string, readonly Handing[]> {
  const found = new Map<string, Handing[]>();
  for (const func of scopes.funcsIn(module.path)) {
    for (const call of expressionsOf(func.fn)) {
      if (call.is !== 'call') continue;
      for (const [index, { value }] of call.args.entries()) {
        const name = wholeName(value) ?? (value.is === 'name' ? value.name : undefined);
        if (name === undefined) continue;
        const list = found.get(name);
        if (list) list.push({ call, index, func });
        else found.set(name, [{ call, index, func }]);
      }
    }
  }
  return found;
}

function byKey(all: readonly Put[]): ReadonlyMap<string, readonly Put[]> {
  const found = new Map<string, Put[]>();
  for (const one of all) append(found, one.key, one);
  return found;
}

/** The first handings within each function. */
function withinEach(all: readonly Handing[]): ReadonlyMap<Func, readonly Handing[]> {
  const found = new Map<Func, Handing[]>();
  for (const one of all) {
    for (let here: Func | undefined = one.func; here; here = here.outer) {
      const list = found.get(here);
      if (!list) found.set(here, [one]);
      else if (list.length < mostHandings) list.push(one);
    }
  }
  return found;
}

function isWithin(func: Func, outer: Func): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (here === outer) return true;
  return false;
}

/** A function that has a parameter of that name means another thing. */
function hides(func: Func, name: string): boolean {
  for (let here: Func | undefined = func; here; here = here.outer)
    if (here.fn.params.some((param) => param.name === name)) return true;
  return false;
}
