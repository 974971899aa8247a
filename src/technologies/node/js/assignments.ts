import type { Expr } from '../../../facts/expr.js';
import { jsAncestors } from '../../../parse/javascript-walk.js';
import { spanOf } from './file.js';
import { type Reading, readIn, truth } from './reading.js';

/** The nearest `if` around an assignment: `never` when it cannot hold in production, undefined when there is none. */
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
    if (/Function|Method/.test(here.node.type)) return undefined;
    child = here;
  }
  return undefined;
}

function negated(test: Expr, at: Expr['at']): Expr {
  return { is: 'choice', when: test, whenTrue: truth(false, at), whenFalse: truth(true, at), at };
}
