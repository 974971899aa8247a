import type { Call, CodeModule, Expr, ExprOf } from '../code/model.js';
import { givenBy } from '../code/walk.js';
import { argumentAt } from './arguments.js';
import { askedByKey } from './asked-by-key.js';
import { moduleGivenTo } from './awaited-modules.js';
import { containerOf } from './container.js';
import { followerOf } from './follow.js';
import { gatheredIn } from './gathered.js';
import { calledBack } from './given.js';
import { wholeName } from './holders.js';
import { indexedBy } from './indexed.js';
import type { Linker, LinkerParts } from './linker.js';
import { loadingOf } from './loading.js';
import { membersOf } from './members.js';
import { typesAsked } from './narrowed.js';
import { operatorsOf } from './operators.js';
import { ownObjectsOf } from './own-objects.js';
import { passedOnBy } from './passed-on.js';
import { productionOf } from './production.js';
import { namedQueries } from './query-scopes.js';
import { settingsOf } from './settings.js';
import { substitutionOf } from './substitute.js';
import { distinct, type Func, mostValues, typedAs, unknownThing, type Value } from './values.js';

/** How often a cut answer is asked for anew, and how long a chain of helpers is followed. */
const [mostTries, deepest] = [2, 24];

export function linkerOf({ scopes, classes, finder, library }: LinkerParts): Linker {
  const memo = new Map<Expr, readonly Value[]>();
  const busy = new Set<Expr>();
  let depth = 0;

  // an answer that was cut off, by a circle or by its length, is asked for again, though not for ever
  let cuts = 0;
  const provisional = new Map<Expr, number>();

  const evaluate = (expr: Expr, func: Func): readonly Value[] => {
    const known = memo.get(expr);
    if (known) return known;
    if (busy.has(expr) || depth > deepest) {
      cuts++;
      return [];
    }
    const before = cuts;
    busy.add(expr);
    depth++;
    const values = distinct(compute(expr, func));
    depth--;
    busy.delete(expr);
    const tries = provisional.get(expr) ?? 0;
    if (cuts === before || depth === 0 || tries >= mostTries) memo.set(expr, values);
    else provisional.set(expr, tries + 1);
    return values;
  };

  const objects = ownObjectsOf(scopes);
  const production = productionOf(library, evaluate);
  const gathered = gatheredIn({ scopes, evaluate });
  const byKey = askedByKey(evaluate);
  const operation = operatorsOf(evaluate, library);
  const compute = (expr: Expr, func: Func): readonly Value[] => {
    switch (expr.is) {
      case 'literal':
        return [{ is: 'literal', value: expr.value, expr, func }];
      case 'name':
        return named(expr.name, func, expr.start);
      case 'this':
        return thisOf(func, expr.start);
      case 'super':
        return superOf(func);
      case 'member':
        return member(expr, func);
      case 'index':
        return index(expr, func);
      case 'call':
        if (func.module.language === 'ruby' && expr.callee.is === 'member' && expr.callee.name === 'class')
          return evaluate(expr.callee.of, func).flatMap((value): readonly Value[] =>
            value.is === 'instance' ? [{ is: 'class', klass: value.klass }] : [],
          );
        return got(expr, func) ?? calleesOf(expr, func).flatMap((value) => resultOf(value, expr, func));
      case 'list':
      case 'map':
      case 'text':
        return [{ is: 'structure', expr, func }];
      case 'operation':
        return operation(expr, func);
      case 'choice': {
        const truth = production.holds(expr.when, func);
        return [
          ...(truth === false ? [] : evaluate(expr.yes, func)),
          ...(truth === true ? [] : evaluate(expr.no, func)),
        ];
      }
      case 'function':
        return functionValue(scopes.funcAt(func.module, expr.fn));
      case 'class': {
        const klass = classes.classAt(func.module, expr.class);
        return klass ? [{ is: 'class', klass }] : [];
      }
      case 'import':
        return imported(func.module, expr.module, '*', expr.prefix);
      case 'opaque':
        if (expr.made !== undefined) return [{ is: 'external', name: `${expr.made}()` }];
        return expr.children.length === 1 && expr.children[0] ? evaluate(expr.children[0], func) : [];
    }
  };

  const functionValue = (func: Func | undefined): readonly Value[] => (func ? [{ is: 'function', func }] : []);
  const thisOf = (func: Func, at?: number): readonly Value[] => {
    if (func.owner) return [{ is: func.fn.static ? 'class' : 'instance', klass: func.owner }];
    const klass = classes.around(func, at);
    if (!klass) return objects.around(func);
    // the first value of a field speaks of the object, that of a static one of the class
    const isObject = func.module.language === 'javascript';
    return [...(isObject ? [{ is: 'instance' as const, klass }] : []), { is: 'class', klass }];
  };

  const superOf = (func: Func): readonly Value[] => {
    if (!func.owner) return [];
    const above = classes.basesOf(func.owner, evaluate);
    return [
      ...above.klasses.map((klass): Value => ({ is: 'instance', klass })),
      ...above.externals.map((name): Value => ({ is: 'external', name: `${name}()` })),
    ];
  };

  /** A name, from the inside out: parameters and local names, the module, its imports, what is known everywhere. */
  const named = (name: string, func: Func, at: number): readonly Value[] => {
    if (func.module.language === 'ruby' && /^[A-Z]/.test(name)) {
      const fields = classes.constantsOf(func, name, evaluate, at);
      if (fields.length > 0) return fields.flatMap((field) => (field.value ? evaluate(field.value, field.func) : []));
    }
    for (let here: Func | undefined = func; here; here = here.outer) {
      const own = localsOf(name, here);
      if (own.length > 0 || here.bindings.has(name)) return own;
    }
    const top = scopes.topOf(func.module);
    const isSeen = top !== func && !closed(func, name);
    const outside = isSeen ? localsOf(name, top) : [];
    if (outside.length > 0 || (isSeen && top.bindings.has(name))) return outside;
    const entry = scopes.importOf(func.module, name);
    if (entry) return imported(func.module, entry.module, entry.name);
    const klass = classes.classNamed(func, name, at);
    if (klass) return [{ is: 'class', klass }];
    const global = scopes.functionNamed(func.module.language, name);
    if (global) return functionValue(global);
    const constants = scopes.constantsNamed(func.module.language, name);
    if (constants.length > 0) return constants.flatMap((one) => evaluate(one.expr, one.func));
    for (const star of func.module.stars) {
      const path = finder.find(func.module, star);
      const module = path === undefined ? undefined : scopes.moduleAt(path);
      const found = module ? offered(module, name) : undefined;
      if (found && found.length > 0) return found;
    }
    const holder = func.module.language === 'ruby' && /^[a-z_]/.test(name) ? classes.around(func, at) : undefined;
    if (holder) {
      const self: Value | undefined = func.owner ? thisOf(func)[0] : { is: 'class', klass: holder };
      const own = self ? memberOf(self, name) : [];
      // what no class of the app answers may be a function of the language itself
      if (own.some(({ is }) => is !== 'external')) return own;
      return [...own, { is: 'external', name: library.nameOf(name, 'ruby') }];
    }
    const put = name === 'exports' ? whole(func.module) : putEverywhere(name);
    if (put.length > 0) return put;
    return [{ is: 'external', name: library.nameOf(name, func.module.language) }];
  };

  /** PHP's functions and Ruby's methods do not see the variables of their file. */
  const closed = (func: Func, name: string): boolean =>
    (func.module.language === 'php' && name.startsWith('$')) ||
    (func.module.language === 'ruby' && /^[a-z_]/.test(name));

  const localsOf = (name: string, func: Func): readonly Value[] => {
    const found: Value[] = [];
    const position = func.fn.params.findIndex((param) => param.name === name);
    if (position >= 0) found.push(...parameter(func, position));
    for (const value of (func.bindings.get(name) ?? []).slice(0, mostValues)) {
      if (production.isNever(value.guard, value.func)) continue;
      const typed = value.type ? objectsOf(value.type, value.func) : [];
      const own = () => evaluate(value.expr, value.func);
      found.push(...(typed.length > 0 ? typedAs(typed, own) : own()));
    }
    return found.length > 0 ? [...found, ...typesAsked(name, func).flatMap((type) => objectsOf(type, func))] : found;
  };

  const parameter = (func: Func, position: number): readonly Value[] => {
    const awaited = moduleGivenTo(func, position);
    if (awaited) return evaluate(awaited, func);
    const param = func.fn.params[position];
    const plain = { is: 'parameter', func, index: position, path: '' } as const;
    const typed = typedAs(param?.type ? objectsOf(param.type, func) : [], () => [plain, ...usual]);
    const usual = param?.fallback ? evaluate(param.fallback, scopes.topOf(func.module)) : [];
    const told = [...typed, ...usual.filter((value) => value.is !== 'literal')];
    return told.length > 0 && typed.length > 0 ? told : [...told, plain];
  };

  const imported = (from: CodeModule, name: string, of: string, prefix?: true): readonly Value[] => {
    if (prefix) {
      return finder
        .withPrefix(from, name)
        .slice(0, mostValues)
        .flatMap((path) => scopes.moduleAt(path) ?? [])
        .flatMap(whole);
    }
    if (from.language === 'php') {
      const file = /\.\w+$/.test(name) ? finder.find(from, name) : undefined;
      const included = file === undefined ? undefined : scopes.moduleAt(file);
      // a file that is taken in gives what it returns
      if (included) return returnsOf(scopes.topOf(included));
      const klass = classes.classCalled(name);
      if (klass) return [{ is: 'class', klass }];
      const func = scopes.functionNamed('php', name);
      return func ? functionValue(func) : [{ is: 'external', name: library.nameOf(name, 'php') }];
    }
    const path = finder.find(from, name);
    const module = path === undefined ? undefined : scopes.moduleAt(path);
    if (module) {
      if (of === '*') return whole(module);
      const found = offered(module, of);
      if (found && found.length > 0) return found;
    }
    if (from.language === 'python') {
      const below = finder.find(from, of === '*' ? name : name.endsWith('.') ? name + of : `${name}.${of}`);
      const sub = below === undefined ? undefined : scopes.moduleAt(below);
      if (sub) return [{ is: 'module', module: sub }];
      if (of === '*' && scopes.hasFolder(name)) return [{ is: 'folder', path: name }];
    }
    const outside = path === undefined ? finder.outside(from, name) : undefined;
    if (outside === undefined) return [];
    return [{ is: 'external', name: library.nameOf(of === '*' || of === 'default' ? outside : `${library.nameOf(outside)}.${of}`) }]; // biome-ignore format: one answer
  };

  /** A module as a value: what `module.exports` is set to, else the module with its names. */
  const whole = (module: CodeModule): readonly Value[] => {
    const all = module.exports.filter(({ name }) => name === '*');
    if (all.length === 0) return [{ is: 'module', module }];
    return all.flatMap(({ value }) => evaluate(value, scopes.topOf(module)));
  };

  /** What a module offers under a name, by itself or by those that it passes on; undefined when they say nothing about it. */
  const offered = (module: CodeModule, name: string): readonly Value[] | undefined => {
    const passed = passedOn(module);
    for (const one of passed) {
      const key = `${one.path} ${name}`;
      // modules that take a name from each other
      if (asking.has(key)) continue;
      asking.add(key);
      const found = offeredBy(one, name);
      asking.delete(key);
      if (found && (found.length > 0 || passed.length === 1)) return found;
    }
    const whole = name === 'default' ? passed.find(({ exports }) => exports.length > 0) : undefined;
    return whole && [{ is: 'module', module: whole }];
  };

  const passedOn = passedOnBy(finder, scopes);
  const asking = new Set<string>();
  const offeredBy = (module: CodeModule, name: string): readonly Value[] | undefined => {
    const top = scopes.topOf(module);
    if (module.language !== 'javascript') {
      const own = localsOf(name, top);
      if (own.length > 0) return own;
      const entry = scopes.importOf(module, name);
      if (entry) return imported(module, entry.module, entry.name);
    }
    const exports = module.exports.filter((one) => one.name === name);
    if (exports.length > 0) return exports.flatMap(({ value }) => evaluate(value, top));
    const all = module.exports.filter((one) => one.name === '*');
    if (all.length > 0) {
      const values = all.flatMap(({ value }) => evaluate(value, top));
      return name === 'default' ? values : values.flatMap((value) => memberOf(value, name));
    }
    return undefined;
  };

  /** A property and a method of PHP may bear the same name: `$this->store` is the one, `$this->store()` the other. */
  const member = (expr: ExprOf<'member'>, func: Func, as: 'called' | 'read' = 'read'): readonly Value[] => {
    if (wholeName(expr) && func.module.language === 'javascript') return whole(func.module);
    const of = evaluate(expr.of, func);
    if (of.length === 0) return assignedAs(expr.name, func.module.language) ?? [{ is: 'external', name: `${unknownThing}.${expr.name}` }]; // biome-ignore format: one answer
    const isProperty = as === 'read' && func.module.language === 'php';
    return of.flatMap((value) => memberOf(value, expr.name, isProperty));
  };

  const loading = loadingOf({ finder, library, evaluate });
  const known = { scopes, classes, objects, finder, library, evaluate, offered, ...loading };
  const { objectsOf, madeBy, behind, answering } = containerOf({
    ...known,
    resultOf: (value, call, func) => resultOf(value, call, func),
    returnsOf: (func) => returnsOf(func),
  });

  const settings = settingsOf({
    ...known,
    memberOf: (value, name) => memberOf(value, name),
    returnsOf: (func) => returnsOf(func),
  });

  const { memberOf, assignedAs, putEverywhere, merged } = membersOf({
    ...known,
    objectsOf,
    behind,
    answering,
    returnsOf: (func) => returnsOf(func),
    follow: (values, path) => follow(values, path),
  });

  const { index, got } = indexedBy({ evaluate, memberOf, gathered, library, tables: scopes.tables });
  const queryOf = namedQueries(classes, library);

  const calleesOf = (call: Call, func: Func): readonly Value[] => {
    if (call.callee.is === 'super' && func.owner) {
      const above = classes.basesOf(func.owner, evaluate);
      return [
        ...above.klasses.map((klass): Value => ({ is: 'class', klass })),
        ...above.externals.map((name): Value => ({ is: 'external', name })),
      ];
    }
    // a Ruby class is made by a method of its own
    if (func.module.language === 'ruby' && call.callee.is === 'member' && call.callee.name === 'new')
      return evaluate(call.callee.of, func);
    if (func.module.language === 'php' && call.callee.is === 'member') return member(call.callee, func, 'called');
    const callees = evaluate(call.callee, func);
    // PHP calls by a text too: `$drop = $isFolder ? 'rmdir' : 'unlink'`
    return func.module.language !== 'php' ? callees : callees.flatMap((one) => one.is === 'literal' && typeof one.value === 'string' ? imported(func.module, one.value.replaceAll('\\', '/'), '*') : [one]); // biome-ignore format: one answer
  };

  const resultOf = (value: Value, call: Call, func: Func): readonly Value[] => {
    switch (value.is) {
      case 'function':
        // `this.work.bind(this)` is the function again
        if (func.module.language === 'javascript' && call.callee.is === 'member' && call.callee.name === 'bind')
          return [value];
        return within(substitute(byKey(value.func, call, func) ?? returnsOf(value.func), value.func, call, func), value.made); // biome-ignore format: one answer
      case 'class':
        return [{ is: 'instance', klass: value.klass }];
      case 'instance': {
        if (func.module.language === 'ruby') return call.args.length === 0 ? [value] : [];
        const method = classes.methodOf(
          value.klass,
          func.module.language === 'python' ? '__call__' : '__invoke',
          evaluate,
        );
        // only a library calls an object without it: it gives the object
        return method
          ? substitute(returnsOf(method.func), method.func, call, func)
          : func.module.language === 'php'
            ? [value]
            : [];
      }
      case 'external': {
        const query = queryOf(value.name);
        if (query !== undefined) return [{ is: 'external', name: query, made: { call, func } }];
        const back = library.callbacks.find(value.name).find(({ value: row }) => row.gives)?.value;
        if (back) return calledBack(back, { call, func }, { evaluate, follow, returnsOf, library });
        return (
          settings.readBy(value.name, (at) => argumentAt(call, at), func) ??
          loading.loadedBy(value.name, { call, func }) ??
          library.resultOf(value.name, (at) => argumentAt(call, at), {
            evaluate: (expr) => evaluate(expr, func),
            made: (one) => madeBy(one, call, func),
            by: { call, func },
          })
        );
      }
      case 'parameter':
        return [{ ...value, path: `${value.path}()`, made: { call, func } }];
      case 'structure':
      case 'literal':
        // a Ruby setting is read like a method is called
        return func.module.language === 'ruby' && call.args.length === 0 ? [value] : [];
      default:
        return [];
    }
  };

  const returned = new Map<Func, readonly Value[]>();
  const returnsOf = (func: Func): readonly Value[] => {
    const known = returned.get(func);
    if (known) return known;
    const before = cuts;
    const values = computeReturns(func);
    if (cuts === before) returned.set(func, values);
    return values;
  };

  const computeReturns = (func: Func): readonly Value[] => {
    const runs = (guard: number | undefined) => !production.isNever(guard, func);
    const values = distinct(givenBy(func.fn, runs).flatMap((value) => evaluate(value, func)));
    if (!func.fn.returns || values.some(({ is }) => is !== 'external' && is !== 'parameter')) return values;
    // a container's answer is what the function says that it returns
    const typed = objectsOf(func.fn.returns, func);
    return values.length === 0 || typed.some(({ is }) => is === 'instance') ? typed : values;
  };

  const follow = followerOf({ ...known, memberOf, returnsOf, gathered });
  const { substitute, within } = substitutionOf({ evaluate, follow, calleesOf });

  return { evaluate, memberOf, resultOf, settingOf: settings.saidOf, follow, calleesOf, merged, isNever: production.isNever }; // biome-ignore format: one line
}
