import type { CodeLanguage, CodeModule, Expr } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { argumentFor } from './arguments.js';
import { attributeTablesOf } from './attribute-tables.js';
import type { Ancestry } from './classes.js';
import { environmentFieldsOf } from './environment-fields.js';
import { holdersOf } from './holders.js';
import type { Library } from './library.js';
import { mergedInto } from './merged.js';
import { isOwnWord } from './method-names.js';
import type { ModuleFinder } from './modules.js';
import type { OwnObjects } from './own-objects.js';
import type { Scopes } from './scopes.js';
import { settingsObjectsOf } from './settings-objects.js';
import { type Func, type Klass, typedAs, unknownThing, type Value } from './values.js';

/** What the members of values are found with. */
interface Tools {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly finder: ModuleFinder;
  readonly objects: OwnObjects;
  readonly library: Library;
  evaluate(expr: Expr, func: Func): readonly Value[];
  offered(module: CodeModule, name: string): readonly Value[] | undefined;
  objectsOf(type: Expr, func: Func): readonly Value[];
  behind(klass: Klass): readonly Value[];
  answering(above: readonly string[], method: string): readonly Value[];
  returnsOf(func: Func): readonly Value[];
  follow(values: readonly Value[], path: string): readonly Value[];
  loadedUnder(folder: Value & { readonly is: 'folder' }, name: string): readonly Value[];
}

/** A name that is set in more places is told by none of them. */
const mostPlaces = 24;
/** Classes that are made in more places are handed too many things. */
const mostConstructions = 3;

/** What objects of JavaScript itself answer (expressions, texts, lists, promises): that code puts such a name on something says nothing of others. */
const ofTheLanguage = new Set(
  'test exec match replace split trim map filter find some every forEach reduce push pop shift slice splice join includes indexOf concat sort reverse then toString'.split(
    ' ',
  ),
);

