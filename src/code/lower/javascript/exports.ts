import type { Expr } from '../../model.js';
import { emit, type Frame } from './draft.js';

/** `exports.x`, `module.exports`, `module.exports.x`, and the bare `exports` of `exports = module.exports = x`. */
export function isExportTarget(target: Expr, frame: Frame): boolean {
  return exportedName(target, frame) !== undefined;
}

function exportedName(target: Expr, frame: Frame): string | undefined {
  if (isModuleExports(target, frame)) return '*';
  if (target.is !== 'member') return undefined;
  if (isModuleExports(target.of, frame)) return target.name;
  return target.of.is === 'name' && target.of.name === 'exports' && isGlobal('exports', frame)
    ? target.name
    : undefined;
}

function isModuleExports(expr: Expr, frame: Frame): boolean {
  return (
    expr.is === 'member' &&
    expr.name === 'exports' &&
    expr.of.is === 'name' &&
    expr.of.name === 'module' &&
    isGlobal('module', frame)
  );
}

/** All of a module: what may stand for it in a call that fills it (`__exportStar(require('./x'), exports)`). */
export function isWholeExports(expr: Expr, frame: Frame): boolean {
  return isModuleExports(expr, frame) || (expr.is === 'name' && expr.name === 'exports' && isGlobal('exports', frame));
}

function isGlobal(name: string, frame: Frame): boolean {
  for (let here: Frame | undefined = frame; here; here = here.outer) if (here.declared.has(name)) return false;
  return true;
}

/** Notes an export, and gives what the assignment itself is to bind. */
export function exportAssigned(target: Expr, given: Expr, frame: Frame): Expr {
  const name = exportedName(target, frame);
  if (name === undefined || isNothing(given)) return given;
  const { draft } = frame;
  if (frame.outer === undefined) {
    draft.exports.push({ name, value: given });
    return given;
  }
  // An export is read with the eyes of the module: what a function assigns is handed up to it under a name of its own.
  const { start, end } = target;
  const carrier: Expr = { is: 'name', name: `#${start}`, start, end };
  emit(frame, { is: 'bind', target: carrier, value: given, scope: 'outer', start, end });
  draft.exports.push({ name, value: carrier });
  return carrier;
}

/** Compilers announce exports before they set them (`exports.a = exports.b = void 0`). */
function isNothing(expr: Expr): boolean {
  return (expr.is === 'name' && expr.name === 'undefined') || (expr.is === 'operation' && expr.sign === 'void');
}

/** Calls that pass all names of a module on: helpers of compilers and `Object.assign(exports, require('./x'))`. */
export function noteStars(call: Expr, frame: Frame): void {
  if (call.is !== 'call' || call.args.length < 2) return;
  if (!call.args.some(({ value }) => isWholeExports(value, frame))) return;
  for (const { value } of call.args) {
    if (value.is === 'import' && !value.prefix) frame.draft.stars.push(value.module);
    if (value.is !== 'map') continue;
    for (const { key, value: entry } of value.entries) {
      if (key?.is === 'literal') frame.draft.exports.push({ name: String(key.value), value: entry });
    }
  }
}
