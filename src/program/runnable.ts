import type { Expr } from '../code/model.js';
import { argumentFor, spreadFor } from './arguments.js';
import type { EntryRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Func, Klass, Made, Value } from './values.js';

/** Methods that a class is run by, where a row does not say which. */
const usual = ['handle', '__invoke', 'perform', 'run', 'execute', 'call', '__call__'];

export interface Running {
  readonly row: EntryRow;
  readonly linker: Linker;
  readonly classes: Ancestry;
  readonly graph: Graph;
}

/** The functions that something given to a library will be run by: itself, methods of a class, those in a list or map. */
export function runnable(expr: Expr, func: Func, running: Running, depth = 0): readonly Func[] {
  if (depth > 3) return [];
  return runBy(running.linker.evaluate(expr, func), running, depth);
}

export function runBy(values: readonly Value[], running: Running, depth = 0): readonly Func[] {
  const { linker } = running;
  return values.flatMap((value): readonly Func[] => {
    switch (value.is) {
      case 'function':
        return [value.func];
      case 'class':
      case 'instance':
        return methodsOf(value.klass, running);
      case 'literal':
        return byText(String(value.value), value.func, running);
      case 'structure': {
        const { expr: inner } = value;
        if (inner.is === 'list') {
          const [first, second] = inner.items;
          const method = second?.is === 'literal' ? String(second.value) : undefined;
          const holders = first && method ? linker.evaluate(first, value.func) : [];
          const named = holders.flatMap((holder) => (method ? methodOf(holder, method, running) : []));
          return named.length > 0
            ? named
            : inner.items.flatMap((item) => runnable(item, value.func, running, depth + 1));
        }
        if (inner.is !== 'map') return [];
        return [
          ...inner.entries.flatMap((entry) => runnable(entry.value, value.func, running, depth + 1)),
          ...linker.merged(value).flatMap((one) => runnable(one.expr, one.func, running, depth + 1)),
        ];
      }
      case 'parameter':
        return given({ ...value, path: value.path.replace(ofLists, '') }, running, depth);
      case 'folder':
        return runBy(linker.follow([value], '[]'), running, depth + 1);
      case 'external':
        return value.made ? inList(value.name, value.made, running, depth) : [];
      default:
        return [];
    }
  });
}

/** What JavaScript's lists make of themselves: `...handlers.map(caught)`, `const all = handlers.slice();`. */
const ofLists = /\.(slice|map|flatMap|filter|concat|flat|reverse|toReversed|pop|shift|at)\(\)/g;

/** What stands in the list that a list is made of. */
function inList(
  name: string,
  { call: { callee, args }, func }: Made,
  running: Running,
  depth: number,
): readonly Func[] {
  if (callee.is !== 'member' || name.replace(ofLists, '') === name) return [];
  return [callee.of, ...args.map(({ value }) => value)].flatMap((one) => runnable(one, func, running, depth + 1));
}

/** What callers hand to a function that hands it on (`page('/x', show)` for the app's own `page`). */
function given(value: Value & { is: 'parameter' }, running: Running, depth: number): readonly Func[] {
  // an item of all that it is given (`([router, path, show] = args)`): any of what callers give
  const isItem = value.path === '[]' && value.func.fn.params[value.index]?.kind === 'rest';
  const callers = running.graph.callersOf(value.func);
  // a function that is only handed over is told by whoever runs it
  if ((value.path !== '' && !isItem) || !callers.some(({ targets }) => targets.includes(value.func)))
    return runBy(
      running.graph.concrete(value).filter(({ is }) => is !== 'parameter'),
      running,
      depth,
    );
  return callers.flatMap((site) => {
    if (!site.targets.includes(value.func)) return [];
    const isRest = value.func.fn.params[value.index]?.kind === 'rest';
    const argument = argumentFor(value.func, value.index, site.call);
    const spread = argument ? undefined : spreadFor(value.func, value.index, site);
    if (spread) return runBy(running.graph.concrete(spread), running, depth + 1);
    const others = isRest ? site.call.args.slice(value.index).map((arg) => arg.value) : argument ? [argument] : [];
    return others.flatMap((one) => runnable(one, site.func, running, depth + 1));
  });
}

export function methodOf(holder: Value, name: string, { linker, classes }: Running): readonly Func[] {
  if (holder.is !== 'class' && holder.is !== 'instance') return [];
  const found = classes.methodOf(holder.klass, name, linker.evaluate);
  return found ? [found.func] : [];
}

/** `PhotoController@store`, `App\Jobs\Send::handle`, `photos#create`. */
function byText(text: string, func: Func, running: Running): readonly Func[] {
  const [, holder, method] = /^([\w\\/]+?)(?:@|::|#)(\w+)$/.exec(text) ?? [];
  if (!holder || !method) return functionByText(text, func, running);
  const wanted = holder.replaceAll('\\', '/').toLowerCase().replaceAll('_', '');
  return running.classes.klasses.flatMap((klass) => {
    const own = klass.fullName.toLowerCase();
    const isIt =
      own === wanted ||
      own.endsWith(`/${wanted}`) ||
      own === `${wanted}controller` ||
      own.endsWith(`/${wanted}controller`);
    return isIt ? methodOf({ is: 'class', klass }, method, running) : [];
  });
}

/** PHP names functions and classes in texts: `add_action('init', 'make_folder')`, `'App\\Jobs\\Send'`. */
function functionByText(text: string, func: Func, running: Running): readonly Func[] {
  if (func.module.language !== 'php' || !/^\\?[A-Za-z_][\w\\]*$/.test(text)) return [];
  const name = text.replace(/^\\/, '').replaceAll('\\', '/');
  const expr: Expr = { is: 'name', name, start: 0, end: 0 };
  return running.linker
    .evaluate(expr, func)
    .flatMap((value) =>
      value.is === 'function' ? [value.func] : value.is === 'class' ? methodsOf(value.klass, running) : [],
    );
}

export function methodsOf(klass: Klass, { row, linker, classes }: Running): readonly Func[] {
  const own = (name: string) => classes.methodOf(klass, name, linker.evaluate)?.func;
  if (row.methods === '*') return publicMethods(klass, classes, linker);
  const named = (row.methods ?? usual).flatMap((name) =>
    name.startsWith('*') ? endingSo(klass, name.slice(1)) : name,
  );
  return named.map(own).filter((func) => func !== undefined);
}

/** Methods of a class whose names end so: `*=` are its setters. */
function endingSo(klass: Klass, end: string): readonly string[] {
  return klass.parts.flatMap(({ class: cls }) =>
    cls.methods.flatMap(({ name }) => (name.endsWith(end) && /^\w/.test(name) && !/[=!]=$/.test(name) ? [name] : [])),
  );
}

/** Methods that others may call. */
export function publicMethods(klass: Klass, classes: Ancestry, linker: Linker): readonly Func[] {
  const names = klass.parts.flatMap(({ class: cls }) =>
    cls.methods
      .filter(({ name, kind }) => !/^_|^#|^constructor$|^initialize$/.test(name) && kind !== 'abstract')
      .map(({ name }) => name),
  );
  return [...new Set(names)]
    .map((name) => classes.methodOf(klass, name, linker.evaluate)?.func)
    .filter((func) => func !== undefined);
}
