import type { Call, Expr, Place } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Placed } from '../program/scopes.js';
import { type Func, withOuter } from '../program/values.js';
import { readsIn, writesIn } from './effects-in.js';
import { alongWay, boundTo } from './gone.js';
import { keyOf } from './looked-for.js';
import { isAppending, isReadInstead, isReading } from './read-instead.js';
import { isSameThing } from './same-thing.js';

/**
 * Written only where a look at the same path finds nothing, or nothing that is new enough, or where what stands there was not given instead: every
 * server makes its own when it needs it.
 */
export function isMadeWhereMissing(target: Expr, effects: readonly Effect[], way: Way, program: Program): boolean {
  const sites = effects.map(({ site }) => site);
  const places = sites.slice(0, 1).flatMap(({ func }) => alongWay(target, func, way).flatMap(besideEach));
  const written = places
    .flatMap(({ expr, func }) => program.paths.of(expr, func))
    .filter(({ root }) => root !== 'unknown');
  const own = new Set(written.map(keyOf));
  // what one function writes is there, or missing, together
  const beside = sites[0] ? writtenIn(sites[0].func, program) : own;
  const isIt = (expr: Expr, func: Func) =>
    places.some((place) => isSameThing({ expr, func }, place, program)) ||
    program.paths.of(expr, func).some((path) => {
      const key = keyOf(path);
      return key !== undefined && (own.has(key) || beside.has(key));
    });
  const looksAtIt = ({ func, guard }: Pick<Site, 'func' | 'guard'>, isGiven: boolean): boolean =>
    [...guardsAround(func.fn, guard)].some(
      ({ guard: { is, test } }) =>
        test !== undefined &&
        (is === 'if' || is === 'else') &&
        asksAbout(test, func, {
          program,
          hasAge: isGiven || isOrdered(test),
          ...(isGiven || isOrdered(test) ? {} : { holds: is === 'if' }),
        }).some((expr) => isIt(expr, func)),
    );
  const onWay = [...sites, ...way.calls];
  const chain = [...onWay, ...onWay.flatMap((site) => fetchersAround(site, program))];
  return (
    (!sites.slice(0, 1).some(isAppending) && chain.some((site) => isReadInstead(site, { written, program, isIt }))) ||
    chain.some((site) => looksAtIt(site, false) || isLeftWhereNew(site, looksAtIt)) ||
    sites.some((site) => isGivenInstead(site, { program, isIt, looksAtIt })) ||
    (written.length > 0 && chain.some((site) => isMiss(site, written, program)))
  );
}

/**
 * The calls of a function around a call that give it nothing, where it gets what it keeps from elsewhere: who calls it where the file is missing makes
 * again what another one made anew.
 */
function fetchersAround({ func }: Site, program: Program): readonly Site[] {
  const outermost = withOuter(func).findLast(({ outer }) => outer !== undefined);
  if (outermost === undefined || !fetching(program).has(outermost)) return [];
  return program.graph.callsTo(outermost).filter(({ call }) => call.args.length === 0);
}

/** Functions that ask another server, themselves or in a function within. */
const fetching = onceFor(({ effects }: Program) => {
  const asking = effects.of('shared').filter(({ row }) => row.what === 'http');
  return new Set(asking.flatMap(({ site }) => withOuter(site.func)));
});

const known = onceFor((_: Program) => new Map<Func, ReadonlySet<string | undefined>>());

/** The paths that a function writes, each in one way of writing it. */
function writtenIn(func: Func, program: Program): ReadonlySet<string | undefined> {
  const found = known(program).get(func);
  if (found) return found;
  const origins = writesIn(func, program).flatMap(({ site, row: { path } }) => {
    const target = path === undefined ? undefined : argumentAt(site.call, path);
    return target ? program.paths.of(target, site.func) : [];
  });
  const keys = new Set(origins.map(keyOf));
  known(program).set(func, keys);
  return keys;
}

