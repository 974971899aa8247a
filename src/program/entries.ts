import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt, argumentFor, spreadFor } from './arguments.js';
import type { ArgAt, EntryKind, EntryRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import { aroundOf, type Graph, type Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func, Klass, Made, Value } from './values.js';

/** A function that the outside world starts. */
export interface Entry {
  readonly kind: EntryKind;
  readonly func: Func;
  /** The call that hands it over, where one does. */
  readonly site?: Site;
  /** The decorator that says so, where it is called. */
  readonly decorator?: Call;
  readonly row?: EntryRow;
}

export interface EntriesFrom {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly linker: Linker;
  readonly graph: Graph;
  readonly library: Library;
}

/** Methods that a class is run by, where a row does not say which. */
const usual = ['handle', '__invoke', 'perform', 'run', 'execute', 'call', '__call__'];

export function entriesOf(from: EntriesFrom): readonly Entry[] {
  return [
    ...calledEntries(from),
    ...decorated(from),
    ...inherited(from),
    ...putUnder(from),
    ...placed(from),
    ...directed(from),
    ...named(from),
  ];
}

function* calledEntries({ graph, library, linker, classes }: EntriesFrom): Iterable<Entry> {
  for (const site of graph.sites) {
    for (const name of site.names) {
      for (const { value: row } of library.entryCalls.find(name)) {
        const given =
          row.handler === undefined ? site.call.args.map(({ value }) => value) : handlersAt(site.call, row.handler);
        for (const expr of given)
          for (const func of handedOver(expr, site, { row, linker, classes, graph })) {
            if (!row.returned) yield { kind: row.kind, func, site, row };
            else
              for (const made of runBy(linker.resultOf({ is: 'function', func }, site.call, site.func), {
                row,
                linker,
                classes,
                graph,
              }))
                yield { kind: row.kind, func: made, site, row };
          }
      }
    }
  }
}

/** The argument that is run; a table of options may take it over from others (`{ ...schema }`). */
function handlersAt(call: Call, at: ArgAt): readonly Expr[] {
  const given = argumentAt(call, at);
  if (given || typeof at !== 'string') return given ? [given] : [];
  const spread = call.args.flatMap(({ value }) => (value.is === 'map' ? value.entries : [])).filter(({ key }) => !key);
  return spread.map(({ value: of }) => ({ is: 'member', of, name: at, start: of.start, end: of.end }));
}

/** Ruby names methods of the class around by symbols: `after_commit :send_later`. */
function handedOver(expr: Expr, { func, klass }: Site, running: Running): readonly Func[] {
  const around = klass ?? func.owner;
  if (func.module.language === 'ruby' && around && expr.is === 'literal' && typeof expr.value === 'string')
    return methodOf({ is: 'instance', klass: around }, expr.value, running);
  return runnable(expr, func, running);
}

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

function runBy(values: readonly Value[], running: Running, depth = 0): readonly Func[] {
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

function methodOf(holder: Value, name: string, { linker, classes }: Running): readonly Func[] {
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

function methodsOf(klass: Klass, { row, linker, classes }: Running): readonly Func[] {
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

/** Decorators and attributes, by what they are and by what they are called with. */
function* decorated({ scopes, classes, library, linker, graph }: EntriesFrom): Iterable<Entry> {
  const rowsFor = (decorators: readonly Expr[], top: Func) =>
    decorators.flatMap((expr) => {
      const called = expr.is === 'call' ? expr.callee : expr;
      return namesOf(called, top, { scopes, linker }).flatMap((name) => {
        const plain = library.entryDecorators.find(name);
        const found = plain.length > 0 ? plain : library.entryDecorators.find(`${name}()`);
        return found.map(({ value }) => ({ row: value, ...(expr.is === 'call' ? { decorator: expr } : {}) }));
      });
    });
  for (const func of scopes.funcs) {
    if (func.fn.decorators.length === 0) continue;
    for (const said of rowsFor(func.fn.decorators, aroundOf(func, scopes)))
      yield { kind: said.row.kind, func, ...said };
  }
  for (const klass of classes.klasses) {
    for (const { class: cls, top } of klass.parts) {
      for (const { row } of rowsFor(cls.decorators, top)) {
        if (row.methods === undefined) continue;
        for (const func of methodsOf(klass, { row, linker, classes, graph })) yield { kind: row.kind, func, row };
      }
    }
  }
}

/** So many groups stand in each other at most. */
const deepestGroup = 4;

/** What is called: a thing of a library, or a method of what a decorator has made of a function (`@cli.command()` below `@click.group() def cli`). */
function namesOf(
  called: Expr,
  top: Func,
  { scopes, linker, depth = 0 }: Pick<EntriesFrom, 'scopes' | 'linker'> & { readonly depth?: number },
): readonly string[] {
  const plain = linker.evaluate(called, top).flatMap((value) => (value.is === 'external' ? [value.name] : []));
  if (plain.length > 0 || called.is !== 'member' || depth > deepestGroup) return plain;
  return linker
    .evaluate(called.of, top)
    .flatMap((value) => (value.is === 'function' ? [value.func] : []))
    .flatMap((func) =>
      func.fn.decorators.flatMap((expr) =>
        expr.is === 'call' ? namesOf(expr.callee, aroundOf(func, scopes), { scopes, linker, depth: depth + 1 }) : [],
      ),
    )
    .map((name) => `${name}().${called.name}`);
}

function* inherited({ classes, library, linker, graph }: EntriesFrom): Iterable<Entry> {
  for (const klass of classes.klasses) {
    const rows = new Set(
      classes
        .ancestryOf(klass, linker.evaluate)
        .externals.flatMap((name) => library.entryClasses.find(name.replace(/\(\)$/, '')).map(({ value }) => value)),
    );
    for (const row of rows)
      for (const func of methodsOf(klass, { row, linker, classes, graph })) yield { kind: row.kind, func, row };
  }
}

/** Functions under the keys of an object that calls them when it is asked for the key: `$services['mailer'] = fn () => new Mailer()`. */
function* putUnder({ scopes, library, linker }: EntriesFrom): Iterable<Entry> {
  for (const func of scopes.funcs) {
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.target.is !== 'index' || event.value.is !== 'function') continue;
      const put = scopes.funcAt(func.module, event.value.fn);
      if (!put) continue;
      for (const value of linker.evaluate(event.target.of, func))
        if (value.is === 'external')
          for (const { value: row } of library.entryHolders.find(value.name)) yield { kind: row.kind, func: put, row };
    }
  }
}

/** Files that a framework finds by their place. */
function* placed({ scopes, classes, library, linker, graph }: EntriesFrom): Iterable<Entry> {
  const rows = library.entries.flatMap((row) =>
    row.file === undefined ? [] : [{ row, pattern: globPattern(row.file) }],
  );
  if (rows.length === 0) return;
  for (const module of scopes.modules) {
    for (const { row, pattern } of rows) {
      if (!pattern.test(module.path)) continue;
      const top = scopes.topOf(module);
      if (row.methods !== undefined) {
        for (const [index] of module.classes.entries()) {
          const klass = classes.classAt(module, index);
          if (klass)
            for (const func of methodsOf(klass, { row, linker, classes, graph })) yield { kind: row.kind, func, row };
        }
      }
      if (row.exports === undefined && row.methods === undefined) yield { kind: row.kind, func: top, row };
      for (const { name, value } of module.exports) {
        if (row.exports === undefined || (row.exports !== '*' && !row.exports.includes(name))) continue;
        for (const func of runnable(value, top, { row, linker, classes, graph })) yield { kind: row.kind, func, row };
      }
    }
  }
}

/** What settings of a framework name by its dotted name (Django's `MIDDLEWARE`). */
function* named({ scopes, classes, library, linker, graph }: EntriesFrom): Iterable<Entry> {
  for (const row of library.entries) {
    const { texts } = row;
    if (!texts) continue;
    for (const module of scopes.modules) {
      const top = scopes.topOf(module);
      if (module.language !== 'python' || !texts.some((name) => top.bindings.has(name))) continue;
      for (const expr of assignedTo(texts, top))
        for (const func of runBy(byDottedName(expr, top, linker), { row, linker, classes, graph }))
          yield { kind: row.kind, func, row };
    }
  }
}

/** The texts that a module puts into variables of these names, also by `+=` and by methods of what they hold. */
function assignedTo(names: readonly string[], { fn }: Func): readonly (Expr & { is: 'literal' })[] {
  const isOne = (expr: Expr) => expr.is === 'name' && names.includes(expr.name);
  const values = fn.events.flatMap((event): readonly Expr[] => {
    if (event.is === 'bind' && isOne(event.target)) return [event.value];
    const { value } = event;
    const isCall = value?.is === 'call' && value.callee.is === 'member' && isOne(value.callee.of);
    return isCall ? value.args.map((arg) => arg.value) : [];
  });
  return values.flatMap((value) => [...within(value)].filter((one) => one.is === 'literal'));
}

/** `shop.middleware.Timing`: what the module of the app offers under that name. */
function byDottedName({ value, start, end }: Expr & { is: 'literal' }, top: Func, linker: Linker): readonly Value[] {
  const [, module, name] = (typeof value === 'string' && /^([a-z_]\w*(?:\.\w+)*)\.(\w+)$/.exec(value)) || [];
  if (module === undefined || name === undefined) return [];
  const place = { start, end };
  return linker.evaluate({ is: 'member', of: { is: 'import', module, ...place }, name, ...place }, top);
}

/** What words at its head say of a module (of all that it exports) or of a function. */
function* directed({ scopes, classes, library, linker, graph }: EntriesFrom): Iterable<Entry> {
  if (library.directives.size === 0) return;
  for (const func of scopes.funcs) {
    const kind = directiveOf(func, library);
    if (kind === undefined || kind === 'client') continue;
    const row: EntryRow = { kind, source: 'its directive' };
    if (func !== scopes.topOf(func.module)) yield { kind, func, row };
    else
      for (const { value } of func.module.exports)
        for (const one of runnable(value, func, { row, linker, classes, graph })) yield { kind, func: one, row };
  }
}

/** What a word at the head of a function or module says of it. */
export function directiveOf({ fn }: Func, library: Library): EntryKind | 'client' | undefined {
  for (const event of fn.events) {
    if (event.is !== 'do' || event.value.is !== 'literal') return undefined;
    const found = library.directives.get(String(event.value.value));
    if (found) return found;
  }
  return undefined;
}

/** A path with `*` (within a folder) and `**` (any folders), also below a folder of a monorepo. */
export function globPattern(glob: string): RegExp {
  const body = glob
    .split(/(\*\*\/|\*\*|\*|\{[^{}]*\})/)
    .map((part) => {
      if (part === '**/') return '(?:[^/]+/)*';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
      return escaped(part);
    })
    .join('');
  return new RegExp(`(?:^|/)${body}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
