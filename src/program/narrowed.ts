import type { Expr } from '../code/model.js';
import { conditionsOf, within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Func } from './values.js';

interface Test {
  readonly name: string;
  readonly type: Expr;
}

/** What the conditions of a function take its names for: `$file instanceof UploadedFile`, `isinstance(file, UploadFile)`, `file.is_a?(Upload)`. */
const testsIn = onceFor(({ fn }: Func) => {
  const parts = [...conditionsOf(fn)].flatMap(({ expr }) => [...within(expr)]);
  return grouped(parts.flatMap(testsOf), ({ name }) => [name]);
});

/** The types that a name of a function is asked for, where that is done in a condition. */
export function typesAsked(name: string, func: Func): readonly Expr[] {
  return (testsIn(func).get(name) ?? []).map(({ type }) => type);
}

function testsOf(expr: Expr): readonly Test[] {
  if (expr.is === 'operation') return expr.sign === 'instanceof' ? testOf(expr.left, [expr.right]) : [];
  if (expr.is !== 'call') return [];
  const { callee, args } = expr;
  const [first, second] = args.map(({ value }) => value);
  if (callee.is === 'member')
    return /^(is_a|kind_of|instance_of)\?$/.test(callee.name) && first ? testOf(callee.of, [first]) : [];
  const isPython = callee.is === 'name' && callee.name === 'isinstance';
  return isPython && second ? testOf(first, second.is === 'list' ? second.items : [second]) : [];
}

function testOf(value: Expr | undefined, types: readonly Expr[]): readonly Test[] {
  return value?.is === 'name' ? types.map((type) => ({ name: value.name, type })) : [];
}
