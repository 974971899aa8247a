import type { Expr } from '../../../facts/expr.js';
import { jsAncestors } from '../../../parse/javascript-walk.js';
import { spanOf } from './file.js';
import { opaque, type Reading, readIn, truth } from './reading.js';

/** The nearest `if` or `case` around an assignment: `never` when it cannot hold in production, undefined when there is none. */
export function conditionOfAssignment(reading: Reading): Expr | 'never' | undefined {
  const { file, path } = reading;
  let child = path;
  for (const here of jsAncestors(path)) {
    if (here.node.type === 'IfStatement' && child.key !== 'test') {
      const test = readIn({ ...reading, path: here }, here.node.test);
      const holds = child.key === 'consequent';
      if (test.is !== 'literal') return holds ? test : negated(test, spanOf(file, here.node.test));
      if (Boolean(test.value) !== holds) return 'never';
    }
    if (child.node.type === 'SwitchCase' && here.node.type === 'SwitchStatement') {
      const left = readIn({ ...reading, path: here }, here.node.discriminant);
      const { test } = child.node;
      // what `default` is left for is said by all the other cases
      if (!test) return opaque(file, here.node.discriminant);
      return { is: 'equals', left, right: readIn({ ...reading, path: here }, test), at: spanOf(file, test) };
    }
    if (/Function|Method/.test(here.node.type)) return undefined;
    child = here;
  }
  return undefined;
}

function negated(test: Expr, at: Expr['at']): Expr {
  return { is: 'choice', when: test, whenTrue: truth(false, at), whenFalse: truth(true, at), at };
}
