import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt } from './arguments.js';
import type { ArgAt, EntryKind, EntryRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import { aroundOf, type Graph, type Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import { methodOf, methodsOf, type Running, runBy, runnable } from './runnable.js';
import type { Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

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
