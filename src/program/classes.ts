import type { CodeModule, Expr } from '../code/model.js';
import { grouped } from '../grouped.js';
import { classBodies } from './class-bodies.js';
import { shortNames } from './class-names.js';
import type { Library } from './library.js';
import type { Scopes } from './scopes.js';
import type { Func, Klass, Value } from './values.js';

type Evaluate = (expr: Expr, func: Func) => readonly Value[];

/** What stands above a class: those of the app, and those of libraries by their outside names. */
export interface Above {
  readonly klasses: readonly Klass[];
  readonly externals: readonly string[];
}

export interface FoundField {
  readonly value?: Expr;
  readonly type?: Expr;
  /** The function that the expressions stand in. */
  readonly func: Func;
}

export interface FoundMethod {
  readonly func: Func;
  readonly kind?: string;
}

/** All classes of the app. */
export interface Ancestry {
  readonly klasses: readonly Klass[];
  classAt(module: CodeModule, index: number): Klass | undefined;
  /** By its full name, in languages whose classes every file sees. */
  classCalled(fullName: string): Klass | undefined;
  /** A constant or class name as code in a function sees it. */
  classNamed(func: Func, name: string, at?: number): Klass | undefined;
  /** Ruby's constants as code in a function sees them: of the classes around it, of those above, of the one that is named. */
  constantsOf(func: Func, name: string, evaluate: Evaluate, at?: number): readonly FoundField[];
  /** The class that code of a function belongs to: its own, or for code of no function (Ruby's bodies, JavaScript's fields) that in whose body it stands. */
  around(func: Func, at?: number): Klass | undefined;
  /** The next ones above. */
  basesOf(klass: Klass, evaluate: Evaluate): Above;
  /** The class itself, then all above it, nearest first. */
  ancestryOf(klass: Klass, evaluate: Evaluate): Above;
  /** Where a class and its objects have a method of one name each, `of` says whose is meant. */
  methodOf(klass: Klass, name: string, evaluate: Evaluate, of?: 'class' | 'instance'): FoundMethod | undefined;
  fieldsOf(klass: Klass, name: string, evaluate: Evaluate): readonly FoundField[];
  /** Methods of that name that classes below have, where a class leaves one to them: an interface, a trait, an abstract class. A few only. */
  methodsBelow(klass: Klass, name: string, evaluate: Evaluate): readonly FoundMethod[];
  /** For an interface or an abstract class: the one class that stands below it, where there is just one. */
  onlyImplementation(klass: Klass, evaluate: Evaluate): Klass | undefined;
}

/** More classes below than these say little about which one is meant. */
const mostBelow = 6;

