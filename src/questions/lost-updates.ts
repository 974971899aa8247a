import type { Event, Expr } from '../code/model.js';
import { childrenOf, guardsAround, within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import { givenBackBy, type Placed } from '../program/scopes.js';
import { type Func, withOuter } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { LostUpdate } from '../resolve/parts/lost-update.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { wordsOf } from './constants.js';
import { conditionsOf } from './decisions.js';
import { rootOf } from './memo.js';
import { isSameThing } from './same-thing.js';
import { usesOf } from './uses.js';

/**
 * A value of a store that all servers share is asked for, changed in code and put back under the same key, with nothing that keeps other servers out
 * meanwhile: what they put there in between is gone.
 */
export function lostUpdatesAsked(asked: Asked): AppParts {
  return { lostUpdates: accessesOf('keep', asked.program).flatMap((kept) => lostBy(kept, asked)) };
}

const running = ['request', 'socket', 'job', 'task', 'unknown'] as const;

function lostBy(kept: Access, asked: Asked): readonly LostUpdate[] {
  const { program } = asked;
  const { site } = kept;
  if (!asked.runs(site.func.module.path)) return [];
  const around = withOuter(site.func);
  const looked = around.flatMap((func) => lookingIn(program).get(func) ?? []);
  // from the nearest one: who asks for thousands of values and puts each back is not asked for all pairs
  const look = looked.findLast((one) => one.site.call.start < site.call.end && isOfSame(one, kept, program));
  if (!look || !isChanged(look, kept, around) || isMemo(look, kept, around)) return [];
  const way = program.reach.wayTo(site.func, running);
  if (!way || isHeld(around, way, program)) return [];
  return [
    {
      label: `the value at ${textOf(look.key.expr)}`,
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

/**
 * It is put there for a time only (what stands behind the value says how long), and all that was changed is the part under one key: what is lost of
 * such findings is found again.
 */
function isMemo(look: Access, kept: Access, around: readonly Func[]): boolean {
  const { by: { site, row } } = kept;
  const put = row.data === undefined ? undefined : argumentAt(site.call, row.data);
  const expires = put !== undefined && site.call.args.findIndex(({ value }) => value === put) < site.call.args.length - 1;
  if (!expires || put.is !== 'name') return false;
  const { names } = namesOf(look, kept, around);
  const isOf = (expr: Expr) => expr.is === 'name' && names.has(expr.name);
  const changing = around.flatMap(({ fn }) => fn.events.filter((event) => event.is === 'bind' && event.end > look.site.call.end && event.start < kept.site.call.start && isOf(rootOf(event.target))));
  const isKeyed = (event: Event) => event.is === 'bind' && event.target.is === 'index' && event.target.key.end > event.target.key.start && !event.sign && ![...within(event.value)].some(isOf);
  return changing.length > 0 && changing.every(isKeyed);
} // biome-ignore format: one condition a line

const lookingIn = onceFor((program: Program) => grouped(accessesOf('look', program), ({ site }) => [site.func]));

/** A call of a store, or one of the app's own functions that hands its key, its value or its answer on. */
interface Access {
  readonly site: Site;
  readonly key: Placed;
  readonly data?: Placed;
  /** The library's call. */
  readonly by: Effect;
  readonly hops: number;
}

/** So many functions may hand it on. */
const mostHops = 2;

function accessesOf(kind: 'look' | 'keep', program: Program): readonly Access[] {
  const found = program.effects.of(kind).flatMap((by): readonly Access[] => {
    const { site, row, weak } = by;
    const [key, data] = [row.key, row.data].map((place) => (place === undefined ? undefined : argumentAt(site.call, place)));
    // what is put only where nothing stands (`NX`) overwrites nothing
    const isClaim = program.effects.at(site).some((effect) => effect.row.is === 'lock');
    if (!key || weak || isClaim) return [];
    return [{ site, key: { expr: key, func: site.func }, ...(data ? { data: { expr: data, func: site.func } } : {}), by, hops: 0 }];
  });
  for (const access of found) if (access.hops < mostHops && isHandedOn(access)) found.push(...byCallers(access, program));
  return found;
} // biome-ignore format: one chain

/** Whether whoever calls gives what is put, or is given what was found. */
function isHandedOn({ site: { func, call }, data }: Access): boolean {
  if (data) return data.func === func && parameterIn(data.expr, func) !== undefined;
  const answers = (value: Expr) =>
    [...within(value)].some((one) => one === call || (one.is === 'name' && (func.bindings.get(one.name) ?? []).some(({ expr }) => expr === call)));
  return givenBackBy(func).some(({ expr }) => answers(expr));
} // biome-ignore format: one condition

function byCallers({ site, key, data, by, hops }: Access, { graph }: Program): readonly Access[] {
  const { func } = site;
  const given = ({ expr, func: own }: Placed, caller: Site): Placed => {
    const index = own === func ? parameterIn(expr, func) : undefined;
    const other = index === undefined ? undefined : argumentFor(func, index, caller.call);
    return other ? { expr: other, func: caller.func } : { expr, func: own };
  };
  return graph.callsTo(func).map((caller) => ({
    site: caller,
    key: key.expr.is === 'name' ? given(key, caller) : key,
    ...(data ? { data: given(data, caller) } : {}),
    by,
    hops: hops + 1,
  }));
}

function parameterIn(expr: Expr, { fn }: Func): number | undefined {
  for (const one of within(expr)) {
    const index = one.is === 'name' ? fn.params.findIndex(({ name }) => name === one.name) : -1;
    if (index >= 0) return index;
  }
  return undefined;
}

/** The same key of the same client. */
function isOfSame(look: Access, kept: Access, program: Program): boolean {
  const [a, b] = [look.by.site, kept.by.site];
  const [key, other] = [look.key.expr, kept.key.expr];
  if (clientOf(look.by) !== clientOf(kept.by)) return false;
  if (key.is === 'literal' && other.is === 'literal' && key.value !== other.value) return false;
  if (a.call.callee.is === 'member' && b.call.callee.is === 'member') {
    const [of, its] = [a.call.callee.of, b.call.callee.of];
    if (!isAlike(of, its) && !isSameThing({ expr: of, func: a.func }, { expr: its, func: b.func }, program)) return false;
  }
  const isHere = ({ key, site }: Access) => key.func === site.func;
  // what a helper says of itself (`this.hash`) is another thing for each that it is asked of
  if (isHere(look) && isHere(kept) && isAlike(look.key.expr, kept.key.expr)) return true;
  const isOwn = look.hops + kept.hops === 0 || (isHere(look) && isHere(kept));
  return (isOwn && isSameThing(look.key, kept.key, program)) || isSameWord(look.key, kept.key, program);
} // biome-ignore format: one condition a line

function isSameWord(a: Placed, b: Placed, program: Program): boolean {
  const [word, ...more] = wordsOf(a.expr, a.func, program);
  const [other, ...others] = wordsOf(b.expr, b.func, program);
  return word !== undefined && word === other && more.length + others.length === 0;
}

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
function isChanged(look: Access, kept: Access, around: readonly Func[]): boolean {
  const { site } = kept;
  const data = kept.data?.expr;
  if (!data) return false;
  const { own, names } = namesOf(look, kept, around);
  const isIt = (expr: Expr) => expr === look.site.call || (expr.is === 'name' && names.has(expr.name));
  const isOf = (expr: Expr) => [...within(expr)].some(isIt);
  if (!isOf(data) || isWhereMissing(site, (expr) => expr === look.site.call || (expr.is === 'name' && own.has(expr.name))))
    return false;
  if (isMade(data, isOf)) return true;
  const put = madeInto(data, around);
  return around.some((func) => {
    const between = ({ start, end }: Expr | Event) => end > look.site.call.start && start < site.call.end;
    const made = func.fn.events.some((event) => event.is === 'bind' && between(event) && isOfNames(rootOf(event.target), put) && changes(event, isIt, isOf));
    return made || usesOf(func, isIt).some(({ how, expr }) => how !== 'read' && expr.is === 'call' && between(expr));
  });
} // biome-ignore format: one condition a line

/** The names that a value is made of, over those that they are made of. */
function madeInto(data: Expr, around: readonly Func[]): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (expr: Expr) => { for (const one of within(expr)) if (one.is === 'name') names.add(one.name); }; // biome-ignore format: one line
  take(data);
  for (const { fn } of around)
    for (const event of fn.events.toReversed())
      if (event.is === 'bind' && isOfNames(rootOf(event.target), names)) take(event.value);
  return names;
}

function isOfNames(expr: Expr, names: ReadonlySet<string>): boolean {
  return expr.is === 'name' && names.has(expr.name);
}

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

function namesOf({ site: { call } }: Access, { site }: Access, around: readonly Func[]): Names {
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
      const isIt = (one: Expr) => one === call || (one.is === 'name' && names.has(one.name));
      if ([...within(event.value)].some(isIt) && !isAnew(event.value, isIt)) names.add(root.name);
    }
  }
  return { own, names };
} // biome-ignore format: one question a line

/** A table that is made anew and takes single fields over as they stood (`{ state, begun: found.begun ?? now() }`): it replaces what was there on purpose. */
function isAnew(value: Expr, isIt: (expr: Expr) => boolean): boolean {
  if (value.is !== 'map') return false;
  return value.entries.every(({ key, value: field }) => {
    if (![...within(field)].some(isIt)) return true;
    const left = field.is === 'operation' && /^(\?\?|\|\||or)$/.test(field.sign) ? field.left : field;
    const name = left?.is === 'member' ? left.name : left?.is === 'index' && left.key.is === 'literal' ? left.key.value : undefined;
    const isField = key?.is === 'literal' && key.value === name && (left?.is === 'member' || left?.is === 'index') && isIt(left.of);
    return isField && (left === field || (field.is === 'operation' && ![...within(field.right)].some(isIt)));
  });
} // biome-ignore format: one condition a line

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

/** Some lock is taken around it, here, by a helper or by those who call. */
export function isHeld(around: readonly Func[], { calls }: Way, { graph, effects }: Program): boolean {
  const funcs = new Set([...around, ...calls.map(({ func }) => func)]);
  const locks = (site: Site) => effects.at(site).some(({ row }) => row.is === 'lock');
  return [...funcs].some((func) =>
    graph.sitesOf(func).some((site) => locks(site) || site.targets.some((target) => graph.sitesOf(target).some(locks))),
  );
}
