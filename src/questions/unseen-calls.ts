import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';

/** Whether nothing is known of what a call does: neither code of the app nor of a library. */
export function isUnseen({ call, func, targets, callees }: Site, { linker }: Program): boolean {
  if (targets.length > 0) return false;
  if (callees.length === 0) return true;
  if (call.callee.is !== 'member') return callees.every((value) => value.is === 'parameter');
  const of = linker.evaluate(call.callee.of, func);
  return of.every((value) => value.is === 'parameter' || (value.is === 'external' && value.name.startsWith('?')));
}
