import type { Call, CodeLanguage, CodeModule, Event, Expr, Import } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import { type SharedTables, sharedTablesOf } from './shared-tables.js';
import type { Bound, Func } from './values.js';

/** An expression with the function that it stands in. */
export interface Placed {
  readonly expr: Expr;
  readonly func: Func;
}

/** What a property of something is set to. */
export interface Assigned extends Placed {
  readonly of: Expr;
}

/** A call with the function that makes it. */
export interface Construction {
  readonly call: Call;
  readonly func: Func;
}

/** All functions of the app and the names that they bind. */
export interface Scopes {
  readonly modules: readonly CodeModule[];
  readonly funcs: readonly Func[];
  moduleAt(path: string): CodeModule | undefined;
  /** A Python module by its dotted name from some root. */
  moduleNamed(name: string): CodeModule | undefined;
  /** True where modules stand below such a dotted name. */
  hasFolder(name: string): boolean;
  topOf(module: CodeModule): Func;
  /** All functions of a file. */
  funcsIn(path: string): readonly Func[];
  funcAt(module: CodeModule, index: number): Func | undefined;
  importOf(module: CodeModule, local: string): Import | undefined;
  /** A function that every file of the language can call by its name (PHP, Ruby, shell). */
  functionNamed(language: CodeLanguage, name: string): Func | undefined;
  /** A constant (or global variable) that every file sees, in a language that has them (PHP, Ruby). */
  constantsNamed(language: CodeLanguage, name: string): readonly Bound[];
  /** What is put into a table under names later (`options.store = x`), by the name that the table has in its file. */
  putInto(module: CodeModule, name: string): readonly (Bound & { readonly key: string })[];
  /** What PHP code puts under keys of a table. */
  readonly tables: SharedTables;
  /** Calls that make an object of a class of that name (JavaScript's `new`). */
  constructions(name: string): readonly Construction[];
  /** What a property of that name is set to, anywhere but on `this`. */
  assigned(name: string): readonly Assigned[];
}

export function scopesOf(modules: readonly CodeModule[]): Scopes {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const funcsOf = new Map<CodeModule, readonly Func[]>();
  const imports = new Map<CodeModule, ReadonlyMap<string, Import>>();
  const globals = new Map<string, Func>();
  const properties = new Map<string, Assigned[]>();
  const constants = new Map<string, Bound[]>();
  const named = new Map<string, CodeModule>();
  const folders = new Set<string>();
  const shared = new Set(modules.flatMap(({ functions }) => functions.flatMap(({ shares }) => shares ?? [])));
  for (const module of modules) {
    const funcs = funcsIn(module);
    funcsOf.set(module, funcs);
    imports.set(module, new Map(module.imports.map((one) => [one.local, one])));
    for (const func of funcs) collect(func, { globals, properties });
    if (module.language === 'php' || module.language === 'ruby') collectConstants(funcs[0], constants, shared);
    if (module.language !== 'python') continue;
    const dotted = module.path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
    for (let rest = dotted; ; rest = rest.slice(rest.indexOf('.') + 1)) {
      if (!named.has(rest)) named.set(rest, module);
      for (let cut = rest.lastIndexOf('.'); cut > 0; cut = rest.lastIndexOf('.', cut - 1))
        folders.add(rest.slice(0, cut));
      if (!rest.includes('.')) break;
    }
  }
  const later = new Map<CodeModule, Map<string, (Bound & { readonly key: string })[]>>();
  const putInto = (module: CodeModule, name: string) => {
    const known = later.get(module) ?? laterIn(funcsOf.get(module) ?? []);
    later.set(module, known);
    return known.get(name) ?? [];
  };
  let made: Map<string, Construction[]> | undefined;
  const constructions = (name: string) => {
    made ??= constructionsIn(all);
    return made.get(name) ?? [];
  };
  const all = [...funcsOf.values()].flat();
  return {
    constructions,
    tables: sharedTablesOf(all, shared),
    putInto,
    constantsNamed: (language, name) => constants.get(`${language} ${name}`) ?? [],
    modules,
    funcs: all,
    moduleAt: (path) => byPath.get(path),
    moduleNamed: (name) => named.get(name),
    hasFolder: (name) => folders.has(name),
    topOf: (module) => funcsOf.get(module)?.[0] as Func,
    funcsIn(path) {
      const module = byPath.get(path);
      return (module && funcsOf.get(module)) ?? [];
    },
    funcAt: (module, index) => funcsOf.get(module)?.[index],
    importOf: (module, local) => (local === '' ? undefined : imports.get(module)?.get(local)),
    functionNamed: (language, name) => globals.get(`${language} ${name}`),
    assigned: (name) => properties.get(name) ?? [],
  };
}

function laterIn(funcs: readonly Func[]): Map<string, (Bound & { readonly key: string })[]> {
  const found = new Map<string, (Bound & { readonly key: string })[]>();
  for (const func of funcs) {
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.sign) continue;
      const { target } = event;
      const key =
        target.is === 'member'
          ? target.name
          : target.is === 'index' && target.key.is === 'literal'
            ? String(target.key.value)
            : undefined;
      if (key === undefined || (target.is !== 'member' && target.is !== 'index') || target.of.is !== 'name') continue;
      const list = found.get(target.of.name) ?? [];
      list.push({ key, expr: event.value, func, ...(event.guard === undefined ? {} : { guard: event.guard }) });
      found.set(target.of.name, list);
    }
  }
  return found;
}

