import type { Expr, ExprEntry } from '../../facts/expr.js';
import { entries, roughText, shippedText, within } from '../yaml/values.js';

/** What names the items of a list, so that a patch can mean one of them (kubernetes 1.31, `patchMergeKey` of core/v1 types). */
const mergeKeys = ['mountPath', 'containerPort', 'name', 'topologyKey', 'ip'];

/**
 * A strategic merge: maps are joined (null takes a key away), lists whose items bear a name are joined by it, the rest is replaced.
 * `$patch: delete` takes the item away; undefined: the whole is taken away.
 */
export function laidOver(under: Expr, over: Expr): Expr | undefined {
  const order = shippedText(within(over, '$patch'));
  if (order === 'delete') return undefined;
  if (under.is === 'map' && over.is === 'map' && order !== 'replace') {
    const result = new Map(under.entries.map((entry) => [entry.key, entry]));
    for (const entry of over.entries) {
      const below = result.get(entry.key);
      const value = below ? laidOver(below.value, entry.value) : entry.value;
      if (value === undefined || isNull(entry.value)) result.delete(entry.key);
      else result.set(entry.key, { ...entry, value });
    }
    return { ...under, entries: [...result.values()] };
  }
  const key = mergeKeys.find((one) => over.is === 'list' && over.items.every((item) => within(item, one)));
  if (under.is !== 'list' || over.is !== 'list' || key === undefined) return over;
  const named = new Map(under.items.map((item) => [roughText(within(item, key)), item]));
  for (const item of over.items) {
    const name = roughText(within(item, key));
    const below = named.get(name);
    const value = below ? laidOver(below, item) : item;
    if (value === undefined || within(value, '$patch')) named.delete(name);
    else named.set(name, value);
  }
  return { ...under, items: [...named.values()] };
}

function isNull(value: Expr): boolean {
  return value.is === 'literal' && value.value === null;
}

/** The operations of a JSON Patch (RFC 6902) that change a manifest, in order; what cannot be followed changes nothing. */
export function patched(tree: Expr, operations: readonly Expr[]): Expr {
  let result = tree;
  for (const operation of operations) {
    const kind = shippedText(within(operation, 'op'));
    const path = shippedText(within(operation, 'path'));
    const value = within(operation, 'value');
    if (path === undefined || !/^(add|replace|remove)$/.test(kind ?? '')) continue;
    const steps = path
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (kind === 'remove' || value)
      result = changed(result, steps, kind === 'remove' ? undefined : value, kind === 'add');
  }
  return result;
}

function changed(expr: Expr, [step, ...rest]: readonly string[], value: Expr | undefined, add: boolean): Expr {
  if (step === undefined) return value ?? expr;
  if (expr.is === 'map') {
    const found = expr.entries.find(({ key }) => key === step);
    const others = expr.entries.filter(({ key }) => key !== step);
    if (rest.length === 0) return { ...expr, entries: value ? [...others, entryFor(step, value)] : others };
    if (!found) return expr;
    const inner = changed(found.value, rest, value, add);
    return { ...expr, entries: expr.entries.map((entry) => (entry === found ? { ...entry, value: inner } : entry)) };
  }
  if (expr.is !== 'list') return expr;
  const index = step === '-' ? expr.items.length : Number(step);
  if (rest.length > 0)
    return { ...expr, items: expr.items.map((item, at) => (at === index ? changed(item, rest, value, add) : item)) };
  return { ...expr, items: expr.items.toSpliced(index, add ? 0 : 1, ...(value ? [value] : [])) };
}

function entryFor(key: string, value: Expr): ExprEntry {
  return { key, value, keyAt: value.at };
}

/** The tree with another value under a path of maps; what is missing on the way is made. */
export function withValue(tree: Expr, path: readonly string[], value: Expr): Expr {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = within(tree, step) ?? { is: 'map' as const, entries: [], at: value.at };
  const others = entries(tree).filter(({ key }) => key !== step);
  return { is: 'map', entries: [...others, entryFor(step, withValue(below, rest, value))], at: tree.at };
}
