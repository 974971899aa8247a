import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentBehind } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Placed } from '../program/scopes.js';
import type { Func, Value } from '../program/values.js';
import { givenFor } from './above.js';
import { nearest, removalsIn, removersNear } from './effects-in.js';
import { isSameText, isSameThing } from './same-thing.js';

/** The functions from the entry to what is done. */
export function funcsOn(way: Way, { site }: Effect): ReadonlySet<Func> {
  return new Set<Func>([site.func, way.entry.func, ...way.calls.map(({ func }) => func)]);
}

/** Removed again, or handed to a shared store, by the functions on the way. */
export function passesThrough(target: Expr, effect: Effect, way: Way, program: Program): boolean {
  const onWay = funcsOn(way, effect);
  const frames = new Set([...onWay].flatMap((func) => removersNear(func, program)));
  const name = effect.row.name === undefined ? undefined : argumentAt(effect.site.call, effect.row.name);
  const isRemoved = (other: Expr, site: Effect['site']) => {
    const isThis = (expr: Expr, func: Func, thing: Expr) =>
      isSameThing({ expr: thing, func: effect.site.func }, { expr, func }, program);
    if (!name) return isThis(other, site.func, target);
    // of a file in a folder, a path with its name in it is told apart from the folder's other files
    return broughtTo({ expr: other, site }, onWay, program).some(({ expr, site: { func } }) =>
      [...within(expr)].some((part) => isThis(part, func, name)),
    );
  };
  const folders = alongWay(target, effect.site.func, way).flatMap((placed) => foldersOf(placed, onWay, program));
  const chain = [effect.site, ...way.calls];
  // a folder that is emptied first is filled to stay
  const isFolderRemoved = (other: Expr, site: Effect['site']) =>
    leadingTo(site, onWay, program).some(({ func, call }) =>
      chain.some((one) => one.func === func && one.call.end < call.start),
    ) && folders.some((folder) => isSameThing(folder, { expr: other, func: site.func }, program));
  // what is removed before it is written makes room for it
  const isRoomMade = (site: Effect['site']) => {
    const leading = leadingTo(site, onWay, program);
    return (
      leading.length > 0 &&
      leading.every((one) => {
        const own = chain.filter(({ func }) => func === one.func);
        return own.length > 0 && own.every(({ call }) => one.call.end <= call.start);
      })
    );
  };
  for (const func of frames) {
    for (const { site, row } of removalsIn(func, program)) {
      if (func === effect.site.func && isOtherBranch(site, effect.site)) continue;
      if (onWay.has(func) && isGivenUp(site)) continue;
      if (row.is === 'remove' && isRoomMade(site)) continue;
      for (const at of [row.path, row.data]) {
        const other = at === undefined ? undefined : argumentAt(site.call, at);
        if (other && (isRemoved(other, site) || (row.is === 'remove' && isFolderRemoved(other, site)))) return true;
      }
      const removed = row.is === 'remove' && row.path !== undefined ? argumentAt(site.call, row.path) : undefined;
      if (removed && isFolderOf(target, effect, { removed, func })) return true;
      if (row.is === 'remove' && isEmptying(site, target, { effect, way, onWay, program })) return true;
    }
  }
  return false;
}

/** `delete($this->folder)`, of a file at `storage_path('app/'.$this->folder)`: a disk names it from where the disk begins. */
function isFolderOf(target: Expr, { site }: Effect, { removed, func }: { removed: Expr; func: Func }): boolean {
  const isField = removed.is === 'member' && removed.of.is === 'this' && func.owner === site.func.owner;
  if (!isField && !(removed.is === 'name' && func === site.func)) return false;
  return [...within(target)].some((part) => part !== target && isSameText(part, removed));
}

interface OnTheWay {
  readonly effect: Effect;
  readonly way: Way;
  readonly onWay: ReadonlySet<Func>;
  readonly program: Program;
}

