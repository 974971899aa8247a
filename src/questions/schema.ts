import type { Expr, Guard } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import { append } from '../grouped.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { BootStep } from '../resolve/parts/boot-step.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import { isOnFile } from './openings.js';
import { guardsOf } from './process-start.js';
import { reachedFrom } from './reached.js';

/**
 * A schema that the app brings up to date by its own SQL whenever it starts or a page is asked for: statements that can be run once only, or the
 * files of a folder, where a look at what is there decides. Two that look at a time both change it.
 */
export function schemaSteps(runs: readonly SqlRun[], asked: Asked): readonly BootStep[] {
  const looking = new Set(runs.filter((run) => isLook(run, asked.program)).map(({ site }) => site.func));
  const saying = (pattern: RegExp) =>
    new Set(runs.filter((run) => isSaid(pattern, run, asked.program)).map(({ site }) => site.func));
  const [creating, dropping] = [saying(creates), saying(drops)];
  const byFolder = new Map<string, BootStep[]>();
  for (const run of runs) {
    // a table that the same function takes away again is for its own work
    const isOfWork = creating.has(run.site.func) && dropping.has(run.site.func);
    if (isOfWork && (isSaid(creates, run, asked.program) || isSaid(drops, run, asked.program))) continue;
    const step = stepOf(run, looking, asked);
    if (step) append(byFolder, step.at.file.slice(0, step.at.file.lastIndexOf('/') + 1), step);
  }
  return [...byFolder].map(([folder, steps]) => asOne(steps, folder));
}

/** Those that run a statement which can be run once. */
export function schemaStatements(runs: readonly SqlRun[], program: Program): ReadonlySet<Site> {
  return new Set(runs.flatMap((run) => (!run.weak && changeOf(run, program) === 'statement' ? [run.site] : [])));
}

/** The files of one folder are one history of the schema, told at the first. */
function asOne(steps: readonly BootStep[], folder: string): BootStep {
  const [first, ...rest] = steps.toSorted((a, b) =>
    a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.start - b.at.start,
  );
  const files = new Set(steps.map(({ at }) => at.file));
  const one = first as BootStep;
  if (rest.length === 0 || files.size === 1) return one;
  return { ...one, label: `${one.label} (so do ${files.size - 1} more files of ${folder})` };
}

/** A call that runs SQL: a library's, or one of the app's own functions that hands it on. */
export interface SqlRun {
  readonly site: Site;
  readonly text: Expr;
  readonly weak: boolean;
  /** The library's call that runs it in the end. */
  readonly on: Site;
}

/** Functions that hand SQL on to others that do. */
const mostHandings = 3;

/** All such calls. */
export function sqlRuns({ effects, graph, linker }: Program): readonly SqlRun[] {
  const found: (SqlRun & { readonly depth: number })[] = effects.of('sql').flatMap(({ site, row, weak }) => {
    const text = row.data === undefined ? undefined : argumentAt(site.call, row.data);
    return text ? [{ site, text, weak, on: site, depth: 0 }] : [];
  });
  const seen = new Set(found.map(({ site }) => site));
  for (const { site, text, weak, on, depth } of found) {
    if (depth >= mostHandings) continue;
    for (const value of linker.evaluate(text, site.func)) {
      if (value.is !== 'parameter' || value.func !== site.func || value.path !== '') continue;
      for (const caller of graph.callersOf(site.func)) {
        const given = caller.targets.includes(site.func) && argumentFor(site.func, value.index, caller.call);
        if (!given || seen.has(caller)) continue;
        seen.add(caller);
        found.push({ site: caller, text: given, weak, on, depth: depth + 1 });
      }
    }
  }
  return found;
}

/** How many calls above a statement the look is that decides whether it is run. */
const farthest = 3;

