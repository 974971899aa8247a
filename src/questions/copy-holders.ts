import type { Expr } from '../code/model.js';
import { type Func, isOwnName, type Klass } from '../program/values.js';
import type { Asked } from './asked.js';

/** What keeps the copy as long as the process lives: a variable of the module, or a field of an object that is there once. */
export interface Holder {
  readonly key: string;
  readonly name: string;
  /** The functions that share it. */
  readonly funcs: readonly Func[];
  isIt(expr: Expr): boolean;
  /** The class of the one object whose field it is. */
  readonly of?: Klass;
}

export function holderOf(
  target: Expr,
  func: Func,
  { program: { scopes, singles, linker, funcsIn } }: Asked,
): Holder | undefined {
  const { module } = func;
  const top = scopes.topOf(module);
  if (target.is === 'name') {
    const { name } = target;
    if (func === top || !top.bindings.has(name) || hides(func, name, top)) return undefined;
    const funcs = funcsIn(module.path).filter((one) => one !== top && !hides(one, name, top));
    return { key: `${module.path} ${name}`, name, funcs, isIt: (expr) => expr.is === 'name' && expr.name === name };
  }
  if (target.is !== 'member' || target.of.is !== 'this') return undefined;
  const { name } = target;
  const isIt = (expr: Expr) => expr.is === 'member' && expr.name === name && expr.of.is === 'this';
  const { owner } = func;
  if (owner && singles.has(owner))
    return {
      key: `${owner.fullName} ${name}`,
      name,
      funcs: membersOf(owner, asFuncs(funcsIn, owner)),
      isIt,
      of: owner,
    };
  const [object] = owner ? [] : linker.evaluate(target.of, func);
  if (object?.is !== 'structure' || object.func !== top) return undefined;
  const funcs = funcsIn(module.path).filter((one) => linker.evaluate(target.of, one).some((of) => of.is === 'structure' && of.expr === object.expr)); // biome-ignore format: one list
  return { key: `${module.path} ${object.expr.start} ${name}`, name, funcs, isIt };
}

function asFuncs(funcsIn: Asked['program']['funcsIn'], { parts }: Klass): readonly Func[] {
  return parts.flatMap(({ module }) => funcsIn(module.path));
}

function membersOf(owner: Klass, funcs: readonly Func[]): readonly Func[] {
  return funcs.filter((one) => one.owner === owner);
}

/** A function that has a local name of its own. */
function hides(func: Func, name: string, top: Func): boolean {
  for (let here: Func | undefined = func; here && here !== top; here = here.outer)
    if (isOwnName(name, here)) return true;
  return false;
}
