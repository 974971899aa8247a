import type { Class, Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func, Klass } from '../program/values.js';
import type { Asked } from './asked.js';
import { isCalledOnce } from './called-once.js';
import { everywhereStates } from './everywhere.js';
import { takersOf } from './imported.js';
import type { State, Use } from './memo.js';
import { shapeIn, shapeOf } from './shapes.js';
import { structureStates } from './structures.js';
import { membersBy, usesOf } from './uses.js';

/** What lives as long as the process and is changed by functions; found once for the questions about it. */
export const statesOf = onceFor((asked: Asked): readonly State[] => {
  const variables = moduleStates(asked);
  // a constant in the body of a Ruby class is a variable of the file too
  const told = new Set(variables.map(({ name, at }) => `${at.func.module.path} ${name}`));
  const fields = fieldStates(asked).filter(({ name, at }) => !told.has(`${at.func.module.path} ${name}`));
  const states = [
    ...variables,
    ...closureStates(asked),
    ...fields,
    ...settingStates(asked),
    ...everywhereStates(asked),
  ];
  // an object with few names is taken for a table itself
  const changed = new Set(states.flatMap(({ uses }) => uses.map(({ expr }) => expr)));
  states.push(...structureStates(asked).filter(({ uses }) => uses.some(({ expr }) => !changed.has(expr))));
  return states.flatMap((state) => {
    const uses = state.uses.filter((use) => !isOwnMethod(use, asked));
    return uses.length > 0 ? [{ ...state, uses }] : [];
  });
});

/** `auditLog.add(entry)` of an object that the app has written itself is that function, and not the word of a table. */
function isOwnMethod({ how, expr, func }: Use, { program: { graph } }: Asked): boolean {
  if (how === 'read' || expr.is !== 'call') return false;
  const site = graph.sitesOf(func).find(({ call }) => call === expr);
  return site !== undefined && !site.weak && site.targets.length > 0;
}

function moduleStates(asked: Asked): readonly State[] {
  const { scopes } = asked.program;
  const found: State[] = [];
  for (const module of scopes.modules) {
    // PHP forgets its variables with the request
    if (!asked.runs(module.path) || /^(php|shell)$/.test(module.language)) continue;
    const top = scopes.topOf(module);
    const funcs = functionsOf(module.path, asked);
    for (const [name, bound] of top.bindings) {
      const first = bound.find(({ func }) => func === top);
      const shape = first && shapeIn(first.expr, first.func, asked);
      if (!first || !shape) continue;
      const own = funcs.flatMap((func) =>
        func === top || !mentions(func, name) || hides(func, name, top)
          ? []
          : usesOf(func, (expr) => expr.is === 'name' && expr.name === name),
      );
      const uses = [...own, ...usesElsewhere({ module, name, value: first.expr }, asked)];
      if (uses.length > 0) found.push({ name, at: { expr: nameOf(first.expr, top), func: top }, shape, uses });
    }
  }
  return found;
}

function usesElsewhere(state: Parameters<typeof takersOf>[0], { program, runs }: Asked): readonly Use[] {
  return takersOf(state, program).flatMap(({ module, local, isIt }) => {
    const top = program.scopes.topOf(module);
    const funcs = runs(module.path) ? program.funcsIn(module.path) : [];
    return funcs.flatMap((func) =>
      func === top || !mentions(func, local) || hides(func, local, top) ? [] : usesOf(func, (expr) => isIt(expr, func)),
    );
  });
}

/** Variables of a function that is called once, when the program starts, and whose inner functions go on using them. */
function closureStates(asked: Asked): readonly State[] {
  const { scopes } = asked.program;
  const found: State[] = [];
  for (const maker of scopes.funcs) {
    const { module } = maker;
    if (!/^(javascript|python)$/.test(module.language) || maker === scopes.topOf(module) || !asked.runs(module.path))
      continue;
    const tables = [...maker.bindings].flatMap(([name, bound]) => {
      const first = bound.find(({ func }) => func === maker);
      const shape =
        first && bound.length === 1 && !/^literal$/.test(first.expr.is) ? shapeIn(first.expr, maker, asked) : undefined;
      return first && shape ? [{ name, expr: first.expr, shape }] : [];
    });
    if (tables.length === 0) continue;
    if (!isCalledOnce(maker, asked)) continue;
    const inner = functionsOf(module.path, asked).filter((func) => func !== maker && isInside(func, maker));
    for (const { name, expr, shape } of tables) {
      const uses = inner.flatMap((func) =>
        !mentions(func, name) || hides(func, name, maker)
          ? []
          : usesOf(func, (one) => one.is === 'name' && one.name === name),
      );
      if (uses.length > 0) found.push({ name, at: { expr: nameOf(expr, maker), func: maker }, shape, uses });
    }
  }
  return found;
}

