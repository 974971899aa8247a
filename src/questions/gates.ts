import type { Expr } from '../code/model.js';
import { guardsAround } from '../code/walk.js';
import type { Variable } from '../program/environment.js';
import type { Site } from '../program/graph.js';
import type { Way } from '../program/reach.js';
import type { Placed } from '../program/scopes.js';
import type { Func } from '../program/values.js';
import { type Evidence, said } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';

/** A condition on a variable of the environment, on the way to a piece of work. */
export interface Gate {
  readonly variable: string;
  /** Whether it lets the work through as things are set. */
  readonly isOpen: boolean;
  readonly isSet: boolean;
  readonly because: readonly Evidence[];
}

/** The conditions on the environment around a call and around those that lead to it. */
export function gatesOf(site: Site, way: Way | undefined, asked: Asked): readonly Gate[] {
  return [site, ...(way?.calls ?? [])].flatMap(({ func, guard }) => {
    const found: Gate[] = [];
    for (const { guard: one } of guardsAround(func.fn, guard)) {
      if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
      const gate = gateIn(one.test, func, asked);
      if (gate) found.push(one.is === 'if' ? gate : { ...gate, isOpen: !gate.isOpen });
    }
    return found;
  });
}

/** Names for conditions that name conditions. */
const deepest = 6;

function gateIn(test: Expr, func: Func, asked: Asked, depth = 0): Gate | undefined {
  if (test.is === 'operation') {
    const { sign, left, right } = test;
    if (!left) {
      const inner = /^(!|not)$/.test(sign) ? gateIn(right, func, asked, depth) : undefined;
      return inner && { ...inner, isOpen: !inner.isOpen };
    }
    if (/^(&&|and)$/.test(sign)) {
      const both = [gateIn(left, func, asked, depth), gateIn(right, func, asked, depth)].filter(
        (one) => one !== undefined,
      );
      return both.find(({ isOpen }) => !isOpen) ?? both[0];
    }
    if (/^(\|\||or)$/.test(sign)) {
      const either = [gateIn(left, func, asked, depth), gateIn(right, func, asked, depth)];
      return either.find((one) => one?.isOpen) ?? (either.includes(undefined) ? undefined : either[0]);
    }
    if (!/^([!=]={1,2})$/.test(sign)) return undefined;
    const [name, value] =
      [
        [left, right],
        [right, left],
      ].flatMap(([one, other]) => {
        const variable = one && variableIn(one, func, asked);
        const literal = other && textOf(other, func, asked);
        return variable !== undefined && literal !== undefined ? [[variable, literal] as const] : [];
      })[0] ?? [];
    if (name === undefined) return undefined;
    const gate = gateOf(name, test, func, asked);
    const isEqual = (asked.variable(name.name)?.value ?? String(usualOf(name, func, asked) ?? '')) === value;
    return { ...gate, isOpen: sign.startsWith('!') ? !isEqual : isEqual };
  }
  const name = variableIn(test, func, asked);
  if (name !== undefined) return gateOf(name, test, func, asked);
  const named = depth < deepest ? conditionNamed(test, func, asked) : undefined;
  return named && gateIn(named.expr, named.func, asked, depth + 1);
}

/** The condition that a name stands for: `const isHosted = process.env.HOSTED === 'true'`. */
function conditionNamed(test: Expr, func: Func, { program }: Asked): Placed | undefined {
  if (test.is !== 'name' && test.is !== 'member') return undefined;
  const [value, ...more] = program.linker.evaluate(test, func);
  return value?.is === 'structure' && value.expr.is === 'operation' && more.length === 0 ? value : undefined;
}

/** Whether a condition asks for nothing but how the process is set up: it holds in every copy, or in none. */
export function isOfEnvironment(test: Expr, func: Func, asked: Asked, depth = 0): boolean {
  if (depth > deepest) return false;
  if (test.is === 'operation')
    return [test.left, test.right].every((one) => one === undefined || isOfEnvironment(one, func, asked, depth));
  if (test.is === 'literal') return true;
  const named = conditionNamed(test, func, asked);
  if (named) return isOfEnvironment(named.expr, named.func, asked, depth + 1);
  const [value, ...more] = asked.program.linker.evaluate(test, func);
  if (value?.is !== 'external' || more.length > 0) return false;
  return (
    asked.program.library.production.find(value.name).length > 0 || asked.program.paths.variableOf(value) !== undefined
  );
}

function gateOf(asks: Variable, test: Expr, func: Func, asked: Asked): Gate {
  const { name: variable } = asks;
  const set = asked.variable(variable);
  const because = [...(set?.because ?? []), said(placeOfExpr(test, func), `runs only where ${variable} says so`)];
  return {
    variable,
    isOpen: set !== undefined || Boolean(usualOf(asks, func, asked)),
    isSet: set !== undefined,
    because,
  };
}

/** What code takes where nothing sets the variable: `os.getenv("MIGRATE", "true")`. */
function usualOf({ fallback }: Variable, func: Func, { program }: Asked): string | number | boolean | null | undefined {
  const [value, ...more] = fallback ? program.linker.evaluate(fallback, func) : [];
  return value?.is === 'literal' && more.length === 0 ? value.value : undefined;
}

/** The variable that an expression is read from, where it is nothing else; not one whose value in production is known of itself (`NODE_ENV`). */
function variableIn(expr: Expr, func: Func, { program }: Asked): Variable | undefined {
  const values = program.linker.evaluate(expr, func);
  const [value] = values;
  if (values.length !== 1 || value?.is !== 'external' || program.library.production.find(value.name).length > 0) return undefined;
  return program.paths.variableOf(value);
} // biome-ignore format: one condition

function textOf(expr: Expr, func: Func, { program }: Asked): string | undefined {
  const values = program.linker.evaluate(expr, func);
  const [value] = values;
  return values.length === 1 && value?.is === 'literal' ? String(value.value) : undefined;
}
