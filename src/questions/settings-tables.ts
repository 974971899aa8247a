import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';
import type { Func } from '../program/values.js';
import { variableIn } from './asked-variable.js';

/** A function of the app's own reads it: `env('STORE', 'local')`. */
function namedIn(expr: Expr): string | undefined {
  const [name, ...more] = expr.is === 'call' ? expr.args : [];
  const text = name?.value.is === 'literal' ? String(name.value.value) : '';
  return more.length < 2 && /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text) ? text : undefined;
}

/** Something in it could be the name of a variable; what has none need not be followed. */
function isSpelt(value: Expr): boolean {
  if (value.is === 'name' || value.is === 'literal') return false;
  for (const one of within(value)) {
    const name = one.is === 'literal' ? one.value : one.is === 'member' ? one.name : undefined;
    if (typeof name === 'string' && /^[A-Z][A-Z0-9_]+$/.test(name)) return true;
  }
  return false;
}

/** `map('STORE_KIND', 'string', 'store.kind')`: a call that is told a variable and the setting that it fills. */
function pairIn(expr: Expr): { readonly variable: string; readonly path: string } | undefined {
  if (expr.is !== 'call' || expr.args.length < 2 || expr.args.length > 4) return undefined;
  const texts = expr.args.flatMap(({ value }) => value.is === 'literal' && typeof value.value === 'string' ? [value.value] : []);
  const variables = texts.filter((text) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text));
  const paths = texts.filter((text) => /^[a-z]\w*(?:\.[a-z]\w*)+$/i.test(text));
  const [variable] = variables;
  const [path] = paths;
  // of two texts that only look alike, one must be spelt as the other is
  const isSame = variable !== undefined && path !== undefined && variable.toLowerCase().endsWith(path.split('.').slice(-2).join('_').toLowerCase());
  return isSame && variables.length === 1 && paths.length === 1 ? { variable, path } : undefined;
} // biome-ignore format: conditions

interface Tables {
  readonly variables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Values that are chosen in the table itself. */
  readonly choices: ReadonlyMap<string, readonly Placed[]>;
}

/** What tables of settings in the code take from the environment, by the places in them. */
export const tablesIn = onceFor((program: Program): Tables => {
  const found = new Map<string, Set<string>>();
  const choices = new Map<string, Placed[]>();
  const add = (map: Expr, path: readonly string[], func: Func) => {
    if (map.is !== 'map' || path.length > 4) return;
    for (const { key, value } of map.entries) {
      if (key?.is !== 'literal') continue;
      const own = [...path, String(key.value)];
      if (value.is === 'map') add(value, own, func);
      else if (value.is === 'choice' && own.length > 1) append(choices, own.join('.'), { expr: value, func });
      else {
        const variable = isSpelt(value) ? (variableIn({ expr: value, func }, program) ?? namedIn(value)) : undefined;
        if (variable) found.set(own.join('.'), (found.get(own.join('.')) ?? new Set()).add(variable));
      }
    }
  };
  for (const func of program.scopes.funcs) {
    for (const { value } of func.fn.events) {
      if (!value) continue;
      const inside = new Set<Expr>();
      for (const expr of within(value)) {
        const pair = pairIn(expr);
        if (pair) found.set(pair.path, (found.get(pair.path) ?? new Set()).add(pair.variable));
        if (expr.is !== 'map' || inside.has(expr)) continue;
        for (const inner of within(expr)) if (inner.is === 'map') inside.add(inner);
        add(expr, [], func);
      }
    }
  }
  return { variables: found, choices };
});
