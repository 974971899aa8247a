import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { namesRun } from '../program/commands.js';
import type { Effect } from '../program/effects.js';
import { type Entry, globPattern } from '../program/entries.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { BootStep } from '../resolve/parts/boot-step.js';
import type { Guard } from '../resolve/parts/scheduled-task.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import { inMemory } from './databases.js';
import { gatesOf } from './gates.js';

/**
 * Changes of the database that the program makes by itself whenever a process of it starts: where a module is loaded, in the function that makes
 * what is served, in what a framework runs first. Scripts that nothing loads are run by people.
 */
export function atProcessStart(asked: Asked): readonly BootStep[] {
  const { program } = asked;
  const starts = startsOf(program);
  const found = new Map<Site, Reached[]>();
  for (const site of program.graph.sites) {
    if (!own.test(site.func.module.language) || site.weak || site.names.length === 0) continue;
    if (!asked.runs(site.func.module.path) || !migrates(site, program)) continue;
    const way = site.func.module.language === 'python' ? wayFrom(site, starts, program) : wayOf(site, starts, program);
    if (!way || gatesOf(site, way, asked).some(({ isOpen, isSet }) => !isOpen && !isSet)) continue;
    if ([site, ...way.calls].some(isForFault)) continue;
    append(found, runnerOf(way.calls) ?? site, { site, way });
  }
  return [...found].flatMap(([from, all]) => {
    const [first] = all.toSorted((a, b) => a.way.calls.length - b.way.calls.length);
    // steps that are written out beside what goes through them are no files of a runner
    const isBeside = first?.site.func.module === from.func.module;
    return first ? [stepAt(isBeside ? first.site : from, first, asked)] : [];
  });
}

/** It is run only where something was refused with a certain code (`catch (error) { if (error.code === 85) await drop(index); }`): by whoever meets it first. */
export function isForFault({ func, guard }: Site): boolean {
  for (const { at, guard: one } of guardsAround(func.fn, guard)) {
    if (one.is !== 'except') continue;
    const isIn = (inner: number) => [...guardsAround(func.fn, inner)].some((around) => around.at === at);
    return func.fn.guards.some(({ test }, inner) => test && isIn(inner) && [...within(test)].some(isCode));
  }
  return false;
}

function isCode(expr: Expr): boolean {
  return expr.is === 'member' && /^(code|errno|errorCode|pgcode|sqlState)$/.test(expr.name);
}

interface Reached {
  readonly site: Site;
  readonly way: Way;
}

function stepAt(from: Site, { site, way }: Reached, asked: Asked): BootStep {
  const here = { at: placeOfExpr(site.call, site.func), says: 'runs in every process that starts' };
  return {
    step: 'migrate',
    label: labelOf(from),
    technology: asked.technologyOf(site.func.module.path),
    when: 'each-process',
    guards: guardsOf([site, ...way.calls], asked.program),
    ...(isLocking(site, asked.program) ? { locksDatabase: true as const } : {}),
    runs: known(true, [...stepsOf(way), here]),
    at: placeOfExpr(from.call, from.func),
  };
}

/** A runner of the app's own goes through its migrations (`for (const one of all) await one.run()`): all of them are told where it is called. */
function runnerOf(calls: readonly Site[]): Site | undefined {
  const at = calls.findIndex(({ targets }) => targets.length > 1);
  return at < 0 ? undefined : (calls[at - 1] ?? calls[at]);
}

function labelOf({ names, call }: Site): string {
  const said = call.callee.is === 'member' || call.callee.is === 'name' ? call.callee.name : 'upgrade';
  return `${
    names
      .find((name) => !name.startsWith('?'))
      ?.split('.')
      .at(-1) ?? said
  }()`;
}

/** Whether a runner of migrations holds the database while it works. */
export function isLocking(site: Site, { effects }: Program): boolean {
  return effects.at(site).some(({ row }) => row.is === 'migrate' && row.what === 'locked');
}

/** Languages whose programs live on between requests: what they do at their start is done once in each process. */
const own = /^(python|javascript)$/;

function migrates(site: Site, program: Program): boolean {
  if (program.effects.at(site).some(({ row, weak }) => row.is === 'migrate' && !weak))
    return !isOfMemory(site.call, site.func, program);
  return site.names.some((name) =>
    program.library.commands.find(name).some(({ value: row, weak }) => {
      if (weak) return false;
      const pattern = new RegExp(row.migrates);
      return namesRun(site, row, program).some((command) => pattern.test(command));
    }),
  );
}

/** How many clients stand between a call and the database that it is made on (`migrate(drizzle(new Database(':memory:')))`). */
const mostClients = 3;

/** Whether a call works on a database in the memory of the process, as tests have it. */
export function isOfMemory({ callee, args }: Call, func: Func, program: Program, left = mostClients): boolean {
  const parts = [...args.map(({ value }) => value), ...(callee.is === 'member' ? [callee.of] : [])];
  return parts.some((part) => {
    for (const one of within(part))
      if (one.is === 'literal' && one.value !== '' && inMemory.test(String(one.value))) return true;
    if (left === 0) return false;
    return program.linker
      .evaluate(part, func)
      .some(
        (value) =>
          value.is === 'external' && value.made && isOfMemory(value.made.call, value.made.func, program, left - 1),
      );
  });
}

type Starts = ReadonlyMap<Func, Entry>;

