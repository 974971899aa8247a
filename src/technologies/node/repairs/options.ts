import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { Span } from '../../../facts/span.js';
import { isNothing, type JsApp } from '../resolve-js.js';

/**
 * Where an option of a call can be written: the object literal that the call is given (wherever that stands), or the call itself when it
 * is given none. Undefined where code decides: more than one object, or arguments that cannot be followed.
 */
export function optionsPlace(js: JsApp, { args, at }: Pick<Fact<'js-call'>, 'args' | 'at'>): Span | undefined {
  if (args.length === 0) return at;
  const settled = args.flatMap((option) => js.settle(option).map(({ expr }) => expr));
  const maps = settled.filter((expr): expr is Expr & { is: 'map' } => expr.is === 'map');
  const [map] = maps;
  if (!map || maps.length > 1 || settled.length > 1) return undefined;
  return map.at;
}

/** Whether an option comes to nothing, or to something made on the spot, whatever the environment says: then it can be written anew. */
export function canReplace(js: JsApp, option: Expr | undefined): boolean {
  if (!option) return true;
  const settled = js.settle(option);
  return (
    settled.length === 1 &&
    settled.every(({ expr, because }) => because.length === 0 && (isNothing(expr) || expr.is === 'call'))
  );
}