function constructionsIn(funcs: readonly Func[]): Map<string, Construction[]> {
  const found = new Map<string, Construction[]>();
  for (const func of funcs) {
    if (func.module.language !== 'javascript') continue;
    for (const call of callsOf(func.fn)) {
      const { callee } = call;
      const name = callee.is === 'name' || callee.is === 'member' ? callee.name : undefined;
      if (call.new && name !== undefined) append(found, name, { call, func });
    }
  }
  return found;
}

/** The innermost function of a file that stands around a place, none where only its module does. */
export function innermostAt(
  scopes: Pick<Scopes, 'funcsIn'>,
  { file, start, end }: Pick<Expr, 'start' | 'end'> & { readonly file: string },
): Func | undefined {
  const around = scopes.funcsIn(file).filter(({ fn, index }) => index > 0 && fn.start <= start && end <= fn.end);
  return around.toSorted((a, b) => a.fn.end - a.fn.start - (b.fn.end - b.fn.start))[0];
}

/** What a function gives back, wherever it does. */
export function givenBackBy(func: Func): readonly Placed[] {
  return func.fn.events.flatMap((event) => (event.is === 'return' && event.value ? [{ expr: event.value, func }] : []));
}

interface Building extends Func {
  outer?: Func;
  readonly bindings: Map<string, Bound[]>;
}

function funcsIn(module: CodeModule): readonly Func[] {
  const funcs: Building[] = module.functions.map((fn, index) => ({ module, index, fn, bindings: new Map() }));
  for (const func of funcs) {
    const outer = func.fn.outer === undefined ? undefined : funcs[func.fn.outer];
    if (outer && outer !== func) func.outer = outer;
  }
  for (const func of funcs) {
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.target.is !== 'name') continue;
      const holder = holderOf(event, event.target.name, func, funcs[0]);
      // what is added to a text or a number says nothing of where it began
      if (/^[.+]=$/.test(event.sign ?? '') && holder.bindings.has(event.target.name)) continue;
      const bound = {
        expr: event.value,
        func,
        ...(event.guard === undefined ? {} : { guard: event.guard }),
        ...(event.type ? { type: event.type } : {}),
      };
      const list = holder.bindings.get(event.target.name);
      if (list) list.push(bound);
      else holder.bindings.set(event.target.name, [bound]);
    }
  }
  return funcs;
}

/** The function that a name belongs to. */
function holderOf(event: Event & { is: 'bind' }, name: string, func: Building, top: Building | undefined): Building {
  if (event.scope !== 'outer') return func;
  for (let here = func.outer as Building | undefined; here; here = here.outer as Building | undefined) {
    const binds = here.fn.events.some(
      (one) => one.is === 'bind' && one.target.is === 'name' && one.target.name === name && one.scope !== 'outer',
    );
    if (binds || here.fn.params.some((param) => param.name === name)) return here;
  }
  return top ?? func;
}

/**
 * `define('X', ...)` and `X = ...` at the top of a file, PHP's variables only where a function says that it means the one of the whole program
 * (`global $x`): the first few, where several files have one of that name.
 */
function collectConstants(func: Func | undefined, constants: Map<string, Bound[]>, shared: ReadonlySet<string>): void {
  for (const [name, bound] of func?.bindings ?? []) {
    if (!func) break;
    const { language, classes } = func.module;
    if (language === 'php' ? name.startsWith('$') && !shared.has(name) : !/^[A-Z$]/.test(name)) continue;
    const plain = bound.filter(
      ({ expr }) =>
        expr.is !== 'function' &&
        expr.is !== 'class' &&
        // what stands in a class is a constant of the class
        !(language === 'ruby' && classes.some(({ start, end }) => start <= expr.start && expr.end <= end)),
    );
    const key = `${language} ${name}`;
    const known = constants.get(key) ?? [];
    if (plain.length > 0) constants.set(key, [...known, ...plain].slice(0, 4));
  }
}

function collect(
  func: Func,
  { globals, properties }: { globals: Map<string, Func>; properties: Map<string, Assigned[]> },
): void {
  const { module, fn } = func;
  if (/^[^$]/.test(fn.name) && fn.owner === undefined && /^(php|ruby|shell)$/.test(module.language)) {
    const whole = module.namespace ? `${module.namespace}/${fn.name}` : fn.name;
    if (!globals.has(`${module.language} ${whole}`)) globals.set(`${module.language} ${whole}`, func);
    if (!globals.has(`${module.language} ${fn.name}`)) globals.set(`${module.language} ${fn.name}`, func);
  }
  for (const event of fn.events) {
    if (event.is !== 'bind' || event.target.is !== 'member' || event.target.of.is === 'this') continue;
    append(properties, event.target.name, { expr: event.value, func, of: event.target.of });
  }
}
