import type { Expr, Guard } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { argumentAt, argumentBehind } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';
import { type Func, type Value, withOuter } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { Evidence } from '../resolve/evidence.js';
import type { DatabaseFile } from '../resolve/parts/data.js';
import { farthest, givenFor, standInsOf, waysUp } from './above.js';
import { type Asked, placeOfExpr } from './asked.js';
import { writesIn } from './effects-in.js';
import { isSameThing } from './same-thing.js';

/**
 * Where code opens a database that is a file: which file, whether that is the app's own, and what chooses it where the code knows other databases too:
 * a condition on the way, a table of drivers, a class beside others that stand in for it.
 */
export function openingsAsked(asked: Asked): AppParts {
  const databaseFiles = asked.program.effects.of('connect').flatMap((effect) => openingOf(effect, asked) ?? []);
  return { databaseFiles };
}

/** How many calls may stand between a connection and what runs a statement: `connect().cursor().execute()`. */
const mostBetween = 3;

/** A call on a connection to a database that is a file: `$this->connection->exec(...)`. */
export function isOnFile({ call, func }: Site, program: Program, between = 0): boolean {
  if (call.callee.is !== 'member') return false;
  const { linker, graph, effects } = program;
  const values = linker
    .evaluate(call.callee.of, func)
    .flatMap((value) => (value.is === 'parameter' ? graph.concrete(value) : [value]))
    .filter((value) => value.is === 'external');
  // what is known by its type too
  const told = values.some(({ made }) => made) ? values.filter(({ made }) => made) : values;
  return (
    told.length > 0 &&
    told.every(({ name, made }) => {
      const site = made && graph.sitesOf(made.func).find((one) => one.call === made.call);
      // what is known by its type alone is any that the program opens
      const opened = site ? effects.at(site).filter(({ row }) => row.is === 'connect') : effects.of('connect').filter((one) => one.site.names.includes(name.replace(/\(\)$/, '')));
      if (opened.length > 0) return opened.every((effect) => isFile(effect, program));
      return site !== undefined && between < mostBetween && isOnFile(site, program, between + 1);
    })
  );
} // biome-ignore format: conditions

function isFile({ site, row }: Effect, { paths }: Program): boolean {
  if (row.what === 'sqlite') return true;
  const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  return target !== undefined && paths.of(target, site.func).some(({ text }) => /^(sqlite|duckdb)[+:]/.test(text));
}

function openingOf(effect: Effect, asked: Asked): DatabaseFile | undefined {
  const { site, row } = effect;
  const { program } = asked;
  if ((row.what !== 'sqlite' && row.what !== 'dsn') || !asked.runs(site.func.module.path)) return undefined;
  const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const origins = target ? program.paths.of(target, site.func) : [];
  const origin = origins.find(({ root }) => root !== 'unknown') ?? origins[0];
  const text = origin?.text.replace(/^sqlite:/, '');
  if (row.what === 'dsn' && !origins.some((one) => one.text.startsWith('sqlite:'))) return undefined;
  const path = origin && origin.root !== 'unknown' && text ? { path: text } : {};
  const isCopy = origin?.root === 'temporary' || (target !== undefined && isWrittenBefore(target, effect, program));
  const at = placeOfExpr(site.call, site.func);
  const calls = waysUp(site, program.graph)
    .slice(1)
    .map((one) => placeOfExpr(one.call, one.func));
  return { at, calls, ...path, ...(isCopy ? { passes: true as const } : {}), ...choiceOf(effect, asked) };
}

/** A file that the same function has written, or one that hands its path on: of another database, looked at or handed in. */
function isWrittenBefore(target: Expr, { site }: Effect, program: Program): boolean {
  let steps = [{ expr: target, site }];
  for (let hop = 0; hop <= farthest && steps.length > 0; hop++) {
    if (steps.some(({ expr, site: one }) => isWrittenAbove(expr, one, program))) return true;
    steps = steps.flatMap(({ expr, site: one }) => [
      ...givenFor(expr, one.func, program),
      ...handedOut(expr, one.func, program),
    ]);
  }
  return false;
}

/** A name of the function around, in a function that is handed out there: `within(() => new Database(path))`. */
function handedOut(
  expr: Expr,
  func: Func,
  { graph }: Program,
): readonly { readonly expr: Expr; readonly site: Site }[] {
  if (expr.is !== 'name' || !func.outer || func.fn.params.some(({ name }) => name === expr.name)) return [];
  return graph
    .sitesOf(func.outer)
    .filter(({ passes }) => passes.includes(func))
    .map((site) => ({ expr, site }));
}

function isWrittenAbove(target: Expr, { func, call }: Site, program: Program): boolean {
  const before = program.graph.sitesOf(func).filter((other) => other.call.start < call.start);
  return before
    .flatMap((other) => pathsAt(other, program, farthest))
    .some((path) => isSameThing(path, { expr: target, func }, program));
}

/** The paths that a call writes to: itself, by what it hands over, or by functions of the app that it gives them to. */
function pathsAt(site: Site, program: Program, left: number): readonly Placed[] {
  const { func, call, targets, passes } = site;
  const own = writesIn(func, program).flatMap(({ row, site: one }) => {
    const path = one === site && row.path !== undefined ? argumentAt(call, row.path) : undefined;
    return path ? [{ expr: path, func }] : [];
  });
  if (left === 0) return own;
  const within = (one: Func) => program.graph.sitesOf(one).flatMap((inner) => pathsAt(inner, program, left - 1));
  const given = targets.flatMap((target) =>
    within(target).flatMap((path) => {
      const expr = path.func === target ? argumentBehind(path.expr, target, call) : undefined;
      return expr ? [{ expr, func }] : [];
    }),
  );
  return [...own, ...given, ...passes.filter(({ outer }) => outer === func).flatMap(within)];
}

