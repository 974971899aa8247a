import type { Event, Expr } from '../code/model.js';
import { childrenOf, guardsAround, within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import { type Func, withOuter } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { LostUpdate } from '../resolve/parts/lost-update.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { conditionsOf } from './decisions.js';
import { rootOf } from './memo.js';
import { isSameThing } from './same-thing.js';
import { usesOf } from './uses.js';

/**
 * A value of a store that all servers share is asked for, changed in code and put back under the same key, with nothing that keeps other servers out
 * meanwhile: what they put there in between is gone.
 */
export function lostUpdatesAsked(asked: Asked): AppParts {
  return { lostUpdates: asked.program.effects.of('keep').flatMap((kept) => lostBy(kept, asked)) };
}

const running = ['request', 'socket', 'job', 'task', 'unknown'] as const;

function lostBy(kept: Effect, asked: Asked): readonly LostUpdate[] {
  const { program } = asked;
  const { site } = kept;
  if (kept.weak || !asked.runs(site.func.module.path)) return [];
  const around = withOuter(site.func);
  const looked = around.flatMap((func) => lookingIn(program).get(func) ?? []).filter((one) => isOfSame(one, kept, program));
  const look = looked.findLast(({ site: { call } }) => call.start < site.call.end);
  const key = look && keyOf(look);
  if (!look || !key || !isChanged(look, kept, around)) return [];
  const way = program.reach.wayTo(site.func, running);
  if (!way || isHeld(around, way, program)) return [];
  return [
    {
      label: `the value at ${textOf(key)}`,
      technology: asked.technologyOf(site.func.module.path),
      at: placeOfExpr(site.call, site.func),
      because: [
        ...stepsOf(way),
        { at: placeOfExpr(look.site.call, look.site.func), says: 'asks for it' },
        { at: placeOfExpr(site.call, site.func), says: 'puts it back' },
      ],
      confidence: proofOf(way, false),
    },
  ];
} // biome-ignore format: one chain

const lookingIn = onceFor(({ effects }: Program) => grouped(effects.of('look'), ({ site }) => [site.func]));

function keyOf({ site, row }: Effect): Expr | undefined {
  return row.key === undefined ? undefined : argumentAt(site.call, row.key);
}

/** The same key of the same client. */
function isOfSame(look: Effect, kept: Effect, program: Program): boolean {
  const [a, b] = [look.site, kept.site];
  const [key, other] = [keyOf(look), keyOf(kept)];
  if (!key || !other || look.weak || clientOf(look) !== clientOf(kept)) return false;
  if (a.call.callee.is === 'member' && b.call.callee.is === 'member') {
    const [of, its] = [a.call.callee.of, b.call.callee.of];
    if (!isAlike(of, its) && !isSameThing({ expr: of, func: a.func }, { expr: its, func: b.func }, program)) return false;
  }
  return isAlike(key, other) || isSameThing({ expr: key, func: a.func }, { expr: other, func: b.func }, program);
} // biome-ignore format: one condition a line

function clientOf({ name }: Effect): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** Written alike, to the last part. */
function isAlike(a: Expr, b: Expr): boolean {
  const [own, others] = [childrenOf(a), childrenOf(b)];
  if (a.is !== b.is || wordOf(a) !== wordOf(b) || own.length !== others.length || a.is === 'function') return false;
  return own.every((child, index) => {
    const other = others[index];
    return other !== undefined && isAlike(child, other);
  });
}

function wordOf(expr: Expr): unknown {
  if (expr.is === 'name' || expr.is === 'member') return expr.name;
  return expr.is === 'literal' ? expr.value : expr.is === 'operation' ? expr.sign : undefined;
}

function textOf(key: Expr): string {
  if (key.is === 'literal') return `'${key.value}'`;
  if (key.is === 'name') return key.name;
  return 'one key';
}

/** Whether what is put is what was found there, changed: not where it is put because nothing was found. */
function isChanged(look: Effect, kept: Effect, around: readonly Func[]): boolean {
  const { site, row } = kept;
  const data = row.data === undefined ? undefined : argumentAt(site.call, row.data);
  if (!data) return false;
  const { own, names } = namesOf(look, kept, around);
  const isIt = (expr: Expr) => expr === look.site.call || (expr.is === 'name' && names.has(expr.name));
  const isOf = (expr: Expr) => [...within(expr)].some(isIt);
  if (!isOf(data) || isWhereMissing(site, (expr) => expr === look.site.call || (expr.is === 'name' && own.has(expr.name))))
    return false;
  if (isMade(data, isOf)) return true;
  return around.some((func) => {
    const between = ({ start, end }: Expr | Event) => end > look.site.call.start && start < site.call.end;
    const made = func.fn.events.some((event) => event.is === 'bind' && between(event) && changes(event, isIt, isOf));
    return made || usesOf(func, isIt).some(({ how, expr }) => how !== 'read' && expr.is === 'call' && between(expr));
  });
} // biome-ignore format: one condition a line

/** Counted up, a part of it set, made of itself and more. */
function changes(event: Event & { readonly is: 'bind' }, isIt: (expr: Expr) => boolean, isOf: (expr: Expr) => boolean): boolean {
  const { target, value, sign } = event;
  if (sign === '||=' || sign === '??=') return false;
  if (target.is === 'name') return isIt(target) && (sign !== undefined || isMade(value, isOf));
  return isIt(rootOf(target));
} // biome-ignore format: one signature

/** Arithmetic with it, a text or a list with more than it. */
function isMade(value: Expr, isOf: (expr: Expr) => boolean): boolean {
  for (const one of within(value)) {
    if (one.is === 'operation' && one.left && /^[-+*/%.]$/.test(one.sign) && isOf(one)) return true;
    if (one.is === 'list' && one.items.length > 1 && one.items.some(isOf)) return true;
    if (one.is === 'map' && one.entries.length > 1 && one.entries.some(({ key, value: of }) => !key && isOf(of))) return true;
    if (one.is === 'call' && one.callee.is === 'name' && /^array_(push|unshift|merge)$/.test(one.callee.name) && isOf(one)) return true;
  }
  return false;
} // biome-ignore format: one question a line

interface Names {
  /** What the answer itself is called. */
  readonly own: ReadonlySet<string>;
  /** And all that is made of it. */
  readonly names: ReadonlySet<string>;
}

function namesOf({ site: { call } }: Effect, { site }: Effect, around: readonly Func[]): Names {
  const own = new Set<string>();
  const names = new Set<string>();
  for (const func of around.toReversed()) {
    // `client.get(key, (error, found) => ...)`, `client.get(key).then((found) => ...)`
    if (isHandedAnswer(func, call)) for (const { name } of func.fn.params) own.add(name).size > 0 && names.add(name);
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.end < call.start || event.start > site.call.end) continue;
      const root = rootOf(event.target);
      if (root.is !== 'name') continue;
      if (event.value === call) own.add(root.name);
      const isOfIt = [...within(event.value)].some((one) => one === call || (one.is === 'name' && names.has(one.name)));
      if (isOfIt) names.add(root.name);
    }
  }
  return { own, names };
} // biome-ignore format: one question a line

