import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { DataEntry, DataNode } from './data.js';
import { bracketsTooDeep } from './depth.js';
import type { Parsed, Problem } from './parsed.js';

/** Reads JSON. Comments, trailing commas and a byte order mark are no problems, since most tools' files may have them. */
export function parseJson(text: string): Parsed<DataNode> {
  if (bracketsTooDeep(text)) {
    return {
      tree: unknownAt(0),
      problems: [{ message: 'The JSON is nested too deeply to be read.', start: 0, end: 0 }],
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return { tree: convert(text, root, 0), problems: errors.map(problemOf) };
}

function convert(text: string, node: Node | undefined, missingAt: number): DataNode {
  if (!node) return unknownAt(missingAt);
  const start = node.offset;
  // An object that a comment without an end cuts off is given one character too many.
  const end = Math.min(start + node.length, text.length);
  if (node.type === 'array') {
    return { is: 'list', items: (node.children ?? []).map((child) => convert(text, child, end)), start, end };
  }
  if (node.type === 'object') return { is: 'map', entries: entriesOf(text, node), start, end };
  return {
    is: 'scalar',
    value: node.value as string | number | boolean | null,
    raw: text.slice(start, end),
    start,
    end,
  };
}

function entriesOf(text: string, node: Node): readonly DataEntry[] {
  const entries: DataEntry[] = [];
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key) continue;
    const keyEnd = key.offset + key.length;
    entries.push({ key: String(key.value), keyStart: key.offset, keyEnd, value: convert(text, value, keyEnd) });
  }
  return entries;
}

function unknownAt(place: number): DataNode {
  return { is: 'scalar', value: undefined, raw: '', start: place, end: place };
}

function problemOf(error: ParseError): Problem {
  const words = printParseErrorCode(error.error).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return { message: `JSON:${words}.`, start: error.offset, end: error.offset + error.length };
}
