import type { Arg, Call, Expr } from '../code/model.js';
import type { ArgAt } from './catalogue.js';
import type { Func } from './values.js';

/** The argument of a call that a catalogue means; undefined where it is absent or spread out of sight. */
export function argumentAt(call: Call, at: ArgAt): Expr | undefined {
  if (at === 'self') return call.callee.is === 'member' ? call.callee.of : undefined;
  if (typeof at === 'string') return namedArgument(call, at);
  if (typeof at !== 'number') return namedArgument(call, at[1]) ?? argumentAt(call, at[0]);
  const plain = call.args.filter(({ name, block }) => name === undefined && !block);
  const arg = plain[at];
  if (!arg || plain.slice(0, at + 1).some(({ spread }) => spread)) return undefined;
  return arg.value;
}

function namedArgument(call: Call, name: string): Expr | undefined {
  if (name === '&') return call.args.find(({ block }) => block)?.value;
  const found = call.args.find((arg) => arg.name === name)?.value;
  if (found) return found;
  for (const { value } of call.args) {
    if (value.is !== 'map') continue;
    const entry = value.entries.findLast(({ key }) => key?.is === 'literal' && key.value === name);
    if (entry) return entry.value;
  }
  return undefined;
}

/** What a call gives for a parameter of the function that it reaches. */
export function argumentFor(func: Func, index: number, call: Call): Expr | undefined {
  const param = func.fn.params[index];
  if (!param) return undefined;
  if (param.kind === 'block') return call.args.find(({ block }) => block)?.value;
  const named = call.args.find(({ name }) => name !== undefined && name === param.name.replace(/^\$/, ''));
  if (named) return named.value;
  const offset = takesSelf(func) ? 1 : 0;
  return index < offset ? undefined : argumentAt(call, index - offset);
}

/** What a call gives beyond the parameters that have names of their own: for `*args` by position, for `**options` by name. */
export function restFor(func: Func, index: number, call: Call): readonly Arg[] {
  const kind = func.fn.params[index]?.kind;
  if (kind === 'named') {
    const own = new Set(
      func.fn.params.filter((param) => param.kind === undefined).map(({ name }) => name.replace(/^\$/, '')),
    );
    return call.args.filter(({ name, spread }) => (name === undefined ? spread : !own.has(name)));
  }
  if (kind !== 'rest') return [];
  const first = index - (takesSelf(func) ? 1 : 0);
  return call.args.filter(({ name, block }) => name === undefined && !block).slice(Math.max(0, first));
}

/** Python's methods name their object first. */
function takesSelf(func: Func): boolean {
  const first = func.fn.params[0]?.name;
  return func.module.language === 'python' && (first === 'self' || first === 'cls') && func.owner !== undefined;
}
