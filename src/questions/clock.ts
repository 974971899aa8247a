import { guardsAround, within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { conditionsOver } from './work.js';

/** How many functions are looked at for a way back. */
const most = 200;

/**
 * Whether work goes on for as long as the process lives: an interval, or a timer whose body sets it again, whatever became of the work. One that
 * is set only where the work failed tries again and ends.
 */
export function goesOn(effect: Effect, bodies: readonly Func[], program: Program): boolean {
  const { site, row } = effect;
  if (!row.once) return !isStopped(effect, program);
  const reached = new Set<Func>(bodies);
  const queue = [...bodies];
  for (let at = 0; at < queue.length && at < most; at++) {
    for (const { targets } of program.graph.sitesOf(queue[at] as Func)) {
      for (const next of targets) {
        if (reached.has(next)) continue;
        reached.add(next);
        queue.push(next);
      }
    }
  }
  if (!reached.has(site.func)) return false;
  // the calls of the circle that set the timer anew
  const sets = [site, ...program.graph.callersOf(site.func).filter(({ func }) => reached.has(func))];
  return !sets.some(
    ({ func, guard }) =>
      isAfterFault(func, guard) ||
      conditionsOver({ func, ...(guard === undefined ? {} : { guard }) }).some((test) => asksWork(test, func, program)),
  );
}

/** Set where something was thrown. */
function isAfterFault({ fn }: Func, guard: number | undefined): boolean {
  for (const { guard: one } of guardsAround(fn, guard)) if (one.is === 'except') return true;
  return false;
}

/** Whether a condition asks what became of work that others see, also by the name that its result was given. */
function asksWork(test: Parameters<typeof within>[0], func: Func, { graph, effects }: Program): boolean {
  const works = new Set(
    graph
      .sitesOf(func)
      .filter((site) => effects.at(site).some(({ row }) => row.is === 'shared'))
      .map(({ call }) => call),
  );
  const isWork = (expr: Parameters<typeof within>[0]) =>
    [...within(expr)].some((one) => one.is === 'call' && works.has(one));
  for (const one of within(test)) {
    if (one.is === 'call' && works.has(one)) return true;
    if (one.is === 'name' && (func.bindings.get(one.name) ?? []).some(({ expr }) => isWork(expr))) return true;
  }
  return false;
}

/** The function that starts an interval stops it again before it ends: it lasts as long as one piece of work. */
function isStopped({ site }: Effect, program: Program): boolean {
  const { graph, effects, linker, scopes } = program;
  const isPassedOn = site.func.fn.events.some((event) => event.is === 'return' && event.value === site.call);
  const callers = graph.callsTo(site.func);
  const starters = isPassedOn && callers.length > 0 ? callers.map(({ func }) => func) : [site.func];
  const stops = (func: Func) =>
    graph.sitesOf(func).some((other) =>
      effects.at(other).some(({ row }) => {
        const what = row.is === 'stop' && row.data !== undefined ? argumentAt(other.call, row.data) : undefined;
        const values = what ? linker.evaluate(what, func) : [];
        return values.some((value) => value.is === 'external' && value.made?.call === site.call);
      }),
    );
  return starters.every((func) => func !== scopes.topOf(func.module) && stops(func));
}
