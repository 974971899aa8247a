import type { Expr, Guard } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Placed } from '../program/scopes.js';
import { type Func, withOuter } from '../program/values.js';
import { isSameText } from './same-thing.js';

/** What has to hold for one way of a decision: that what is tested is a value, or that it is there at all; `holds` says if it is so, or not. */
export interface Condition extends Placed {
  readonly value?: Expr;
  readonly holds: boolean;
}

/** One way that code takes, and when. */
export interface Branch {
  readonly when: Condition;
  readonly exprs: readonly Placed[];
}

/** A place where code goes one of several ways: the way that something stands on (unnamed where it is all that is left), and the others. */
export interface Decision {
  readonly own?: Condition;
  readonly others: readonly Branch[];
}

/** A piece of code by the event (or the condition of a call) that it stands in. */
export interface Standing extends Placed {
  readonly guard?: number;
  /** The whole that is evaluated with it. */
  readonly whole?: Expr;
}

/** The decisions that lead to a piece of code, innermost first. `beside`: functions of the file, which may look things up in its tables. */
export function decisionsAround(one: Standing, beside: readonly Func[] = []): readonly Decision[] {
  const inner = one.whole ? [...choicesIn(one.whole, one), ...tablesIn(one.whole, one, beside)] : [];
  return [...inner, ...guardedDecisions(one)].map(({ own, others }) => ({
    ...(own ? { own } : {}),
    others: others.flatMap(bound),
  }));
}

/** A name stands for what it was bound to on each way before. */
function bound(branch: Branch): readonly Branch[] {
  const found = branch.exprs.flatMap(({ expr, func }) => {
    const all = expr.is === 'name' ? (func.bindings.get(expr.name) ?? []) : [];
    return all.flatMap((one): readonly Branch[] => {
      for (const { guard } of guardsAround(one.func.fn, one.guard)) {
        const when = whenOf(guard, one.func);
        if (when) return [{ when, exprs: [one] }];
      }
      return [];
    });
  });
  return found.length > 0 ? found : [branch];
}

/** `s3 ? a : b` */
function choicesIn(whole: Expr, { expr, func }: Standing): readonly Decision[] {
  const found: Decision[] = [];
  for (const choice of within(whole)) {
    if (choice.is !== 'choice') continue;
    const isYes = covers(choice.yes, expr);
    if (!isYes && !covers(choice.no, expr)) continue;
    const own = conditionOf(choice.when, isYes, func);
    const other = conditionOf(choice.when, !isYes, func);
    if (!own || !other) continue;
    found.unshift({ own, others: branchesOf(isYes ? choice.no : choice.yes, other, func) });
  }
  return found;
}

/** The ways that stand within another one: `a ? x : b ? y : z`. */
function branchesOf(expr: Expr, when: Condition, func: Func): readonly Branch[] {
  if (expr.is !== 'choice') return [{ when, exprs: [{ expr, func }] }];
  const yes = conditionOf(expr.when, true, func) ?? when;
  const no = conditionOf(expr.when, false, func) ?? when;
  return [...branchesOf(expr.yes, yes, func), ...branchesOf(expr.no, when.value ? no : when, func)];
}

/** `{ local: A, s3: B }[kind]`, also where the table has a name in the same module. */
function tablesIn(whole: Expr, { expr, func }: Standing, beside: readonly Func[]): readonly Decision[] {
  const found: Decision[] = [];
  for (const map of within(whole)) {
    if (map.is !== 'map') continue;
    const own = map.entries.find(({ value }) => covers(value, expr));
    if (!own?.key) continue;
    for (const asked of lookupsOf(map, func, beside)) {
      const when = (key: Expr): Condition => ({ ...asked, value: key, holds: true });
      found.unshift({
        own: when(own.key),
        others: map.entries.flatMap(({ key, value }) =>
          key && key !== own.key ? [{ when: when(key), exprs: [{ expr: value, func }] }] : [],
        ),
      });
    }
  }
  return found;
}

/** The keys by which a table is asked (`kinds[kind]`, `kinds.get(kind)`): where it has a name, by that. */
function lookupsOf(map: Expr, func: Func, beside: readonly Func[]): readonly Placed[] {
  const names = new Set<string>();
  const found: Placed[] = [];
  for (const { is, ...event } of func.fn.events) {
    if (is !== 'bind' || !('target' in event) || event.value !== map) continue;
    const { target } = event;
    if (target.is === 'name' || target.is === 'member') names.add(target.name);
  }
  for (const other of new Set([...withOuter(func), ...(names.size > 0 ? beside : [])])) {
    for (const event of other.fn.events) {
      for (const whole of event.value ? within(event.value) : []) {
        const [of, key] = lookupIn(whole);
        const isNamed = (of?.is === 'name' || of?.is === 'member') && names.has(of.name);
        if (of && key && (of === map || isNamed)) found.push({ expr: key, func: other });
      }
    }
  }
  return found.slice(0, 2);
}