/** `if (age(file) < day) return;` before it is written. */
function isLeftWhereNew({ func, call }: Site, looksAtIt: Looking['looksAtIt']): boolean {
  return returnsByOrder(func).some(({ guard, end }) => end <= call.start && looksAtIt({ func, guard }, true));
}

const returnsByOrder = onceFor(({ fn }: Func) =>
  fn.events.flatMap(({ is, guard, end }) => {
    if (is !== 'return' || guard === undefined) return [];
    return [...guardsAround(fn, guard)].some(({ guard: { test } }) => test && isOrdered(test)) ? [{ guard, end }] : [];
  }),
);

/**
 * A cache that a function asks first: `image = await this.get(key); if (!image) { image = await this.fetch(key); }`, where what it asks reads the
 * file that the other writes, and nobody else has it written.
 */
function isMiss({ func, call, guard, targets }: Site, written: readonly PathOrigin[], program: Program): boolean {
  const isOnly = targets.every((one) => program.graph.callsTo(one).every((site) => site.func === func));
  if (targets.length === 0 || !isOnly) return false;
  const missed = [...guardsAround(func.fn, guard)].flatMap(({ guard: { is, test } }) =>
    test && (is === 'if' || is === 'else') ? takenForNothing(test, is === 'if') : [],
  );
  const answers = new Set(missed.flatMap((name) => boundTo(name, func)));
  return program.graph
    .sitesOf(func)
    .some(
      (one) =>
        one.call.end <= call.start &&
        answers.has(one.call) &&
        one.targets.some((target) => isReading(target, written, program)),
    );
}

/** Names that a condition takes for empty, null or false. */
function takenForNothing(test: Expr, holds: boolean): readonly Expr[] {
  if (test.is === 'name') return holds ? [] : [test];
  if (test.is !== 'operation') return [];
  const { sign, left, right } = test;
  if (!left) return /^(!|not)$/.test(sign) ? takenForNothing(right, !holds) : [];
  if (/^(&&|and)$/.test(sign) ? holds : /^(\|\||or)$/.test(sign) && !holds)
    return [left, right].flatMap((one) => takenForNothing(one, holds));
  const isEqual = /^(===?|is)$/.test(sign) ? holds : /^(!==?|is not)$/.test(sign) && !holds;
  const isNothing = right.is === 'literal' && (right.value === null || right.value === false);
  return isEqual && isNothing && left.is === 'name' ? [left] : [];
}

interface Looking {
  readonly program: Program;
  isIt(expr: Expr, func: Func): boolean;
  looksAtIt(at: Pick<Site, 'func' | 'guard'>, isGiven: boolean): boolean;
}

/** `if (is_file($copy)) { return file_get_contents($copy); }` before it is written. */
function isGivenInstead({ func, call }: Site, { program, isIt, looksAtIt }: Looking): boolean {
  const isBefore = (one: Place) => one.end <= call.start;
  const given = func.fn.events.filter((event) => event.is === 'return' && event.value && isBefore(event));
  if (given.length === 0) return false;
  const isRead = readsIn(func, program).some(({ site, row }) => {
    const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
    return path !== undefined && isBefore(site.call) && isIt(path, func) && looksAtIt(site, true);
  });
  return isRead && given.some(({ guard }) => looksAtIt({ func, ...(guard === undefined ? {} : { guard }) }, true));
}

/** Compares what is older or newer, and not whether something has changed. */
function isOrdered(test: Expr): boolean {
  return [...within(test)].some((one) => one.is === 'operation' && /^[<>]=?$/.test(one.sign));
}

/** What a path is, and the paths that it only adds something to: `${file}.json` lies beside the file. */
function besideEach(written: Placed): readonly Placed[] {
  const made = boundTo(written.expr, written.func);
  const texts = [written.expr, ...made].filter(({ is }) => is === 'text');
  const first = texts.flatMap((text) => (text.is === 'text' ? text.parts.slice(0, 1) : []));
  return [written, ...first.flatMap((expr) => (expr.is === 'literal' ? [] : [{ expr, func: written.func }]))];
}

