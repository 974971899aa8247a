import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { append } from '../grouped.js';
import { argumentAt } from './arguments.js';
import type { DeliveryRow, ListenerRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import { aroundOf, type Graph, type Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import { runnable } from './runnable.js';
import { givenBackBy, type Scopes } from './scopes.js';
import { type Func, type Klass, unknownThing, type Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly linker: Linker;
  readonly graph: Graph;
  readonly library: Library;
}

type Listeners = Map<string, Func[]>;

/** Hands messages to those who listen for them: what a call announces runs what the app has registered for it. */
export function deliverMessages(tools: Tools): void {
  const { graph, library } = tools;
  let listeners: Listeners | undefined;
  for (const site of graph.sites) {
    if (site.targets.length > 0) continue;
    const rows = site.names.flatMap((name) => library.deliveries.find(name).map(({ value }) => value));
    if (rows.length === 0) continue;
    listeners ??= listenersIn(tools);
    const found = listeners;
    const heard = rows.flatMap((row) => keysAt(site, row, tools).flatMap((key) => found.get(key) ?? []));
    if (heard.length > 0) graph.handOver(site, heard);
  }
}

function listenersIn(tools: Tools): Listeners {
  const found: Listeners = new Map();
  registered(found, tools);
  told(found, tools);
  tabled(found, tools);
  typed(found, tools);
  return found;
}

/** `emitter.on('paid', send)`, `Event::listen(Paid::class, Send::class)`, `paid.connect(send)`. */
function registered(found: Listeners, tools: Tools): void {
  const { graph, library } = tools;
  for (const site of graph.sites) {
    for (const name of site.names) {
      for (const { value: row } of library.listenerCalls.find(name)) {
        const handler = row.handler === undefined ? undefined : argumentAt(site.call, row.handler);
        const funcs = handler ? runBy(handler, site.func, row, tools) : site.passes;
        const own = site.decorates ? [site.decorates, ...funcs] : funcs;
        const keys = keysAt(site, row, tools);
        for (const key of keys.length > 0 ? keys : own.flatMap((func) => keysOfType(func, tools)))
          for (const func of own) append(found, key, func);
      }
    }
  }
}

/** `#[AsEventListener(event: Paid::class)]`, `@OnEvent('paid')`, `@receiver(paid)`: above a function, or a class. */
function told(found: Listeners, tools: Tools): void {
  const { scopes, classes, linker, library } = tools;
  const rowsOf = (expr: Expr, top: Func) =>
    linker
      .evaluate(expr.is === 'call' ? expr.callee : expr, top)
      .flatMap((value) => (value.is === 'external' ? [value.name, `${value.name}()`] : []))
      .flatMap((name) => library.listenerDecorators.find(name).map(({ value }) => value));
  const add = (expr: Expr, row: ListenerRow, funcs: readonly Func[], top: Func) => {
    const given = expr.is === 'call' && row.message !== undefined ? argumentAt(expr, row.message) : undefined;
    const keys = given ? keysOf(given, top, tools) : [];
    for (const func of funcs)
      for (const key of keys.length > 0 ? keys : keysOfType(func, tools)) append(found, key, func);
  };
  for (const func of scopes.funcs)
    for (const expr of func.fn.decorators)
      for (const row of rowsOf(expr, aroundOf(func, scopes))) add(expr, row, [func], aroundOf(func, scopes));
  for (const klass of classes.klasses)
    for (const { class: cls, top } of klass.parts)
      for (const expr of cls.decorators)
        for (const row of rowsOf(expr, top)) {
          const named = expr.is === 'call' && row.method !== undefined ? argumentAt(expr, row.method) : undefined;
          const names = named?.is === 'literal' ? [String(named.value)] : (row.methods ?? []);
          add(
            expr,
            row,
            names.flatMap((name) => classes.methodOf(klass, name, linker.evaluate)?.func ?? []),
            top,
          );
        }
}

/** Classes that say in a table what is run for which message: `$listen` of a provider, `getSubscribedEvents()`. */
function tabled(found: Listeners, tools: Tools): void {
  const { classes, linker, library } = tools;
  for (const klass of classes.klasses) {
    const { externals } = classes.ancestryOf(klass, linker.evaluate);
    const rows = new Set(
      externals.flatMap((name) => library.listenerClasses.find(name.replace(/\(\)$/, '')).map(({ value }) => value)),
    );
    for (const row of rows)
      for (const { expr, func } of tablesOf(klass, row.table ?? '', tools)) {
        if (expr.is !== 'map') continue;
        for (const { key, value } of expr.entries) {
          if (!key) continue;
          const funcs = [...methodsNamed(value, klass, tools), ...runBy(value, func, row, tools)];
          for (const one of keysOf(key, func, tools)) for (const heard of funcs) append(found, one, heard);
        }
      }
  }
}

function tablesOf(klass: Klass, name: string, { classes, linker }: Tools): readonly { expr: Expr; func: Func }[] {
  const method = classes.methodOf(klass, name, linker.evaluate)?.func;
  const returned = method && givenBackBy(method);
  const fields = klass.parts.flatMap(({ class: cls, top }) =>
    cls.fields.flatMap((field) =>
      field.value && field.name.replace(/^\$/, '') === name ? [{ expr: field.value, func: top }] : [],
    ),
  );
  return [...(returned ?? []), ...fields];
}

/** Methods of the class itself, by their names. */
function methodsNamed(expr: Expr, klass: Klass, { classes, linker }: Tools): readonly Func[] {
  return [...within(expr)].flatMap((one) =>
    one.is === 'literal' && typeof one.value === 'string'
      ? (classes.methodOf(klass, one.value, linker.evaluate)?.func ?? [])
      : [],
  );
}

/** Methods that say by the type of the one thing that they take what they are for, where a framework finds them by that. */
function typed(found: Listeners, tools: Tools): void {
  for (const func of tools.scopes.funcs) {
    if (func.module.language !== 'php' || !func.owner || !/^(handle|__invoke|on[A-Z]\w*)$/.test(func.fn.name)) continue;
    for (const key of keysOfType(func, tools)) append(found, key, func);
  }
}

function keysOfType({ fn, module }: Func, { linker, scopes }: Tools): readonly string[] {
  const type = fn.params[0]?.type;
  const values = type ? linker.evaluate(type, scopes.topOf(module)) : [];
  return values.flatMap((value) => (value.is === 'class' ? [classKey(value.klass)] : []));
}

function runBy(expr: Expr, func: Func, { source, methods }: ListenerRow, { linker, classes, graph }: Tools) {
  const row = { kind: 'task' as const, source, ...(methods ? { methods } : {}) };
  return runnable(expr, func, { row, linker, classes, graph });
}

/** What a call announces or listens for, with the object that it is announced on where that matters. */
function keysAt({ call, func }: Site, row: DeliveryRow | ListenerRow, tools: Tools): readonly string[] {
  const given = row.message === undefined ? undefined : argumentAt(call, row.message);
  const keys = given ? keysOf(given, func, tools) : [];
  if (!row.own) return keys;
  const bus = argumentAt(call, 'self');
  const buses = bus ? keysOf(bus, func, tools, true).filter((one) => !one.startsWith('text ')) : [];
  return buses.flatMap((one) => keys.map((key) => `${one} ${key}`));
}

/** What tells messages from each other: the class of an object and its interfaces, the text of a name, the place where a signal is made. */
function keysOf(expr: Expr, func: Func, tools: Tools, all = false): readonly string[] {
  const { linker, graph, classes } = tools;
  const keys = linker
    .evaluate(expr, func)
    .flatMap(graph.concrete)
    .flatMap((value: Value): readonly string[] => {
      switch (value.is) {
        case 'class':
        case 'instance':
          return heardAs(value.klass, all, tools).map(classKey);
        case 'literal': {
          if (typeof value.value !== 'string') return [];
          const klass = classes.classCalled(value.value.replaceAll('\\', '/').replace(/^\//, ''));
          return [klass ? classKey(klass) : `text ${value.value}`];
        }
        case 'external':
          if (value.made) return [`made ${value.made.func.module.path}:${value.made.call.start}`];
          return value.name.startsWith(unknownThing) ? [] : [`thing ${value.name}`];
        case 'structure':
          return value.expr.is === 'list' ? value.expr.items.flatMap((item) => keysOf(item, value.func, tools)) : [];
        default:
          return [];
      }
    });
  return [...new Set(keys)];
}

/** A class, and the interfaces that it stands for; for an object that is listened on, all that is above it. */
function heardAs(klass: Klass, all: boolean, { classes, linker }: Tools): readonly Klass[] {
  return classes
    .ancestryOf(klass, linker.evaluate)
    .klasses.filter((one) => all || one === klass || one.parts.some(({ class: cls }) => cls.is === 'interface'));
}

function classKey({ parts, fullName }: Klass): string {
  return `class ${parts[0]?.module.path ?? ''} ${fullName}`;
}
