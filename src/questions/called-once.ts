import { isAtStart } from '../program/singles.js';
import type { Func } from '../program/values.js';
import { type Asked, serving } from './asked.js';

/** A function that the start of the program calls, once, and nothing else: what it makes lives as long as the process. */
export function isCalledOnce(maker: Func, { program: { graph, scopes, reach } }: Asked): boolean {
  const calls = graph.callsTo(maker);
  return (
    calls.length > 0 &&
    calls.every((site) => site.func === scopes.topOf(site.func.module) || isAtStart(site, reach)) &&
    reach.wayTo(maker, serving) === undefined
  );
}
