import type { Expr } from '../code/model.js';
import { append } from '../grouped.js';
import type { Ancestry } from './classes.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func, Klass } from './values.js';

/** A name of several words, which no library has by chance: `read` and `close` are everybody's, `saveAll` is one's own. */
export function isOwnWord(name: string): boolean {
  return name.length >= 6 && /[a-z][A-Z_]/.test(name);
}

/** Methods whose name says which one is meant: one class of the app has it, and it is no name that libraries use too. */
export function methodNames(classes: Ancestry, scopes: Scopes): ReadonlyMap<string, Func | undefined> {
  const found = new Map<string, Func | undefined>();
  for (const klass of classes.klasses) {
    for (const { module, class: cls } of klass.parts) {
      for (const { name, fn, kind } of cls.methods) {
        const func = scopes.funcAt(module, fn);
        if (kind === 'abstract' || !isOwnWord(name)) continue;
        found.set(name, found.has(name) ? undefined : func);
      }
    }
  }
  // `Revision.saveAll = function () {}` is a method too
  for (const { module, fn } of scopes.funcs) {
    if (module.language !== 'javascript') continue;
    for (const event of fn.events) {
      if (event.is !== 'bind' || event.target.is !== 'member' || event.value.is !== 'function') continue;
      const { name } = event.target;
      if (isOwnWord(name)) found.set(name, found.has(name) ? undefined : scopes.funcAt(module, event.value.fn));
    }
  }
  return found;
}

interface Tools {
  readonly classes: Ancestry;
  readonly scopes: Scopes;
  readonly evaluate: Linker['evaluate'];
  readonly library: Pick<Library, 'effects' | 'runs'>;
}

/** More classes below a library's than these say little about which one is meant. */
const mostMeant = 3;

/**
 * What a library gives as a thing of its own class (`Model.objects.get()`, a row) is of one of the app's classes below that: a method that they alone
 * have is theirs.
 */
export function methodsOfThings({ classes, scopes, evaluate, library }: Tools) {
  const byName = new Map<string, { readonly klass: Klass; readonly func: Func }[]>();
  for (const klass of classes.klasses)
    for (const { module, class: cls } of klass.parts)
      for (const { name, fn, kind, static: isStatic } of cls.methods) {
        const func = kind === 'abstract' || isStatic ? undefined : scopes.funcAt(module, fn);
        if (func) append(byName, name, { klass, func });
      }
  const found = new Map<string, readonly Func[]>();
  const belowOf = (base: string, name: string, language: string): readonly Func[] => {
    // what the library does by that name itself says nothing of one class
    if (library.effects.find(`${base}().${name}`).some(({ weak }) => !weak)) return [];
    const key = `${language} ${base} ${name}`;
    const known = found.get(key);
    if (known) return known;
    const meant = (byName.get(name) ?? []).filter(({ klass, func }) => func.module.language === language && classes.ancestryOf(klass, evaluate).externals.includes(base));
    const funcs = meant.length <= mostMeant ? meant.map(({ func }) => func) : [];
    found.set(key, funcs);
    return funcs;
  };
  return (names: readonly string[], name: string, from: Func): readonly Func[] => {
    if (!byName.has(name)) return [];
    const bases = names.flatMap((one) => (one.endsWith(`().${name}`) ? [one.slice(0, -`().${name}`.length)] : []));
    return [...new Set(bases.flatMap((base) => belowOf(base, name, from.module.language)))];
  };
} // biome-ignore format: conditions

/** A method of the app that a library runs on the very class or object that it is called on: `CloseBooks::run($year)` runs its `handle`. */
export function methodsRun({ classes, evaluate, library }: Omit<Tools, 'scopes'>) {
  return (names: readonly string[], on: Expr, from: Func): readonly Func[] =>
    names.flatMap((name) => {
      const run = library.runs.find(name)[0]?.value;
      if (run === undefined) return [];
      return evaluate(on, from).flatMap((value) => {
        if (value.is !== 'class' && value.is !== 'instance') return [];
        return classes.methodOf(value.klass, run, evaluate)?.func ?? [];
      });
    });
}
