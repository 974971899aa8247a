import type { Call, Expr } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { argumentAt } from './arguments.js';
import type { BindRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import type { Library } from './library.js';
import { expandBraces } from './patterns.js';
import type { Scopes } from './scopes.js';
import { type ServiceLine, serviceLines, serviceName } from './service-tables.js';
import type { Func, Klass, Value } from './values.js';

/** What a container of objects makes of classes, interfaces and names. */
export interface Container {
  /** What something of that type is: an object of the class, of what is bound to it, or of the only class that implements it. */
  objectsOf(type: Expr, func: Func): readonly Value[];
  /** What a library makes of a class or function that it is given: an object, or its result. */
  madeBy(value: Value, call: Call, func: Func): readonly Value[];
  /** What a class that only stands before an object answers for (a facade): that object. */
  behind(klass: Klass): readonly Value[];
  /** What a library calls for a method that a class below one of its own has not. */
  answering(above: readonly string[], method: string): readonly Value[];
}

interface Tools {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly library: Library;
  evaluate(expr: Expr, func: Func): readonly Value[];
  resultOf(value: Value, call: Call, func: Func): readonly Value[];
  returnsOf(func: Func): readonly Value[];
}

interface Binding {
  readonly to: Expr;
  readonly func: Func;
  /** What it is bound to makes the object, and is not the object's own class. */
  readonly makes?: true;
}

/** Types that say nothing of what something is but that it may be called. */
const isAnything = /^((typing|typing_extensions|collections\.abc)\.(Any|Callable)|Function|Closure|Proc)$/;

export function containerOf({ scopes, classes, library, evaluate, resultOf, returnsOf }: Tools): Container {
  let bindings: ReadonlyMap<string, Binding> | undefined;
  const fronts = new Map<Klass, readonly Value[]>();
  const asking = new Set<string>();
  let tables: readonly ServiceLine[] | undefined;
  const lines = () => {
    tables ??= serviceLines(scopes, library.serviceTables);
    return tables;
  };

  /** What the app says that a name or an interface stands for. */
  const bound = (name: string): readonly Value[] => {
    bindings ??= new Map([...tablesIn(lines()), ...bindingsIn(scopes, library.binds)]);
    const binding = bindings.get(name);
    // a factory says that it returns the type which it is asked for
    if (!binding || asking.has(name)) return [];
    asking.add(name);
    const values = evaluate(binding.to, binding.func).flatMap((value) => standsFor(value, name, binding));
    asking.delete(name);
    return values;
  };

  const standsFor = (value: Value, name: string, { makes }: Binding): readonly Value[] => {
    if (makes) return madeIn(value, name);
    if (value.is === 'class') return [{ is: 'instance', klass: value.klass }];
    if (value.is === 'function') return returnsOf(value.func);
    if (value.is === 'literal')
      return typeof value.value === 'string' && value.value !== name ? named(value.value) : [];
    if (value.is === 'external' && !value.name.endsWith(')')) return [{ ...value, name: `${value.name}()` }];
    return [value];
  };

  /** What a factory makes: the result of calling it, or an object of the class that it is asked for. */
  const madeIn = (value: Value, name: string): readonly Value[] => {
    if (value.is === 'function') return returnsOf(value.func);
    const text = value.is === 'literal' && typeof value.value === 'string' ? value.value.replaceAll('\\', '/') : '';
    const klass = value.is === 'class' ? value.klass : classes.classCalled(text);
    const made = klass && classes.methodOf(klass, '__invoke', evaluate);
    if (made) return returnsOf(made.func);
    const external = value.is === 'external' ? value.name : text;
    const isPlain = library.serviceTables.some(({ plain }) => plain.includes(external));
    const own = isPlain ? classes.classCalled(name) : undefined;
    return own ? [{ is: 'instance', klass: own }] : [];
  };

  const objectsOfClass = (klass: Klass): readonly Value[] => {
    const only = classes.onlyImplementation(klass, evaluate);
    if (only) return [{ is: 'instance', klass: only }];
    const told = bound(klass.fullName).filter((value) => value.is !== 'instance' || value.klass !== klass);
    return told.length > 0 ? told : [{ is: 'instance', klass }];
  };

  const named = (text: string): readonly Value[] => {
    const name = text.replaceAll('\\', '/').replace(/^\//, '');
    const klass = classes.classCalled(name);
    if (klass) return objectsOfClass(klass);
    const told = bound(name);
    if (told.length > 0) return told;
    const known = library.containerNames.get(name);
    if (known !== undefined) return [{ is: 'external', name: known }];
    return name.includes('/') ? [{ is: 'external', name: library.nameOf(`${name}()`) }] : [];
  };

  return {
    objectsOf: (type, func) =>
      evaluate(type, scopes.topOf(func.module)).flatMap((value): readonly Value[] => {
        if (value.is === 'class') return objectsOfClass(value.klass);
        // `string`; a package whose only offer is a class has another name for its objects (`ws`)
        if (
          value.is !== 'external' ||
          isAnything.test(value.name) ||
          (/^[a-z]\w*$/.test(value.name) && library.nameOf(`${value.name}()`) === `${value.name}()`)
        )
          return [];
        const told = value.name.includes('/') ? bound(value.name) : [];
        return told.length > 0 ? told : [{ is: 'external', name: library.nameOf(`${value.name}()`) }];
      }),
    madeBy(value, call, func) {
      if (value.is === 'class') return objectsOfClass(value.klass);
      if (value.is === 'literal') return typeof value.value === 'string' ? named(value.value) : [];
      if (value.is === 'external' && value.name.includes('/') && !value.name.endsWith(')')) {
        const told = bound(value.name);
        if (told.length > 0) return told;
      }
      return resultOf(value, call, func);
    },
    answering(above, method) {
      const groups = library.serviceTables.flatMap(({ answers }) => above.flatMap((name) => answers[name] ?? []));
      if (groups.length === 0) return [];
      return lines().flatMap((line) =>
        groups.includes(line.group) && line.name === method
          ? evaluate(line.to, line.func).flatMap((value) => standsFor(value, method, bindingOf(line)))
          : [],
      );
    },
    behind(klass) {
      const known = fronts.get(klass);
      if (known) return known;
      fronts.set(klass, []);
      const { externals } = classes.ancestryOf(klass, evaluate);
      const method = externals.map((name) => library.fronts.find(name)[0]?.value).find((name) => name !== undefined);
      const found = method === undefined ? undefined : classes.methodOf(klass, method, evaluate);
      const values = (found ? returnsOf(found.func) : []).flatMap((value): readonly Value[] => {
        if (value.is === 'class') return objectsOfClass(value.klass);
        if (value.is === 'literal') return typeof value.value === 'string' ? named(value.value) : [];
        if (value.is !== 'external' || value.name.endsWith(')')) return [value];
        const told = bound(value.name);
        return told.length > 0 ? told : [{ is: 'external', name: library.nameOf(`${value.name}()`) }];
      });
      fronts.set(klass, values);
      return values;
    },
  };
}

/** Calls by which the app tells its container what to make: by the method's name, with a class, an interface or a text for a name. */
function bindingsIn(scopes: Scopes, rows: readonly BindRow[]): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  const byMethod = new Map<string, BindRow>();
  for (const row of rows) {
    for (const name of expandBraces(row.on)) byMethod.set(name.slice(name.lastIndexOf('.') + 1), row);
  }
  if (byMethod.size === 0) return found;
  for (const func of scopes.funcs) {
    if (func.module.language !== 'php') continue;
    for (const call of callsOf(func.fn)) {
      const row = call.callee.is === 'member' ? byMethod.get(call.callee.name) : undefined;
      const named = row && argumentAt(call, row.name);
      const key = named && serviceName(named);
      const to = row && (argumentAt(call, row.to) ?? named);
      if (key !== undefined && to && !found.has(key)) found.set(key, { to, func });
    }
  }
  return found;
}

/** What tables of settings say of the names of the whole app; the last one decides. */
function tablesIn(lines: readonly ServiceLine[]): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const line of lines) if (line.whole && line.name !== undefined) found.set(line.name, bindingOf(line));
  return found;
}

function bindingOf({ how, to, func }: ServiceLine): Binding {
  return { to, func, ...(how === 'factory' ? { makes: true } : {}) };
}