interface Asking {
  readonly program: Program;
  /** When it was written tells whether it is there. */
  readonly hasAge: boolean;
  /** Whether the condition holds, where what it finds there does not count. */
  readonly holds?: boolean;
}

/** Calls that a condition takes for true: of `exists(file)` what follows is no file that was missing. */
function takenForTrue(test: Expr, func: Func, holds: boolean): readonly Expr[] {
  if (test.is === 'call') return holds ? [test] : [];
  if (test.is === 'name')
    return boundTo(test, func)
      .slice(0, 1)
      .flatMap((one) => takenForTrue(one, func, holds && one.is === 'call'));
  if (test.is !== 'operation') return [];
  const { sign, left, right } = test;
  if (!left) return /^(!|not)$/.test(sign) ? takenForTrue(right, func, !holds) : [];
  if (holds ? /^(&&|and)$/.test(sign) : /^(\|\||or)$/.test(sign))
    return [left, right].flatMap((one) => takenForTrue(one, func, holds));
  if (!/^[!=]==?$/.test(sign) || right.is !== 'literal' || typeof right.value !== 'boolean') return [];
  return takenForTrue(left, func, holds === (right.value === sign.startsWith('=')));
}

/** What the calls within a condition are given, or made on; also where the answer whether a file is there has a name. */
function asksAbout(test: Expr, func: Func, { program, hasAge, holds }: Asking): readonly Expr[] {
  const named = [...within(test)].flatMap((expr) => boundTo(expr, func)).filter((one) => one.is === 'call');
  const isLook = (site: Site) =>
    looksFor(site, program, 2) || (hasAge && site.names.some((name) => /(^|\.)(file|get)?mtime$/.test(name)));
  const looks = program.graph.sitesOf(func).filter((site) => named.includes(site.call) && isLook(site));
  const calls = [...[...within(test)].filter((one) => one.is === 'call'), ...looks.map(({ call }) => call)];
  const answered = holds === undefined ? [] : foundThere(test, func, program, holds);
  const open = calls.filter((one) => !answered.includes(one) && !asksForLeave(one));
  return open.flatMap((one) => [
    ...one.args.map(({ value }) => value),
    ...(one.callee.is === 'member' ? [one.callee.of] : []),
  ]);
}

/** The calls of a condition that found what they look for where it holds. */
function foundThere(test: Expr, func: Func, program: Program, holds: boolean): readonly Call[] {
  const there = takenForTrue(test, func, holds);
  const isAnswered = (site: Site) => there.includes(site.call) && site.names.some((name) => existence.test(name));
  return program.graph
    .sitesOf(func)
    .filter(isAnswered)
    .map(({ call }) => call);
}

/** Whether a path may be written to says nothing of what lies there: `is_writable($path)`, `os.access(path, os.W_OK)`. */
function asksForLeave({ callee, args }: Call): boolean {
  if (callee.is !== 'name' && callee.is !== 'member') return false;
  if (/^is_?writ(e?able|able_?real)$|^writable(_real)?\?$/i.test(callee.name)) return true;
  const isMode = (one: Expr) => (one.is === 'name' || one.is === 'member') && one.name === 'W_OK';
  return /^access(Sync)?$/.test(callee.name) && args.slice(1).some(({ value }) => [...within(value)].some(isMode));
}

const existence = /(^|\.)(p?ath_?exists|file_exists|exists?|is_?file)(Sync|\?)?$/i;

/** Asks the file system whether something is there, itself or by a function of the app. */
function looksFor({ names, targets }: Site, program: Program, depth: number): boolean {
  if (names.some((name) => existence.test(name) || /(^|\.)(l?stat|access)(Sync)?$/i.test(name))) return true;
  return (
    depth > 0 && targets.some((one) => program.graph.sitesOf(one).some((site) => looksFor(site, program, depth - 1)))
  );
}
