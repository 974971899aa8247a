import type { Expr } from '../code/model.js';
import { argumentAt } from './arguments.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Func } from './values.js';

/** Code that takes a text apart in more steps is not followed. */
const mostSteps = 80;

/**
 * The one parameter that a function makes a text of, by nothing but what takes texts apart and puts them together again (a path without its `..`):
 * undefined where there is none, or more.
 */
export function keptTextOf(
  expr: Expr,
  func: Func,
  { linker, library }: { linker: Linker; library: Library },
): number | undefined {
  const found = new Set<number>();
  const seen = new Set<string>();
  let steps = 0;
  const waiting: Expr[] = [expr];
  const name = (text: string): readonly Expr[] => {
    if (seen.has(text)) return [];
    seen.add(text);
    const index = func.fn.params.findIndex((param) => param.name === text);
    if (index >= 0) found.add(index);
    const put = func.fn.events.flatMap((event) =>
      event.is === 'bind' &&
      event.target.is === 'index' &&
      event.target.of.is === 'name' &&
      event.target.of.name === text
        ? [event.value]
        : [],
    );
    return [...(func.bindings.get(text) ?? []).map((bound) => bound.expr), ...put];
  };
  const partsOf = (one: Expr): readonly Expr[] => {
    switch (one.is) {
      case 'name':
        return name(one.name);
      case 'text':
        return one.parts;
      case 'list':
        return one.items;
      case 'index':
        return [one.of];
      case 'choice':
        return [one.yes, one.no];
      case 'operation':
        return /^[+.]$/.test(one.sign) && one.left ? [one.left, one.right] : [];
      case 'call': {
        const rows = linker
          .evaluate(one.callee, func)
          .flatMap((value) =>
            value.is === 'external' ? [...library.paths.find(value.name), ...library.through.find(value.name)] : [],
          );
        const given = rows[0] && argumentAt(one, rows[0].value);
        return given ? [given] : [];
      }
      default:
        return [];
    }
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (steps++ > mostSteps) return undefined;
    waiting.push(...partsOf(next));
  }
  const [only, ...others] = found;
  return others.length > 0 ? undefined : only;
}
