import { callsOf } from '../code/walk.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Func } from './values.js';

/** What a call calls: things of libraries by their names, and functions of the app. */
interface Called {
  readonly names: readonly string[];
  readonly targets: readonly Func[];
}

/** Functions of the app that hand on what they are given, beyond this number, are not followed. */
const farthest = 2;

/** Whether what a call is given at a place is run on the client only: a library does so, or the app's own function gives it to one (`useMount(fn)`). */
export function clientRunner(linker: Linker, library: Library): (called: Called, at: number) => boolean {
  const isRun = ({ names, targets }: Called, at: number, left: number): boolean =>
    names.some((name) => library.clientCalls.find(name).length > 0) ||
    (left > 0 && targets.length > 0 && targets.every((target) => isHandedOn(target, at, left - 1)));

  const isHandedOn = (target: Func, index: number, left: number): boolean => {
    const name = target.module.language === 'javascript' ? target.fn.params[index]?.name : undefined;
    if (name === undefined) return false;
    for (const call of callsOf(target.fn)) {
      const at = call.args.findIndex(({ value }) => value.is === 'name' && value.name === name);
      if (at < 0) continue;
      const callees = linker.calleesOf(call, target);
      const names = callees.flatMap((value) => (value.is === 'external' ? [value.name] : []));
      const targets = callees.flatMap((value) => (value.is === 'function' ? [value.func] : []));
      if (isRun({ names, targets }, at, left)) return true;
    }
    return false;
  };
  return (called, at) => isRun(called, at, farthest);
}
