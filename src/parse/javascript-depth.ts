import type { File } from '@babel/types';

/** Code that reads trees may recurse. Written code stays far below; chains of thousands of calls are made by programs. */
const deepest = 1000;

interface Loose {
  type?: unknown;
  [key: string]: unknown;
}

/**
 * Whether a tree nests too deeply to be walked by recursion. On the way, arguments and elements that the parser invented as null where
 * it recovered from an error (`call(,)`) are taken out: no other code expects them in a list of arguments.
 */
export function settle(file: File): boolean {
  const nodes: Loose[] = [file.program as unknown as Loose];
  const depths: number[] = [0];
  for (
    let node = nodes.pop(), depth = depths.pop() ?? 0;
    node !== undefined;
    node = nodes.pop(), depth = depths.pop() ?? 0
  ) {
    if (depth > deepest) return false;
    for (const key in node) {
      const value = node[key];
      if (typeof value !== 'object' || value === null || key === 'loc' || key === 'extra') continue;
      if (!Array.isArray(value)) {
        if (typeof (value as Loose).type !== 'string') continue;
        nodes.push(value as Loose);
        depths.push(depth + 1);
        continue;
      }
      if (key === 'arguments' && value.includes(null)) node[key] = value.filter((one) => one !== null);
      for (const one of value) {
        if (typeof one !== 'object' || one === null || typeof (one as Loose).type !== 'string') continue;
        nodes.push(one as Loose);
        depths.push(depth + 1);
      }
    }
  }
  return true;
}