function lookupIn(whole: Expr): readonly (Expr | undefined)[] {
  if (whole.is === 'index') return [whole.of, whole.key];
  const isGet = whole.is === 'call' && whole.callee.is === 'member' && /^(get|fetch)$/.test(whole.callee.name);
  return isGet && whole.callee.is === 'member' ? [whole.callee.of, whole.args[0]?.value] : [];
}

/** `if`, `switch`, `match` around it. */
function guardedDecisions({ func, guard }: Standing): readonly Decision[] {
  const found: Decision[] = [];
  const { fn } = func;
  for (const { guard: own } of guardsAround(fn, guard)) {
    if (!own.test || !/^(if|else|case)$/.test(own.is)) continue;
    const when = whenOf(own, func);
    const others: Branch[] = [];
    for (const event of fn.events) {
      const chain = [...guardsAround(fn, event.guard)].map((one) => one.guard);
      const cut = chain.findIndex((one) => one.test?.start === own.test?.start && isOther(one, own));
      if (cut < 0 || !event.value || event.is === 'throw') continue;
      const inner = chain.slice(0, cut + 1).map((one) => whenOf(one, func));
      const told = inner.find((one) => one?.value !== undefined && one.holds) ?? inner.at(-1);
      if (told) others.push({ when: told, exprs: [{ expr: event.value, func }] });
    }
    if (others.length > 0) found.push({ ...(when ? { own: when } : {}), others });
  }
  return found;
}

function isOther(one: Guard, own: Guard): boolean {
  if (one.is === 'case' && own.is === 'case') return one.label?.start !== own.label?.start;
  return (one.is === 'if' && own.is === 'else') || (one.is === 'else' && own.is === 'if');
}

/** When code behind a guard runs; what is left over when no case fits is not said. */
export function whenOf({ is, test, label }: Guard, func: Func): Condition | undefined {
  if (!test) return undefined;
  if (is === 'case') return label && { expr: test, func, value: label, holds: true };
  return is === 'if' || is === 'else' ? conditionOf(test, is === 'if', func) : undefined;
}

/** `base.startswith("s3://")`, `str_starts_with($base, 's3://')`: what is asked, and for which beginning. */
export function beginningOf(expr: Expr): { readonly of: Expr; readonly text: Expr } | undefined {
  if (expr.is !== 'call') return undefined;
  const { callee } = expr;
  const [first, second] = expr.args.map(({ value }) => value);
  if (callee.is === 'member' && /^(startswith|startsWith|start_with\?|starts_with\?)$/.test(callee.name))
    return first && { of: callee.of, text: first };
  const isFunction = callee.is === 'name' && callee.name === 'str_starts_with';
  return isFunction && first && second ? { of: first, text: second } : undefined;
}

/** A test as what it asks of which thing; of several that must all hold the first. */
function conditionOf(test: Expr, holds: boolean, func: Func): Condition | undefined {
  if (test.is !== 'operation') return { expr: test, func, holds };
  const { sign, left, right } = test;
  if (!left) return /^(!|not)$/.test(sign) ? conditionOf(right, !holds, func) : undefined;
  // `base and base.startswith("s3://")`: the second says which value
  const begun = /^(&&|and)$/.test(sign) && holds ? beginningOf(right) : undefined;
  if (begun && isSameText(begun.of, left)) return { expr: right, func, holds };
  if (/^(&&|and)$/.test(sign) && holds) return conditionOf(left, true, func) ?? conditionOf(right, true, func);
  if (!/^([!=]={1,2}|is|is not)$/.test(sign)) return { expr: test, func, holds };
  const isSame = /^(=|is$)/.test(sign) === holds;
  const [expr, value] = left.is === 'literal' ? [right, left] : [left, right];
  return { expr, func, value, holds: isSame };
}

/** All that a test asks where all of it must hold: `a && b`. */
export function conditionsOf(test: Expr, holds: boolean, func: Func): readonly Condition[] {
  if (test.is === 'operation' && test.left && holds && /^(&&|and)$/.test(test.sign))
    return [...conditionsOf(test.left, true, func), ...conditionsOf(test.right, true, func)];
  const one = conditionOf(test, holds, func);
  return one ? [one] : [];
}

function covers(whole: Expr, { start, end }: Expr): boolean {
  return whole.start <= start && end <= whole.end;
}
