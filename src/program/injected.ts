import type { Ancestry } from './classes.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func } from './values.js';

/**
 * What a container makes before it can call a function: the object that the function is a method of, where the app does not make it itself, and for a
 * constructor the objects that it asks for by their types.
 */
export function injectedFor({
  scopes,
  classes,
  linker,
  graph,
}: {
  scopes: Scopes;
  classes: Ancestry;
  linker: Linker;
  graph: Graph;
}): (func: Func) => readonly Func[] {
  const constructorOf = (klass: Func['owner']): readonly Func[] => {
    const found = klass && classes.methodOf(klass, '__construct', linker.evaluate)?.func;
    // where it is made by the app itself, it is made there
    return found && !graph.callersOf(found).some(({ call }) => call.new) ? [found] : [];
  };
  return (func) => {
    if (func.module.language !== 'php' || !func.owner) return [];
    if (func.fn.name !== '__construct') return constructorOf(func.owner).filter((one) => one !== func);
    return func.fn.params.flatMap(({ type }) =>
      type
        ? linker
            .evaluate(type, scopes.topOf(func.module))
            .flatMap((value) => (value.is === 'class' ? constructorOf(value.klass) : []))
        : [],
    );
  };
}