export function ancestryOf(scopes: Scopes, library: Pick<Library, 'mixes' | 'classes' | 'classNames'>): Ancestry {
  const byPlace = new Map<CodeModule, Klass[]>();
  const byName = new Map<string, Klass>();
  const all: Klass[] = [];
  for (const module of scopes.modules) {
    const top = scopes.topOf(module);
    const own: Klass[] = [];
    for (const cls of module.classes) {
      const reopened = /^(php|ruby)$/.test(module.language) && cls.name !== '' ? byName.get(cls.fullName) : undefined;
      const klass =
        reopened && module.language === 'ruby' ? reopened : { name: cls.name, fullName: cls.fullName, parts: [] };
      klass.parts.push({ module, class: cls, top });
      if (klass !== reopened) all.push(klass);
      if (/^(php|ruby)$/.test(module.language) && cls.name !== '' && !byName.has(cls.fullName))
        byName.set(cls.fullName, klass);
      own.push(klass);
    }
    byPlace.set(module, own);
    for (const fn of module.functions.keys()) {
      const func = scopes.funcAt(module, fn);
      const owner = func?.fn.owner;
      const klass = owner === undefined ? undefined : own[owner];
      if (func && klass) func.owner = klass;
    }
  }

  for (const [name, full] of shortNames(scopes, library.classNames)) {
    const klass = byName.get(full);
    if (klass && !byName.has(name)) byName.set(name, klass);
  }

  // the last part of a class that is opened again speaks first, but its fields are those of all
  const methods = namedIn(({ class: cls }) => cls.methods, 'last');
  const fields = namedIn(({ class: cls }) => cls.fields, 'first');
  const bodyAt = classBodies();
  const bases = new Map<Klass, Above>();
  const lines = new Map<Klass, Above>();
  let below: Map<Klass, Klass[]> | undefined;
  let like: ReadonlyMap<string, readonly Klass[]> | undefined;

  const basesOf = (klass: Klass, evaluate: Evaluate): Above => {
    const known = bases.get(klass);
    if (known) return known;
    bases.set(klass, { klasses: [], externals: [] });
    const klasses: Klass[] = [];
    const externals: string[] = [];
    for (const { class: cls, top } of klass.parts) {
      for (const expr of [...cls.bases, ...cls.mixes, ...mixedBy(cls, library.mixes), ...cls.implements]) {
        const near =
          expr.is === 'name' && top.module.language === 'ruby' ? inScope(klass.fullName, expr.name) : undefined;
        if (near && near !== klass) {
          klasses.push(near);
          continue;
        }
        for (const value of evaluate(expr, top)) {
          if (value.is === 'class' && value.klass !== klass) klasses.push(value.klass);
          else if (value.is === 'external') externals.push(value.name);
        }
      }
    }
    // a library's class that the app opens again is still the library's
    if (klass.parts[0]?.module.language === 'ruby' && library.classes.has(klass.fullName))
      externals.push(klass.fullName);
    const found = { klasses, externals };
    bases.set(klass, found);
    return found;
  };

  /** The nearest class of that name, from the inside out. */
  const inScope = (from: string, name: string): Klass | undefined => {
    const plain = name.replaceAll('::', '/').replace(/^\//, '');
    for (let scope = from; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
      const found = byName.get(`${scope}/${plain}`);
      if (found) return found;
    }
    return byName.get(plain);
  };

  const line = (klass: Klass, evaluate: Evaluate): Above => {
    const known = lines.get(klass);
    if (known) return known;
    const klasses: Klass[] = [klass];
    const externals: string[] = [];
    for (let at = 0; at < klasses.length && at < 40; at++) {
      const next = basesOf(klasses[at] as Klass, evaluate);
      for (const one of next.klasses) if (!klasses.includes(one)) klasses.push(one);
      for (const one of next.externals) if (!externals.includes(one)) externals.push(one);
    }
    const found = { klasses, externals };
    lines.set(klass, found);
    return found;
  };

  const methodIn = (klass: Klass, name: string, of?: 'class' | 'instance') => {
    for (const { module, items } of methods(klass, name)) {
      const all = items.filter((method) => method.kind !== 'abstract' && method.kind !== 'set');
      const found = all.findLast((method) => of && (method.static ? 'class' : 'instance') === of) ?? all.at(-1);
      const func = found && scopes.funcAt(module, found.fn);
      if (found && func) return { func, ...(found.kind ? { kind: found.kind } : {}) };
    }
    return undefined;
  };

  const belowOf = (klass: Klass, evaluate: Evaluate): readonly Klass[] => {
    if (!below) {
      below = new Map();
      for (const one of all) {
        for (const above of line(one, evaluate).klasses.slice(1)) below.set(above, [...(below.get(above) ?? []), one]);
      }
    }
    const named = below.get(klass) ?? [];
    return named.length > 0 || !isProtocol(klass) ? named : likeOf(klass);
  };

  /** Python's protocols name no class: who has all their methods is one. */
  const likeOf = (klass: Klass): readonly Klass[] => {
    const wanted = klass.parts.flatMap(({ class: cls }) => cls.methods.map(({ name }) => name));
    if (wanted.length === 0) return [];
    const has = (one: Klass, name: string) => methods(one, name).some(({ items }) => items.some(({ kind }) => kind !== 'abstract'));
    like ??= grouped(all.filter(isPython), ({ parts }) => parts.flatMap(({ class: cls }) => cls.methods.map(({ name }) => name)));
    return (like.get(wanted[0] ?? '') ?? []).filter((one) => one !== klass && wanted.every((name) => has(one, name)));
  }; // biome-ignore format: conditions

  const ancestry: Ancestry = {
    klasses: all,
    classAt: (module, index) => byPlace.get(module)?.[index],
    classCalled: (fullName) => byName.get(fullName),
    around(func, at) {
      const { module, owner } = func;
      const isBody = module.language === 'ruby' || (module.language === 'javascript' && func.outer === undefined);
      if (owner || !isBody || at === undefined) return owner;
      const index = bodyAt(module, at);
      return index === undefined ? undefined : byPlace.get(module)?.[index];
    },
    classNamed(func, name, at) {
      const { language, namespace } = func.module;
      if (language === 'php') return byName.get(name) ?? (namespace ? byName.get(`${namespace}/${name}`) : undefined);
      return language === 'ruby' ? inScope(ancestry.around(func, at)?.fullName ?? '', name) : undefined;
    },
    constantsOf(func, name, evaluate, at) {
      const cut = name.lastIndexOf('/');
      if (cut > 0) {
        const holder = inScope(ancestry.around(func, at)?.fullName ?? '', name.slice(0, cut));
        return holder ? ancestry.fieldsOf(holder, name.slice(cut + 1), evaluate) : [];
      }
      const around = ancestry.around(func, at)?.fullName ?? '';
      for (let scope = around; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
        const holder = byName.get(scope);
        const found = holder ? ancestry.fieldsOf(holder, name, evaluate) : [];
        if (found.length > 0) return found;
      }
      return [];
    },
    basesOf,
    ancestryOf: line,
    methodOf(klass, name, evaluate, of) {
      for (const one of line(klass, evaluate).klasses) {
        const found = methodIn(one, name, of);
        if (found) return found;
      }
      return undefined;
    },
    fieldsOf(klass, name, evaluate) {
      for (const one of line(klass, evaluate).klasses) {
        const found = fields(one, name).flatMap(({ module, top, items }) =>
          items.map((field) => ({
            ...(field.value ? { value: field.value } : {}),
            ...(field.type ? { type: field.type } : {}),
            func: (field.fn === undefined ? undefined : scopes.funcAt(module, field.fn)) ?? top,
          })),
        );
        if (found.length > 0) return found;
      }
      return [];
    },
    methodsBelow(klass, name, evaluate) {
      if (!klass.parts.some(({ class: cls }) => cls.abstract || /^(interface|trait|module)$/.test(cls.is))) return [];
      const found = new Map(
        belowOf(klass, evaluate).flatMap((one) => {
          const method = methodIn(one, name);
          return method ? [[method.func, method] as const] : [];
        }),
      );
      return found.size > mostBelow ? [] : [...found.values()];
    },
    onlyImplementation(klass, evaluate) {
      const isOpen = klass.parts.some(({ class: cls }) => cls.is === 'interface' || cls.abstract);
      if (!isOpen) return undefined;
      const found = belowOf(klass, evaluate).filter(
        (one) => !one.parts.some(({ class: cls }) => cls.is === 'interface' || cls.abstract),
      );
      return found.length === 1 ? found[0] : undefined;
    },
  };
  return ancestry;
}

/** What calls in the body of a class mix in, by a library's words. */
function mixedBy({ macros }: Klass['parts'][number]['class'], mixing: ReadonlySet<string>): readonly Expr[] {
  return macros.flatMap((macro) =>
    macro.is === 'call' && macro.callee.is === 'name' && mixing.has(macro.callee.name)
      ? macro.args.flatMap(({ value }) => (value.is === 'name' ? [value] : []))
      : [],
  );
}

type Part = Klass['parts'][number];

const isPython = ({ parts }: Klass) => parts[0]?.module.language === 'python';
const isProtocol = (klass: Klass) => isPython(klass) && klass.parts.some(({ class: cls }) => cls.is === 'interface');

/** Looks up what classes hold by name: of each part that has such, the items. A class of thousands of them is read once. */
function namedIn<Item extends { readonly name: string }>(
  itemsOf: (part: Part) => readonly Item[],
  order: 'first' | 'last',
): (klass: Klass, name: string) => readonly (Part & { readonly items: readonly Item[] })[] {
  const known = new Map<Klass, Map<string, (Part & { readonly items: Item[] })[]>>();
  const indexOf = (klass: Klass) => {
    const index = new Map<string, (Part & { readonly items: Item[] })[]>();
    for (const part of order === 'last' ? klass.parts.toReversed() : klass.parts) {
      for (const item of itemsOf(part)) {
        const found = index.get(item.name) ?? [];
        const last = found.at(-1);
        if (last?.class === part.class) last.items.push(item);
        else found.push({ ...part, items: [item] });
        index.set(item.name, found);
      }
    }
    known.set(klass, index);
    return index;
  };
  return (klass, name) => (known.get(klass) ?? indexOf(klass)).get(name) ?? [];
}
