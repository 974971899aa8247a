import type { Expr } from '../code/model.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { farthest } from './above.js';
import type { Asked } from './asked.js';
import { connectionIn } from './connections.js';
import { sitesAmong } from './effects-in.js';
import { isMadeAtRandom } from './keys.js';
import { isPromiseOf } from './promises.js';

/** What a function puts into a table, and under which key. */
interface Put {
  readonly func: Func;
  readonly value?: Expr;
  readonly key?: Expr;
}

/** Timers, connections and answers in progress belong to the process that holds them; what is kept with one under a name made for it does too. */
export function isOfProcess({ value, key, func }: Put, { program }: Asked): boolean {
  if (!value) return false;
  if (isHandle(value, func, program)) return true;
  if (!key) return connectionIn({ value, func }, program) !== undefined || isWorker(value, func, program) || isWaiting(value, func, program); // biome-ignore format: one choice
  if (value.is !== 'map' || !isFresh(key, func, program)) return false;
  return value.entries.some((entry) => isHandle(entry.value, func, program));
}

function isHandle(value: Expr, func: Func, { linker, library, graph }: Program): boolean {
  const values = linker.evaluate(value, func).flatMap((one) => (one.is === 'parameter' ? graph.concrete(one) : [one]));
  return values.some((one) => one.is === 'external' && library.handles.find(one.name).length > 0);
}

/** `waiting.push({ size, go })` of `new Promise((go) => ...)`: who stands in line here goes on here. */
function isWaiting(value: Expr, func: Func, { linker, graph }: Program): boolean {
  const parts = value.is === 'map' ? value.entries.map((entry) => entry.value) : [value];
  return parts
    .flatMap((part) => linker.evaluate(part, func))
    .some((one) => one.is === 'parameter' && graph.callersOf(one.func).some((site) => isPromiseOf(one.func, site)));
}

/** An object of the app that holds the thread or the program which it has started, in a list of such: this process has its own. */
function isWorker(value: Expr, func: Func, program: Program): boolean {
  const { linker, graph, scopes, effects } = program;
  const startsWork = (expr: Expr, at: Func) =>
    linker.evaluate(expr, at).some((one) => {
      const sites = one.is === 'external' && one.made ? sitesAmong([one.made.call], one.made.func, program) : [];
      return sites.flatMap((site) => effects.at(site)).some(({ row }) => row.is === 'later');
    });
  const values = linker.evaluate(value, func).flatMap((one) => (one.is === 'parameter' ? graph.concrete(one) : [one]));
  return values.some(
    (one) =>
      one.is === 'instance' &&
      one.klass.parts.some(({ module, class: { fields } }) =>
        fields.some((field) => {
          const at = field.fn === undefined ? scopes.topOf(module) : scopes.funcAt(module, field.fn);
          return at && field.value && startsWork(field.value, at);
        }),
      ),
  );
}

/** A key that the function has just made at random: nobody else knows it. */
function isFresh(key: Expr, func: Func, { linker, library, graph }: Program): boolean {
  // itself, or by a helper that does nothing else
  const isByIt = (maker: Func, left: number): boolean => {
    if (maker === func) return true;
    const [event, ...more] = maker.fn.events;
    if (left === 0 || event?.is !== 'return' || more.length > 0) return false;
    return graph.callsTo(maker).some((site) => isByIt(site.func, left - 1));
  };
  return linker
    .evaluate(key, func)
    .some(
      (one) => one.is === 'external' && one.made && isMadeAtRandom(one, library) && isByIt(one.made.func, farthest),
    );
}