/** Finds what a name stands for on a value: of modules, objects and their classes, tables, and outside things. */
export function membersOf(tools: Tools) {
  const {
    objects,
    scopes,
    classes,
    finder,
    library,
    evaluate,
    offered,
    objectsOf,
    behind,
    answering,
    returnsOf,
    follow,
    loadedUnder,
  } = tools;

  /** A property that code of the same language assigns somewhere under this name, where that leaves no doubt. */
  const assignedAs = (name: string, language: CodeLanguage | undefined): readonly Value[] | undefined => {
    if (language === 'javascript' && ofTheLanguage.has(name)) return undefined;
    const places = scopes.assigned(name).filter(({ func }) => func.module.language === language);
    if (places.length === 0 || places.length > 2) return undefined;
    const found = places
      .flatMap(({ expr, func }) => evaluate(expr, func))
      .filter(({ is }) => is !== 'literal' && (is !== 'function' || isOwnWord(name)));
    return found.length > 0 ? found : undefined;
  };

  /** What code of the app puts under a name on an object that all code of the process sees (`globalThis.rooms ??= new Map()`). */
  const putEverywhere = (name: string): readonly Value[] =>
    scopes
      .assigned(name)
      .filter(({ of, func }) => isEverywhere(of, func))
      .flatMap(({ expr, func }) => evaluate(expr, func));

  const isEverywhere = (of: Expr, func: Func): boolean =>
    evaluate(of, func).some((value) => value.is === 'external' && library.everywhere.has(value.name));

  const holders = holdersOf(scopes, evaluate);
  const merged = mergedInto(tools);
  const memo = new Map<object, Map<string, readonly Value[]>>();
  /** Tables may be spread into each other, and classes may stand for each other's fields: a circle ends where it closes. */
  const memberOf = (value: Value, name: string, isProperty = false): readonly Value[] => {
    const property = isProperty && (value.is === 'instance' || value.is === 'class') ? besideMethod(value, name) : [];
    if (property.length > 0) return property;
    const holder =
      value.is === 'structure' ? value.expr : value.is === 'instance' || value.is === 'class' ? value.klass : undefined;
    if (!holder) return memberAt(value, name);
    const key = `${value.is} ${name}`;
    const own = memo.get(holder) ?? new Map<string, readonly Value[]>();
    memo.set(holder, own);
    const known = own.get(key);
    if (known) return known;
    own.set(key, []);
    const found = memberAt(value, name);
    if (found.length > 0) own.set(key, found);
    else own.delete(key);
    return found;
  };

  const settingsSaid = settingsObjectsOf({
    scopes,
    library,
    evaluate,
    offered,
    memberOf: (value, name) => memberOf(value, name),
  });
  const lookedUp = attributeTablesOf({ scopes, classes, evaluate });
  const fromEnvironment = environmentFieldsOf({ classes, library, evaluate });

  const memberAt = (value: Value, name: string): readonly Value[] => {
    switch (value.is) {
      case 'module': {
        const found = offered(value.module, name);
        if (found) return found;
        const below = finder.find(value.module, `.${name}`);
        const sub = value.module.language === 'python' && below ? scopes.moduleAt(below) : undefined;
        return sub ? [{ is: 'module', module: sub }] : holders.given(value, name);
      }
      case 'folder': {
        if (value.by) return loadedUnder(value, name);
        const path = `${value.path}.${name}`;
        const module = scopes.moduleNamed(path);
        return module ? [{ is: 'module', module }] : scopes.hasFolder(path) ? [{ is: 'folder', path }] : [];
      }
      case 'instance':
      case 'class':
        return memberOfClass(value, name);
      case 'external': {
        // `Storage::class` is the class
        if (name === 'class' && !value.name.endsWith(')')) return [value];
        if (library.holds.find(value.name).length > 0) {
          const set = scopes.assigned(name).flatMap(({ expr, func }) => evaluate(expr, func));
          if (set.length > 0) return set;
        }
        if (library.everywhere.has(value.name)) {
          const put = putEverywhere(name);
          if (put.length > 0) return put;
        }
        const told = settingsSaid(value.name, name);
        if (told.length > 0) return told;
        return [...holders.given(value, name), { ...value, name: library.nameOf(`${value.name}.${name}`) }];
      }
      case 'structure':
        return memberOfStructure(value, name);
      case 'parameter': {
        const assigned = assignedAs(name, value.func.module.language);
        return assigned ?? [{ ...value, path: `${value.path}.${name}` }];
      }
      case 'function': {
        if (/^(call|apply|bind)$/.test(name)) return [value];
        const given = holders.given(value, name);
        return given.length > 0 ? given : (assignedAs(name, value.func.module.language) ?? []);
      }
      case 'literal':
        return [{ is: 'external', name: `${unknownThing}.${name}` }];
    }
  };

  const memberOfClass = (value: { readonly is: 'instance' | 'class'; readonly klass: Klass }, name: string) => {
    const { klass, is } = value;
    if (is === 'class' && (name === 'class' || name === 'prototype')) return [value];
    const nested = is === 'class' ? classes.classCalled(`${klass.fullName}/${name}`) : undefined;
    if (nested) return [{ is: 'class', klass: nested } as const];
    const method = classes.methodOf(klass, name, evaluate, is);
    if (method) {
      const { func, kind } = method;
      return kind === 'get' ? gottenOf(value, func) : [{ is: 'function', func, self: klass } as const];
    }
    const held = heldBy(klass, name);
    if (held.length > 0) return held;
    const looked = is === 'instance' ? lookedUp(klass, name) : [];
    if (looked.length > 0) return looked;
    const below = classes.methodsBelow(klass, name, evaluate);
    if (below.length > 0)
      return below.flatMap(({ func, kind }) =>
        kind === 'get' ? returnsOf(func) : [{ is: 'function', func, self: klass } as const],
      );
    const { externals } = classes.ancestryOf(klass, evaluate);
    const fronted = is === 'class' && externals.length > 0 ? behind(klass) : [];
    if (fronted.length > 0) return fronted.flatMap((one) => memberOf(one, name));
    const answered = is === 'instance' ? answering(externals, name) : [];
    if (answered.length > 0) return answered;
    if (externals.length > 0) {
      const mark = is === 'instance' ? '()' : '';
      return externals.map(
        (base): Value => ({ is: 'external', name: library.nameOf(`${library.nameOf(`${base}${mark}`)}.${name}`) }),
      );
    }
    return (
      assignedAs(name, klass.parts[0]?.module.language) ?? [
        { is: 'external', name: `${unknownThing}.${name}` } as const,
      ]
    );
  };

  /** What a getter gives: where that is a field, what the objects of this very class hold there. */
  const gottenOf = (value: Value, getter: Func): readonly Value[] => {
    const [event, ...more] = getter.fn.events;
    const given = event?.is === 'return' && more.length === 0 ? event.value : undefined;
    const isField = given?.is === 'member' && given.of.is === 'this' && given.name !== getter.fn.name;
    return isField && value.is === 'instance' ? memberOf(value, given.name) : returnsOf(getter);
  };

  /** What the fields of a class hold under a name. */
  const heldBy = (klass: Klass, name: string): readonly Value[] => {
    const fields = classes.fieldsOf(klass, name, evaluate);
    const read = fields.length > 0 ? fromEnvironment(klass, name) : [];
    return fields.flatMap((field): readonly Value[] => {
      const typed = field.type ? objectsOf(field.type, field.func) : [];
      const given = () =>
        field.value ? evaluate(field.value, field.func).flatMap((one) => constructed(one, klass)) : [];
      const own = () => [...read, ...given()];
      return typed.length > 0 ? typedAs(typed, own) : own();
    });
  };

  /** What a class holds under a name that one of its methods has too. */
  const besideMethod = ({ klass, is }: Value & { is: 'instance' | 'class' }, name: string): readonly Value[] =>
    classes.methodOf(klass, name, evaluate, is) ? heldBy(klass, name) : [];

  /** What the constructor of a class was given where its objects are made: an object that is handed in is that object. */
  const constructed = (value: Value, klass: Klass): readonly Value[] => {
    if (value.is !== 'parameter' || !value.func.owner) return [value];
    if (isSetter(value.func)) return throughSetter(value, klass);
    if (value.func.fn.name !== 'constructor') return [value];
    const above = givenAbove(value, klass);
    if (above) return above;
    const found = scopes
      .constructions(klass.name)
      .filter(({ call, func }) => evaluate(call.callee, func).some((one) => one.is === 'class' && one.klass === klass));
    if (found.length === 0 || found.length > mostConstructions) return [value];
    const given = found.flatMap(({ call, func }) => {
      const argument = argumentFor(value.func, value.index, call);
      return argument ? follow(evaluate(argument, func), value.path) : [];
    });
    return given.length > 0 ? given : [value];
  };

  /** `super(settings, 'mail')`: what the constructor of a class gives that of the class above it. */
  const givenAbove = (value: Value & { is: 'parameter' }, klass: Klass): readonly Value[] | undefined => {
    const own = classes.methodOf(klass, 'constructor', evaluate)?.func;
    if (!own || own === value.func) return undefined;
    const calls = [...callsOf(own.fn)].filter(({ callee }) => callee.is === 'super');
    const given = calls.flatMap((call) => {
      const argument = argumentFor(value.func, value.index, call);
      return argument ? follow(evaluate(argument, own), value.path) : [];
    });
    return given.length > 0 ? given : undefined;
  };

  const isSetter = ({ owner, index }: Func): boolean =>
    owner?.parts.some(({ class: one }) => one.methods.some(({ fn, kind }) => fn === index && kind === 'set')) === true;

  /** `this.open = open`, where a setter of that name puts it into a field of its own. */
  const throughSetter = (value: Value & { is: 'parameter' }, klass: Klass): readonly Value[] => {
    // `set frame(frame) { this.frame = frame }`, or two setters that hand on to each other
    if (setting.has(value.func)) return [value];
    setting.add(value.func);
    const given = heldBy(klass, value.func.fn.name).filter((one) => one.is !== 'parameter' || one.func !== value.func);
    setting.delete(value.func);
    return given.length > 0 ? follow(given, value.path) : [value];
  };
  const setting = new Set<Func>();

  const opened = new Set<Expr>();

  const memberOfStructure = (value: Value & { is: 'structure' }, name: string): readonly Value[] => {
    if (value.expr.is !== 'map') return [{ is: 'external', name: `${unknownThing}.${name}` }];
    // `$all = ['a' => 1, ...$all]` holds itself
    if (opened.has(value.expr)) return [];
    opened.add(value.expr);
    const found: Value[] = [];
    for (const entry of value.expr.entries) {
      const key = entry.key;
      if (!key) found.push(...evaluate(entry.value, value.func).flatMap((one) => spreadMember(one, name)));
      else if (key.is === 'literal' && String(key.value) === name) found.push(...evaluate(entry.value, value.func));
    }
    const put = objects.given(value, name).flatMap(({ expr, func }) => evaluate(expr, func));
    opened.delete(value.expr);
    // `db: null` only says that there will be something
    if (put.length > 0) return [...found.filter((one) => one.is !== 'literal' || one.value !== null), ...put];
    if (found.length === 0) found.push(...holders.given(value, name));
    if (found.length === 0) found.push(...putElsewhere(value, name));
    if (found.length === 0) found.push(...merged(value).flatMap(({ expr, func }) => evaluate(expr, func)).flatMap((one) => spreadMember(one, name))); // biome-ignore format: one step
    return found.length > 0
      ? found
      : (assignedAs(name, value.func.module.language) ?? [{ is: 'external', name: `${unknownThing}.${name}` }]);
  };

  /** What other files put under a name on the one object that all of them see. */
  const putElsewhere = ({ expr: object }: Value & { is: 'structure' }, name: string): readonly Value[] => {
    const places = scopes.assigned(name);
    if (places.length > mostPlaces) return [];
    return places
      .filter(({ of, func }) => evaluate(of, func).some((one) => one.is === 'structure' && one.expr === object))
      .flatMap(({ expr, func }) => evaluate(expr, func));
  };

  const spreadMember = (value: Value, name: string): readonly Value[] =>
    memberOf(value, name).filter((one) => !(one.is === 'external' && one.name.startsWith(unknownThing)));

  return { memberOf, assignedAs, putEverywhere, merged };
}
