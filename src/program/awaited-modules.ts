import type { CodeModule, ExprOf } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { onceFor } from '../once.js';
import type { Func } from './values.js';

/** The module that a function is given which waits for it: `import('./main').then(({ start }) => start())`. */
export function moduleGivenTo({ module, index, outer }: Func, position: number): ExprOf<'import'> | undefined {
  if (position !== 0 || !outer || module.language !== 'javascript') return undefined;
  return waitingIn(module).get(index);
}

/** The functions of a module that wait for another one, by their numbers. */
const waitingIn = onceFor((module: CodeModule): ReadonlyMap<number, ExprOf<'import'>> => {
  const found = new Map<number, ExprOf<'import'>>();
  for (const fn of module.functions)
    for (const { callee, args } of callsOf(fn)) {
      const given = args[0]?.value;
      if (callee.is !== 'member' || callee.name !== 'then' || callee.of.is !== 'import') continue;
      if (given?.is === 'function') found.set(given.fn, callee.of);
    }
  return found;
});
