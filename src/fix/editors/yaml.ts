import { onceFor } from '../../once.js';
import type { DataEntry, DataMap, DataNode } from '../../parse/data.js';
import { parseYaml } from '../../parse/yaml.js';
import type { Source } from '../../read/source.js';
import { type Cannot, type Edit, lineEnd, replacement } from '../edit.js';
import type { EntryChange } from './data.js';
import { once } from './parsed.js';

const yamlOf = once((text) => parseYaml(text));

/** What is asked of a file again with every repair of it. */
const styleOf = onceFor((source: Source) => ({
  hasEnd: /^\.\.\.\s*$/m.test(source.text),
  isTemplate: /\{\{|\{%|<%/.test(source.text),
  /** By how much the file indents a map below its key. */
  step: /^[^\s#-][^\n#]*:[ \t]*(?:#[^\n]*)?\r?\n( +)[^\s#-]/m.exec(source.text)?.[1] ?? '  ',
  /** Whether the dashes of lists stand below the first letter of their key. */
  hasFlushLists: /^( *)[^\s#-][^\n]*:[ \t]*\r?\n\1- /m.test(source.text),
}));

/** A map that is to be edited, and what is said of it when it cannot be. */
interface Place {
  readonly map: DataMap;
  readonly label: string;
}

/**
 * Sets a value in a YAML file: the scalar that is there is replaced, items join the block list that is there, anything else is written on
 * new lines in the style of the file. Flow style, anchors, aliases, tags and templates on the way are refused.
 */
export function setYaml(source: Source, change: EntryChange): readonly Edit[] | Cannot {
  const parsed = yamlOf(source);
  if (parsed.problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  if (styleOf(source).isTemplate) return { cannot: `${source.path} is a template` };
  const root = rootOf(parsed.tree, change, source);
  if ('cannot' in root) return root;
  return setBelow(source, root, change);
}

function rootOf(documents: readonly DataNode[], { below }: EntryChange, source: Source): DataNode | Cannot {
  if (!below) {
    const [tree] = documents;
    if (!tree || documents.length > 1) return { cannot: `${source.path} holds ${documents.length} documents` };
    return tree;
  }
  return (
    mapsOf(documents).get(`${below.start} ${below.end}`) ?? {
      cannot: `the place in ${source.path} is no map of its own`,
    }
  );
}

/** The maps of a file by their places; those that are reached by a way without anchors and aliases only. */
const mapsOf = onceFor((documents: readonly DataNode[]): ReadonlyMap<string, DataMap> => {
  const maps = new Map<string, DataMap>();
  const walk = (node: DataNode): void => {
    const at = `${node.start} ${node.end}`;
    if (node.is === 'map' && !maps.has(at)) maps.set(at, node);
    for (const child of childrenOf(node)) if (child.start >= node.start && child.end <= node.end) walk(child);
  };
  for (const document of documents) walk(document);
  return maps;
});

function childrenOf(node: DataNode): readonly DataNode[] {
  if (node.is === 'list') return node.items;
  return node.is === 'map' ? ownEntries(node).map(({ value }) => value) : [];
}

/** Entries that are written in the map itself; those of a merge key are written elsewhere. */
const ownEntries = onceFor((map: DataMap): readonly DataEntry[] =>
  map.entries.filter(({ keyStart }) => keyStart >= map.start && keyStart < map.end),
);

/** The last one of each name. */
const entriesByKey = onceFor(
  (map: DataMap): ReadonlyMap<string, DataEntry> => new Map(ownEntries(map).map((entry) => [entry.key, entry])),
);

/** Takes an entry out, with the lines that it stands on; a map without entries would be something else. */
export function removeEntry(source: Source, change: Pick<EntryChange, 'path' | 'below'>): readonly Edit[] | Cannot {
  const parsed = yamlOf(source);
  if (parsed.problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  const root = rootOf(parsed.tree, { ...change, value: '' }, source);
  if ('cannot' in root) return root;
  const { text } = source;
  const holder = change.path.slice(0, -1).reduce<DataNode | undefined>((node, key) => node?.is === 'map' ? ownEntries(node).find((one) => one.key === key)?.value : undefined, root); // biome-ignore format: one way
  const label = change.path.join('.');
  if (holder?.is !== 'map' || holder.start < root.start) return { cannot: `${label} is not written there` };
  const why = reasonAgainst(text, { map: holder, label });
  const entry = entriesByKey(holder).get(change.path.at(-1) ?? '');
  if (why || !entry) return { cannot: why ?? `${label} is not written there` };
  const above = lineAbove(text, entry.keyStart, false);
  if (above === undefined || ownEntries(holder).length < 2) return { cannot: `${label} is all that stands there` };
  const last = entry.value.start < entry.keyEnd ? entry.keyEnd : Math.max(entry.keyEnd, endOf(entry.value, text));
  return [replacement(source, above, lineEnd(text, last), '')];
}

function setBelow(source: Source, tree: DataNode, { path, value, before }: EntryChange): readonly Edit[] | Cannot {
  let place: Place = { map: tree as DataMap, label: 'the file' };
  for (const [depth, key] of path.entries()) {
    const why = reasonAgainst(source.text, place);
    if (why) return { cannot: why };
    const entry = entriesByKey(place.map).get(key);
    if (!entry) return addEntry(source, place, { path: path.slice(depth), value, before });
    const label = path.slice(0, depth + 1).join('.');
    const between = source.text.slice(entry.keyEnd, entry.value.start);
    if (entry.value.start < entry.keyEnd || /[&!]/.test(between)) return { cannot: `${label} has an anchor or a tag` };
    if (depth === path.length - 1) return setValue(source, { entry, label, value });
    place = { map: entry.value as DataMap, label };
  }
  return { cannot: 'no key was given' };
}

function reasonAgainst(text: string, { map, label }: Place): string | undefined {
  if (map.is !== 'map') return `${label} is no map`;
  if (text[map.start] === '{') return `${label} is in flow style`;
  return /^[ -]*$/.test(indentAt(text, map.start)) ? undefined : `${label} has an anchor or a tag`;
}

function setValue(
  source: Source,
  { entry, label, value }: { entry: DataEntry; label: string; value: EntryChange['value'] },
): readonly Edit[] | Cannot {
  const { start, end } = entry.value;
  if (typeof value === 'string') {
    if (entry.value.is !== 'scalar' || end <= entry.keyEnd || /^[|>*]/.test(source.text.slice(start)))
      return { cannot: `${label} is no plain value` };
    return [replacement(source, start, end, value)];
  }
  if (entry.value.is !== 'list' || source.text[start] === '[' || !value.every((line) => /^(- | )/.test(line)))
    return { cannot: `${label} is there already, in another form` };
  const indent = indentAt(source.text, start);
  if (!/^ *$/.test(indent)) return { cannot: `${label} has an anchor or a tag` };
  const place = lineEnd(source.text, endOf(entry.value, source.text));
  return [replacement(source, place, place, linesAs(value, indent))];
}

/** Writes what is missing of a path behind the last entry of a map, or before a named one. */
function addEntry(
  source: Source,
  { map }: Place,
  { path, value, before }: Pick<EntryChange, 'path' | 'value' | 'before'>,
): readonly Edit[] {
  const { text } = source;
  const indent = ' '.repeat(indentAt(text, map.start).length);
  const { step, hasFlushLists } = styleOf(source);
  const lines: string[] = [];
  for (const [depth, key] of path.entries()) {
    const last = depth === path.length - 1;
    lines.push(`${step.repeat(depth)}${key}:${last && typeof value === 'string' && value !== '' ? ` ${value}` : ''}`);
  }
  if (typeof value !== 'string') {
    const items = value[0]?.startsWith('- ') && hasFlushLists;
    lines.push(...value.map((line) => `${step.repeat(path.length - (items ? 1 : 0))}${line}`));
  }
  const next = before === undefined ? undefined : ownEntries(map).find(({ key }) => key === before);
  const above = next && lineAbove(text, next.keyStart);
  const place = above ?? lineEnd(text, endOf(map, text));
  return [replacement(source, place, place, linesAs(lines, indent))];
}

function linesAs(lines: readonly string[], indent: string): string {
  return lines.map((line) => `\n${indent}${line}`).join('');
}

/** What stands before a place on its line, a dash of a list taken as indentation. */
function indentAt(text: string, place: number): string {
  return text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
}

/** The end of the line above an entry and the comments that belong to it; undefined where it stands behind a dash or at the start. */
function lineAbove(text: string, keyStart: number, comments = true): number | undefined {
  const start = text.lastIndexOf('\n', keyStart - 1);
  if (start < 0 || text.slice(start + 1, keyStart).trim() !== '') return undefined;
  let end = start;
  while (comments && end > 0) {
    const previous = text.lastIndexOf('\n', end - 1);
    if (!/^\s*#/.test(text.slice(previous + 1, end))) break;
    if (previous < 0) return undefined;
    end = previous;
  }
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The end of what belongs to a node: neither blank lines nor comments below it, though a block text may end in what looks like one. */
function endOf(node: DataNode, text: string): number {
  const known = ends.get(node);
  if (known !== undefined) return known;
  let end = node.is === 'scalar' ? node.end : node.start;
  if (node.is !== 'scalar') {
    let offset = node.start;
    for (const line of text.slice(node.start, node.end).split('\n')) {
      if (!/^\s*(#.*)?$/.test(line)) end = Math.max(end, offset + line.trimEnd().length);
      offset += line.length + 1;
    }
  }
  for (const child of childrenOf(node))
    if (child.start >= node.start && child.end <= node.end) end = Math.max(end, endOf(child, text));
  end -= text.slice(0, end).length - text.slice(0, end).trimEnd().length;
  ends.set(node, end);
  return end;
}

/** A node belongs to one text. */
const ends = new WeakMap<DataNode, number>();

/** Adds a document behind the last one of a YAML file. */
export function addDocument(source: Source, lines: readonly string[]): readonly Edit[] | Cannot {
  const { tree, problems } = yamlOf(source);
  if (problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  if (styleOf(source).isTemplate) return { cannot: `${source.path} is a template` };
  if (tree.length === 0 || styleOf(source).hasEnd) return { cannot: `${source.path} has an end of its own` };
  const { text } = source;
  const place = text.trimEnd().length;
  const tail = text.slice(place);
  const marked = `\n${text.slice(Math.max(0, place - 4), place)}`.endsWith('\n---');
  const body = `${marked ? '' : '\n---'}\n${lines.join('\n')}${tail.includes('\n') ? '' : '\n'}`;
  return [{ ...replacement(source, place, place, body), joins: true }];
}
