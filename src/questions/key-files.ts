import type { Call, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { firstOf } from '../program/first-of.js';
import type { Site } from '../program/graph.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Secret } from '../resolve/parts/boot-step.js';
import { type Asked, evidenceOf, placeOfExpr } from './asked.js';
import { atCallers } from './at-callers.js';
import { startedFuncs } from './boot.js';
import { sitesAmong, writesIn } from './effects-in.js';
import { isRandom, keysAsked, originsOf } from './keys.js';
import { startFiles } from './process-start.js';
import { isSameThing } from './same-thing.js';
import { dataOf } from './sent.js';

/** Secrets that a server makes for itself and keeps in a file: random, written where the file is missing, and read back. */
export function keyFilesAsked(asked: Asked): AppParts {
  const { effects } = asked.program;
  const kept = effects.of('write').flatMap((effect) => {
    const own = keptIn(effect, asked);
    // a helper that is given the path opens it for its callers
    return own.length > 0
      ? own
      : (atCallers(effect, asked.program)?.effects ?? []).flatMap((one) => keptIn(one, asked));
  });
  const made = new Set(kept.map((one) => one.made));
  const told = new Set(kept.map(({ effect }) => effect.site));
  return {
    secrets: [
      ...kept.map(({ secret }) => secret),
      ...effects.of('write', 'move').flatMap((effect) => (told.has(effect.site) ? [] : keptInEnvironment(effect, asked, made))), // biome-ignore format: one list
      // what is made once and kept is not made anew by every process
      ...keysAsked(asked, (call) => made.has(call)),
    ],
  };
}

interface Kept {
  readonly secret: Secret;
  readonly made: Call;
  readonly effect: Effect;
}

function keptIn(effect: Effect, asked: Asked): readonly Kept[] {
  const { site, row } = effect;
  const { program } = asked;
  const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  if (!path || !asked.runs(site.func.module.path)) return [];
  const random = dataOf(effect, program)
    .flatMap(({ expr, func }) => originsOf(expr, func, asked))
    .find(({ value }) => isRandom(value, asked));
  if (!random?.value.made) return [];
  const way = program.reach.wayTo(site, ['request', 'boot', 'job', 'task', 'socket']) ?? wayFromStart(effect, asked);
  // a program that serves nobody has no other copy that could refuse what it signs
  if (!way || (way.entry.kind === 'boot' && (!asked.serves || isRunByPeople(way, asked)))) return [];
  const where = { expr: path, func: site.func };
  const origins = program.paths.of(path, site.func);
  if (origins.some(({ root }) => root === 'temporary' || root === 'shared')) return [];
  const isWanting =
    isMissingBefore(effect, asked) || isGivenBefore(effect, where, asked) || isAfterFailure(effect, where, asked);
  if (!isWanting || !isReadBack(effect, where, asked)) return [];
  const made = random.value.made;
  const because = [
    { at: placeOfExpr(made.call, made.func), says: 'is made at random' },
    ...evidenceOf(way, effect, 'is kept in a file of this server where there is none yet'),
  ];
  const secret: Secret = {
    label: path.is === 'name' ? path.name.replace(/^\$/, '') : 'a key file',
    technology: asked.technologyOf(site.func.module.path),
    origin: known('per-server-file', because),
    at: placeOfExpr(site.call, site.func),
  };
  return [{ secret, made: made.call, effect }];
}

/** A script of Ruby that nothing loads and no start runs. */
function isRunByPeople({ entry: { func } }: Way, asked: Asked): boolean {
  const { path, language } = func.module;
  if (language !== 'ruby' || asked.program.loaded.has(path) || startedFuncs(asked).includes(func)) return false;
  return /(^|\/)(scripts?|bin)\//.test(path) && !startFiles(asked.program).some((pattern) => pattern.test(path));
}

/** A command of the app's own that its start runs. */
function wayFromStart({ site }: Effect, asked: Asked): Way | undefined {
  const way = asked.program.reach.wayTo(site, ['command']);
  return way && startedFuncs(asked).includes(way.entry.func) ? way : undefined;
}

/** How many calls back what is written is looked for. */
const farthest = 3;

/**
 * Secrets that a page writes into the file that the environment is read from, or into another text of settings: whoever writes it is given something
 * random on the way. Each server has such a file of its own.
 */
function keptInEnvironment(effect: Effect, asked: Asked, made: ReadonlySet<Call>): readonly Secret[] {
  const { site, row } = effect;
  const { program } = asked;
  const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  if (!path || !asked.runs(site.func.module.path)) return [];
  const isEnvFile = program.paths.of(path, site.func).some(({ text }) => /(^|[/>])\.env$/.test(text));
  const random = isEnvFile ? writtenAtRandom(effect, path, asked) : putInto(effect, path, asked);
  const way = random && program.reach.wayTo(random.func, ['request', 'boot', 'job', 'socket']);
  if (!random || !way || made.has(random.call)) return [];
  const at = placeOfExpr(random.call, random.func);
  const isAsked = isEnvFile && random.guard !== undefined && way.entry.kind !== 'command';
  const because = [
    { at, says: 'is made at random' },
    { at: placeOfExpr(site.call, site.func), says: 'is kept in a file of settings of this server' },
  ];
  const origin = known(isAsked ? ('per-server-file' as const) : ('per-installation' as const), because);
  return [{ label: 'a key in a file of settings', technology: asked.technologyOf(site.func.module.path), origin, at }];
}

function writtenAtRandom({ site, row }: Effect, path: Expr, asked: Asked): Site | undefined {
  const from = row.is === 'move' && typeof row.data === 'number' ? argumentAt(site.call, row.data) : undefined;
  const paths = from ? [path, from] : [path];
  return (
    (row.is === 'write' ? randomIn(site, asked, paths) : undefined) ??
    randomGivenTo(site.func, asked, farthest, { paths, site })
  );
}

/** Something random that is put into the text of a file, which goes back to where it was read: `write(path, replace(read(path), 'KEY=', 'KEY=' + made))`. */
function putInto(effect: Effect, path: Expr, asked: Asked): Site | undefined {
  const { effects } = asked.program;
  const where = { expr: path, func: effect.site.func };
  return firstOf(dataOf(effect, asked.program), ({ expr, func }) => {
    const parts = withNames(expr, func);
    const sites = sitesAmong(parts, func, asked.program);
    const isOwnText = sites.some((one) =>
      effects.at(one).some(({ row }) => {
        const read = row.is === 'read' && row.path !== undefined ? argumentAt(one.call, row.path) : undefined;
        return read !== undefined && isSameThing(where, { expr: read, func }, asked.program);
      }),
    );
    return isOwnText ? sites.find((one) => makesRandom(one, effects) || givesRandom(one, asked)) : undefined;
  });
}

interface Onward {
  /** What names the file: the name of a file may be random, that is no key. */
  readonly paths: readonly Expr[];
  /** The call by which the function leads to what is written. */
  readonly site: Site;
}

/** A random value that a function, or who calls it, is given, and hands on to what is written or puts into the environment before. */
function randomGivenTo(func: Func, asked: Asked, left: number, { paths, site: onward }: Onward): Site | undefined {
  const { graph, linker } = asked.program;
  const own = intoEnvironment(func, asked).find((one) => one.call.start < onward.call.start);
  if (own) return own;
  const named = paths.flatMap((one) => linker.evaluate(one, func)).flatMap((value) => (value.is === 'parameter' && value.func === func && value.path === '' ? [value.index] : [])); // biome-ignore format: one list
  const handed = handedOn(func, onward, asked);
  for (const site of graph.callersOf(func)) {
    if (!site.targets.includes(func) || site.func === func) continue;
    const given = named.flatMap((index) => argumentFor(func, index, site.call) ?? []);
    const kept = handed.flatMap((index) => argumentFor(func, index, site.call) ?? []);
    const others = site.call.args.flatMap(({ value }) => (kept.includes(value) ? [] : [value]));
    const found =
      randomIn(site, asked, [...given, ...others]) ??
      (left > 0 ? randomGivenTo(site.func, asked, left - 1, { paths: given, site }) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** The parameters of a function that a call in it is given, also by a file that it writes before, or that it puts into the environment. */
function handedOn(func: Func, { call }: Site, asked: Asked): readonly number[] {
  const put = func.fn.events.flatMap((event) => (event.is === 'bind' && isOfEnvironment(event.target, func, asked) ? [event.value] : [])); // biome-ignore format: one list
  const written = writesIn(func, asked.program).map(({ site }) => site.call);
  const used = [...[call, ...written].flatMap(({ args }) => args.map(({ value }) => value)), ...put].flatMap((expr) => [
    ...withNames(expr, func),
  ]);
  const names = new Set(used.flatMap((one) => (one.is === 'name' ? [one.name] : [])));
  return func.fn.params.flatMap(({ name }, index) => (names.has(name) ? [index] : []));
}

/** The calls of a function that make something random for a variable of the environment: `process.env.KEY = randomBytes(32)`. */
function intoEnvironment(func: Func, asked: Asked): readonly Site[] {
  return func.fn.events.flatMap((event) => {
    if (event.is !== 'bind' || !isOfEnvironment(event.target, func, asked)) return [];
    return sitesAmong(withNames(event.value, func), func, asked.program).filter((one) => makesRandom(one, asked.program.effects)); // biome-ignore format: one line
  });
}

/** A variable of the environment of this process: `process.env.KEY`, `process.env[name]`. */
function isOfEnvironment(target: Expr, func: Func, { program }: Asked): boolean {
  if (target.is !== 'member' && target.is !== 'index') return false;
  return program.linker
    .evaluate(target.of, func)
    .some((value) => value.is === 'external' && program.paths.variableOf({ ...value, name: `${value.name}.ANY` }));
}

/** Something random in what a call is given, also behind names of the function that it stands in: made there, or by a function that gives nothing else. */
function randomIn({ call, func }: Site, asked: Asked, except: readonly Expr[]): Site | undefined {
  const given = new Set(call.args.flatMap(({ value }) => (except.includes(value) ? [] : [...withNames(value, func)])));
  return sitesAmong(given, func, asked.program).find(
    (one) => makesRandom(one, asked.program.effects) || givesRandom(one, asked),
  );
}

function makesRandom(site: Site, effects: Asked['program']['effects']): boolean {
  return effects.at(site).some(({ row, weak }) => row.is === 'random' && !weak);
}

function givesRandom({ targets, weak }: Site, asked: Asked, left = nearest): boolean {
  const { graph, effects } = asked.program;
  const [target] = targets;
  if (weak || !target || targets.length > 1) return false;
  const given = new Set<Expr>();
  for (const event of target.fn.events)
    if (event.is === 'return' && event.value) for (const one of withNames(event.value, target)) given.add(one);
  return graph.sitesOf(target).some((one) => given.has(one.call) && (makesRandom(one, effects) || (left > 0 && givesRandom(one, asked, left - 1)))); // biome-ignore format: one question
}

/** So many names are looked behind for one value. */
const mostNames = 12;

/** An expression with what the names in it were bound to by the same function. */
function withNames(expr: Expr, func: Func): ReadonlySet<Expr> {
  const found = new Set<Expr>(within(expr));
  const names = new Set<string>();
  for (const one of found) {
    if (one.is !== 'name' || names.has(one.name) || names.size >= mostNames) continue;
    names.add(one.name);
    for (const value of boundIn(func).get(one.name) ?? []) for (const inner of within(value)) found.add(inner);
  }
  return found;
}

/** What the names of a function are bound to, and what is put into them, in its own order. */
const boundIn = onceFor(({ fn }: Func): ReadonlyMap<string, readonly Expr[]> => {
  const found = new Map<string, Expr[]>();
  for (const event of fn.events) {
    const name = event.is === 'bind' ? holderOf(event.target) : undefined;
    if (event.is === 'bind' && name !== undefined) append(found, name, event.value);
  }
  return found;
});

/** The name that is bound, or into which something is put: `lines[at] = text`. */
function holderOf(target: Expr): string | undefined {
  if (target.is === 'index') return holderOf(target.of);
  return target.is === 'name' ? target.name : undefined;
}

/** How many calls back a look at the path is searched. */
const nearest = 2;

/** `if (!file_exists($path))` around it, or around the call of the function that writes. */
function isMissingBefore({ site, row }: Effect, { program }: Asked): boolean {
  const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  return path !== undefined && isLookedAt(path, site, program, nearest);
}

function isLookedAt(path: Expr, site: Site, program: Asked['program'], left: number): boolean {
  for (const { guard } of guardsAround(site.func.fn, site.guard)) {
    for (const one of guard.test ? within(guard.test) : []) {
      if (one.is === 'call' || one.is === 'operation') continue;
      if (isSameThing({ expr: path, func: site.func }, { expr: one, func: site.func }, program)) return true;
    }
  }
  if (left === 0) return false;
  const { linker, graph } = program;
  return linker.evaluate(path, site.func).some((value) => {
    if (value.is !== 'parameter' || value.path !== '') return false;
    return graph.callersOf(value.func).some((caller) => {
      const given = caller.targets.includes(value.func) ? argumentFor(value.func, value.index, caller.call) : undefined;
      return given !== undefined && isLookedAt(given, caller, program, left - 1);
    });
  });
}

/** A function that reads the file first, and is done where there is something in it. */
function isGivenBefore({ site }: Effect, where: Parameters<typeof isSameThing>[0], { program }: Asked): boolean {
  const { call, func } = site;
  const read = program.graph.sitesOf(func).find((other) => {
    if (other.call.start >= call.start) return false;
    return program.effects.at(other).some(({ row }) => {
      const path = row.is === 'read' && row.path !== undefined ? argumentAt(other.call, row.path) : undefined;
      return path !== undefined && isSameThing(where, { expr: path, func }, program);
    });
  });
  return read !== undefined && func.fn.events.some((event) => event.is === 'return' && event.value !== undefined && event.guard !== undefined && event.start > read.call.start && event.end < call.start); // biome-ignore format: one condition
}

/** What is caught begins within the whole of what is tried, or right behind it. */
const nearBy = 20;

/** `try { return read(path) } catch { write(path, made) }` */
function isAfterFailure({ site }: Effect, where: Parameters<typeof isSameThing>[0], { program }: Asked): boolean {
  const { func } = site;
  const failed = [...guardsAround(func.fn, site.guard)].filter(({ guard }) => guard.is === 'except');
  if (failed.length === 0) return false;
  return program.graph.sitesOf(func).some((other) => {
    const isTried = [...guardsAround(func.fn, other.guard)].some(({ guard }) => guard.is === 'try' && failed.some((one) => one.guard.start >= other.call.end && one.guard.start <= guard.end + nearBy)); // biome-ignore format: one question
    return (
      isTried &&
      program.effects.at(other).some(({ row }) => {
        const path = row.is === 'read' && row.path !== undefined ? argumentAt(other.call, row.path) : undefined;
        return path !== undefined && isSameThing(where, { expr: path, func }, program);
      })
    );
  });
}

function isReadBack({ site }: Effect, where: Parameters<typeof isSameThing>[0], { program }: Asked): boolean {
  return program.effects.of('read').some(({ site: other, row }) => {
    if (other.func.module.language !== site.func.module.language || row.path === undefined) return false;
    const read = argumentAt(other.call, row.path);
    if (read === undefined) return false;
    return (
      isSameThing(where, { expr: read, func: other.func }, program) ||
      isSameFile(where, { expr: read, func: other.func }, program)
    );
  });
}

/** The same file of the app, once from its folder and once from where the program is started. */
function isSameFile(
  a: Parameters<typeof isSameThing>[0],
  b: Parameters<typeof isSameThing>[0],
  { paths }: Asked['program'],
): boolean {
  const texts = (one: typeof a) => paths.of(one.expr, one.func).map(({ text }) => text.replace(/^<app>\/|^\.\//, ''));
  const known = new Set(texts(a).filter((text) => !/[*<]/.test(text) && text.includes('/')));
  return texts(b).some((text) => known.has(text));
}
