import type { Expr } from '../code/model.js';
import type { Program } from '../program/program.js';
import type { Func, Made, Value } from '../program/values.js';

/** Whether two expressions, each in its function, stand for the very same object or text: never by sharing a folder. */
export function isSameThing(
  a: { readonly expr: Expr; readonly func: Func },
  b: { readonly expr: Expr; readonly func: Func },
  program: Pick<Program, 'linker' | 'graph'>,
  depth = 0,
): boolean {
  const { linker, graph } = program;
  if (a.func === b.func && a.expr.is === 'name' && b.expr.is === 'name' && a.expr.name === b.expr.name) return true;
  if (a.func === b.func && isSameText(a.expr, b.expr)) return true;
  const left = linker.evaluate(a.expr, a.func).flatMap((value) => [value, ...follow(value, graph)]);
  const right = linker.evaluate(b.expr, b.func).flatMap((value) => [value, ...follow(value, graph)]);
  const isOneRun = (one: Made | undefined, other: Made | undefined): boolean => {
    // within the function that makes it, it is whichever run it is of
    if (!one || !other || one.call === other.call) return true;
    const [args, others] = [one.call.args, other.call.args];
    if (args.length !== others.length || depth >= deepest) return false;
    return args.every(({ value }, index) => {
      const expr = others[index]?.value;
      return (
        expr !== undefined &&
        isSameThing({ expr: value, func: one.func }, { expr, func: other.func }, program, depth + 1)
      );
    });
  };
  return left.some((one) => right.some((other) => isSame(one, other, isOneRun)));
}

/** Helpers that get what helpers make are not held against each other for ever. */
const deepest = 3;

type IsOneRun = (one: Made | undefined, other: Made | undefined) => boolean;

function follow(value: Value, graph: Program['graph']): readonly Value[] {
  return value.is === 'parameter' ? graph.concrete(value) : [];
}

function isSame(a: Value, b: Value, isOneRun: IsOneRun): boolean {
  if (a.is === 'structure' && b.is === 'structure') return a.expr === b.expr && isOneRun(a.made, b.made);
  if (a.is === 'external' && b.is === 'external')
    return a.name === b.name && a.made !== undefined && a.made.call === b.made?.call && isOneRun(a.made.by, b.made.by);
  if (a.is === 'parameter' && b.is === 'parameter')
    return a.func === b.func && a.index === b.index && a.path === b.path && isSameCall(a.made, b.made);
  if (a.is === 'instance' && b.is === 'instance') return false;
  return (
    a.is === 'literal' && b.is === 'literal' && a.value !== '' && typeof a.value === 'string' && a.value === b.value
  );
}

/** A call that is given something makes another thing each time (`folder.join('a')`). */
function isSameCall(a: Made | undefined, b: Made | undefined): boolean {
  return a?.call === b?.call || (a?.call.args.length ?? 0) + (b?.call.args.length ?? 0) === 0;
}

/** Chains of members of one name (`file.path`, `$file->getRealPath()`). */
export function isSameText(a: Expr, b: Expr): boolean {
  if (a.is === 'name' && b.is === 'name') return a.name === b.name;
  if (a.is === 'this' && b.is === 'this') return true;
  if (a.is === 'member' && b.is === 'member') return a.name === b.name && isSameText(a.of, b.of);
  if (a.is === 'call' && b.is === 'call' && a.args.length === 0 && b.args.length === 0)
    return isSameText(a.callee, b.callee);
  return false;
}