function isInside(func: Func, outer: Func): boolean {
  for (let here: Func | undefined = func.outer; here; here = here.outer) if (here === outer) return true;
  return false;
}

/** The name that is bound to a value: there it stands. */
function nameOf(value: Expr, { fn }: Func): Expr {
  const bind = fn.events.find((event) => event.is === 'bind' && event.value === value);
  return bind?.is === 'bind' ? bind.target : value;
}

/** Fields of objects that are made once, and of classes themselves. */
function fieldStates(asked: Asked): readonly State[] {
  const { classes, scopes } = asked.program;
  const found: State[] = [];
  for (const klass of classes.klasses) {
    const language = klass.parts[0]?.module.language;
    if (language === 'php') continue;
    for (const { module, class: cls, top } of klass.parts) {
      if (!asked.runs(module.path)) continue;
      const methods = cls.methods.flatMap(({ fn }) => scopes.funcAt(module, fn) ?? []);
      const inner = functionsOf(module.path, asked).filter((func) => func.owner === klass);
      // what the class declares stands before what its methods put there later
      const told = cls.fields
        .filter(({ value }) => value)
        .toSorted((a, b) => Number(b.fn === undefined) - Number(a.fn === undefined));
      const fields = new Map(told.toReversed().map((field) => [field.name, field]));
      for (const [name, field] of fields) {
        const holder = (field.fn === undefined ? undefined : scopes.funcAt(module, field.fn)) ?? top;
        const shape = field.value && shapeIn(field.value, holder, asked);
        if (!field.value || !shape || isMadeAnew(field, cls) || isCopied(field, klass, asked)) continue;
        if (!(field.static || isShared(klass, language ?? '', field.fn, asked))) continue;
        const funcs = [...new Set([...methods, ...inner])].filter((func) => !isMaker(func));
        const handing = accessorsOf(methods, name, klass);
        const isIt = (expr: Expr) => isOwnField(expr, name, klass) || isHandedOut(expr, handing, klass);
        const uses: Use[] = [
          ...funcs.filter((func) => !handing.has(func.fn.name)),
          ...usersOf(handing, klass, asked),
        ].flatMap((func) => usesOf(func, isIt));
        if (!field.static) uses.push(...usesOutside(name, klass, asked));
        if (uses.length > 0) found.push({ name, at: { expr: field.value, func: holder }, shape, uses, of: klass });
      }
    }
  }
  return found;
}

/** Functions outside of a class that use the field of its one object: `server.monitors[id] = monitor`. */
function usesOutside(name: string, klass: Klass, { program, runs }: Asked): readonly Use[] {
  const isIt = (expr: Expr, func: Func) =>
    expr.is === 'member' &&
    expr.name === name &&
    expr.of.is !== 'this' &&
    program.linker.evaluate(expr.of, func).some((one) => one.is === 'instance' && one.klass === klass);
  return (membersBy(program).get(name) ?? []).flatMap((func) =>
    func.owner === klass || !runs(func.module.path) ? [] : usesOf(func, (expr) => isIt(expr, func)),
  );
}

/** Tables that code gives the app as a setting by its name, and that all its code reads from one object. */
function settingStates(asked: Asked): readonly State[] {
  const { graph, library } = asked.program;
  return graph.sites.flatMap((site): readonly State[] => {
    const row = site.names.flatMap((name) => library.sharedSettings.find(name))[0]?.value;
    const name = row && argumentAt(site.call, row.name);
    const value = row && argumentAt(site.call, row.value);
    const shape = value && shapeOf(value);
    if (!row || name?.is !== 'literal' || !value || !shape || !asked.runs(site.func.module.path)) return [];
    const key = String(name.value);
    const isIt = (expr: Expr) => isRead(expr, [row.from, key]);
    const uses = functionsOf(site.func.module.path, asked).flatMap((func) => usesOf(func, isIt));
    return uses.length > 0 ? [{ name: key, at: { expr: value, func: site.func }, shape, uses }] : [];
  });
}

/** `settings.streams`, which a language without marks for calls reads as a call of a call. */
function isRead(expr: Expr, [of, name]: readonly [string, string]): boolean {
  const bare = (one: Expr) => (one.is === 'call' && one.args.length === 0 ? one.callee : one);
  const member = bare(expr);
  if (member.is !== 'member' || member.name !== name || expr === member) return false;
  const from = bare(member.of);
  return from.is === 'name' && from.name === of;
}