function stepOf(run: SqlRun, looking: ReadonlySet<Func>, asked: Asked): BootStep | undefined {
  const { site } = run;
  const { program } = asked;
  // a file has its own schema on each server: that it is a file is the fault, and told
  if (!asked.runs(site.func.module.path) || isOnFile(run.on, program)) return undefined;
  const kind = changeOf(run, program);
  const way = kind && wayTo(site.func, asked);
  if (!kind || !way) return undefined;
  // the statement first, then the calls that lead to it, nearest first
  const hops = [site, ...way.calls.toReversed()].slice(0, farthest + 1);
  const deciding = kind === 'file' ? folderOf(hops, program) : lookOf(hops, looking, program);
  if (deciding === undefined || isForgiven(hops.slice(0, deciding + 1))) return undefined;
  const shown = hops[deciding + 1] ?? hops[deciding] ?? site;
  const at = placeOfExpr(shown.call, shown.func);
  const statement = { at: placeOfExpr(site.call, site.func), says: saysOf(kind) };
  const calls = way.calls.slice(0, way.calls.includes(shown) ? way.calls.indexOf(shown) : undefined);
  return {
    step: 'migrate',
    label: `${shown === site ? 'its own SQL' : `${shown.targets[0]?.fn.name || 'a function'}()`}`,
    technology: asked.technologyOf(shown.func.module.path),
    when: way.entry.kind === 'boot' ? 'each-process' : 'request',
    guards: guardsOf(hops, program),
    runs: known(true, [...stepsOf({ ...way, calls }), statement, { at, says: 'brings the schema up to date' }]),
    at,
  };
}

type Change = 'statement' | 'file';

function saysOf(kind: Change): string {
  return kind === 'file'
    ? 'runs the SQL of the files of a folder'
    : 'changes the schema by a statement that can be run once';
}

/** Statements of SQL that fail, or do harm, where they have been run before. */
const once =
  /^\s*(ALTER\s+TABLE\s(?!.*\bIF\s+(NOT\s+)?EXISTS\b)|RENAME\s+TABLE\s|CREATE\s+TABLE\s+(?!IF\s)|DROP\s+TABLE\s+(?!IF\s))/i;

function changeOf({ site, text, weak }: SqlRun, program: Program): Change | undefined {
  const { linker, graph, effects } = program;
  if (saidIn(text, site.func, program).some((said) => once.test(said)))
    return isOfData(text, site.func, program) ? undefined : 'statement';
  for (const value of linker.evaluate(text, site.func)) {
    if (weak || value.is !== 'external' || !value.made) continue;
    const { call, func } = value.made;
    const read = graph.sitesOf(func).find((one) => one.call === call);
    if (read && effects.at(read).some(({ row }) => row.is === 'read')) return 'file';
  }
  return undefined;
}

