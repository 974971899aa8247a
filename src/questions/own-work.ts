import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func, Value } from '../program/values.js';
import { isMadeAtRandom } from './keys.js';
import { isOfMeasures } from './measures.js';
import { most, reachedFrom } from './reached.js';

/** What a piece of work has to do with the process that does it. */
export interface OwnWork {
  /** All of it is about this process: a sign of life, what it gathered itself. */
  readonly isOwn: boolean;
  /** A row is changed and marked as this process's own: one of several gets it. */
  readonly lease: Effect | undefined;
}

export interface Worked {
  readonly bodies: readonly Func[];
  readonly shared: readonly Effect[];
  /** What of it is double where two servers do it; all of it where nothing is. */
  readonly counts: readonly Effect[];
  /** All functions of the work. */
  readonly seen: ReadonlySet<Func>;
}

export function ownWork(worked: Worked, program: Program): OwnWork {
  const { shared, counts } = worked;
  if (shared.length === 0) return { isOwn: false, lease: undefined };
  const marked = shared.filter((effect) => effect.row.what === 'rows' && isMarked(effect.site, worked, program));
  if (counts.every((effect) => marked.includes(effect))) return { isOwn: true, lease: undefined };
  const lease = marked.find(({ name }) => /(update|upsert|modify|query|execute)\w{0,60}$/i.test(name));
  const isOwn =
    lease === undefined &&
    (isGathered(worked, program) ||
      isOfOwner(worked, program) ||
      isOfMeasures(
        worked.bodies,
        counts.map(({ site }) => site),
        program,
      ));
  return { isOwn, lease };
}

/** Whether a call is given what tells this process from the others: the name of its host, its number, something random that it was born with. */
function isMarked({ call, func }: Site, worked: Worked, program: Program): boolean {
  return call.args.some(({ value }) => names(value, func, { worked, program, depth: 0, seen: new Set() }));
}

interface Naming {
  readonly worked: Worked;
  readonly program: Program;
  readonly depth: number;
  /** Each text is looked into once. */
  readonly seen: Set<Expr>;
}

const deepest = 4;

function names(expr: Expr, func: Func, naming: Naming): boolean {
  if (naming.depth > deepest || naming.seen.has(expr)) return false;
  naming.seen.add(expr);
  const { linker, graph } = naming.program;
  for (const one of within(expr)) {
    if (!/^(name|member|call)$/.test(one.is)) continue;
    for (const value of linker.evaluate(one, func).flatMap(graph.concrete)) if (tells(value, naming)) return true;
  }
  return false;
}

function tells(value: Value, { worked, program, depth, seen }: Naming): boolean {
  const { library } = program;
  if (value.is === 'structure')
    return value.expr.is === 'text' && names(value.expr, value.func, { worked, program, depth: depth + 1, seen });
  if (value.is !== 'external') return false;
  if (library.selves.find(value.name).length > 0) return true;
  // one made anew with each round says nothing of the process
  return (
    isMadeAtRandom(value, library) &&
    value.made !== undefined &&
    !worked.seen.has(value.made.func) &&
    isOfStart(value.made.func, program)
  );
}

/** All of it stands behind a look whether what is found bears the name of this process: of several, the one goes on that wrote it there. */
function isOfOwner(worked: Worked, program: Program): boolean {
  const { graph } = program;
  const isBehind = ({ func, guard }: Site) => {
    for (const { guard: one } of guardsAround(func.fn, guard))
      if (one.test && isCompared(one.test, func, worked, program)) return true;
    return false;
  };
  const counts = new Set(worked.counts.map(({ site }) => site));
  const open = new Set<Func>(worked.bodies);
  let left = most;
  let isAny = false;
  for (const func of open) {
    if (left-- <= 0) return false;
    for (const site of graph.sitesOf(func)) {
      if (isBehind(site)) isAny = true;
      else if (counts.has(site)) return false;
      else for (const target of site.targets) open.add(target);
    }
  }
  return isAny;
}

function isCompared(test: Expr, func: Func, worked: Worked, program: Program): boolean {
  for (const one of within(test)) {
    if (one.is !== 'operation' || !/^[!=]={1,2}$/.test(one.sign) || !one.left) continue;
    const sides = [one.left, one.right];
    if (
      sides.some((side) => side.is !== 'literal' && names(side, func, { worked, program, depth: 0, seen: new Set() }))
    )
      return sides.every(({ is }) => is !== 'literal');
  }
  return false;
}

/** Made once: where a module is loaded, by a constructor, by what the start of the program runs. */
function isOfStart(func: Func, { scopes, reach }: Program): boolean {
  return (
    func === scopes.topOf(func.module) || func.fn.name === 'constructor' || reach.wayTo(func, ['boot']) !== undefined
  );
}

/** All of it is done by functions that empty what this process has gathered, and hand that on: `const batch = this.buffer; this.buffer = [];`. */
function isGathered({ counts, seen }: Worked, { graph, scopes }: Program): boolean {
  const emptying = [...seen].filter((func) => func !== scopes.topOf(func.module) && empties(func));
  if (emptying.length === 0) return false;
  const reached = reachedFrom(emptying, graph);
  return reached.size <= most && counts.every(({ site }) => reached.has(site.func));
}

/** A list or a table that outlives the function, which it reads and leaves empty. */
function empties(func: Func): boolean {
  for (const event of func.fn.events) {
    if (event.is === 'bind' && isEmpty(event.value) && isKept(event.target, func) && isReadIn(event.target, func))
      return true;
    for (const one of event.value ? within(event.value) : []) {
      if (one.is !== 'call' || one.callee.is !== 'member' || !isKept(one.callee.of, func)) continue;
      const isAll = one.callee.name === 'clear' || (one.callee.name === 'splice' && isZero(one.args[0]?.value));
      if (isAll && (one.callee.name === 'splice' || isReadIn(one.callee.of, func))) return true;
    }
  }
  return false;
}

function isEmpty(expr: Expr): boolean {
  if (expr.is === 'list') return expr.items.length === 0;
  if (expr.is === 'map') return expr.entries.length === 0;
  return expr.is === 'call' && expr.new === true && expr.args.length === 0;
}

function isZero(expr: Expr | undefined): boolean {
  return expr?.is === 'literal' && expr.value === 0;
}

/** A field of the object, or a variable from outside of the function. */
function isKept(expr: Expr, func: Func): boolean {
  if (expr.is === 'member') return expr.of.is === 'this';
  if (expr.is !== 'name' || func.bindings.has(expr.name)) return false;
  return !func.fn.params.some(({ name }) => name === expr.name);
}

/** Handed on, or given another name. */
function isReadIn(target: Expr, func: Func): boolean {
  const name = target.is === 'member' || target.is === 'name' ? target.name : undefined;
  const isIt = (one: Expr) => (one.is === 'member' || one.is === 'name') && one.name === name;
  return func.fn.events.some((event) => {
    if (!event.value) return false;
    if (event.is === 'bind' && event.target.is !== target.is && isIt(event.value)) return true;
    return [...within(event.value)].some(
      (one) =>
        one.is === 'call' && (one.args.some(({ value }) => [...within(value)].some(isIt)) || isWalked(one, isIt)),
    );
  });
}

function isWalked({ callee }: Expr & { is: 'call' }, isIt: (one: Expr) => boolean): boolean {
  return (
    callee.is === 'member' && /^(values|entries|keys|map|forEach|slice|splice)$/.test(callee.name) && isIt(callee.of)
  );
}
