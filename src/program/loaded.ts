import type { Call, CodeModule, Expr } from '../code/model.js';
import { expressionsOf, guardsAround, within } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Entry } from './entries.js';
import type { ModuleFinder } from './modules.js';
import type { Scopes } from './scopes.js';
import { type AppTools, makesApp } from './started.js';
import type { Func, Value } from './values.js';

/** Paths of modules that another one loads, or that hold what a server program is given to serve: others are scripts that somebody runs. */
export function loadedModules(
  { scopes, ...tools }: AppTools & { readonly scopes: Scopes },
  finder: ModuleFinder,
): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (from: CodeModule, name: string) => {
    const path = finder.find(from, name);
    if (path !== undefined && path !== from.path) found.add(path);
  };
  for (const module of scopes.modules) {
    for (const star of module.stars) add(module, star);
    for (const { module: name, name: of } of module.imports) {
      add(module, name);
      // `from package import module`
      if (module.language === 'python' && of !== '*') add(module, name.endsWith('.') ? name + of : `${name}.${of}`);
    }
    const top = scopes.topOf(module);
    const isServed = [...top.bindings.values()].some((bound) =>
      bound.some(
        ({ expr, func }) =>
          expr.is === 'call' && tools.linker.evaluate(expr, func).some((value) => isApp(value, tools)),
      ),
    );
    if (isServed && !worksOnArguments(top, tools)) found.add(module.path);
  }
  return found;
}

/** Paths of modules in which something is served, of those that load them, and of all that these load. */
export function servingModules(scopes: Scopes, entries: readonly Entry[], finder: ModuleFinder): ReadonlySet<string> {
  const loads = new Map<string, string[]>();
  const loadedBy = new Map<string, string[]>();
  for (const module of scopes.modules) {
    for (const name of [...module.imports.map((one) => one.module), ...module.stars]) {
      const path = finder.find(module, name);
      if (path === undefined || path === module.path) continue;
      append(loads, module.path, path);
      append(loadedBy, path, module.path);
    }
    for (const name of loadedLater(module)) {
      const path = finder.find(module, name);
      if (path !== undefined) append(loadedBy, path, module.path);
    }
  }
  const served = entries.filter(({ kind }) => /^(request|socket|job)$/.test(kind));
  const begun = served.flatMap(({ func, site }) => [func.module.path, ...(site ? [site.func.module.path] : [])]);
  return closure(closure(begun, loadedBy), loads);
}

/** What a module loads within its code (`this.db = require('./db')`); not where it is a console that loads what the line behind its name asks for. */
function loadedLater({ language, functions }: CodeModule): readonly string[] {
  if (language !== 'javascript') return [];
  const all = functions.flatMap((fn) => [...expressionsOf(fn)]);
  if (all.some((one) => one.is === 'member' && one.name === 'argv')) return [];
  return all.flatMap((one) => (one.is === 'import' && !one.prefix ? [one.module] : []));
}

/**
 * A script that takes what it works on from its command line is run by somebody: a server loads a module without any. One that serves by itself
 * (`app.run(port=sys.argv[1])`) is a server all the same, and what a module does only where it is the script says nothing of it.
 */
function worksOnArguments(top: Func, { linker }: Pick<AppTools, 'linker'>): boolean {
  const { fn, module } = top;
  if (module.language !== 'python') return false;
  const isOfScript = ({ guard }: Event) =>
    [...guardsAround(fn, guard)].some(({ guard: one }) => one.test && [...within(one.test)].some(isMain));
  const parts = fn.events
    .filter((event) => !isOfScript(event))
    .flatMap(({ value }) => (value ? [...within(value)] : []));
  const servesItself = (one: Expr): boolean => {
    if (one.is !== 'call' || !isServing(one)) return false;
    // a function of the app's own by that name is no server
    const called = linker.evaluate(one.callee, top);
    return called.length === 0 || called.some(({ is }) => is === 'external');
  };
  return parts.some(takesArgument) && !parts.some(servesItself);
}

type Event = Func['fn']['events'][number];

function isMain(expr: Expr): boolean {
  return expr.is === 'literal' && expr.value === '__main__';
}

/** `sys.argv[1]` */
function takesArgument(expr: Expr): boolean {
  return expr.is === 'index' && expr.of.is === 'member' && expr.of.name === 'argv';
}

/** `app.run()`, `uvicorn.run(app)`, `waitress.serve(app)`, `server.serve_forever()` */
function isServing({ callee }: Call): boolean {
  return (callee.is === 'member' || callee.is === 'name') && /^(run|serve|serve_forever|run_app)$/.test(callee.name);
}

function closure(from: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(from);
  for (const path of found) for (const one of next.get(path) ?? []) found.add(one);
  return found;
}

function isApp(value: Value, tools: AppTools): boolean {
  if (value.is === 'instance') return makesApp({ is: 'class', klass: value.klass }, tools);
  return (
    value.is === 'external' &&
    value.name.endsWith('()') &&
    makesApp({ is: 'external', name: value.name.slice(0, -'()'.length) }, tools)
  );
}
