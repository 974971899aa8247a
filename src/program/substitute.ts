import type { Call, Expr } from '../code/model.js';
import { argumentFor, spreadFor } from './arguments.js';
import { enteredBy } from './entered.js';
import { type Func, type Made, madeOn, type Value } from './values.js';

interface Tools {
  evaluate(expr: Expr, func: Func): readonly Value[];
  follow(values: readonly Value[], path: string): readonly Value[];
  calleesOf(call: Call, func: Func): readonly Value[];
}

/** Puts what a call gives in the place of the parameters of the function that it calls. */
export function substitutionOf({ evaluate, follow, calleesOf }: Tools) {
  /** Parameters among the results become what this call gives for them; functions among them remember the call. */
  const substitute = (values: readonly Value[], callee: Func, call: Call, func: Func): readonly Value[] =>
    values.flatMap((value): readonly Value[] => {
      if (value.is === 'function' && !value.made && value.func.outer === callee)
        return [{ ...value, made: { call, func } }];
      if (value.is === 'structure' || value.is === 'external') return [enteredBy(value, callee, { call, func })];
      if (value.is !== 'parameter' || value.func !== callee) return [value];
      const given = argumentFor(callee, value.index, call);
      if (given) return madeOn(value, follow(evaluate(given, func), value.path));
      const spread = spreadFor(callee, value.index, { call, func });
      return spread ? follow([spread], value.path) : [value];
    });

  /** What a function that another one made gives: the parameters of the one around it were given when it was made. */
  const within = (values: readonly Value[], made: Made | undefined): readonly Value[] => {
    if (!made || !values.some(({ is }) => is === 'parameter')) return values;
    const around = calleesOf(made.call, made.func).flatMap((value) => (value.is === 'function' ? [value.func] : []));
    return around.reduce((all, one) => substitute(all, one, made.call, made.func), values);
  };

  return { substitute, within };
}
