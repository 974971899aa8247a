import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { wordsOf } from './constants.js';
import { heldIn } from './held.js';
import { type State, usedIn } from './memo.js';

/**
 * What waits in this process for what the other servers send: whoever hears their messages looks there for whom a message is meant. A server that
 * has nobody by that name has nothing to do with it.
 */
export function isDelivered(state: State, program: Program): boolean {
  const { funcsIn, graph } = program;
  const { path } = state.at.func.module;
  const sites = funcsIn(path).flatMap((func) => graph.sitesOf(func));
  if (!sites.some(({ call, func }) => isSubscribing(call, func, program))) return false;
  const heard = new Set(sites.flatMap(({ call, func, passes }) => (isListening(call, func, program) ? passes : [])));
  return state.uses.some(({ how, func }) => {
    for (let here: Func | undefined = how === 'read' ? func : undefined; here; here = here.outer)
      if (heard.has(here)) return true;
    return false;
  });
}

/** `redis.subscribe(channel)`: a name is given, and not what to do with each value. */
function isSubscribing({ callee, args }: Call, func: Func, { linker }: Program): boolean {
  const [first] = args;
  if (callee.is !== 'member' || !/^[ps]?subscribe$/i.test(callee.name) || !first) return false;
  if (first.value.is === 'function' || first.value.is === 'map') return false;
  return linker.evaluate(first.value, func).every(({ is }) => is !== 'function');
}

/** `redis.on('message', ...)`, `redis.on('pmessage', ...)`, `redis.on('messageBuffer', ...)`. */
function isListening({ callee, args }: Call, func: Func, program: Program): boolean {
  const [first] = args;
  if (callee.is !== 'member' || !/^(on|addListener)$/.test(callee.name) || !first) return false;
  return wordsOf(first.value, func, program).some((word) => /^[ps]?message(Buffer)?$/.test(word));
}

/** A number under which the same function puts something into a table of this process: the table tells what is kept, the number only counts on. */
export function isSequence({ shape, uses }: State): boolean {
  if (shape !== 'number') return false;
  return [...new Set(uses.map(({ func }) => func))].some((func) => {
    const own = usedIn(func, { uses });
    const { names } = heldIn(func, (expr) => own.has(expr));
    const isIt = (expr: Expr) => own.has(expr) || (expr.is === 'name' && names.has(expr.name));
    return func.fn.events.some((event) => {
      if (event.is === 'bind' && event.target.is === 'index' && isIt(event.target.key)) return true;
      return [...(event.value ? within(event.value) : [])].some(
        (one) =>
          one.is === 'call' &&
          one.callee.is === 'member' &&
          one.callee.name === 'set' &&
          one.args.length > 1 &&
          one.args[0] !== undefined &&
          isIt(one.args[0].value),
      );
    });
  });
}

/**
 * A number that each function which uses it counts on, and gives to a call that nothing is known to be kept by (`worker.send({ task, number }); number++;`):
 * it only tells one call from the next. Nobody decides by it, and nobody is answered with it.
 */
export function isNumbering({ shape, uses }: State, program: Program): boolean {
  if (shape !== 'number') return false;
  return [...new Set(uses.map(({ func }) => func))].every((func) => {
    const own = uses.filter((use) => use.func === func);
    const reads = new Set(own.filter(({ how }) => how === 'read').map(({ expr }) => expr));
    const isIn = (expr: Expr) => [...within(expr)].some((one) => reads.has(one));
    const isAsked = func.fn.guards.some(({ test }) => test !== undefined && isIn(test));
    const isTold = func.fn.events.some(({ is, value }) => (is === 'return' || is === 'bind') && value !== undefined && isIn(value)); // biome-ignore format: one question
    const given = program.graph.sitesOf(func).filter(({ call }) => call.args.some(({ value }) => isIn(value)));
    return own.some(({ how }) => how === 'put') && reads.size > 0 && !isAsked && !isTold && given.length > 0 && given.every((site) => site.targets.length === 0 && program.effects.at(site).length === 0); // biome-ignore format: one condition
  });
}
