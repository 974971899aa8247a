import type { Site } from '../program/graph.js';
import type { Func } from '../program/values.js';

/** `new Promise((done) => ...)` of a function. */
export function isPromiseOf(func: Func, { call, passes }: Site): boolean {
  return call.new === true && call.callee.is === 'name' && call.callee.name === 'Promise' && passes.includes(func);
}
