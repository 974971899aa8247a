import { table } from '../../../table.js';
import { type Call, type Functions, failed, known, like, textual } from './function.js';
import { whole } from './number-functions.js';
import { cut } from './rope.js';
import { texts } from './text-functions.js';
import { bool, compareTexts, copied, type Dict, type Entry, int, type List, list, nil, sortedEntries, truth, type Value, words } from './value.js'; // biome-ignore format: one import

const plainFunctions: Functions = table({
  list: (args) => list(args),
  tuple: (args) => list(args),
  first: known('l', ([{ items }]) => items[0] ?? nil),
  last: known('l', ([{ items }]) => items.at(-1) ?? nil),
  rest: known('l', ([{ items }]) => (items.length === 0 ? nil : list(items.slice(1)))),
  initial: known('l', ([{ items }]) => (items.length === 0 ? nil : list(items.slice(0, -1)))),
  append: (args, call) => withItem(args, call, (items, item) => [...items, item]),
  push: (args, call) => withItem(args, call, (items, item) => [...items, item]),
  prepend: (args, call) => withItem(args, call, (items, item) => [item, ...items]),
  concat: known('l*', (lists) => {
    const items = lists.flatMap((one) => one.items);
    return items.length === 0 ? { ...list([]), unmade: true } : list(items);
  }),
  reverse: known('l', ([{ items }]) => list(items.toReversed())),
  uniq: known('l', ([{ items }]) => list(items.filter((item, index) => items.findIndex((one) => isEqual(one, item)) === index))),
  without: known('la*', ([{ items }, ...gone]) => list(items.filter((item) => !gone.some((one) => isEqual(one, item))))),
  has: known('aa', ([needle, hay], call) => (hay.is === 'nil' ? bool(false) : hay.is === 'list' ? bool(hay.items.some((one) => isEqual(one, needle)), hay.at) : failed(call, `finds nothing in a ${hay.is}`))),
  compact: known('l', ([{ items }]) => list(items.filter((item) => truth(item) !== false))),
  sortAlpha: known('a', ([value]) => list(texts(value).toSorted((a, b) => compareTexts(a.text, b.text)), 'string')),
  slice: known('aa*', ([value, ...bounds], call) => sliced(value, bounds, call)),
  chunk: known('il', ([size, { items }], call) => (size < 1 ? failed(call, 'has no size') : list(Array.from({ length: Math.ceil(items.length / size) }, (_, at) => list(items.slice(at * size, (at + 1) * size)))))),
  index: known('aa*', ([value, ...steps], call) => indexed(value, steps, call)),
  len: known('a', ([value], call) => (value.is === 'string' ? int(Buffer.byteLength(value.text), value.pieces[0]?.at, 'int') : value.is === 'list' ? int(value.items.length, value.at, 'int') : value.is === 'dict' ? int(value.entries.size, value.at, 'int') : failed(call, `a ${value.is} has no length`))),
  dict: (args) => {
    const entries = new Map<string, Entry>();
    for (let at = 0; at < args.length; at += 2) {
      const key = args[at] ?? nil;
      const keyAt = key.is === 'string' ? key.pieces[0]?.at : undefined;
      entries.set(textual(key).text, { value: args[at + 1] ?? words(''), ...(keyAt ? { keyAt } : {}) });
    }
    return { is: 'dict', entries };
  },
  get: known('ds', ([{ entries }, key]) => entries.get(key.text)?.value ?? words('')),
  set: (args, call) => {
    const [target, key, value = nil] = args;
    if (target?.is !== 'dict' || key?.is !== 'string') return target?.is === 'hole' ? like(target, call) : failed(call, 'has nothing to set');
    target.entries.set(key.text, { value });
    return target;
  },
  unset: known('ds', ([target, key]) => {
    target.entries.delete(key.text);
    return target;
  }),
  hasKey: known('ds', ([{ entries, at }, key]) => bool(entries.has(key.text), at)),
  pluck: known('sd*', ([key, ...dicts]) => list(dicts.flatMap(({ entries }) => entries.get(key.text)?.value ?? []))),
  keys: known('d*', (dicts) => list(dicts.flatMap((one) => sortedEntries(one).map(([key, { keyAt }]) => words(key, keyAt))), 'string')),
  values: known('d', ([one]) => list(sortedEntries(one).map(([, { value }]) => value))),
  pick: known('da*', ([from, ...names]) => filtered(from, (key) => names.some((name) => textual(name).text === key))),
  omit: known('da*', ([from, ...names]) => filtered(from, (key) => !names.some((name) => textual(name).text === key))),
  merge: (args, call) => merged(args, call, false),
  mergeOverwrite: (args, call) => merged(args, call, true),
  deepCopy: (args) => copied(args[0] ?? nil),
  dig: (args, call) => dug(args, call),
  deepEqual: known('aa', ([a, b]) => bool(isEqual(a, b))),
}); // biome-ignore format: a table

const withMust =
  'first last rest initial append push prepend reverse uniq without has compact slice chunk merge mergeOverwrite deepCopy'.split(
    ' ',
  );

