import type { CodeModule, Expr } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import type { SettingsObjectRow } from './catalogue.js';
import { globPattern } from './entries.js';
import type { Library } from './library.js';
import type { Placed, Scopes } from './scopes.js';
import { distinct, type Func, type Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly library: Library;
  evaluate(expr: Expr, func: Func): readonly Value[];
  offered(module: CodeModule, name: string): readonly Value[] | undefined;
  memberOf(value: Value, name: string): readonly Value[];
}

/** What the app put into an object of settings that a library offers, by the names of its settings (`settings.MEDIA_ROOT`, `app.config["X"]`). */
export function settingsObjectsOf({ scopes, library, evaluate, offered, memberOf }: Tools) {
  const filled = new Map<string, Filled>();
  const modules = new Map<string, readonly CodeModule[]>();
  const marked = (mark: string): readonly CodeModule[] => {
    const known = modules.get(mark) ?? markedModules(scopes, mark);
    modules.set(mark, known);
    return known;
  };

  const held = (value: Value, name: string): readonly Value[] => {
    const text = value.is === 'literal' && typeof value.value === 'string' ? value.value : undefined;
    const module = text === undefined ? undefined : scopes.moduleNamed(text);
    if (module) return offered(module, name) ?? [];
    const cut = text?.lastIndexOf('.') ?? -1;
    const holder = cut > 0 ? scopes.moduleNamed(text?.slice(0, cut) ?? '') : undefined;
    if (holder) return (offered(holder, text?.slice(cut + 1) ?? '') ?? []).flatMap((one) => held(one, name));
    if (value.is === 'module') return offered(value.module, name) ?? [];
    if (value.is !== 'class' && value.is !== 'instance' && value.is !== 'structure') return [];
    return memberOf(value, name).filter((one) => !(one.is === 'external' && one.name.startsWith('?')));
  };

  const tables = new Map<string, readonly CodeModule[]>();
  /** What files of data say under a name. */
  const saidIn = (files: readonly string[], name: string): readonly Value[] => {
    const modules = files.flatMap((glob) => {
      const found = tables.get(glob) ?? scopes.modules.filter(({ path }) => globPattern(glob).test(path));
      tables.set(glob, found);
      return found;
    });
    let said: readonly Value[] = [];
    for (const module of modules) {
      const top = scopes.topOf(module);
      const [event] = top.fn.events;
      const table = event?.is === 'return' ? event.value : undefined;
      if (table?.is !== 'map') continue;
      const own = entryNamed(table, name);
      const values = own ? evaluate(own, top) : [];
      // tables of several files are one table
      if (values.length > 0) said = values.every(({ is }) => is === 'structure') ? [...values, ...said] : values;
      else if (said.length === 0) said = [{ is: 'literal', value: null, expr: table, func: top }];
    }
    return said;
  };

  return (object: string, name: string): readonly Value[] => {
    const row = library.settingsObjects.find(object)[0]?.value;
    const whole = `${object}.${name}`;
    // what is known of it whatever the app says
    const isKnown = library.production.find(whole).length > 0 || library.roots.find(whole).length > 0;
    if (!row || isKnown) return [];
    if (row.files) return row.asks?.includes(name) ? [] : saidIn(row.files, name);
    if (row.marks !== undefined) return distinct(marked(row.marks).flatMap((module) => offered(module, name) ?? []));
    const filling = filled.get(object) ?? filledIn(object, row, { scopes, evaluate, filled });
    const own = (filling.entries.get(name) ?? []).flatMap((one) => evaluate(one.expr, one.func));
    const taken = filling.whole.flatMap((one) => evaluate(one.expr, one.func)).flatMap((value) => held(value, name));
    return distinct([...own, ...taken]);
  };
}

function entryNamed(table: Expr & { is: 'map' }, name: string): Expr | undefined {
  return table.entries.findLast(({ key }) => key?.is === 'literal' && String(key.value) === name)?.value;
}

/** Modules that bind a name, and those that take in all of one that does. */
function markedModules(scopes: Scopes, mark: string): readonly CodeModule[] {
  const found = scopes.modules.filter(
    (module) => module.language === 'python' && scopes.topOf(module).bindings.has(mark),
  );
  for (let at = 0; at < found.length && at < 20; at++) {
    const name =
      found[at]?.path
        .replace(/(\/__init__)?\.py$/, '')
        .split('/')
        .at(-1) ?? '';
    for (const module of scopes.modules) {
      const takes = module.language === 'python' && module.stars.some((star) => star.split('.').at(-1) === name);
      if (takes && !found.includes(module)) found.push(module);
    }
  }
  return found;
}

interface Filled {
  readonly entries: ReadonlyMap<string, readonly Placed[]>;
  /** Modules, classes and tables that are taken over. */
  readonly whole: readonly Placed[];
}

interface Filling extends Pick<Tools, 'scopes' | 'evaluate'> {
  readonly filled: Map<string, Filled>;
}

/**
 * `app.config["X"] = ...`, `app.config.update(X=...)` and `app.config.from_object(...)`, whatever the app is called; `nconf.defaults({...})` and
 * `nconf.set('x', ...)` of what a module of JavaScript is.
 */
function filledIn(
  object: string,
  { from = [], sets = [] }: SettingsObjectRow,
  { scopes, evaluate, filled }: Filling,
): Filled {
  const entries = new Map<string, Placed[]>();
  const whole: Placed[] = [];
  // what it takes to know of one call may ask for it again
  filled.set(object, { entries, whole });
  const last = object.slice(object.lastIndexOf('.') + 1);
  const isObject = (expr: Expr, func: Func) =>
    func.module.language === 'python'
      ? expr.is === 'member' && expr.name === last
      : expr.is === 'name' && evaluate(expr, func).some((value) => value.is === 'external' && value.name === object);
  for (const func of scopes.funcs) {
    const { language } = func.module;
    if (language !== 'python' && language !== 'javascript') continue;
    for (const event of language === 'python' ? func.fn.events : []) {
      if (event.is !== 'bind' || event.target.is !== 'index' || !isObject(event.target.of, func)) continue;
      const { key } = event.target;
      if (key.is === 'literal') append(entries, String(key.value), { expr: event.value, func });
    }
    for (const { callee, args } of callsOf(func.fn)) {
      if (callee.is !== 'member' || !(from.includes(callee.name) || sets.includes(callee.name))) continue;
      if (!isObject(callee.of, func)) continue;
      const [key, value] = args;
      if (sets.includes(callee.name)) {
        if (value && key?.value.is === 'literal') append(entries, String(key.value.value), { expr: value.value, func });
        continue;
      }
      for (const { name, value: given } of args) {
        if (name === undefined) whole.push({ expr: given, func });
        else append(entries, name, { expr: given, func });
      }
    }
  }
  return { entries, whole };
}
