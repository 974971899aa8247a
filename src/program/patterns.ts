import type { Pattern } from './catalogue.js';

/** Finds what is said about an outside thing; `weak` where only the name of a method tells. */
export interface PatternIndex<T> {
  find(name: string): readonly { readonly value: T; readonly weak: boolean }[];
}

/** Names of one repository are few enough to be remembered; those of all that a process ever audits are not. */
export const mostKnown = 50_000;

/** The names that braces list: `fs.{read,write}File` is two. Braces within braces would match nothing in silence: they throw. */
export function expandBraces(pattern: Pattern): readonly string[] {
  const open = pattern.indexOf('{');
  const close = pattern.indexOf('}', open);
  if (open < 0 || close < 0) return [pattern];
  if (pattern.slice(open + 1, close).includes('{')) throw new Error(`a catalogue has braces within braces: ${pattern}`);
  const rest = expandBraces(pattern.slice(close + 1));
  const head = pattern.slice(0, open);
  return pattern
    .slice(open + 1, close)
    .split(',')
    .flatMap((middle) => rest.map((tail) => head + middle + tail));
}

/** Looks patterns up by the name's own pieces, so that a look-up costs the same however many patterns there are. */
export function patternIndex<T>(rows: Iterable<readonly [Pattern, T]>): PatternIndex<T> {
  const exact = new Map<string, T[]>();
  const oneMore = new Map<string, T[]>();
  const below = new Map<string, T[]>();
  const methods = new Map<string, T[]>();
  const between = new Map<string, T[]>();
  const add = (map: Map<string, T[]>, key: string, value: T) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const [pattern, value] of rows) {
    for (const name of expandBraces(pattern)) {
      if (name.startsWith('*.')) add(methods, name.slice(2), value);
      else if (name.includes('.*.')) add(between, name, value);
      else if (name.endsWith('.**')) add(below, name.slice(0, -3), value);
      else if (name.endsWith('.*')) add(oneMore, name.slice(0, -2), value);
      else add(exact, name, value);
    }
  }
  const cache = new Map<string, readonly { value: T; weak: boolean }[]>();
  const strong = (value: T) => ({ value, weak: false });
  const search = (name: string) => {
    const found = (exact.get(name) ?? []).map(strong);
    const last = name.lastIndexOf('.');
    if (last > 0) found.push(...(oneMore.get(name.slice(0, last)) ?? []).map(strong));
    if (between.size > 0 && last > 0) {
      const cut = name.lastIndexOf('.', last - 1);
      if (cut > 0) found.push(...(between.get(`${name.slice(0, cut)}.*${name.slice(last)}`) ?? []).map(strong));
    }
    if (below.size > 0) {
      for (let cut = last; cut > 0; cut = name.lastIndexOf('.', cut - 1))
        found.push(...(below.get(name.slice(0, cut)) ?? []).map(strong));
    }
    if (found.length > 0 || methods.size === 0) return found;
    for (let cut = name.indexOf('.'); cut >= 0; cut = name.indexOf('.', cut + 1)) {
      const method = methods.get(name.slice(cut + 1));
      if (method) return method.map((value) => ({ value, weak: true }));
    }
    return found;
  };
  return {
    find(name) {
      const known = cache.get(name);
      if (known) return known;
      const found = search(name);
      if (cache.size > mostKnown) cache.clear();
      cache.set(name, found);
      return found;
    },
  };
}
