import type { CodeModule } from '../code/model.js';
import { append } from '../grouped.js';
import type { Entry } from './entries.js';
import type { ModuleFinder } from './modules.js';
import type { Scopes } from './scopes.js';
import { type AppTools, makesApp } from './started.js';
import type { Value } from './values.js';

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
    if (isServed) found.add(module.path);
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
  }
  const served = entries.filter(({ kind }) => /^(request|socket|job)$/.test(kind));
  const begun = served.flatMap(({ func, site }) => [func.module.path, ...(site ? [site.func.module.path] : [])]);
  return closure(closure(begun, loadedBy), loads);
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
