import type { Expr } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** Whether a call stands behind a switch that the app's own files of settings say outright (`'pruning' => false`), and that keeps it from being made. */
export function isShut({ func, guard }: Pick<Site, 'func' | 'guard'>, program: Program): boolean {
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
    const holds = saidOf(one.test, func, program);
    if (holds !== undefined && holds !== (one.is === 'if')) return true;
  }
  return false;
}

function saidOf(test: Expr, func: Func, program: Program): boolean | undefined {
  if (test.is === 'operation') {
    const { sign, left, right } = test;
    const one = saidOf(right, func, program);
    if (!left) return /^(!|not)$/.test(sign) && one !== undefined ? !one : undefined;
    const other = saidOf(left, func, program);
    if (/^(&&|and)$/.test(sign)) return one === false || other === false ? false : one && other;
    return /^(\|\||or)$/.test(sign) ? one || other || (one === other ? one : undefined) : undefined;
  }
  if (test.is !== 'call') return undefined;
  const { linker, library } = program;
  const isRead = linker
    .evaluate(test.callee, func)
    .some((value) => value.is === 'external' && library.settings.find(value.name).length > 0);
  const [value, ...more] = isRead ? linker.evaluate(test, func) : [];
  const isSaid = value?.is === 'literal' && more.length === 0 && value.func.module !== func.module;
  return isSaid && typeof value.value === 'boolean' ? value.value : undefined;
}
