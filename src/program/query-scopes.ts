import type { Expr } from '../code/model.js';
import type { Ancestry } from './classes.js';
import type { Library } from './library.js';

/**
 * Parts of queries that the app gives a name: methods of a class below that of a library (Laravel's `scopeActive()` is called as `active()`), or
 * calls in its body (Rails' `scope :active, -> { ... }`). What they are called on is what they give.
 */
export function namedQueries(classes: Ancestry, library: Library): (name: string) => string | undefined {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    const cut = name.lastIndexOf('.');
    if (cut < 0 || library.queries.length === 0) return undefined;
    const base = name.slice(0, cut);
    if (!library.queries.some(({ on }) => on === base)) return undefined;
    names ??= namesIn(classes, library);
    return names.has(name.slice(cut + 1)) ? base : undefined;
  };
}

function namesIn(classes: Ancestry, library: Library): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { parts } of classes.klasses) {
    for (const { class: cls, module } of parts) {
      for (const { prefix, macro, language } of library.queries) {
        if (module.language !== language) continue;
        for (const { name } of cls.methods)
          if (prefix !== undefined && name.startsWith(prefix) && name.length > prefix.length)
            found.add(name.charAt(prefix.length).toLowerCase() + name.slice(prefix.length + 1));
        for (const expr of cls.macros) {
          const text = macro === undefined ? undefined : namedBy(expr, macro);
          if (text !== undefined) found.add(text);
        }
      }
    }
  }
  return found;
}

function namedBy(expr: Expr, macro: string): string | undefined {
  if (expr.is !== 'call' || expr.callee.is !== 'name' || expr.callee.name !== macro) return undefined;
  const first = expr.args[0]?.value;
  return first?.is === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}
