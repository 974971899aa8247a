import type { CodeModule, Expr, ExprOf } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Placed, Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

/** Objects that are written out together with their functions, in which they are `this`: `module.exports = { init() { this.db = ... } }`. */
export interface OwnObjects {
  /** The object that a function is a part of, itself or by a function around it; nothing where there is none. */
  around(func: Func): readonly WrittenOut[];
  /** What the functions of an object put on it under a name. */
  given(object: WrittenOut, name: string): readonly Placed[];
}

type WrittenOut = Value & { readonly is: 'structure' };

interface Objects {
  readonly byFunc: ReadonlyMap<Func, WrittenOut>;
  readonly given: ReadonlyMap<Expr, ReadonlyMap<string, readonly Placed[]>>;
}

export function ownObjectsOf(scopes: Scopes): OwnObjects {
  const known = new Map<CodeModule, Objects>();
  const objectsIn = (module: CodeModule): Objects => {
    const own = known.get(module) ?? objectsOf(module, scopes);
    known.set(module, own);
    return own;
  };
  return {
    around(func) {
      const object = func.module.language === 'javascript' && objectAround(func, objectsIn(func.module).byFunc);
      return object ? [object] : [];
    },
    given: ({ expr, func }, name) =>
      func.module.language === 'javascript' ? (objectsIn(func.module).given.get(expr)?.get(name) ?? []) : [],
  };
}

function objectsOf(module: CodeModule, scopes: Scopes): Objects {
  const byFunc = new Map<Func, WrittenOut>();
  const funcs = scopes.funcsIn(module.path);
  for (const func of funcs)
    for (const expr of expressionsOf(func.fn)) {
      if (expr.is !== 'map') continue;
      for (const own of functionsIn(expr, module, scopes)) byFunc.set(own, { is: 'structure', expr, func });
    }
  const given = new Map<Expr, Map<string, Placed[]>>();
  if (byFunc.size === 0) return { byFunc, given };
  for (const func of funcs)
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.sign || event.target.is !== 'member' || !isSelf(event.target.of, func)) continue;
      const object = func.owner ? undefined : objectAround(func, byFunc);
      if (!object) continue;
      const names = given.get(object.expr) ?? new Map<string, Placed[]>();
      given.set(object.expr, names);
      append(names, event.target.name, { expr: event.value, func });
    }
  return { byFunc, given };
}

function functionsIn({ entries }: ExprOf<'map'>, module: CodeModule, scopes: Scopes): readonly Func[] {
  return entries.flatMap(({ value }) => (value.is === 'function' ? (scopes.funcAt(module, value.fn) ?? []) : []));
}

function objectAround(func: Func, byFunc: Objects['byFunc']): WrittenOut | undefined {
  for (let here: Func | undefined = func; here; here = here.outer) {
    const own = byFunc.get(here);
    if (own || here.owner) return own;
  }
  return undefined;
}

/** `this`, or the name that it was given before: `const self = this`. */
function isSelf(expr: Expr, func: Func): boolean {
  if (expr.is === 'this') return true;
  if (expr.is !== 'name') return false;
  for (let here: Func | undefined = func; here; here = here.outer) {
    const bound = here.bindings.get(expr.name);
    if (bound) return bound.some((one) => one.expr.is === 'this');
  }
  return false;
}
