import type { Expr, Place } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { looksNear } from './effects-in.js';
import { looksAt } from './looked-for.js';

interface Asked {
  /** The paths that are written, as far as they are known. */
  readonly written: readonly PathOrigin[];
  readonly program: Program;
  isIt(expr: Expr, func: Func): boolean;
}

/**
 * What is read at the path is given instead of being made: `data = read(file); if (isGood(data)) return data; data = make(); write(file, data)`, or
 * it is made where the read fails (`except FileNotFoundError`). What is written does not come of what was read: a list that is read, added to and
 * written back is kept, and not made again; what is made at random is another one on each server.
 */
export function isReadInstead(site: Site, asked: Asked): boolean {
  const { func, call } = site;
  const looks = looksBy(asked.program).get(func) ?? [];
  const reads = looks.filter((one) => one.call.end <= call.start && isReadOf(one, asked));
  if (reads.length === 0) return false;
  if ([func, ...site.targets].some((one) => isMakingRandom(one, asked.program))) return false;
  const { isGiven, isOf } = followed(reads, func, call);
  if (call.args.some(({ value }) => isOf(value))) return false;
  return isGiven || reads.some((read) => isTriedBefore(read, site));
}

/** What is put behind what stands there is kept, and not made again: `FILE_APPEND`, `appendFile`, a file that is opened to add to it. */
export function isAppending({ call }: Site): boolean {
  const { callee, args } = call;
  if ((callee.is === 'name' || callee.is === 'member') && /^append/i.test(callee.name)) return true;
  return args.some(({ value }) =>
    [...within(value)].some(
      (one) =>
        (one.is === 'name' && one.name === 'FILE_APPEND') ||
        (one.is === 'literal' && /^a[bt+]{0,2}$/.test(String(one.value))),
    ),
  );
}

/** The calls by which each function reads or lists files, itself or by helpers: one that writes thousands of them asks for each. */
const looksBy = onceFor((program: Program) => {
  const looks = ({ targets }: Site) => targets.some((target) => looksNear(target, program).length > 0);
  const found = program.graph.sites.filter(
    (site) => program.effects.at(site).some(({ row }) => row.is === 'read') || looks(site),
  );
  return grouped(found, ({ func }) => [func]);
});

const making = onceFor(({ effects }: Program) => new Set(effects.of('random').map(({ site }) => site.func)));

function isMakingRandom(func: Func, program: Program): boolean {
  return making(program).has(func);
}

/** A function that reads what lies at a path, or lists the folder that it is in, itself or by helpers. */
export function isReading(func: Func, written: readonly PathOrigin[], program: Program): boolean {
  return looksNear(func, program).some((effect) => written.some((origin) => looksAt(effect, origin, program)));
}

function isReadOf(site: Site, { written, program, isIt }: Asked): boolean {
  const isOwn = program.effects.at(site).some((effect) => {
    const { row } = effect;
    const path = row.is === 'read' && row.path !== undefined ? argumentAt(site.call, row.path) : undefined;
    return path !== undefined && (isIt(path, site.func) || written.some((origin) => looksAt(effect, origin, program)));
  });
  return isOwn || site.targets.some((target) => isReading(target, written, program));
}

/** Which names hold what was read when the call is made, and whether it was given back before. */
function followed(reads: readonly Site[], { fn }: Func, { start }: Place) {
  const calls = new Set<Expr>(reads.map(({ call }) => call));
  const names = new Set<string>();
  const isOf = (expr: Expr) =>
    [...within(expr)].some((one) => calls.has(one) || (one.is === 'name' && names.has(one.name)));
  let isGiven = false;
  for (const event of fn.events) {
    if (event.end > start) break;
    if (event.is === 'bind' && event.target.is === 'name') {
      if (isOf(event.value)) names.add(event.target.name);
      else if (event.sign === undefined) names.delete(event.target.name);
    }
    if (event.is === 'return' && event.value && isOf(event.value)) isGiven = true;
  }
  return { isGiven, isOf };
}

/** Whether the read stands in a `try` whose fault leads to where the other is. */
function isTriedBefore(read: Site, { func, guard }: Site): boolean {
  const tried = [...guardsAround(func.fn, read.guard)].map(({ guard: one }) => one).filter(({ is }) => is === 'try');
  return [...guardsAround(func.fn, guard)].some(
    ({ guard: one }) =>
      one.is === 'except' && tried.some(({ outer, start }) => outer === one.outer && start < one.start),
  );
}
