import { type DataEntry, type DataNode, entriesOf } from '../../parse/data.js';
import { parseJson } from '../../parse/json.js';
import type { Source } from '../../read/source.js';
import { type Cannot, type Edit, replacement } from '../edit.js';
import { once } from './parsed.js';
import { setYaml } from './yaml.js';

const jsonOf = once(parseJson);

/** A value to set under a path of keys. */
export interface EntryChange {
  readonly path: readonly string[];
  /** As it is to be written, or the lines of a block below the key. */
  readonly value: string | readonly string[];
  /** The map that the path begins in; the whole file without it. */
  readonly below?: { readonly start: number; readonly end: number };
  /** The key that a new entry is written before, where the map has it; else it comes last. */
  readonly before?: string | undefined;
}

/** Sets a value in a YAML or JSON file. */
export function setEntry(source: Source, change: EntryChange): readonly Edit[] | Cannot {
  if (/\.toml$/.test(source.path)) return { cannot: `${source.path} is TOML, which is not edited` };
  if (!/\.jsonc?$/.test(source.path)) return setYaml(source, change);
  const { tree, problems } = jsonOf(source);
  if (problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  if (!tree || typeof change.value !== 'string' || change.below)
    return { cannot: `${source.path} takes plain values only` };
  return setJson(source, tree, { path: change.path, value: change.value });
}

interface Reached {
  /** The deepest map that exists on the way. */
  readonly map: DataNode;
  /** How many keys of the path lead to it. */
  readonly depth: number;
  /** The entry of the whole path, when it exists. */
  readonly entry?: DataEntry;
}

/** Follows a path; numbers are places in lists. */
function reach(tree: DataNode, path: readonly string[]): Reached {
  let map = tree;
  for (const [depth, key] of path.entries()) {
    const item = map.is === 'list' ? map.items[Number(key)] : undefined;
    const entry = entriesOf(map).findLast((one) => one.key === key);
    if (item) map = item;
    else if (!entry) return { map, depth };
    else if (depth === path.length - 1) return { map, depth, entry };
    else map = entry.value;
  }
  return { map, depth: path.length };
}

function setJson(
  source: Source,
  tree: DataNode,
  { path, value }: { readonly path: readonly string[]; readonly value: string },
): readonly Edit[] | Cannot {
  const { map, depth, entry } = reach(tree, path);
  if (entry) return [replacement(source, entry.value.start, entry.value.end, value)];
  if (map.is !== 'map') return { cannot: `${path.slice(0, depth).join('.')} is no object` };
  const missing = path.slice(depth);
  const last = map.entries.at(-1);
  const unit = /\n([ \t]+)"/.exec(source.text)?.[1] ?? '  ';
  const indent = unit.repeat(depth + 1);
  const inner = missing.slice(1).reduceRight((text, key) => `{ ${JSON.stringify(key)}: ${text} }`, value);
  const line = `${JSON.stringify(missing[0])}: ${inner}`;
  if (last) return [replacement(source, last.value.end, last.value.end, `,\n${indent}${line}`)];
  return [replacement(source, map.start + 1, map.start + 1, `\n${indent}${line}\n${unit.repeat(depth)}`)];
}