/** It removes, one by one, all that is listed there of a folder around the file, once the file is there. */
function isEmptying(removal: Effect['site'], target: Expr, { effect, way, onWay, program }: OnTheWay): boolean {
  const { func, guard } = removal;
  const around = [...guardsAround(func.fn, guard)].map((one) => one.guard);
  const loop = around.findIndex(({ is }) => is === 'loop');
  // what only sweeps out some of them (old ones) leaves this one
  if (loop < 0 || !around.slice(0, loop).every(({ test }) => test && asksKind(test))) return false;
  const isAfter = leadingTo(removal, onWay, program).some((site) =>
    [effect.site, ...way.calls].some((one) => one.func === site.func && one.call.end < site.call.start),
  );
  if (!isAfter) return false;
  const own = program.paths.of(target, effect.site.func);
  const asked = new Set([func, ...program.graph.sitesOf(func).flatMap(({ targets }) => targets)]);
  return program.effects.of('list').some(({ site, row }) => {
    const folder = !asked.has(site.func) || row.path === undefined ? undefined : argumentAt(site.call, row.path);
    if (!folder) return false;
    const given = givenFor(folder, site.func, program).map((one) => ({ expr: one.expr, func: one.site.func }));
    const listed = [{ expr: folder, func: site.func }, ...given]
      .flatMap(({ expr, func: at }) => program.paths.of(expr, at))
      .map(({ root, text }) => ({ root, text: text.replace(/\/?\*?$/, '/') }));
    return own.some((one) =>
      listed.some(({ root, text }) => /\w/.test(text) && root === one.root && one.text.startsWith(text)),
    );
  });
}

/** `is_dir($path)`, `$entry->isDir()`, `os.path.isfile(path)`: a file and a folder go in different ways, and both go. */
function asksKind(test: Expr): boolean {
  return [...within(test)].some(
    (one) =>
      one.is === 'call' &&
      /^is_?(dir|file|link|directory|symlink|symboliclink)$/i.test(
        one.callee.is === 'name' || one.callee.is === 'member' ? one.callee.name : '',
      ),
  );
}

/** Sent by the functions on the way as the answer to the very request that makes it; nothing else sends or lists what lies beside it. */
export function isAnswer(target: Expr, effect: Effect, way: Way, program: Program): boolean {
  if (way.entry.kind !== 'request') return false;
  const onWay = funcsOn(way, effect);
  const folderOf = (expr: Expr, func: Func) =>
    program.paths.of(expr, func).map(({ root, text }) => `${root} ${text.slice(0, text.lastIndexOf('/') + 1)}`);
  const own = folderOf(target, effect.site.func);
  let isSent = false;
  for (const { site: inner, row } of program.effects.of('serve', 'list')) {
    const path = row.path === undefined ? undefined : argumentAt(inner.call, row.path);
    for (const { expr: sent, site } of path ? broughtTo({ expr: path, site: inner }, onWay, program) : []) {
      const isHere =
        row.is === 'serve' &&
        [effect.site, ...way.calls].some(({ func, call }) => func === site.func && call.end < site.call.end) &&
        isSameThing({ expr: target, func: effect.site.func }, { expr: sent, func: site.func }, program);
      if (isHere) isSent = true;
      else if (!onWay.has(site.func) && folderOf(sent, site.func).some((folder) => own.includes(folder))) return false;
    }
  }
  return isSent;
}

interface Given {
  readonly expr: Expr;
  readonly site: Effect['site'];
}

/** What a call is given, or what those give for it who call the helper around it. */
function broughtTo(given: Given, onWay: ReadonlySet<Func>, program: Program, left = nearest): readonly Given[] {
  const { expr, site } = given;
  const above = left > 0 && !onWay.has(site.func) ? givenFor(expr, site.func, program) : [];
  return above.length === 0 ? [given] : above.flatMap((one) => broughtTo(one, onWay, program, left - 1));
}

/** What a path is, and what those on the way to it give for it. */
export function alongWay(target: Expr, func: Func, way: Way): readonly Placed[] {
  const found: Placed[] = [{ expr: target, func }];
  for (const { call, func: caller, targets } of way.calls.toReversed()) {
    const { expr, func: callee } = found.at(-1) as Placed;
    const given = targets.includes(callee) ? argumentBehind(expr, callee, call) : undefined;
    if (!given) return found;
    found.push({ expr: given, func: caller });
  }
  return found;
}

/** A call, or those of the functions on the way that lead to it through helpers. */
function leadingTo(site: Effect['site'], onWay: ReadonlySet<Func>, { graph }: Program): readonly Effect['site'][] {
  const found: Effect['site'][] = [];
  let level: readonly Effect['site'][] = [site];
  for (let hop = 0; hop <= nearest && level.length > 0; hop++) {
    found.push(...level.filter(({ func }) => onWay.has(func)));
    level = level.filter(({ func }) => !onWay.has(func)).flatMap(({ func }) => graph.callsTo(func));
  }
  return found;
}

const ownCalls = onceFor(
  ({ graph }: Program) => new Set(graph.sites.flatMap(({ call, targets }) => (targets.length > 0 ? [call] : []))),
);

