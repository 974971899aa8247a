import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { EntriesFrom } from './entries.js';
import { aroundOf, type Site } from './graph.js';
import type { Reach } from './reach.js';
import type { Func, Klass, Value } from './values.js';

interface SinglesFrom extends EntriesFrom {
  readonly reach: Reach;
}

/** Classes of which the program has one object: made where a module is loaded, kept by the class itself, or made by a container. */
export function singlesOf({ scopes, classes, linker, library, graph, reach }: SinglesFrom): ReadonlySet<Klass> {
  const found = new Set<Klass>();
  const parts: Part[] = [];
  const many = new Set<Klass>();
  const isMarked = (values: readonly Value[]) =>
    values.some((value) => value.is === 'external' && library.singles.find(value.name).length > 0);
  /** `@lru_cache` above a function that is given nothing: what it makes the first time is what it gives. */
  const isRemembered = (func: Func) =>
    func.fn.params.length === 0 &&
    func.fn.decorators.some((expr) =>
      isMarked(linker.evaluate(expr.is === 'call' ? expr.callee : expr, aroundOf(func, scopes))),
    );
  for (const site of graph.sites) {
    const isField = isFieldOfObject(site);
    const isTop = !isField && (site.func === scopes.topOf(site.func.module) || site.klass !== undefined);
    for (const value of site.callees) {
      if (value.is !== 'class') continue;
      const { language } = site.func.module;
      const isMade = site.call.new || language === 'python' || language === 'ruby';
      // `static instance = new X()` and `X.instance ??= new X()` inside of the class
      const isOwn =
        (site.func.owner === value.klass && (language !== 'ruby' || isKept(site))) ||
        isMadeWhenMissing(site) ||
        isRemembered(site.func) ||
        (isPutOutside(site) && isOnlyAtStart(site.func, reach));
      if (isMade && (isTop || isOwn || (!isField && language === 'javascript' && isAtStart(site, reach))))
        found.add(value.klass);
      else if (isMade && !isField && reach.wayTo(site, ['request', 'socket', 'job', 'task'])) many.add(value.klass);
      const whole = isField ? site.klass : isOnceEach(site) ? site.func.owner : undefined;
      if (isMade && whole) parts.push({ whole, part: value.klass });
    }
  }
  // of a class whose objects are made for a piece of work too, nobody can tell which one it is
  for (const klass of many) found.delete(klass);
  for (const klass of classes.klasses) {
    if (isKeptByItself(klass)) found.add(klass);
    const decorators = klass.parts.flatMap(({ class: cls, top }) =>
      cls.decorators.flatMap((expr) => linker.evaluate(expr.is === 'call' ? expr.callee : expr, top)),
    );
    const names = [
      ...decorators.flatMap((value) => (value.is === 'external' ? [value.name] : [])),
      ...classes.ancestryOf(klass, linker.evaluate).externals,
    ];
    if (names.some((name) => library.singles.find(name).length > 0)) found.add(klass);
  }
  // of what the one object makes for itself there is one too
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { whole, part } of parts) if (found.has(whole)) found.add(part);
  }
  return found;
}

/** Python's `__new__` that puts the object into the class, and gives that one from then on. */
function isKeptByItself({ name, parts }: Klass): boolean {
  return parts.some(({ module, class: { methods } }) =>
    methods.some((method) => {
      const maker = method.name === '__new__' ? module.functions[method.fn] : undefined;
      const cls = maker?.params[0]?.name ?? 'cls';
      return (maker?.events ?? []).some((event) => event.is === 'bind' && event.target.is === 'member' && (event.target.of.is === 'this' || (event.target.of.is === 'name' && [cls, name].includes(event.target.of.name))));
    }),
  );
} // biome-ignore format: one condition

/** A class of which each object of another one makes one when it is made itself. */
interface Part {
  readonly whole: Klass;
  readonly part: Klass;
}

