import type { CodeModule, Expr } from '../code/model.js';
import type { ArgAt } from './catalogue.js';
import { constructedBy } from './constructed.js';
import { globPattern } from './entries.js';
import type { Library } from './library.js';
import type { Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly library: Library;
  evaluate(expr: Expr, func: Func): readonly Value[];
  memberOf(value: Value, name: string): readonly Value[];
  returnsOf(func: Func): readonly Value[];
}

/** What a file of settings of the app says, where a library reads it by a dotted name (`config('app.name')`). */
export interface Settings {
  /** What the files of the app say under a dotted name. */
  saidOf(files: string, named: string, func: Func): readonly Value[];
  /** Undefined for what reads no setting; nothing where no file says it. */
  readBy(name: string, argument: (at: ArgAt) => Expr | undefined, func: Func): readonly Value[] | undefined;
}

export function settingsOf({ scopes, library, evaluate, memberOf, returnsOf }: Tools): Settings {
  const files = new Map<string, readonly CodeModule[]>();
  const container = constructedBy(scopes, library.constructed);

  const modulesFor = (pattern: string, name: string): readonly CodeModule[] => {
    const glob = pattern.replace('*', name);
    const known = files.get(glob);
    if (known) return known;
    const matches = globPattern(glob);
    const found = scopes.modules.filter(({ path }) => matches.test(path));
    files.set(glob, found);
    return found;
  };

  /** The one word that a name comes to: written there, as a constant elsewhere, as what stands beside a variable. */
  const wordIn = (expr: Expr | undefined, func: Func): string | undefined => {
    if (!expr) return undefined;
    const words = evaluate(expr, func).flatMap((value) => (value.is === 'literal' ? [String(value.value)] : []));
    return words.every((word) => word === words[0]) ? words[0] : undefined;
  };

  /** `app.config.get("X", default)` */
  const itemOf = (
    held: string,
    argument: (at: ArgAt) => Expr | undefined,
    func: Func,
  ): readonly Value[] | undefined => {
    const key = wordIn(argument(0), func);
    const usual = argument([1, 'default']);
    const said = key === undefined ? [] : memberOf({ is: 'external', name: held }, key);
    const all = [...said, ...(usual ? evaluate(usual, func) : [])];
    return all.length > 0 ? all : undefined;
  };

  /** `Settings.key?(:mirror)`: whether the files of data say it. */
  const askedOf = (name: string, argument: (at: ArgAt) => Expr | undefined, func: Func): Value | undefined => {
    const cut = name.lastIndexOf('.');
    const row = cut < 0 ? undefined : library.settingsObjects.find(name.slice(0, cut))[0]?.value;
    const key = row?.asks?.includes(name.slice(cut + 1)) ? argument(0) : undefined;
    const word = wordIn(key, func);
    if (!key || word === undefined) return undefined;
    const said = memberOf({ is: 'external', name: name.slice(0, cut) }, word);
    const [first] = said;
    if (first?.is === 'external' || !first) return undefined;
    const isSaid = said.some((one) => one.is !== 'literal' || one.value !== null);
    return { is: 'literal', value: isSaid, expr: key, func };
  };

  const saidOf = (pattern: string, named: string, func: Func): readonly Value[] => {
    const [first = '', ...rest] = named.split('.');
    if (!/^[\w-]+$/.test(first)) return [];
    return nearest(modulesFor(pattern, first), func.module.path).flatMap((module) =>
      rest.reduce(
        (values: readonly Value[], key) => values.flatMap((value) => keyed(value, key, memberOf)),
        returnsOf(scopes.topOf(module)),
      ),
    );
  };

  return {
    saidOf,
    readBy(name, argument, func) {
      const held = name.endsWith('.get') ? name.slice(0, -'.get'.length) : undefined;
      if (held !== undefined && library.settingsObjects.find(held).length > 0) return itemOf(held, argument, func);
      const asked = askedOf(name, argument, func);
      if (asked) return [asked];
      const parameter = library.containerReads.find(name).length > 0 ? argument(0) : undefined;
      const word = wordIn(parameter, func);
      const given = parameter && word !== undefined ? container.parameter(word, { expr: parameter, func }) : [];
      if (given.length > 0) return given;
      const row = library.settings.find(name)[0]?.value;
      const named = row && wordIn(argument(row.key), func);
      if (!row || named === undefined) return undefined;
      if (!/^[\w-]+(\.|$)/.test(named)) return undefined;
      const said = saidOf(row.files, named, func);
      const fallback = row.fallback === undefined ? undefined : argument(row.fallback);
      return said.length > 0 || !fallback ? said : evaluate(fallback, func);
    },
  };
}

/** Below what cannot be followed there is nothing to find. */
function keyed(value: Value, key: string, memberOf: Tools['memberOf']): readonly Value[] {
  if (value.is !== 'structure') return [];
  return memberOf(value, key).filter((one) => !(one.is === 'external' && one.name.startsWith('?')));
}

/** Of several apps' files the one that lies next to the code. */
function nearest(modules: readonly CodeModule[], path: string): readonly CodeModule[] {
  if (modules.length < 2) return modules;
  const shared = (other: string) => {
    let at = 0;
    while (at < path.length && path[at] === other[at]) at++;
    return at;
  };
  return modules.toSorted((a, b) => shared(b.path) - shared(a.path)).slice(0, 1);
}