function isOwnField(expr: Expr, name: string, klass: Klass): boolean {
  if (expr.is === 'name') return expr.name === name && /^(@@?|[A-Z])/.test(name);
  if (expr.is !== 'member' || expr.name !== name) return false;
  return expr.of.is === 'this' || (expr.of.is === 'name' && (expr.of.name === klass.name || expr.of.name === 'cls'));
}

/** Names of methods that do nothing but hand out a field (Ruby's `def visits = @visits ||= {}`, `attr_accessor`). */
function accessorsOf(methods: readonly Func[], name: string, klass: Klass): ReadonlySet<string> {
  return new Set(
    methods.flatMap(({ fn, module }) => {
      if (module.language !== 'ruby' || fn.params.length > 0) return [];
      const isPlain = fn.events.every((event) =>
        event.is === 'return'
          ? event.value !== undefined && isOwnField(event.value, name, klass)
          : event.is === 'bind' && event.sign === '||=' && isOwnField(event.target, name, klass),
      );
      return isPlain && fn.events.some(({ is }) => is === 'return') ? [fn.name] : [];
    }),
  );
}

/** A call of such a method: within the class by its name alone, elsewhere on the class. */
function isHandedOut(expr: Expr, names: ReadonlySet<string>, klass: Klass): boolean {
  if (expr.is !== 'call' || expr.args.length > 0) return false;
  const { callee } = expr;
  if (callee.is === 'name') return names.has(callee.name);
  if (callee.is !== 'member' || !names.has(callee.name)) return false;
  return callee.of.is === 'this' || (callee.of.is === 'name' && isNameOf(callee.of.name, klass));
}

function isNameOf(name: string, { fullName }: Klass): boolean {
  return fullName === name || fullName.endsWith(`/${name}`);
}

/** Functions elsewhere that ask the class for the field. */
function usersOf(names: ReadonlySet<string>, klass: Klass, { program, runs }: Asked): readonly Func[] {
  const found = new Set<Func>();
  for (const name of names)
    for (const { func, call } of callersByName(program).get(name) ?? [])
      if (func.owner !== klass && runs(func.module.path) && isHandedOut(call, names, klass)) found.add(func);
  return [...found];
}

/** Calls on a class by the name of the method. */
const callersByName = onceFor(({ graph }: Program): ReadonlyMap<string, readonly Site[]> => {
  const index = new Map<string, Site[]>();
  for (const site of graph.sites) {
    const { callee, args } = site.call;
    if (site.func.module.language !== 'ruby' || callee.is !== 'member' || callee.of.is !== 'name') continue;
    if (args.length === 0 && /^[A-Z]/.test(callee.of.name)) append(index, callee.name, site);
  }
  return index;
});

export function isMaker({ fn }: Func): boolean {
  return /^(constructor|__init__|initialize|__construct)$/.test(fn.name);
}

/** An attribute of a Python class that each object gets one of its own for: `items = {}` above, `self.items = {}` in `__init__`. */
function isMadeAnew({ name, fn }: Class['fields'][number], { fields, methods }: Class): boolean {
  const makers = methods.filter((method) => method.name === '__init__');
  return fn === undefined && makers.some((maker) => fields.some((one) => one.name === name && one.fn === maker.fn));
}

/** A default of which each object gets a copy (pydantic's models). */
function isCopied({ fn }: Class['fields'][number], klass: Klass, { program }: Asked): boolean {
  const { classes, library, linker } = program;
  return (
    fn === undefined &&
    classes.ancestryOf(klass, linker.evaluate).externals.some((one) => library.copied.find(one).length > 0)
  );
}

/** An attribute of a Python class is the class's own; other fields are shared where one object is made for the whole program. */
function isShared(klass: Klass, language: string, fn: number | undefined, asked: Asked): boolean {
  if (language === 'python' && fn === undefined) return true;
  return asked.program.singles.has(klass);
}

function functionsOf(path: string, asked: Asked): readonly Func[] {
  return asked.program.funcsIn(path);
}

/** Whether a name stands in a function: the others need not be looked at. */
function mentions({ fn }: Func, name: string): boolean {
  return namesIn(fn).has(name);
}

const namesIn = onceFor(
  (fn: Func['fn']): ReadonlySet<string> =>
    new Set([...expressionsOf(fn)].flatMap((expr) => (expr.is === 'name' ? [expr.name] : []))),
);

/** A function that has a local name of its own. */
function hides(func: Func, name: string, top: Func): boolean {
  for (let here: Func | undefined = func; here && here !== top; here = here.outer) {
    if (here.fn.params.some((param) => param.name === name)) return true;
    if (here.bindings.has(name)) return true;
  }
  return false;
}