/** `rooms = new Rooms()` in the body of a class is run for each of its objects, unless it is the class's own. */
function isFieldOfObject({ func, klass, call }: Site): boolean {
  if (!klass || func.module.language !== 'javascript') return false;
  const fields = klass.parts.flatMap(({ class: cls }) => cls.fields);
  return fields.some(
    (field) =>
      !field.static && field.fn === undefined && field.value !== undefined && [...within(field.value)].includes(call),
  );
}

/** Made by the constructor, and not for each of many things. */
function isOnceEach({ func, guard }: Site): boolean {
  return func.module.language === 'javascript' && func.fn.name === 'constructor' && !isInLoop(func.fn, guard);
}

function isInLoop(fn: Site['func']['fn'], guard: number | undefined): boolean {
  for (const { guard: one } of guardsAround(fn, guard)) if (one.is === 'loop') return true;
  return false;
}

/** Made by what the start of the program runs, once, and by nothing else. */
export function isAtStart({ func, guard }: Pick<Site, 'func' | 'guard'>, reach: Reach): boolean {
  return !isInLoop(func.fn, guard) && isOnlyAtStart(func, reach);
}

/** Run when the program starts, and not while it serves. */
export function isOnlyAtStart(func: Func, reach: Reach): boolean {
  return reach.wayTo(func, ['boot']) !== undefined && !reach.wayTo(func, ['request', 'socket', 'job', 'task']);
}

/** `global storage; storage = Storage()`: put into a variable of the module. */
function isPutOutside({ func, call }: Site): boolean {
  return func.fn.events.some(
    (event) =>
      event.is === 'bind' &&
      event.value === call &&
      (isOuter(event.target, event, func) || (event.target.is === 'member' && isGiven(event.target.of, func))),
  );
}

/** `app.state`: a part of what the function was given. */
function isGiven(of: Expr, { fn }: Func): boolean {
  const root = of.is === 'member' ? of.of : of;
  return root.is === 'name' && fn.params.some(({ name }, at) => name === root.name && !(at === 0 && /^(self|cls)$/.test(name)));
} // biome-ignore format: one condition

/** Whether what a call makes is put into a variable of the class: `@instance ||= new`. Ruby's `def self.call = new.call` keeps nothing. */
function isKept({ func, call }: Site): boolean {
  return func.fn.events.some(
    (event) => event.is === 'bind' && event.target.is === 'member' && [...within(event.value)].includes(call),
  );
}

/** `if (!rooms) rooms = new Rooms()`, `rooms ??= new Rooms()`: made when it is first asked for, and kept where all calls find it. */
function isMadeWhenMissing({ func, call }: Site): boolean {
  return func.fn.events.some((event) => {
    if (event.is !== 'bind' || event.value !== call) return false;
    const { target, sign, guard } = event;
    const isOutside = target.is === 'member' ? isOfName(target.of, func) : isOuter(target, event, func);
    if (!isOutside) return false;
    if (sign === '??=' || sign === '||=') return true;
    for (const { guard: one } of guardsAround(func.fn, guard))
      if (one.test && (one.is === 'if' || one.is === 'else') && asksFor(one.test, target)) return true;
    return false;
  });
}

/** A variable that belongs to the code around the function. */
function isOuter(target: Expr, { scope }: { readonly scope?: 'outer' }, { fn, bindings }: Func): boolean {
  if (target.is !== 'name' || fn.params.some(({ name }) => name === target.name)) return false;
  return scope === 'outer' || !bindings.has(target.name);
}

/** A property of something that the function has not made and was not given: `globalThis.rooms`. */
function isOfName(of: Expr, { fn, bindings }: Func): boolean {
  return of.is === 'name' && !bindings.has(of.name) && !fn.params.some(({ name }) => name === of.name);
}

function asksFor(test: Expr, target: Expr): boolean {
  const name = target.is === 'name' || target.is === 'member' ? target.name : undefined;
  return [...within(test)].some((one) => one.is === target.is && 'name' in one && one.name === name);
}