/** The way to a call from what each process of the app runs first; undefined where none is seen. */
export function startWayOf(site: Site, program: Program): Way | undefined {
  const starts = startsOf(program);
  const way = site.func.module.language === 'python' ? wayFrom(site, starts, program) : wayOf(site, starts, program);
  return way?.entry.kind === 'boot' ? way : undefined;
}

/** What a process of the app runs first. */
const startsOf = onceFor((program: Program): Starts => {
  const { entries, loaded, serving, scopes } = program;
  const found = new Map<Func, Entry>();
  for (const entry of entries) {
    const { func, kind } = entry;
    if (kind !== 'boot') continue;
    const { path, language } = func.module;
    if (language === 'javascript' ? !serving.has(path) : func === scopes.topOf(func.module) && !loaded.has(path)) continue;
    if (!found.has(func)) found.set(func, entry);
  }
  return found;
}); // biome-ignore format: one condition

/** Files that a framework runs in each process, by their paths. */
export const startFiles = onceFor(({ library }: Program) => library.starts.map(globPattern));

/** So many functions are looked at on the way back. */
const most = 200;

/**
 * A way from a start that is followed through what libraries are given to run (`server.listen(port, start)`). What nobody is seen to call, in a
 * module of a program that serves, is called by what that program starts with: by no page and by no command.
 */
function wayOf(site: Site, starts: Starts, program: Program): Way | undefined {
  const { reach, serving } = program;
  const way = reach.wayTo(site, ['boot']);
  if (!way) {
    const isUnseen = serving.has(site.func.module.path) && !isLeftOut(site.func, program) && !reach.wayTo(site, ['request', 'socket', 'job', 'task', 'command']); // biome-ignore format: one line
    return isUnseen ? { entry: { kind: 'unknown', func: site.func }, calls: [], weak: true } : undefined;
  }
  const isStart = !way.weak && starts.has(way.entry.func);
  return isStart && ![site, ...way.calls].some((one) => isOfScript(one) && !servesItself(one.func.module, program)) ? way : undefined;
} // biome-ignore format: one condition a line

/** Whether whoever calls a function, in the end, is called only by code that never runs in production. */
function isLeftOut(func: Func, { graph }: Program): boolean {
  const above = new Set([func]);
  for (const one of above) {
    const callers = graph.callersOf(one);
    if (callers.length === 0 && !graph.leftOut.has(one)) return false;
    for (const caller of callers) if (above.size < most) above.add(caller.func);
  }
  return true;
}

/** The script that is started is the server itself. */
function servesItself({ path }: Func['module'], { entries }: Program): boolean {
  return entries.some(({ kind, site }) => /^(request|socket)$/.test(kind) && site?.func.module.path === path);
}

/** The calls from a start to a call, outermost first; not those that a file makes only where it is the script that was started. */
function wayFrom(site: Site, starts: Starts, { graph }: Program): Way | undefined {
  if (isOfScript(site)) return undefined;
  const waiting: { readonly func: Func; readonly calls: readonly Site[] }[] = [{ func: site.func, calls: [] }];
  const seen = new Set<Func>([site.func]);
  for (let at = 0; at < waiting.length && at < most; at++) {
    const { func, calls } = waiting[at] as (typeof waiting)[number];
    const entry = starts.get(func);
    if (entry) return { entry, calls, weak: false };
    for (const caller of graph.callersOf(func)) {
      if (seen.has(caller.func) || caller.weak || isOfScript(caller)) continue;
      seen.add(caller.func);
      waiting.push({ func: caller.func, calls: [caller, ...calls] });
    }
  }
  return undefined;
}

/** `if __name__ == "__main__":`, `if (require.main === module)` */
function isOfScript({ func, guard }: Site): boolean {
  for (const { guard: one } of guardsAround(func.fn, guard))
    if (one.is === 'if' && one.test && [...within(one.test)].some(asksForScript)) return true;
  return false;
}

function asksForScript(expr: Expr): boolean {
  if (expr.is === 'literal') return expr.value === '__main__';
  return expr.is === 'member' && expr.name === 'main' && expr.of.is === 'name' && expr.of.name === 'require';
}

/** Locks that the functions on the way take, by themselves or by a helper that they call (`lock = await Mutex.acquire('migrations')`). */
export function guardsOf(sites: readonly Site[], { graph, effects }: Program): readonly Guard[] {
  const funcs = new Set(sites.map(({ func }) => func));
  const around = [...funcs].flatMap((func) => graph.sitesOf(func));
  const before = sites.flatMap(({ call, func }) => graph.sitesOf(func).filter((one) => one.call.end <= call.start));
  const helpers = new Set(before.flatMap(({ targets }) => targets));
  const taken = [...around, ...[...helpers].filter((func) => !funcs.has(func)).flatMap((func) => graph.sitesOf(func))];
  const locks = taken.flatMap((site) => effects.at(site).filter(isLock));
  return locks.map(({ site, row, name }): Guard => {
    const at = placeOfExpr(site.call, site.func);
    const backend = known({ technology: name, reach: row.reach ?? 'shared' }, [{ at, says: 'takes a lock' }]);
    return { label: name.startsWith('?') ? 'a lock of the database' : name, kind: 'once', backend, at };
  });
}

/** Told by its text where not by what it is called on. */
function isLock({ row, weak }: Effect): boolean {
  return row.is === 'lock' && (!weak || row.when !== undefined);
}
