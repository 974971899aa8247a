import type { Func, Made, Value } from './values.js';

/** Helpers within helpers beyond this number are not told apart by their calls. */
const deepest = 3;

/** A text or an outside thing that a function makes of its parameters, with the call by which the function ran: that says what these were given. */
export function enteredBy<T extends Value>(value: T, callee: Func, by: Made): T {
  if (value.is === 'structure' && /^(text|operation)$/.test(value.expr.is)) {
    if (!value.made) return value.func === callee && by.call.args.length > 0 ? { ...value, made: by } : value;
  } else if (value.is !== 'external' || !value.made) return value;
  const made = value.made && within(value.made, callee, by, deepest);
  return made === value.made ? value : { ...value, made };
}

function within(made: Made, callee: Func, by: Made, left: number): Made {
  if (made.by) {
    const outer = left > 1 ? within(made.by, callee, by, left - 1) : made.by;
    return outer === made.by ? made : { ...made, by: outer };
  }
  return made.func === callee && by.call.args.length > 0 ? { ...made, by } : made;
}