type Choice = Pick<DatabaseFile, 'choice' | 'because'>;

function choiceOf({ site }: Effect, asked: Asked): Choice {
  const { program } = asked;
  if (isOneOfClasses(site.func, program)) return { choice: 'open', because: [] };
  let frames: readonly Frame[] = [{ func: site.func, guard: site.guard }];
  const seen = new Set<Func>();
  let result: Choice = { choice: 'none', because: [] };
  for (let hop = 0; hop <= farthest && frames.length > 0; hop++) {
    const choices = frames.map((frame) => choiceAt(frame, asked));
    const made = choices.filter(({ choice }) => choice !== 'none');
    if (made.length > 0) result = made.find(({ choice }) => choice === 'chosen') ?? made.find(({ choice }) => choice === 'open') ?? (made[0] as Choice); // biome-ignore format: one choice
    if (result.choice !== 'none') return result;
    for (const { func } of frames) seen.add(func);
    frames = frames
      .flatMap(({ func }) => withOuter(func))
      .flatMap((func) => program.graph.callsTo(func))
      .filter(({ func }) => !seen.has(func))
      .map(({ func, guard }) => ({ func, guard }));
  }
  return result;
}

interface Frame {
  readonly func: Func;
  readonly guard: number | undefined;
}

function choiceAt({ func, guard }: Frame, asked: Asked): Choice {
  for (let here: Func | undefined = func, from = guard; here; here = here.outer, from = undefined) {
    for (const { guard: one } of guardsAround(here.fn, from)) {
      const found = decidedBy(one, here, asked);
      if (found) return found;
    }
    if (isOfTable(here)) return { choice: 'open', because: [] };
  }
  return { choice: 'none', because: [] };
}

const file = /^(better-)?sqlite3?$|^sqlite\b/i;
const engine = /^(better-)?sqlite3?$|^sqlite\b|^(mysql|mariadb|pg|postgres|mssql|sqlserver|oracle|cockroach)/i;

/** `if (driver === 'sqlite')`, `case 'mysql':`; what the tested value is where nothing else is set. */
function decidedBy({ is, test, label }: Guard, func: Func, asked: Asked): Choice | undefined {
  if (is === 'case' && test && label?.is === 'literal' && file.test(String(label.value)))
    return chosenBy(test, String(label.value), { func, asked, wanted: true });
  if ((is !== 'if' && is !== 'else') || test?.is !== 'operation' || !test.left) return undefined;
  if (!/^([!=]={1,2}|===|!==|is|is not)$/.test(test.sign)) return undefined;
  const [literal, subject] = test.right.is === 'literal' ? [test.right, test.left] : [test.left, test.right];
  if (literal.is !== 'literal' || typeof literal.value !== 'string' || !engine.test(literal.value)) return undefined;
  const isEqual = /^(=|is$)/.test(test.sign);
  return chosenBy(subject, literal.value, { func, asked, wanted: isEqual === (is === 'if') });
}

function chosenBy(subject: Expr, text: string, { func, asked, wanted }: { readonly func: Func; readonly asked: Asked; readonly wanted: boolean }): Choice {
  const { linker, graph, paths } = asked.program;
  const values = linker.evaluate(subject, func).flatMap((value) => (value.is === 'parameter' ? graph.concrete(value) : [value]));
  const told: { readonly holds: boolean; readonly because: readonly Evidence[] }[] = [];
  let isOpen = values.length === 0;
  const variableOf = (value: Value) => (value.is === 'external' ? paths.variableOf(value) : undefined);
  const isSet = values.some((value) => asked.variable(variableOf(value)?.name ?? '') !== undefined);
  for (const value of values) {
    const variable = variableOf(value);
    const set = variable && asked.variable(variable.name);
    // what stands in for a variable that is set
    if (isSet && !set) continue;
    const stands = value.is === 'external' && variable && !set ? paths.standsIn(value) : [value];
    if (set) told.push({ holds: (set.value === text) === wanted, because: set.because });
    else if (variable && stands.length === 0) isOpen = true;
    for (const one of set ? [] : stands) {
      if (one.is === 'literal') told.push({ holds: (one.value === text) === wanted, because: [{ at: placeOfExpr(one.expr, one.func), says: `is ${String(one.value)} where nothing else is set` }] });
      else isOpen = true;
    }
  }
  const yes = told.find(({ holds }) => holds);
  if (yes) return { choice: 'chosen', because: yes.because };
  const [no] = told;
  return no && !isOpen ? { choice: 'other', because: no.because } : { choice: 'open', because: [] };
} // biome-ignore format: conditions

/** `{ sqlite: () => open(), mysql: () => connect() }`: one of several under names of databases. */
function isOfTable({ outer, index }: Func): boolean {
  if (!outer) return false;
  return outer.fn.events.some((event) =>
    [...(event.value ? within(event.value) : [])].some(
      (expr) =>
        expr.is === 'map' &&
        expr.entries.length > 1 &&
        expr.entries.some(({ key, value }) => value.is === 'function' && value.fn === index && key?.is === 'literal' && file.test(String(key.value))),
    ),
  );
} // biome-ignore format: conditions

/** Classes below the same one that connect to databases by the same method stand in for each other. */
function isOneOfClasses(func: Func, program: Program): boolean {
  const sites = standInsOf(func, program).flatMap((twin) => program.graph.sitesOf(twin));
  return sites.some((site) => program.effects.at(site).some(({ row }) => row.is === 'connect'));
}
