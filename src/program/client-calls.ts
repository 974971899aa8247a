import type { Call } from '../code/model.js';
import { callsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import { type Func, isOwnName } from './values.js';

/** What a call calls: things of libraries by their names, and functions of the app. */
interface Called {
  readonly names: readonly string[];
  readonly targets: readonly Func[];
}

/** Functions of the app that hand on what they are given, beyond this number, are not followed. */
const farthest = 4;

interface Tools {
  readonly linker: Linker;
  readonly library: Library;
  readonly scopes: Scopes;
}

/** Whether what a call is given at a place is run on the client only: a library does so, or the app's own function gives it to one (`useMount(fn)`). */
export function clientRunner({ linker, library, scopes }: Tools): (called: Called, at: number) => boolean {
  const known = new Map<string, boolean>();
  const innerOf = onceFor(({ path }: Func['module']) => {
    const found = new Map<Func, Func[]>();
    for (const func of scopes.funcsIn(path)) if (func.outer) append(found, func.outer, func);
    return found;
  });

  const isRun = ({ names, targets }: Called, at: number, left: number): boolean =>
    names.some((name) => library.clientCalls.find(name).length > 0) ||
    (left > 0 && targets.length > 0 && targets.every((target) => isHandedOn(target, at, left - 1)));

  const isHandedOn = (target: Func, index: number, left: number): boolean => {
    const name = target.module.language === 'javascript' ? target.fn.params[index]?.name : undefined;
    if (name === undefined) return false;
    const key = `${target.module.path} ${target.index} ${index} ${left}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // one that is passed round tells nothing of itself
    known.set(key, false);
    const found = isGivenIn(target, name, left);
    known.set(key, found);
    return found;
  };

  /** In the function itself, or in one that stands in it and takes it from there (`traced(() => useEffect(work, []))`). */
  const isGivenIn = (func: Func, name: string, left: number): boolean => {
    for (const call of callsOf(func.fn)) if (isGivenTo(call, func, name, left)) return true;
    return (innerOf(func.module).get(func) ?? []).some((inner) => !isOwnName(name, inner) && isGivenIn(inner, name, left));
  };

  const isGivenTo = (call: Call, func: Func, name: string, left: number): boolean => {
    const at = call.args.findIndex(({ value }) => value.is === 'name' && value.name === name);
    if (at < 0) return false;
    const callees = linker.calleesOf(call, func);
    const names = callees.flatMap((value) => (value.is === 'external' ? [value.name] : []));
    const targets = callees.flatMap((value) => (value.is === 'function' ? [value.func] : []));
    return isRun({ names, targets }, at, left);
  };

  return (called, at) => isRun(called, at, farthest);
} // biome-ignore format: one condition
