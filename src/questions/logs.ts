import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known, unknown } from '../resolve/evidence.js';
import type { LogDestination } from '../resolve/parts/log-sink.js';
import { type Asked, placeOfExpr } from './asked.js';
import { gatesOf } from './gates.js';
import { isOtherBranch } from './gone.js';
import { literalOf } from './written-out.js';

/**
 * Where the code of the app sends its log lines, by the rows of catalogues that say so: `file` (at `path`) or `console`; `more` is a file beside a console
 * that the library has of itself, until a call of `nowhere` takes that away; `named` is a table (`data`) that says by names what else to make.
 */
export function logsAsked(asked: Asked): AppParts {
  const sinks = asked.program.effects.of('log').flatMap((effect) => sinksOf(effect, asked));
  const files = sinks.filter(({ to }) => to === 'file');
  const [first] = files;
  if (!first) return {};
  const others = sinks.filter(({ to }) => to !== 'file');
  const destinations = [...new Set(sinks.map(({ to }) => to))].filter((to) => to !== 'nowhere');
  const isEither = others.length > 0 && others.every(({ site }) => files.some((file) => site && file.site && file.site.func === site.func && isOtherBranch(site, file.site))); // biome-ignore format: one condition
  const because: readonly Evidence[] = [...others.flatMap(({ because }) => because.slice(-1)), ...first.because];
  return {
    logSinks: [
      {
        label: 'logs',
        technology: asked.technologyOf(first.because.map(({ at }) => ('file' in at ? at.file : '')).at(-1) ?? ''),
        destinations: isEither
          ? unknown('the code decides between a file and the console', because)
          : known(destinations, because),
      },
    ],
  };
}

interface Sink {
  readonly to: LogDestination;
  readonly site?: Site;
  readonly because: readonly Evidence[];
}

const destinations = new Set(['file', 'console', 'syslog', 'collector', 'more', 'nowhere', 'named']);

function sinksOf(effect: Effect, asked: Asked): readonly Sink[] {
  const { site, row, weak } = effect;
  const { program } = asked;
  const { path } = site.func.module;
  if (weak || !destinations.has(row.what ?? '') || !asked.runs(path) || !isServing(effect, asked)) return [];
  const way = program.reach.wayTo(site, isPhp(site) ? [...serving, 'unknown'] : serving);
  if (!way) return [];
  const gates = gatesOf(site, way, asked);
  if (gates.some(({ isOpen }) => !isOpen)) return [];
  const at = placeOfExpr(site.call, site.func);
  const why = gates.flatMap(({ because }) => because.slice(-1));
  const file: Sink = { to: 'file', site, because: [...why, { at, says: 'writes a file of this server' }] };
  switch (row.what) {
    case 'file':
      return namesFile(effect, asked) ? [file] : [];
    case 'more': {
      if (!namesFile(effect, asked)) return [{ to: 'console', because: [{ at, says: 'logs to the console' }] }];
      const isBare = program.effects
        .of('log')
        .some((one) => one.row.what === 'nowhere' && one.site.func.module.language === site.func.module.language);
      return isBare ? [file] : [file, { to: 'console', because: [{ at, says: 'adds to what goes to the console' }] }];
    }
    case 'named':
      return namedSinks(effect, asked);
    default: {
      const isFile = program.effects.at(site).some((one) => one.row.what === 'file' && namesFile(one, asked));
      return isFile
        ? []
        : [{ to: row.what as LogDestination, site, because: [...why, { at, says: `logs to ${row.what}` }] }];
    }
  }
}

const serving = ['boot', 'request', 'job', 'task'] as const;

/** There a file serves whenever a container or a file of settings takes it in. */
function isPhp({ func }: Effect['site']): boolean {
  return func.module.language === 'php';
}

/** A script that nothing loads, and in which nothing is served, is no part of the app that serves. */
function isServing({ site }: Effect, { program }: Asked): boolean {
  const { module } = site.func;
  return isPhp(site) || program.loaded.has(module.path) || program.entries.some((entry) => entry.func.module === module && /^(request|socket|job|task)$/.test(entry.kind)); // biome-ignore format: one condition a line
}

