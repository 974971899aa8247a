import type { Call, Event, Expr } from '../code/model.js';
import { conditionsOf, within } from '../code/walk.js';
import { append } from '../grouped.js';
import { table } from '../table.js';
import { argumentAt, argumentFor, restFor, spreadFor, tellersOf } from './arguments.js';
import type { Given } from './catalogue.js';
import type { Ancestry } from './classes.js';
import { clientRunner } from './client-calls.js';
import { constructedBy } from './constructed.js';
import { givenBy } from './given.js';
import { handingOf } from './handing.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import { methodNames, methodsOfThings, methodsRun } from './method-names.js';
import type { Placed, Scopes } from './scopes.js';
import { distinct, type Func, type Klass, madeOn, unknownThing, type Value, withOuter } from './values.js';
import { type Visits, visitsOf } from './visits.js';

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
  /** The function that it stands above, as a decorator. */
  readonly decorates?: Func;
  /** Parameters of the functions around it that it calls. */
  readonly asked?: readonly (Value & { readonly is: 'parameter' })[];
  /** Targets that callers of these gave for them. */
  readonly lent?: readonly Func[];
}

/** Who calls whom. */
export interface Graph {
  readonly sites: readonly Site[];
  sitesOf(func: Func): readonly Site[];
  /** Calls that run a function, or hand it over. */
  callersOf(func: Func): readonly Site[];
  /** Calls that run a function. */
  callsTo(func: Func): readonly Site[];
  /** Functions that code calls which never runs in production. */
  readonly leftOut: ReadonlySet<Func>;
  /** What a value may be when parameters are followed to what callers give for them. */
  concrete(value: Value): readonly Value[];
  /** Lets a call hand functions over that nothing in it names. */
  handOver(site: Site, funcs: readonly Func[]): void;
  /** Says what whoever runs a function gives to it, where no call tells. */
  give(func: Func, things: Given): void;
  /** Follows parameters again, after more was said. */
  settle(): void;
  /** Walks through the calls, for when all is said. */
  readonly visits: Visits;
}

/** A site while more becomes known of it. */
type Growing = { -readonly [K in keyof Site]: Site[K] };
/** What is known of a call beside what it calls. */
type More = Pick<Site, 'guard' | 'klass' | 'decorates'>;

export interface GraphParts {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly linker: Linker;
  readonly library: Library;
}

/** Callbacks within callbacks: what one is given tells what the next is. */
const mostRounds = 4;
/** How many calls back a parameter is followed. */
const farthest = 5;
/** Callers beyond this number add nothing new. */
const mostCallers = 8;

