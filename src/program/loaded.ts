import type { CodeModule } from '../code/model.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { ModuleFinder } from './modules.js';
import type { Scopes } from './scopes.js';

/** Paths of modules that another one loads, or that hold what a server program is given to serve: others are scripts that somebody runs. */
export function loadedModules(
  { scopes, linker, library }: { readonly scopes: Scopes; readonly linker: Linker; readonly library: Library },
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
          expr.is === 'call' &&
          linker.evaluate(expr, func).some((value) => value.is === 'external' && isApp(value.name, library)),
      ),
    );
    if (isServed) found.add(module.path);
  }
  return found;
}

function isApp(name: string, { apps }: Library): boolean {
  return name.endsWith('()') && apps.find(name.slice(0, -'()'.length)).length > 0;
}