/** A text, or a value of which nothing says that it is a stream. */
function namesFile(effect: Effect, { program }: Asked): boolean {
  const { site, row } = effect;
  const given = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  if (!given) return false;
  // what takes streams too is given a file only where that is seen
  const takesBoth = program.effects.at(site).some((other) => other.row.is === 'log' && other.row.what === 'console' && other.row.path === undefined); // biome-ignore format: one question
  if (takesBoth && program.paths.of(given, site.func).every(({ root }) => root === 'unknown')) return false;
  const values = program.linker.evaluate(given, site.func).flatMap(program.graph.concrete);
  return !values.some(
    (value) =>
      (value.is === 'literal' &&
        (typeof value.value !== 'string' ||
          /^\/dev\/(std|fd|tty|null)|^php:\/\/(std|output|memory)/.test(value.value))) ||
      (value.is === 'external' && /(^|\.)std(out|err)\b/.test(value.name)) ||
      value.is === 'function',
  );
}

/** Sinks that a table names by their classes; what code has read from a file is looked for among the files of settings that have the form of such tables. */
function namedSinks({ site, row }: Effect, { program, runs }: Asked): readonly Sink[] {
  const given = row.data === undefined ? undefined : argumentAt(site.call, row.data);
  const tables = given ? program.linker.evaluate(given, site.func) : [];
  const told = tables.flatMap((table) => (table.is === 'structure' ? [{ expr: table.expr, func: table.func }] : []));
  const read = program.scopes.modules
    .filter(({ language, path }) => language === 'data' && runs(path))
    .map((module) => program.scopes.topOf(module))
    .flatMap((func) =>
      func.fn.events.flatMap(({ value }) => (value && isOfLoggers(value) ? [{ expr: value, func }] : [])),
    );
  return (told.length > 0 ? told : read.length === 1 ? read : []).flatMap(({ expr, func }) => {
    const kindOf = (handler: Expr): readonly Sink[] =>
      [...within(literalOf({ expr: handler, func }, program))].flatMap((one): readonly Sink[] => {
        if (one.is !== 'literal' || typeof one.value !== 'string') return [];
        const to = program.library.effects.find(one.value).find(({ value, weak }) => value.is === 'log' && !weak)
          ?.value.what;
        if (!to || !/^(file|console|syslog|collector)$/.test(to)) return [];
        const at = placeOfExpr(one, func);
        const says = to === 'file' ? 'writes a file of this server' : `logs to ${to}`;
        return [{ to: to as LogDestination, because: [{ at, says }] }];
      });
    return usedSinks(expr, kindOf) ?? kindOf(expr);
  });
}

/** `version`, `handlers` and who uses them (Python's logging.config, the schema of dictConfig). */
function isOfLoggers(expr: Expr): boolean {
  return (
    entryOf(expr, 'version') !== undefined &&
    entryOf(expr, 'handlers')?.is === 'map' &&
    (entryOf(expr, 'root') ?? entryOf(expr, 'loggers')) !== undefined
  );
}

/** What the loggers of a table send their lines to: those that write to files only, where there are some, else all. */
function usedSinks(expr: Expr, kindOf: (handler: Expr) => readonly Sink[]): readonly Sink[] | undefined {
  const handlers = entryOf(expr, 'handlers');
  const root = entryOf(expr, 'root');
  const loggers = entryOf(expr, 'loggers');
  if (handlers?.is !== 'map' || !(root ?? loggers)) return undefined;
  const sinksOf = (logger: Expr | undefined): readonly Sink[] => {
    const names = logger && entryOf(logger, 'handlers');
    if (names?.is !== 'list') return [];
    return names.items.flatMap((name) => {
      const handler = name.is === 'literal' ? entryOf(handlers, String(name.value)) : undefined;
      return handler ? kindOf(handler) : [];
    });
  };
  const above = sinksOf(root);
  const own =
    loggers?.is === 'map'
      ? loggers.entries.map(({ value }) => [...sinksOf(value), ...(passesOn(value) ? above : [])])
      : [];
  const all = [...own, above].filter((sinks) => sinks.length > 0);
  const onlyFiles = all.find((sinks) => sinks.every(({ to }) => to === 'file'));
  return onlyFiles ?? all.flat();
}

/** Lines go on to the loggers above unless that is switched off. */
function passesOn(logger: Expr): boolean {
  const said = entryOf(logger, 'propagate');
  return !(said?.is === 'literal' && said.value === false);
}

function entryOf(expr: Expr, name: string): Expr | undefined {
  if (expr.is !== 'map') return undefined;
  return expr.entries.findLast(({ key }) => key?.is === 'literal' && key.value === name)?.value;
}
