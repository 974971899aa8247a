import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { DataNode, DataScalar } from './data.js';
import { bracketsTooDeep } from './depth.js';
import type { Parsed, Problem } from './parsed.js';

/** A map while it grows: tables and dotted keys add to it from several places of the file. */
interface GrowingMap {
  readonly is: 'map';
  readonly entries: { key: string; keyStart: number; keyEnd: number; value: GrowingNode }[];
  readonly index: Map<string, GrowingNode>;
  start: number;
  end: number;
}

interface GrowingList {
  readonly is: 'list';
  readonly items: GrowingNode[];
  start: number;
  end: number;
}

type GrowingNode = GrowingMap | GrowingList | DataScalar;
type Key = AST.TOMLBare | AST.TOMLQuoted;

/** How many broken lines are blanked before the rest of the file is given up. */
const MOST_BROKEN_LINES = 8;
/** Each broken line costs a parse of the whole file, so a long file gets fewer tries. */
const LONG_FILE = 200_000;

/** Reads TOML. Tables and dotted keys become nested maps; a table's span runs from its first to its last part. */
export function parseToml(text: string): Parsed<DataNode> {
  if (bracketsTooDeep(text)) {
    return {
      tree: emptyMap(0),
      problems: [{ message: 'The TOML is nested too deeply to be read.', start: 0, end: 0 }],
    };
  }
  const problems: Problem[] = [];
  let readable = text.replace(/^\uFEFF/, ' ');
  const tries = text.length > LONG_FILE ? 2 : MOST_BROKEN_LINES;
  for (let attempt = 0; attempt <= tries; attempt++) {
    try {
      return { tree: treeOf(text, parseTOML(readable)), problems };
    } catch (error) {
      const [start, end] = brokenLine(readable, error instanceof ParseError ? error.index : 0);
      problems.push({ message: error instanceof Error ? error.message : 'The TOML cannot be read.', start, end });
      if (start === end) break;
      readable = readable.slice(0, start) + ' '.repeat(end - start) + readable.slice(end);
    }
  }
  return { tree: emptyMap(0), problems };
}

/**
 * The line to blank for an error at a place. A statement without its end is noticed only at what follows, so where nothing stands before
 * the place, the visible line before is to blame if it is at the end of the file or asks for more (`key =`, `key = [1,`).
 */
function brokenLine(text: string, place: number): readonly [number, number] {
  let to = Math.min(place, text.length);
  while (to < text.length && !isBreak(text, to)) to++;
  let from = lineStart(text, to);
  const isFirst = text.slice(from, place).trim() === '';
  const before = text.slice(0, from).trimEnd();
  if (text.slice(from, to).trim() === '' || (isFirst && /[=,[{]$/.test(before))) {
    to = before.length;
    from = lineStart(text, to);
  }
  return [from, to];
}

function lineStart(text: string, place: number): number {
  let start = place;
  while (start > 0 && !isBreak(text, start - 1)) start--;
  return start;
}

function isBreak(text: string, place: number): boolean {
  return text[place] === '\n' || text[place] === '\r';
}

function treeOf(text: string, program: AST.TOMLProgram): DataNode {
  const root = emptyMap(0);
  root.end = text.length;
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') put(text, root, node);
    else fillTable(text, root, node);
  }
  return finished(root);
}

function fillTable(text: string, root: GrowingMap, table: AST.TOMLTable): void {
  const [start, end] = table.range;
  const isArray = table.kind === 'array';
  const keys = table.key.keys;
  const holder = descend(root, isArray ? keys.slice(0, -1) : keys, [start, end]);
  const last = keys.at(-1);
  const map = isArray && last ? appended(holder, last, [start, end]) : holder;
  for (const entry of table.body) put(text, map, entry);
}

function appended(holder: GrowingMap, key: Key, [start, end]: AST.Range): GrowingMap {
  const there = holder.index.get(nameOf(key));
  const list: GrowingList = there?.is === 'list' ? there : { is: 'list', items: [], start, end };
  if (list !== there) add(holder, key, list);
  const map = emptyMap(start);
  list.items.push(map);
  widen(list, start, end);
  widen(map, start, end);
  return map;
}

function put(text: string, map: GrowingMap, entry: AST.TOMLKeyValue): void {
  const keys = entry.key.keys;
  const last = keys.at(-1);
  if (!last) return;
  add(descend(map, keys.slice(0, -1), entry.range), last, contentOf(text, entry.value));
}

/** The map under a path of keys, made where it is missing. In a list of tables the last one is meant. */
function descend(from: GrowingMap, keys: readonly Key[], [start, end]: AST.Range): GrowingMap {
  let here = from;
  for (const key of keys) {
    let next = here.index.get(nameOf(key));
    if (next?.is === 'list') next = next.items.at(-1);
    if (next?.is !== 'map') {
      next = emptyMap(start);
      add(here, key, next);
    }
    widen(next, start, end);
    here = next;
  }
  return here;
}

function add(map: GrowingMap, key: Key, value: GrowingNode): void {
  map.entries.push({ key: nameOf(key), keyStart: key.range[0], keyEnd: key.range[1], value });
  map.index.set(nameOf(key), value);
}

function contentOf(text: string, node: AST.TOMLContentNode): GrowingNode {
  const [start, end] = node.range;
  if (node.type === 'TOMLArray') {
    return { is: 'list', items: node.elements.map((element) => contentOf(text, element)), start, end };
  }
  if (node.type === 'TOMLInlineTable') {
    const map = emptyMap(start);
    map.end = end;
    for (const entry of node.body) put(text, map, entry);
    return map;
  }
  const value = node.value instanceof Date ? text.slice(start, end) : node.value;
  return { is: 'scalar', value, raw: text.slice(start, end), start, end };
}

function finished(node: GrowingNode): DataNode {
  if (node.is === 'scalar') return node;
  const { start, end } = node;
  if (node.is === 'list') return { is: 'list', items: node.items.map(finished), start, end };
  return { is: 'map', entries: node.entries.map((entry) => ({ ...entry, value: finished(entry.value) })), start, end };
}

function nameOf(key: Key): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function emptyMap(start: number): GrowingMap {
  return { is: 'map', entries: [], index: new Map(), start, end: start };
}

function widen(node: GrowingMap | GrowingList, start: number, end: number): void {
  node.start = Math.min(node.start, start);
  node.end = Math.max(node.end, end);
}