export const listFunctions: Functions = table({
  ...plainFunctions,
  ...Object.fromEntries(withMust.flatMap((name) => {
    const one = plainFunctions[name];
    return one ? [[`must${name[0]?.toUpperCase()}${name.slice(1)}`, one] as const] : [];
  })),
}); // biome-ignore format: one table

function withItem(
  args: readonly Value[],
  call: Call,
  join: (items: readonly Value[], item: Value) => readonly Value[],
): Value {
  const [target, item = nil] = args;
  if (target?.is === 'hole') return like(target, call);
  return target?.is === 'list' ? list(join(target.items, item)) : failed(call, 'has no list');
}

/** reflect.DeepEqual: kinds of numbers differ. */
export function isEqual(a: Value, b: Value): boolean {
  if (a.is !== b.is) return false;
  switch (a.is) {
    case 'nil':
      return true;
    case 'bool':
      return a.value === (b as typeof a).value;
    case 'number':
      return a.value === (b as typeof a).value && a.kind === (b as typeof a).kind;
    case 'string':
      return a.text === (b as typeof a).text;
    case 'list': {
      const { items } = b as List;
      return (
        a.items.length === items.length &&
        a.of === (b as List).of &&
        a.items.every((item, index) => isEqual(item, items[index] ?? nil))
      );
    }
    case 'dict': {
      const { entries } = b as Dict;
      return (
        a.entries.size === entries.size &&
        [...a.entries].every(([key, { value }]) => isEqual(value, entries.get(key)?.value ?? nil))
      );
    }
    case 'hole':
      return !a.random && a.source === (b as typeof a).source;
  }
}

function sliced(value: Value, bounds: readonly Value[], call: Call): Value {
  if (value.is === 'list' && value.items.length === 0) return nil;
  const length = value.is === 'list' ? value.items.length : value.is === 'string' ? value.text.length : -1;
  const from = bounds[0] ? whole(bounds[0]) : 0;
  const to = bounds[1] ? whole(bounds[1]) : length;
  if (length < 0 || from < 0 || to > length || from > to) return failed(call, 'takes more than there is');
  return value.is === 'list'
    ? list(value.items.slice(from, to), value.of)
    : value.is === 'string'
      ? cut(value, from, to)
      : nil;
}

function indexed(value: Value, steps: readonly Value[], call: Call): Value {
  let here = value;
  for (const step of steps) {
    if (here.is === 'dict' && step.is === 'string') here = here.entries.get(step.text)?.value ?? nil;
    else if (here.is === 'list' && step.is === 'number') {
      const item = here.items[step.value];
      if (!item) return failed(call, `there is no item ${step.value}`);
      here = item;
    } else return failed(call, `finds nothing in ${here.is === 'nil' ? 'a missing value' : `a ${here.is}`}`);
  }
  return here;
}

function filtered(from: Dict, isKept: (key: string) => boolean): Dict {
  return {
    is: 'dict',
    entries: new Map([...from.entries].filter(([key]) => isKept(key))),
    ...(from.at ? { at: from.at } : {}),
  };
}

/** mergo 0.3: the first dict is changed. Without `over` only what is missing or empty in it comes from the others. */
function merged(args: readonly Value[], call: Call, over: boolean): Value {
  const [target, ...others] = args;
  const unknown = args.find(({ is }) => is !== 'dict');
  if (target?.is !== 'dict' || unknown)
    return unknown?.is === 'hole' ? like(unknown, call) : failed(call, `merges no ${unknown?.is ?? 'nothing'}`);
  for (const other of others) if (other.is === 'dict') mergeInto(target, other, { over, depth: 0 });
  return target;
}

function mergeInto(target: Dict, other: Dict, { over, depth }: { over: boolean; depth: number }): void {
  if (depth > 100 || target === other) return;
  for (const [key, entry] of other.entries) {
    const own = target.entries.get(key);
    const { value } = entry;
    if (value.is === 'nil') {
      if (over) target.entries.set(key, entry);
      continue;
    }
    if (value.is === 'dict' && own?.value.is === 'dict') mergeInto(own.value, value, { over, depth: depth + 1 });
    const filled = own !== undefined && truth(own.value) !== false;
    if (filled && (value.is === 'dict' || (value.is === 'list' && !over))) continue;
    if (over || !filled) target.entries.set(key, entry);
  }
}

function dug(args: readonly Value[], call: Call): Value {
  const from = args.at(-1);
  const fallback = args.at(-2) ?? nil;
  if (args.length < 3 || !from || from.is === 'hole')
    return from?.is === 'hole' ? like(from, call) : failed(call, 'needs three values');
  let here: Value = from;
  for (const step of args.slice(0, -2)) {
    if (here.is !== 'dict' || step.is !== 'string') return failed(call, `finds nothing in a ${here.is}`);
    const found = here.entries.get(step.text);
    if (!found) return fallback;
    here = found.value;
  }
  return here;
}
