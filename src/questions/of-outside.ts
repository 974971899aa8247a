import { expressionsOf, within } from '../code/walk.js';
import { takesNothing } from '../program/arguments.js';
import type { Func, Value } from '../program/values.js';
import { withOuter } from '../program/values.js';
import { type Asked, serving } from './asked.js';
import type { State, Use } from './memo.js';
import { reachedFrom } from './reached.js';
import { sentAs } from './sent.js';
import { isMaker, statesOf } from './states.js';

/** So many calls up is asked who gives something. */
const farthest = 3;

/**
 * Whether what is put comes of code, settings and what other servers answer: the function, and all that call it with something, are given nothing, and
 * neither they nor what they call look at a request, at rows or at anything that all servers keep. Every process fills it for itself in the same way.
 * Not a mark, or a count: that something happened here says something.
 */
export function isOfOutside({ func, key, value }: Use, state: State, asked: Asked): boolean {
  if (!value || state.shape === 'number' || (value.is === 'literal' && (!key || typeof value.value === 'boolean')))
    return false;
  const own = new Set(state.uses.map(({ expr }) => expr));
  if ([...within(value)].some((one) => own.has(one))) return false;
  return isGivenNothing(func, state, asked, farthest);
}

function isGivenNothing(func: Func, state: State, asked: Asked, left: number): boolean {
  const { graph, reach, scopes } = asked.program;
  const top = scopes.topOf(func.module);
  const around = [...withOuter(func)].filter((one) => one !== top);
  const outermost = around.at(-1);
  // what answers a request is given it, whether it says so or not
  const entry = reach.wayTo(func, serving)?.entry.func;
  if (!outermost || (entry && around.includes(entry))) return false;
  const isGivenBy = (one: Func) => {
    const calls = graph.callersOf(one);
    if (calls.length === 0) return one !== outermost && isGoneThrough(one);
    if (
      calls.every(({ call }) =>
        call.args.every(({ value }) => value.is === 'literal' && typeof value.value !== 'string'),
      )
    )
      return true;
    return left > 0 && calls.every((site) => isGivenNothing(site.func, state, asked, left - 1));
  };
  return around.every((one) => takesNothing(one) || isGivenBy(one)) && isOfItself(outermost, state, asked);
}

/** A function that is given what stands in a list, or comes of a promise, by the languages' own words for it. */
function isGoneThrough({ outer, index }: Func): boolean {
  if (!outer) return false;
  return [...expressionsOf(outer.fn)].some(
    (one) =>
      one.is === 'call' &&
      one.callee.is === 'member' &&
      /^(forEach|map|flatMap|filter|find|some|every|reduce|sort|then|each|each_with_index|collect|select)$/.test(
        one.callee.name,
      ) &&
      one.args.some(({ value }) => value.is === 'function' && value.fn === index),
  );
}

/** Looks at nothing that a client, or another server of the app, had a hand in. */
function isOfItself(func: Func, state: State, asked: Asked): boolean {
  const { graph, effects, linker } = asked.program;
  const all = reachedFrom([func], graph);
  for (const one of all) {
    for (const site of graph.sitesOf(one)) {
      if (site.names.some((name) => sentAs(name, asked.program).length > 0)) return false;
      const rows = effects.at(site).map(({ row }) => row);
      if (rows.some(({ is, what }) => /^(look|session|cache|random|listen|drain|connect|sql)$/.test(is) || (is === 'shared' && what !== 'http'))) return false; // biome-ignore format: one condition
    }
    for (const expr of expressionsOf(one.fn)) {
      if (expr.is === 'member' && expr.of.is === 'this' && !isOwnField(expr.name, one, state, asked)) return false;
      if (expr.is !== 'name') continue;
      const isOfClient = (value: Value) => value.is === 'external' && sentAs(value.name, asked.program).length > 0;
      if (linker.evaluate(expr, one).some(isOfClient)) return false;
    }
  }
  return true;
}

/** A field that nobody fills with what he was given while the app serves. */
function isOwnField(name: string, func: Func, state: State, asked: Asked): boolean {
  const { classes, linker } = asked.program;
  const klass = func.owner;
  if (!klass || name === state.name) return true;
  const isOpen = (by: Func) => !isMaker(by) && !takesNothing(by) && asked.program.reach.wayTo(by, serving) !== undefined; // biome-ignore format: one question
  const other = statesOf(asked).find((one) => one.of === klass && one.name === name);
  if (other) return !other.uses.some(({ how, func: by }) => how === 'put' && isOpen(by));
  return !classes.fieldsOf(klass, name, linker.evaluate).some((field) => isOpen(field.func));
}
