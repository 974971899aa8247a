import type { Arg, Call, Expr } from '../code/model.js';
import type { ArgAt } from './catalogue.js';
import type { Func, Made, Value } from './values.js';

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
  const last = func.fn.params.at(-1);
  const param = func.fn.params[index] ?? (last?.kind === 'rest' ? last : undefined);
  if (!param) return undefined;
  const handed = handedBy(call, func);
  if (handed) return handed.list ? handed.list[index] : argumentAt(call, index + handed.offset);
  if (param.kind === 'block') return call.args.find(({ block }) => block)?.value;
  const named = call.args.find(({ name }) => name !== undefined && name === param.name.replace(/^\$/, ''));
  if (named) return named.value;
  const offset = takesSelf(func) ? 1 : 0;
  return index < offset ? undefined : argumentAt(call, index - offset);
}

/** What a call gives for the parameter that a name is within the function that it reaches. */
export function argumentBehind(expr: Expr, func: Func, call: Call): Expr | undefined {
  const index = expr.is === 'name' ? func.fn.params.findIndex(({ name }) => name === expr.name) : -1;
  return index < 0 ? undefined : argumentFor(func, index, call);
}

/** What JavaScript's `work.call(this, a)` and `work.apply(this, [a])` give. */
function handedBy(call: Call, func: Func): { readonly offset: number; readonly list?: readonly Expr[] } | undefined {
  const { callee, args } = call;
  if (func.module.language !== 'javascript' || callee.is !== 'member') return undefined;
  if (callee.name === 'call') return { offset: 1 };
  if (callee.name !== 'apply') return undefined;
  const list = args[1]?.value;
  return { offset: 0, list: list?.is === 'list' ? list.items : [] };
}

/** The parameter that a call spreads out (`work(...given)`, `work.apply(this, given)`) where it gives one of a function's. */
export function spreadFor(callee: Func, index: number, { call, func }: Made): Value | undefined {
  const isApplied = call.callee.is === 'member' && call.callee.name === 'apply';
  const plain = call.args.filter(({ name, block }) => name === undefined && !block);
  const at = isApplied ? 1 : plain.findIndex(({ spread }) => spread);
  const value = plain[at]?.value;
  const position = index - (takesSelf(callee) ? 1 : 0) - (isApplied ? 0 : at);
  if (value?.is !== 'name' || position < 0) return undefined;
  for (let here: Func | undefined = func; here; here = here.outer) {
    const own = here.fn.params.findIndex(({ name }) => name === value.name);
    if (own < 0) continue;
    return here.fn.params[own]?.kind === 'rest'
      ? { is: 'parameter', func: here, index: own + position, path: '' }
      : undefined;
  }
  return undefined;
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

/** A function that nobody gives anything. */
export function takesNothing(func: Func): boolean {
  return func.fn.params.length === (takesSelf(func) ? 1 : 0);
}

/** So many callers that give a text or work of their own are asked: each says something else (`this.run('cache'); this.run('migrate')`). */
const mostOwn = 24;
/** So many callers are looked at for that. */
const mostCallers = 100;

/** The callers that are asked what they give for a parameter: so many, and besides those that give a text, or functions of theirs. */
export function tellersOf<Caller extends { readonly call: Call; readonly targets: readonly Func[] }>(
  callers: readonly Caller[],
  { func, index }: { readonly func: Func; readonly index: number },
  most: number,
): readonly Caller[] {
  const found: Caller[] = [];
  let own = 0;
  for (const caller of callers.slice(0, mostCallers)) {
    const isOwn = caller.targets.includes(func) && givesOwn(argumentFor(func, index, caller.call));
    if (isOwn) own++;
    if (isOwn ? own <= mostOwn : found.length - own < most) found.push(caller);
    if (own > mostOwn) break;
  }
  return found;
}

/** A text, or a table of options with functions in it. */
function givesOwn(expr: Expr | undefined): boolean {
  if (expr?.is !== 'map') return expr?.is === 'literal';
  return expr.entries.some(({ value }) => value.is === 'function');
}
