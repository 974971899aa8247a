import type { Call, Expr, ExprOf } from '../code/model.js';
import { table } from '../table.js';
import type { Library } from './library.js';
import type { Func, Value } from './values.js';

/** Methods that stand for operators on objects of a library (Python, Data model, 3.3.8). */
const methods: Readonly<Record<string, string>> = table({ '/': '__truediv__' });

/** What operations come to: one side of a choice, what a library makes of its operator, else the operation as it stands. */
export function operatorsOf(evaluate: (expr: Expr, func: Func) => readonly Value[], library: Library) {
  return (expr: ExprOf<'operation'>, func: Func): readonly Value[] => {
    const { sign, left, right } = expr;
    if (/^(\|\||&&|\?\?|or|and)$/.test(sign)) return [...(left ? evaluate(left, func) : []), ...evaluate(right, func)];
    const method = func.module.language === 'python' ? methods[sign] : undefined;
    const own = method && left ? evaluate(left, func) : [];
    for (const value of own) {
      if (value.is !== 'external' || !left || !library.isSame(`${value.name}.${method}`)) continue;
      const { start, end } = expr;
      const callee: Expr = { is: 'member', of: left, name: method ?? '', start: left.start, end: left.end };
      const call: Call = { is: 'call', callee, args: [{ value: right }], start, end };
      return [{ is: 'external', name: value.name, made: { call, func } }];
    }
    return [{ is: 'structure', expr, func }];
  };
}