/** A function that is given to the call, or to what is called on its answer. */
function isHandedAnswer({ fn, index, outer }: Func, call: Site['call']): boolean {
  return (outer?.fn.events ?? []).some(({ value }) =>
    [...(value ? within(value) : [])].some(
      (one) =>
        one.is === 'call' &&
        one.args.some((arg) => arg.value.is === 'function' && arg.value.fn === index) &&
        (one === call || [...within(one.callee)].includes(call)) &&
        fn.params.length > 0,
    ),
  );
}

/** Only where nothing was found: what is put there is made anew, and whoever makes it makes the same. */
function isWhereMissing({ func, guard }: Site, isFound: (expr: Expr) => boolean): boolean {
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
    for (const { expr, value, holds } of conditionsOf(one.test, one.is === 'if', func)) {
      if (isFound(expr) && (value ? holds && isNothing(value) : !holds)) return true;
      const asks = expr.is === 'call' ? [expr.callee, ...expr.args.map((arg) => arg.value)] : [];
      const [callee] = asks;
      const word = callee?.is === 'name' || callee?.is === 'member' ? callee.name : '';
      if (holds && /^(is_null|empty|nil\?|blank\?|isEmpty)$/.test(word) && asks.flatMap((ask) => [...within(ask)]).some(isFound))
        return true;
    }
  }
  return false;
} // biome-ignore format: one condition a line

function isNothing(value: Expr): boolean {
  return (value.is === 'literal' && value.value === null) || (value.is === 'name' && /^(undefined|None|nil)$/.test(value.name));
} // biome-ignore format: one condition

/** Some lock is taken around it, here or by those who call. */
export function isHeld(around: readonly Func[], { calls }: Way, { graph, effects }: Program): boolean {
  const funcs = new Set([...around, ...calls.map(({ func }) => func)]);
  return [...funcs].some((func) =>
    graph.sitesOf(func).some((site) => effects.at(site).some(({ row }) => row.is === 'lock')),
  );
}
