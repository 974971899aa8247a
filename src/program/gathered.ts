import type { Call, Expr } from '../code/model.js';
import { expressionsOf } from '../code/walk.js';
import { append } from '../grouped.js';
import type { Placed, Scopes } from './scopes.js';
import { distinct, type Func, type Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  evaluate(expr: Expr, func: Func): readonly Value[];
}

/** One thing that is put into a list or a table. */
interface Put extends Placed {
  readonly holder: Expr;
}

/** A list or a table that is given to a function. */
interface Handed extends Placed {
  readonly call: Call;
  readonly index: number;
}

interface Known {
  /** By the last name of what something is put into. */
  readonly puts: ReadonlyMap<string, readonly Put[]>;
  readonly handed: ReadonlyMap<string, readonly Handed[]>;
  /** By the last names of what a list or table is bound to. */
  readonly names: ReadonlyMap<Expr, readonly string[]>;
}

/** More places than these say nothing of one list. */
const most = 60;

/**
 * Registries: functions and objects that code puts into a list or a table one by one, and that whoever goes through it meets (`jobs.push(send)`,
 * `tasks[name] = send`, a decorator that appends what it stands above).
 */
export function gatheredIn({ scopes, evaluate }: Tools): (holder: Value) => readonly Value[] {
  let known: Known | undefined;
  let decorated: Map<Func, Func[]> | undefined;
  const gathered = new Map<Expr, readonly Value[]>();

  const isIt = (expr: Expr, func: Func, holder: Expr) => evaluate(expr, func).some((one) => keyOf(one) === holder);

  /** What stands below a decorator of the app, which is given it. */
  const below = ({ func }: Value & { is: 'parameter' }): readonly Value[] => {
    if (func.module.language !== 'python') return [];
    decorated ??= decoratedIn(scopes, evaluate);
    return (decorated.get(func) ?? []).map((one): Value => ({ is: 'function', func: one }));
  };

  const valuesOf = ({ expr, func }: Placed): readonly Value[] =>
    evaluate(expr, func).flatMap((value): readonly Value[] => {
      if (value.is === 'parameter') return [value, ...below(value)];
      const isWork =
        /^(function|class|instance)$/.test(value.is) || (value.is === 'structure' && value.expr.is === 'map');
      return isWork ? [value] : [];
    });

  return (value) => {
    const holder = keyOf(value);
    if (!holder) return [];
    const before = gathered.get(holder);
    if (before) return before;
    // a list that is filled with what stands in it
    gathered.set(holder, []);
    known ??= knownIn(scopes);
    const { puts, handed, names } = known;
    const found: Value[] = [];
    for (const name of names.get(holder) ?? []) {
      for (const put of (puts.get(name) ?? []).slice(0, most))
        if (isIt(put.holder, put.func, holder)) found.push(...valuesOf(put));
      for (const one of (handed.get(name) ?? []).slice(0, most)) {
        const taking = evaluate(one.call.callee, one.func).flatMap((each) =>
          each.is === 'function' ? [each.func] : [],
        );
        for (const func of taking) {
          const inner = putsInto(func, one.index, puts);
          if (inner.length === 0 || !isIt(one.expr, one.func, holder)) continue;
          for (const put of inner) found.push(...valuesOf(put));
        }
      }
    }
    const values = distinct(found);
    if (values.length > 0) gathered.set(holder, values);
    else gathered.delete(holder);
    return values;
  };
}

/** A list, a table, or what a call makes that is one. */
function keyOf(value: Value): Expr | undefined {
  if (value.is === 'structure') return /^(list|map)$/.test(value.expr.is) ? value.expr : undefined;
  if (value.is !== 'external' || !value.made) return undefined;
  return /^(Map|Set|Array|dict|list|set|collections\.(deque|OrderedDict|defaultdict))\(\)$/.test(value.name)
    ? value.made.call
    : undefined;
}

/** What a function puts into the list that it is given at a place. */
function putsInto(func: Func, index: number, puts: Known['puts']): readonly Put[] {
  const { params } = func.fn;
  const isMethod = func.owner && /^(self|cls)$/.test(params[0]?.name ?? '');
  const name = params[index + (isMethod ? 1 : 0)]?.name;
  return name === undefined ? [] : (puts.get(name) ?? []).filter((put) => isWithin(put.func, func));
}

function isWithin(func: Func, outer: Func): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (here === outer) return true;
  return false;
}

function knownIn(scopes: Scopes): Known {
  const puts = new Map<string, Put[]>();
  const handed = new Map<string, Handed[]>();
  const names = new Map<Expr, string[]>();
  for (const func of scopes.funcs) {
    for (const event of func.fn.events) {
      if (event.is !== 'bind') continue;
      const { target, value } = event;
      const name = lastOf(target);
      if (name !== undefined && /^(list|map|call)$/.test(value.is)) append(names, value, name);
      if (target.is !== 'index' || target.key.is === 'literal') continue;
      const into = lastOf(target.of);
      if (into !== undefined) append(puts, into, { holder: target.of, expr: value, func });
    }
    for (const call of expressionsOf(func.fn)) {
      if (call.is !== 'call') continue;
      const { callee, args } = call;
      const into = callee.is === 'member' && filling.test(callee.name) ? lastOf(callee.of) : undefined;
      const last = args.at(-1)?.value;
      if (callee.is === 'member' && into !== undefined && last && !/^(literal|text|operation)$/.test(last.is))
        append(puts, into, { holder: callee.of, expr: last, func });
      for (const [index, { value }] of args.entries()) {
        const name = value.is === 'member' ? lastOf(value) : undefined;
        if (name !== undefined) append(handed, name, { call, index, expr: value, func });
      }
    }
  }
  for (const { classes } of scopes.modules)
    for (const { fields } of classes)
      for (const { name, value } of fields)
        if (value && /^(list|map|call)$/.test(value.is)) append(names, value, name.replace(/^[$@]+/, ''));
  return { puts, handed, names };
}

/** Calls that put their last argument into what they are called on. */
const filling = /^(push|unshift|append|appendleft|add|insert|set|setdefault)$/;

function lastOf(expr: Expr): string | undefined {
  if (expr.is === 'name') return expr.name.replace(/^[$@]+/, '');
  return expr.is === 'member' ? expr.name.replace(/^[$@]+/, '') : undefined;
}

/** The functions below each decorator of the app, by the function that is given them. */
export function decoratedIn(scopes: Scopes, evaluate: Tools['evaluate']): Map<Func, Func[]> {
  const found = new Map<Func, Func[]>();
  for (const func of scopes.funcs) {
    if (func.module.language !== 'python') continue;
    for (const decorator of func.fn.decorators)
      for (const value of evaluate(decorator, func.outer ?? scopes.topOf(func.module)))
        if (value.is === 'function') append(found, value.func, func);
  }
  return found;
}