const tableNext = /\bTABLE\s+[`"]?([^\s`"(]*)$/i;
const endsName = /^[`"]?[\s(;]/;

/** Whether the table has its name from the data (`CREATE TABLE list_$id`): such come and go while the app is used, and are no history of the schema. */
function isOfData(text: Expr, func: Func, { linker }: Program): boolean {
  return linker.evaluate(text, func).some((value) => {
    if (value.is !== 'structure') return false;
    const pieces = piecesOf(value.expr);
    const from = pieces.findIndex((piece) => piece.is === 'literal' && tableNext.test(String(piece.value)));
    if (from === -1) return false;
    const behind = pieces.slice(from + 1);
    const end = behind.findIndex((piece) => piece.is === 'literal' && endsName.test(String(piece.value)));
    const last = behind[(end === -1 ? behind.length : end) - 1];
    if (!last || last.is === 'literal') return false;
    const named = linker.evaluate(last, value.func);
    return named.length === 0 || named.some(({ is }) => is !== 'literal' && is !== 'parameter');
  });
}

/** The parts of a text that is put together, in their order. */
function piecesOf(expr: Expr): readonly Expr[] {
  if (expr.is === 'text') return expr.parts.flatMap(piecesOf);
  if (expr.is === 'operation' && expr.left) return [...piecesOf(expr.left), ...piecesOf(expr.right)];
  return [expr];
}

/** What is written of a text, at least its beginning. */
function saidIn(text: Expr, func: Func, { linker }: Program): readonly string[] {
  return linker.evaluate(text, func).flatMap((value) => {
    const said = value.is === 'structure' && value.expr.is === 'text' ? value.expr.parts[0] : value;
    const first = value.is === 'structure' ? firstOf(value.expr) : undefined;
    if (first?.is === 'literal') return [String(first.value)];
    return said?.is === 'literal' ? [String(said.value)] : [];
  });
}

/** Where a text that is put together begins: `'ALTER TABLE ' . $name . ' ADD ...'`. */
function firstOf(expr: Expr): Expr | undefined {
  let here: Expr | undefined = expr.is === 'operation' ? expr.left : undefined;
  while (here?.is === 'operation') here = here.left;
  return here;
}

const creates = /^\s*CREATE\s+TABLE\b/i;
const drops = /^\s*DROP\s+TABLE\b/i;

function isSaid(pattern: RegExp, { site, text }: SqlRun, program: Program): boolean {
  return saidIn(text, site.func, program).some((said) => pattern.test(said));
}

const looks = /^\s*(SELECT|SHOW|PRAGMA|DESCRIBE|DESC)\b/i;

function isLook(run: SqlRun, program: Program): boolean {
  return isSaid(looks, run, program);
}

/** Pages of a language that starts anew with each of them; else what each process does before it serves. */
function wayTo(func: Func, asked: Asked): Way | undefined {
  const { reach } = asked.program;
  if (func.module.language === 'php') return reach.wayTo(func, ['request', 'socket']);
  const way = reach.wayTo(func, ['boot']);
  return way && isServing(way.entry.func, asked) ? way : undefined;
}

/** Whether what is started there serves: a script that does nothing but change the schema is run by people. */
function isServing(func: Func, { program }: Asked): boolean {
  const { entries, graph, linker, loaded } = program;
  if (loaded.has(func.module.path)) return true;
  const serving = new Set(
    entries.flatMap(({ kind, site, func: own }) => (/^(request|socket)$/.test(kind) ? [site?.func ?? own] : [])),
  );
  if ([...reachedFrom([func], graph)].some((one) => serving.has(one))) return true;
  const modules = new Set([...serving].map(({ module }) => module));
  return func.module.imports.some(({ local, start, end }) =>
    linker.evaluate({ is: 'name', name: local, start, end }, func).some((value) => {
      const from = value.is === 'external' ? value.made?.func.module : value.is === 'function' ? value.func.module : value.is === 'module' ? value.module : undefined; // biome-ignore format: one question
      return from !== undefined && modules.has(from);
    }),
  );
}

/** The hop whose function lists the files and runs them one after the other. */
function folderOf(hops: readonly Site[], { graph, effects }: Program): number | undefined {
  const at = hops.findIndex(({ func, guard }) => {
    if (!isWithin(func, guard, /^loop$/)) return false;
    return graph.sitesOf(func).some((one) => effects.at(one).some(({ row }) => row.is === 'list'));
  });
  return at === -1 ? undefined : at;
}

/** The hop whose function asks the database what is there, and goes on under a condition. */
function lookOf(hops: readonly Site[], looking: ReadonlySet<Func>, { graph }: Program): number | undefined {
  const guarded = hops.findIndex(({ func, guard }) => isWithin(func, guard, /^(if|else|loop|case)$/));
  if (guarded === -1) return undefined;
  const at = hops.findIndex(
    ({ func }, index) =>
      index >= guarded &&
      (looking.has(func) || graph.sitesOf(func).some(({ targets }) => targets.some((one) => looking.has(one)))),
  );
  return at === -1 ? undefined : at;
}

function isWithin({ fn }: Func, guard: number | undefined, kinds: RegExp): boolean {
  for (const { guard: one } of guardsAround(fn, guard)) if (kinds.test(one.is)) return true;
  return false;
}

/** Whether a fault of the statement is caught and nothing comes of it: who is second does no harm. */
function isForgiven(hops: readonly Site[]): boolean {
  return hops.some(({ func: { fn }, guard }) => {
    for (const { guard: tried } of guardsAround(fn, guard)) {
      if (tried.is !== 'try') continue;
      const handlers = handlersOf(tried, fn);
      const isEnd = (at: number) =>
        fn.events.some((event) => {
          const isThere = [...guardsAround(fn, event.guard)].some((one) => one.at === at);
          return isThere && (event.is === 'throw' || event.is === 'return' || isExit(event));
        });
      if (handlers.length > 0 && !handlers.some(isEnd)) return true;
    }
    return false;
  });
}

/** The numbers of what catches the faults of a `try`: it stands behind it, before the next one. */
function handlersOf(tried: Guard, { guards }: Func['fn']): readonly number[] {
  const beside = [...guards.entries()].filter(([, one]) => one.outer === tried.outer && one.start > tried.start);
  const next = beside.find(([, one]) => one.is === 'try')?.[1].start ?? Number.POSITIVE_INFINITY;
  return beside.flatMap(([at, one]) => (one.is === 'except' && one.start < next ? [at] : []));
}

function isExit(event: Func['fn']['events'][number]): boolean {
  if (event.is !== 'do' || event.value.is !== 'call') return false;
  const { callee } = event.value;
  return /^(exit|die|reject)$/.test(callee.is === 'name' || callee.is === 'member' ? callee.name : '');
}
