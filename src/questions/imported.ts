import type { CodeModule, Expr } from '../code/model.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** A module that takes in what another one holds: by its name, or as a part of that module. */
export interface Taken {
  readonly module: CodeModule;
  /** Its name for the thing, or for the module that holds it. */
  readonly local: string;
  isIt(expr: Expr, func: Func): boolean;
}

/** The modules that take in a variable of another one. `value` is what the variable begins as. */
export function takersOf(
  { module: holder, name, value }: { readonly module: CodeModule; readonly name: string; readonly value: Expr },
  program: Program,
): readonly Taken[] {
  const index = importsByName(program);
  const { evaluate } = program.linker;
  const stands = (expr: Expr, func: Func) =>
    evaluate(expr, func).some(
      (one) => (one.is === 'structure' && one.expr === value) || (one.is === 'external' && one.made?.call === value),
    );
  const holds = (expr: Expr, func: Func) =>
    evaluate(expr, func).some((one) => one.is === 'module' && one.module === holder);
  return [...new Set([...(index.get(name) ?? []), ...(index.get(stemOf(holder.path)) ?? [])])]
    .filter(({ module }) => module !== holder && module.language === holder.language)
    .map(({ module, local }) => ({
      module,
      local,
      isIt(expr, func) {
        if (expr.is === 'name') return expr.name === local && stands(expr, func);
        return expr.is === 'member' && expr.name === name && isLocal(expr.of, local) && holds(expr.of, func);
      },
    }));
}

/** `state` or `utils.state`. */
function isLocal(expr: Expr, local: string): boolean {
  return expr.is === 'member' ? isLocal(expr.of, local) : expr.is === 'name' && expr.name === local;
}

const importsByName = onceFor(({ scopes }: Program): ReadonlyMap<string, { module: CodeModule; local: string }[]> => {
  const found = new Map<string, { module: CodeModule; local: string }[]>();
  for (const module of scopes.modules) {
    for (const { local, module: from, name, typeOnly } of module.imports) {
      if (local === '' || typeOnly) continue;
      const one = { module, local };
      for (const key of new Set([name, stemOf(from)])) append(found, key, one);
    }
  }
  return found;
});

/** The last word of a module's name or path, without what says its language. */
function stemOf(name: string): string {
  const path = name.replace(/\.(py|[cm]?[jt]sx?|rb)$/, '').replace(/\/(__init__|index)$/, '');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1);
}
