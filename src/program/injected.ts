import { argumentFor } from './arguments.js';
import type { Ancestry } from './classes.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func, Klass, Value } from './values.js';

/**
 * What a container makes before it can call a function: the object that the function is a method of, where the app does not make it itself, and for a
 * constructor the objects that it asks for by their types; and what handles the messages that a function hands to a bus.
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
  let handlers: ReadonlyMap<Klass, readonly Func[]> | undefined;
  /** `dispatch(new Ship($order))`: what is handed to a library goes to the methods that ask for it by its type. */
  const handling = (func: Func): readonly Func[] => {
    handlers ??= handlersIn(scopes, linker);
    const found = handlers;
    if (found.size === 0) return [];
    const given = graph
      .sitesOf(func)
      .filter(({ targets, names }) => targets.length === 0 && names.length > 0)
      .flatMap(({ call }) => call.args.filter(({ value }) => /^(name|call)$/.test(value.is)));
    return given
      .flatMap(({ value }) => linker.evaluate(value, func).flatMap((one) => [one, ...givenFor(one)]))
      .flatMap((value) => (value.is === 'instance' ? (found.get(value.klass) ?? []) : []));
  };
  /** All that callers give for a parameter: a bus is called with every kind of message. */
  const givenFor = (value: Value): readonly Value[] => {
    if (value.is !== 'parameter' || value.path !== '') return [];
    return graph.callersOf(value.func).flatMap((site) => {
      const expr = site.targets.includes(value.func) ? argumentFor(value.func, value.index, site.call) : undefined;
      return expr ? linker.evaluate(expr, site.func) : [];
    });
  };
  const made = (func: Func): readonly Func[] => {
    if (!func.owner) return [];
    if (func.fn.name !== '__construct') return constructorOf(func.owner).filter((one) => one !== func);
    return func.fn.params.flatMap(({ type }) =>
      type
        ? linker
            .evaluate(type, scopes.topOf(func.module))
            .flatMap((value) => (value.is === 'class' ? constructorOf(value.klass) : []))
        : [],
    );
  };
  return (func) => (func.module.language === 'php' ? [...made(func), ...handling(func)] : []);
}

/** Methods that handle objects of one class, by the type of the one thing that they take. */
function handlersIn(scopes: Scopes, linker: Linker): ReadonlyMap<Klass, readonly Func[]> {
  const found = new Map<Klass, Func[]>();
  for (const func of scopes.funcs) {
    const type = func.fn.params[0]?.type;
    if (func.module.language !== 'php' || !func.owner || !type) continue;
    if (!/^(handle|__invoke|execute|process|on[A-Z]\w*)$/.test(func.fn.name)) continue;
    for (const value of linker.evaluate(type, scopes.topOf(func.module))) {
      if (value.is === 'class') found.set(value.klass, [...(found.get(value.klass) ?? []), func]);
    }
  }
  return found;
}