/** What a path begins with: `dir` of `join(dir, 'a.zip')` and of a text that begins with it, and what that begins with. */
function foldersOf(placed: Placed, onWay: ReadonlySet<Func>, program: Program): readonly Placed[] {
  const named = [placed.expr, ...boundTo(placed.expr, placed.func)].flatMap((expr): readonly Placed[] => {
    // what a function of the app's own makes of a path need not lie below it: that is followed into the function
    if (expr.is === 'call' && ownCalls(program).has(expr)) return [];
    const first = expr.is === 'call' ? expr.args[0]?.value : expr.is === 'text' ? expr.parts[0] : expr.is === 'operation' ? expr.left : undefined; // biome-ignore format: one choice
    return first?.is === 'name' ? [{ expr: first, func: placed.func }] : [];
  });
  const found: Placed[] = [];
  let level: readonly Placed[] = [placed];
  for (let step = 0; step < mostFolders && level.length > 0; step++) {
    level = level
      .flatMap((one) => meantBy(one, program))
      .flatMap((value) => program.paths.before(value) ?? [])
      .slice(0, mostFolders);
    found.push(...level);
  }
  return [...named, ...found.filter((folder) => !isMadeFor(folder, onWay, program))];
}

/** What an expression is, and what callers give for it. */
function meantBy({ expr, func }: Placed, { linker, graph }: Program): readonly Value[] {
  return linker
    .evaluate(expr, func)
    .flatMap((value) => [value, ...(value.is === 'parameter' ? graph.concrete(value) : [])]);
}

/** Folders within folders, and ways to one, beyond this number add nothing. */
const mostFolders = 6;

/** Another folder for each who asks: a function that is not on the way makes it of what it is given (`folderOf(user)`). */
function isMadeFor(folder: Placed, onWay: ReadonlySet<Func>, program: Program): boolean {
  return meantBy(folder, program).some((value) => {
    if (value.is !== 'external' || !value.made || onWay.has(value.made.func)) return false;
    const { call, func: maker } = value.made;
    if (maker.owner && /^(constructor|__init__|__construct|initialize)$/.test(maker.fn.name)) return false;
    const params = new Set(maker.fn.params.map(({ name }) => name));
    return [...within(call)].some((one) => one.is === 'name' && params.has(one.name));
  });
}

/** What stands in a branch that gives up: where all goes well it is not reached. */
function isGivenUp({ func, guard }: Effect['site']): boolean {
  const { events } = func.fn;
  for (const {
    at,
    guard: { is, test },
  } of guardsAround(func.fn, guard)) {
    if (is === 'except' || (is === 'if' && test && isFailed(test, func))) return true;
    if (
      is === 'if' &&
      events.some(
        (event) => event.guard === at && (event.is === 'throw' || (event.is === 'return' && isNothing(event.value))),
      )
    )
      return true;
  }
  return false;
}

/** `if (!$ok)`, of a flag that is false until all went well. */
function isFailed(test: Expr, func: Func): boolean {
  if (test.is !== 'operation' || test.left || !/^(!|not)$/.test(test.sign) || test.right.is !== 'name') return false;
  const said = (func.bindings.get(test.right.name) ?? []).map(({ expr }) =>
    expr.is === 'literal' ? expr.value : undefined,
  );
  return said[0] === false && said.includes(true);
}

function isNothing(value: Expr | undefined): boolean {
  return value === undefined || (value.is === 'literal' && (value.value === null || value.value === false));
}

/** One of two calls stands where a condition holds, and the other where it does not. */
export function isOtherBranch(one: Effect['site'], other: Effect['site']): boolean {
  const { fn } = one.func;
  const own = new Map<number, string>();
  for (const { guard } of guardsAround(fn, one.guard)) if (guard.test) own.set(guard.test.start, guard.is);
  for (const { guard } of guardsAround(fn, other.guard)) {
    const is = guard.test && own.get(guard.test.start);
    if (is !== undefined && `${is} ${guard.is}`.match(/^(if else|else if)$/)) return true;
  }
  return false;
}

/** What the one value of a name is made of. */
export function boundTo(expr: Expr, func: Func): readonly Expr[] {
  if (expr.is !== 'name') return [];
  for (let here: Func | undefined = func; here; here = here.outer) {
    const bound = here.bindings.get(expr.name);
    if (bound) return bound.flatMap((one) => [...within(one.expr)]);
  }
  return [];
}
