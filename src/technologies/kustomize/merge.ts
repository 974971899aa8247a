import type { Expr, ExprEntry } from '../../facts/expr.js';
import { entries, roughText, shippedText, within } from '../yaml/values.js';

/** What names the items of a list, so that a patch can mean one of them (kubernetes 1.31, `patchMergeKey` of core/v1 types). */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  ['secrets', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  // those of a container, then those of a Service
  ['ports', ['containerPort', 'port']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
]);

/**
 * A strategic merge: maps are joined (null takes a key away), lists whose items bear a name are joined by it, the rest is replaced.
 * `$patch: delete` takes the item away, `$patch: replace` all that is below; undefined: the whole is taken away.
 */
export function laidOver(under: Expr, over: Expr, field = ''): Expr | undefined {
  const order = orderOf(over);
  if (order === 'delete') return undefined;
  if (under.is === 'map' && over.is === 'map') {
    if (order === 'replace') return { ...over, entries: over.entries.filter(({ key }) => key !== '$patch') };
    const result = new Map(under.entries.map((entry) => [entry.key, entry]));
    for (const entry of over.entries) {
      const below = result.get(entry.key);
      const value = below ? laidOver(below.value, entry.value, entry.key) : entry.value;
      if (value === undefined || isNull(entry.value)) result.delete(entry.key);
      else result.set(entry.key, { ...entry, value });
    }
    return { ...under, entries: [...result.values()] };
  }
  if (under.is !== 'list' || over.is !== 'list') return over;
  return joined(under, over, field);
}

type List = Extract<Expr, { is: 'list' }>;

function joined(under: List, over: List, field: string): Expr {
  const own = over.items.filter((item) => orderOf(item) !== 'replace');
  if (own.length < over.items.length) return { ...over, items: own };
  const key = mergeKeys.get(field)?.find((one) => over.items.every((item) => within(item, one)));
  if (key === undefined) return over;
  const named = new Map(under.items.map((item) => [roughText(within(item, key)), item]));
  for (const item of over.items) {
    const name = roughText(within(item, key));
    const below = named.get(name);
    const value = below ? laidOver(below, item) : orderOf(item) === 'delete' ? undefined : item;
    if (value === undefined) named.delete(name);
    else named.set(name, value);
  }
  return { ...under, items: [...named.values()] };
}

function orderOf(expr: Expr): string | undefined {
  return shippedText(within(expr, '$patch'));
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
    const from = shippedText(within(operation, 'from'));
    if (path === undefined) continue;
    const value = from === undefined ? within(operation, 'value') : at(result, stepsOf(from));
    if (kind === 'remove') result = changed(result, stepsOf(path), undefined, false);
    if (!value) continue;
    if (kind === 'move' && from !== undefined) result = changed(result, stepsOf(from), undefined, false);
    if (/^(add|replace|copy|move)$/.test(kind ?? ''))
      result = changed(result, stepsOf(path), value, kind !== 'replace');
  }
  return result;
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(tree: Expr, steps: readonly string[]): Expr | undefined {
  let here: Expr | undefined = tree;
  for (const step of steps) here = here?.is === 'list' ? here.items[Number(step)] : within(here, step);
  return here;
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
