import { within } from '../code/walk.js';
import type { EntriesFrom } from './entries.js';
import type { Site } from './graph.js';
import type { Reach } from './reach.js';
import type { Klass } from './values.js';

interface SinglesFrom extends EntriesFrom {
  readonly reach: Reach;
}

/** Classes of which the program has one object: made where a module is loaded, kept by the class itself, or made by a container. */
export function singlesOf({ scopes, classes, linker, library, graph, reach }: SinglesFrom): ReadonlySet<Klass> {
  const found = new Set<Klass>();
  for (const site of graph.sites) {
    const isTop = site.func === scopes.topOf(site.func.module) || site.klass !== undefined;
    for (const value of site.callees) {
      if (value.is !== 'class') continue;
      const { language } = site.func.module;
      const isMade = site.call.new || language === 'python' || language === 'ruby';
      // `static instance = new X()` and `X.instance ??= new X()` inside of the class
      const isOwn = site.func.owner === value.klass && (language !== 'ruby' || isKept(site));
      if (isMade && (isTop || isOwn || isAtStart(site, reach))) found.add(value.klass);
    }
  }
  for (const klass of classes.klasses) {
    const decorators = klass.parts.flatMap(({ class: cls, top }) =>
      cls.decorators.flatMap((expr) => linker.evaluate(expr.is === 'call' ? expr.callee : expr, top)),
    );
    const names = [
      ...decorators.flatMap((value) => (value.is === 'external' ? [value.name] : [])),
      ...classes.ancestryOf(klass, linker.evaluate).externals,
    ];
    if (names.some((name) => library.singles.find(name).length > 0)) found.add(klass);
  }
  return found;
}

/** Made by what the start of the program runs, once, and by nothing else. */
export function isAtStart({ func, guard }: Pick<Site, 'func' | 'guard'>, reach: Reach): boolean {
  if (func.module.language !== 'javascript') return false;
  for (let at = guard; at !== undefined; at = func.fn.guards[at]?.outer)
    if (func.fn.guards[at]?.is === 'loop') return false;
  return reach.wayTo(func, ['boot']) !== undefined && !reach.wayTo(func, ['request', 'socket', 'job', 'task']);
}

/** Whether what a call makes is put into a variable of the class: `@instance ||= new`. Ruby's `def self.call = new.call` keeps nothing. */
function isKept({ func, call }: Site): boolean {
  return func.fn.events.some(
    (event) => event.is === 'bind' && event.target.is === 'member' && [...within(event.value)].includes(call),
  );
}
