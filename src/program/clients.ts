import type { CodeModule, Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { directiveOf } from './entries.js';
import type { Library } from './library.js';
import type { ModuleFinder } from './modules.js';
import type { Scopes } from './scopes.js';
import { type Func, isOwnName } from './values.js';

/** Modules that run in a browser, on a phone or on a desktop: they use what only those have, or only such modules load them. */
export function clientModules(scopes: Scopes, finder: ModuleFinder, library: Library): ReadonlySet<CodeModule> {
  const found = new Set<CodeModule>();
  const loadedBy = new Map<CodeModule, CodeModule[]>();
  for (const module of scopes.modules) {
    if (module.language !== 'javascript') continue;
    if (isClient(module, scopes, library)) found.add(module);
    for (const name of [...module.imports.map((one) => one.module), ...module.stars]) {
      const path = finder.find(module, name);
      const target = path === undefined ? undefined : scopes.moduleAt(path);
      if (target) loadedBy.set(target, [...(loadedBy.get(target) ?? []), module]);
    }
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const [module, loaders] of loadedBy) {
      if (found.has(module) || !loaders.every((one) => found.has(one))) continue;
      found.add(module);
      grown = true;
    }
  }
  return found;
}

function isClient(module: CodeModule, scopes: Scopes, library: Library): boolean {
  if (module.imports.some((one) => !one.typeOnly && library.clients.find(library.nameOf(one.module)).length > 0))
    return true;
  const top = scopes.topOf(module);
  if (directiveOf(top, library) === 'client') return true;
  const funcs = scopes.funcsIn(module.path);
  // who asks whether there is a page runs in both places
  const asked = new Set(funcs.flatMap(({ fn }) => [...expressionsOf(fn)].flatMap(askedFor)));
  for (const func of funcs) {
    for (const expr of expressionsOf(func.fn)) {
      if (expr.is !== 'name' || library.clients.find(expr.name).length === 0 || asked.has(expr.name)) continue;
      if (!isBound(expr.name, func) && !scopes.importOf(module, expr.name)) return true;
    }
  }
  return false;
}

/** `window` of `typeof window`. */
function askedFor(expr: Expr): readonly string[] {
  return expr.is === 'operation' && expr.sign === 'typeof' && expr.right.is === 'name' ? [expr.right.name] : [];
}

/** A name of the app's own, of one of the functions around. */
function isBound(name: string, func: Func): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (isOwnName(name, here)) return true;
  return false;
}
