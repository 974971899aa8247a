import { type DataEntry, type DataNode, entriesOf } from '../../parse/data.js';
import { parseJson } from '../../parse/json.js';
import { parseYaml } from '../../parse/yaml.js';
import type { Source } from '../../read/source.js';
import { type Cannot, type Edit, lineEnd } from '../edit.js';

/** A value to set under a path of keys. */
export interface EntryChange {
  readonly path: readonly string[];
  readonly value: string;
}

/** Sets a value in a YAML or JSON file. Flow style, anchors, tags and templates on the way are refused. */
export function setEntry(source: Source, change: EntryChange): readonly Edit[] | Cannot {
  const json = /\.jsonc?$/.test(source.path);
  const parsed = json ? parseJson(source.text) : parseYaml(source.text);
  if (parsed.problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  const documents = (json ? [parsed.tree] : parsed.tree) as readonly DataNode[];
  const [tree] = documents;
  if (!tree || documents.length > 1) return { cannot: `${source.path} holds ${documents.length} documents` };
  if (!json && /\{\{|\{%|<%/.test(source.text)) return { cannot: `${source.path} is a template` };
  return json ? setJson(source, tree, change) : setYaml(source, tree, change);
}

interface Reached {
  /** The deepest map that exists on the way. */
  readonly map: DataNode;
  /** How many keys of the path lead to it. */
  readonly depth: number;
  /** The entry of the whole path, when it exists. */
  readonly entry?: DataEntry;
}

function reach(tree: DataNode, path: readonly string[]): Reached {
  let map = tree;
  for (const [depth, key] of path.entries()) {
    const entry = entriesOf(map).findLast((one) => one.key === key);
    if (!entry) return { map, depth };
    if (depth === path.length - 1) return { map, depth, entry };
    map = entry.value;
  }
  return { map, depth: path.length };
}

function setYaml(source: Source, tree: DataNode, { path, value }: EntryChange): readonly Edit[] | Cannot {
  const { map, depth, entry } = reach(tree, path);
  if (entry) {
    if (entry.value.is !== 'scalar' || entry.value.end <= entry.keyEnd)
      return { cannot: `${path.join('.')} is no plain value` };
    return [edit(source, entry.value.start, entry.value.end, value)];
  }
  const [first] = entriesOf(map);
  const last = entriesOf(map).at(-1);
  if (!first || !last)
    return { cannot: `${path.slice(0, depth).join('.') || 'the file'} holds nothing to write behind` };
  if (/^[{[]/.test(source.text.slice(map.start)))
    return { cannot: `${path.slice(0, depth).join('.') || 'the file'} is in flow style` };
  const lineStart = source.text.lastIndexOf('\n', first.keyStart - 1) + 1;
  const lead = source.text.slice(lineStart, first.keyStart);
  if (!/^[ -]*$/.test(lead)) return { cannot: `${path.slice(0, depth).join('.')} has an anchor or a tag` };
  const indent = ' '.repeat(lead.length);
  const place = valueEnd(source.text, last);
  const missing = path.slice(depth);
  const lines = missing.map(
    (key, index) => `\n${indent}${'  '.repeat(index)}${key}:${index === missing.length - 1 ? ` ${value}` : ''}`,
  );
  return [edit(source, place, place, lines.join(''))];
}

/** The end of the last line that belongs to an entry, a comment behind the value included. */
function valueEnd(text: string, entry: DataEntry): number {
  const end = Math.max(entry.keyEnd, entry.value.end);
  const trimmed = end - (text.slice(0, end).length - text.slice(0, end).trimEnd().length);
  return lineEnd(text, trimmed);
}

function setJson(source: Source, tree: DataNode, { path, value }: EntryChange): readonly Edit[] | Cannot {
  const { map, depth, entry } = reach(tree, path);
  if (entry) return [edit(source, entry.value.start, entry.value.end, value)];
  if (map.is !== 'map') return { cannot: `${path.slice(0, depth).join('.')} is no object` };
  const missing = path.slice(depth);
  const last = map.entries.at(-1);
  const unit = /\n([ \t]+)"/.exec(source.text)?.[1] ?? '  ';
  const indent = unit.repeat(depth + 1);
  const inner = missing.slice(1).reduceRight((text, key) => `{ ${JSON.stringify(key)}: ${text} }`, value);
  const line = `${JSON.stringify(missing[0])}: ${inner}`;
  if (last) return [edit(source, last.value.end, last.value.end, `,\n${indent}${line}`)];
  return [edit(source, map.start + 1, map.start + 1, `\n${indent}${line}\n${unit.repeat(depth)}`)];
}

function edit(source: Source, start: number, end: number, text: string): Edit {
  return { path: source.path, start, end, was: source.text.slice(start, end), text };
}