export function graphOf({ scopes, classes, linker, library }: GraphParts): Graph {
  const sites: Growing[] = [];
  const bySource = new Map<Func, Growing[]>();
  const byTarget = new Map<Func, Growing[]>();
  const throughParameters = new Map<Growing, readonly Value[]>();
  const given = new Map<Func, Given>();
  const methods = methodNames(classes, scopes);
  const methodsOf = methodsOfThings({ classes, scopes, evaluate: linker.evaluate, library });
  const runBy = methodsRun({ classes, evaluate: linker.evaluate, library });
  const runsOnClient = clientRunner({ linker, library, scopes });

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

  /** A Ruby class answers a method of its objects where something above it makes one first (`def self.call(...) = new(...).call`): both are given the same. */
  const madeFirst = (value: Value, { callee }: Call, func: Func): readonly Func[] => {
    if (value.is !== 'function' || !value.self || value.func.fn.static || callee.is !== 'member') return [];
    if (func.module.language !== 'ruby' || !linker.evaluate(callee.of, func).some(({ is }) => is === 'class'))
      return [];
    const made = classes.methodOf(value.self, 'initialize', linker.evaluate);
    return made ? [made.func] : [];
  };

  const siteOf = (call: Call, func: Func, more: More): Growing => {
    const callees = linker.calleesOf(call, func);
    const names = callees.flatMap((value) => (value.is === 'external' ? [value.name] : []));
    let targets = [
      ...new Set(callees.flatMap((value) => [...targetsOf(value, call), ...madeFirst(value, call, func)])),
    ];
    let weak = false;
    if (targets.length === 0 && call.callee.is === 'member')
      targets = [...methodsOf(names, call.callee.name, func), ...runBy(names, call.callee.of, func)];
    if (targets.length === 0 && call.callee.is === 'member' && names.every((name) => name.startsWith(unknownThing))) {
      const only = methods.get(call.callee.name);
      if (only && only.module.language === func.module.language) {
        targets = [only];
        weak = true;
      }
    }
    if (callees.length === 0 && call.callee.is === 'member') names.push(`${unknownThing}.${call.callee.name}`);
    for (const value of callees) if (value.is === 'parameter') names.push(unknownThing + value.path);
    const handedAt = call.args.map(({ value }) => handed(value, func));
    const isHere = (at: number) => !runsOnClient({ names, targets }, at);
    const passes = [...new Set(handedAt.flatMap((funcs, at) => (funcs.length > 0 && isHere(at) ? funcs : [])))];
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
    const values = linker.evaluate(expr, func);
    const own = values.flatMap((value) => (value.is === 'function' ? [value.func] : []));
    if (own.length > 0 || expr.is !== 'member') return own;
    return methodsOf(
      values.flatMap((value) => (value.is === 'external' ? [value.name] : [])),
      expr.name,
      func,
    );
  };

  const add = (site: Growing) => {
    sites.push(site);
    append(bySource, site.func, site);
    for (const target of site.targets) append(byTarget, target, site);
    for (const passed of site.passes) append(byTarget, passed, site);
    const symbolic = site.callees.filter((value) => value.is === 'parameter');
    if (symbolic.length > 0) throughParameters.set(site, symbolic);
  };

  /** Ruby's `photo.file = x` calls the method `file=`, where the class of the app has one. */
  const setterOf = ({ target, value }: Event & { is: 'bind' }, func: Func): Call | undefined => {
    if (func.module.language !== 'ruby' || target.is !== 'member' || /^[@#]/.test(target.name)) return undefined;
    const name = `${target.name}=`;
    const isMethod = linker
      .evaluate(target.of, func)
      .some(
        (one) => (one.is === 'instance' || one.is === 'class') && classes.methodOf(one.klass, name, linker.evaluate),
      );
    const { start, end } = target;
    return isMethod ? { is: 'call', callee: { ...target, name }, args: [{ value }], start, end } : undefined;
  };

  const read = (expr: Expr, func: Func, more: More) => {
    for (const one of within(expr)) if (one.is === 'call') add(siteOf(one, func, more));
  };

  const leftOut = new Set<Func>();
  const leave = ({ value }: Event, func: Func) => {
    for (const one of value ? within(value) : [])
      for (const callee of one.is === 'call' ? linker.calleesOf(one, func) : [])
        if (callee.is === 'function') leftOut.add(callee.func);
  };

  for (const func of scopes.funcs) {
    const { fn } = func;
    for (const decorator of fn.decorators)
      if (decorator.is === 'call') add(siteOf(decorator, aroundOf(func, scopes), { decorates: func }));
    for (const { fallback } of fn.params) if (fallback) read(fallback, func, {});
    for (const { guard, expr } of conditionsOf(fn)) {
      if (linker.isNever(guard.outer, func)) continue;
      read(expr, func, guard.outer === undefined ? {} : { guard: guard.outer });
    }
    for (const event of fn.events) {
      if (linker.isNever(event.guard, func)) {
        leave(event, func);
        continue;
      }
      const more = event.guard === undefined ? {} : { guard: event.guard };
      if (event.is === 'bind') {
        read(event.target, func, more);
        const set = setterOf(event, func);
        if (set) add(siteOf(set, func, more));
      }
      if (event.value) read(event.value, func, more);
    }
  }
  for (const klass of classes.klasses) {
    for (const { class: cls, top } of klass.parts) {
      for (const macro of cls.macros) read(macro, top, { klass });
      for (const field of cls.fields) if (field.value && field.fn === undefined) read(field.value, top, { klass });
    }
  }
  const constructed = constructedBy(scopes, library.constructed);
  // What callers give, and theirs for theirs: each parameter is asked once, until more calls become known.
  const itemsTold = new Map<Func, Map<string, readonly Value[]>>();
  const told = new Map<Func, Map<number, readonly Value[]>>();

  const toldFor = (value: Value & { is: 'parameter' }, depth: number): readonly Value[] => {
    const own = told.get(value.func) ?? new Map<number, readonly Value[]>();
    told.set(value.func, own);
    const known = own.get(value.index);
    if (known) return known;
    // a parameter that is passed round tells nothing of itself
    own.set(value.index, []);
    const found: Value[] = [];
    const take = (values: readonly Value[]) => {
      for (const one of values) found.push(...concreteAt(one, depth + 1));
    };
    const whole: Value = { ...value, path: '' };
    for (const site of tellersOf(byTarget.get(value.func) ?? [], value, mostCallers)) {
      if (site.targets.includes(value.func)) {
        const argument = argumentFor(value.func, value.index, site.call);
        const spread = argument ? undefined : spreadFor(value.func, value.index, site);
        if (argument) take(linker.evaluate(argument, site.func));
        else if (spread) take([spread]);
        else for (const one of passedOn(value, site)) take(linker.evaluate(one.expr, one.func));
      } else take(givenBy(site, whole, { linker, library }));
    }
    const what = found.length === 0 && given.get(value.func)?.[value.index];
    if (what) found.push({ is: 'external', name: library.nameOf(what) });
    if (found.length === 0) found.push(...constructed.given(value.func, value.index));
    const values = distinct(found);
    own.set(value.index, values);
    return values;
  };

  /** `new(...)`, `run(*args)`: what the callers of the function around give at that place. */
  const passedOn = ({ func, index }: Value & { is: 'parameter' }, site: Growing): readonly Placed[] => {
    const at = site.call.args.findIndex(({ spread, value }) => spread && value.is === 'name');
    const spread = site.call.args[at]?.value;
    const position = site.func.fn.params.findIndex(
      ({ kind, name }) => kind && spread?.is === 'name' && name === spread.name,
    );
    if (at < 0 || position < 0 || index < at) return [];
    const name = func.fn.params[index]?.name;
    return (byTarget.get(site.func) ?? []).slice(0, mostCallers).flatMap(({ targets, call, func: from }) => {
      if (!targets.includes(site.func)) return [];
      const expr =
        call.args.find((arg) => arg.name !== undefined && arg.name === name)?.value ??
        argumentAt(call, position + index - at);
      return expr ? [{ expr, func: from }] : [];
    });
  };

  /** Items of what callers give: each argument for `...works`, also where one that has them so hands them on. */
  const itemsOf = ({ func, index, path }: Value & { is: 'parameter' }, depth: number): readonly Value[] => {
    const own = itemsTold.get(func) ?? new Map<string, readonly Value[]>();
    itemsTold.set(func, own);
    const key = `${index} ${path}`;
    const known = own.get(key);
    if (known) return known;
    // as above: one that is passed round tells nothing of itself
    own.set(key, []);
    const isRest = func.fn.params[index]?.kind === 'rest';
    const found: Value[] = [];
    for (const site of (byTarget.get(func) ?? []).slice(0, mostCallers)) {
      if (!site.targets.includes(func)) continue;
      const given = isRest ? [] : [argumentFor(func, index, site.call)].filter((expr) => expr !== undefined);
      for (const one of given.flatMap((expr) => linker.evaluate(expr, site.func)))
        if (one.is === 'parameter') found.push(...concreteAt({ ...one, path: one.path + path }, depth + 1));
      const all = isRest ? restFor(func, index, site.call).filter(({ spread }) => !spread) : [];
      const values = all.flatMap((arg) => linker.evaluate(arg.value, site.func));
      found.push(...linker.follow(values, path.slice('[]'.length)).flatMap((one) => concreteAt(one, depth + 1)));
    }
    const values = distinct(found);
    own.set(key, values);
    return values;
  };

  const concreteAt = (value: Value, depth: number): readonly Value[] => {
    if (value.is !== 'parameter') return [value];
    if (depth > farthest) return [];
    const items = value.path.startsWith('[]') ? itemsOf(value, depth) : [];
    if (items.length > 0) return items;
    const whole = toldFor(value, depth);
    return value.path === '' ? whole : distinct(madeOn(value, linker.follow(whole, value.path)));
  };

  const handing = handingOf({ callersOf: (func) => byTarget.get(func) ?? [], linker });
  const forget = () => { told.clear(); itemsTold.clear(); handing.renew(); }; // biome-ignore format: one line
  /** What is called through a parameter: the callers' functions and clients. What becomes known so may tell the next. */
  const grow = (): boolean => {
    let grown = false;
    forget();
    for (const [site, symbolic] of throughParameters) {
      const found = symbolic.flatMap((value) => concreteAt(value, 0));
      const before = new Set(site.targets);
      const targets = [...new Set([...toldBy(found, site), ...symbolic.flatMap(handing.given)])].filter((func) => !before.has(func)); // biome-ignore format: one step
      const names = found.flatMap((value) => (value.is === 'external' ? [value.name] : []));
      if (targets.length === 0 && names.every((name) => site.names.includes(name))) continue;
      grown = true;
      site.callees = distinct([...site.callees.filter(({ is }) => is !== 'parameter'), ...found]);
      site.targets = [...new Set([...(site.weak ? [] : site.targets), ...targets])];
      site.names = [...new Set([...site.names.filter((name) => !name.startsWith(unknownThing)), ...names])];
      for (const target of targets) append(byTarget, target, site);
      lend(site, symbolic, targets);
    }
    return grown;
  };
  const toldBy = (values: readonly Value[], site: Site) => values.flatMap((value) => targetsOf(value, site.call));
  /** What is called through parameters of the functions around a call is lent by whoever calls those. */
  const lend = (site: Growing, symbolic: readonly Value[], targets: readonly Func[]) => {
    const around = withOuter(site.func);
    const asked = symbolic.flatMap((value) => (value.is === 'parameter' && around.includes(value.func) ? [value] : []));
    const others = symbolic
      .filter((value) => value.is !== 'parameter' || !asked.includes(value))
      .flatMap((value) => concreteAt(value, 0));
    const known = new Set(toldBy(others, site));
    site.asked = asked;
    site.lent = [...(site.lent ?? []), ...targets.filter((func) => asked.length > 0 && !known.has(func))];
  };
  let visits: Visits | undefined;
  const settle = () => {
    visits = undefined;
    for (let round = 0; round < mostRounds && grow(); round++);
  };
  settle();
  forget();
  const sitesOf = (func: Func) => bySource.get(func) ?? [];
  const callsTo = (func: Func) => (byTarget.get(func) ?? []).filter(({ targets }) => targets.includes(func));
  return {
    sites,
    sitesOf,
    callersOf: (func) => byTarget.get(func) ?? [],
    callsTo,
    leftOut,
    get visits() {
      visits ??= visitsOf({ funcs: scopes.funcs, sites, sitesOf, callsTo, evaluate: linker.evaluate });
      return visits;
    },
    concrete: (value) => concreteAt(value, 0),
    handOver(site, funcs) {
      const own = site as Growing;
      const more = [...new Set(funcs)].filter((func) => !own.passes.includes(func));
      own.passes = [...own.passes, ...more];
      for (const func of more) append(byTarget, func, own);
    },
    give(func, things) {
      forget();
      given.set(func, things);
    },
    settle,
  };
}

/** Where a function's decorators are evaluated: in the function that it stands in, else by its file. */
export function aroundOf(func: Func, scopes: Scopes): Func {
  return func.outer ?? scopes.topOf(func.module);
}

/** The method that makes an object of a class. */
const makers: Readonly<Record<string, string>> = table({
  javascript: 'constructor',
  python: '__init__',
  php: '__construct',
  ruby: 'initialize',
});
