import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataEntry, DataMap, DataNode, DataScalar } from './data.js';
import { bracketsTooDeep, indentsTooDeep } from './depth.js';
import type { Parsed, Problem } from './parsed.js';
import { maskTemplates, type TemplateMask } from './template.js';

/** Blank lines of a block text that are longer than its indent: libyaml and PyYAML read them, and so does the library, with a complaint. */
const readElsewhere = /^Block scalars with more-indented leading empty lines/;

/** What the conversion of one document carries along. */
interface Reading {
  readonly text: string;
  readonly masks: readonly TemplateMask[];
  readonly anchors: Map<string, DataNode>;
  /** How many nodes stand under a node once aliases are followed. */
  readonly weights: Map<DataNode, number>;
  readonly problems: Problem[];
  followed: number;
}

/** How many nodes aliases may stand for in one document: ten lines of aliases to aliases can stand for billions. */
const MOST_FOLLOWED = 50_000;

/** Tags that say what a scalar is used for and leave it as it is written. All other tags of a file's own compute something. */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  '!tagged',
  '!tagged_iterator',
  '!tagged_locator',
  '!service',
  '!unsafe',
]);

export interface YamlOptions {
  /** False for text that no template makes, so that its braces are text. */
  readonly templates?: boolean;
}

/**
 * Reads the documents of a YAML file, with YAML 1.2 core values. Aliases and merge keys are followed: what they bring keeps the place
 * where it is written. Template expressions (Helm, Jinja, ERB) are masked; a scalar that overlaps one has no value. Empty documents are left out.
 */
export function parseYaml(text: string, { templates = true }: YamlOptions = {}): Parsed<readonly DataNode[]> {
  if (bracketsTooDeep(text) || indentsTooDeep(text)) {
    return { tree: [], problems: [{ message: 'The YAML is nested too deeply to be read.', start: 0, end: 0 }] };
  }
  const masked = templates ? maskTemplates(text) : { text, masks: [] };
  const tree: DataNode[] = [];
  const problems: Problem[] = [];
  for (const document of documentsOf(masked.text, problems)) {
    for (const error of document.errors)
      if (!readElsewhere.test(error.message))
        problems.push({ message: error.message, start: error.pos[0], end: error.pos[1] });
    const contents: Node | null = document.contents;
    if (contents === null || (isScalar(contents) && contents.value === null && !contents.range)) continue;
    const reading: Reading = {
      text,
      masks: masked.masks,
      anchors: new Map(),
      weights: new Map(),
      problems,
      followed: 0,
    };
    const node = convert(reading, contents, 0);
    if (node.start !== node.end) tree.push(node);
  }
  return { tree, problems };
}

/**
 * A quoted text may go on at the margin: PyYAML and libyaml read it (they look at no indent between quotes), the library here ends it with an
 * error and leaves the rest of the file out. Line breaks in such a text count as spaces, so it is put on one line; no place moves.
 */
function onOneLine(text: string): string {
  let result = text;
  for (const opened of text.matchAll(/^[ \t]*(?:- +)*(?:[\w.-]+:[ \t]+)?(["'])(?=[^"'\n]*\r?\n)/gm)) {
    const start = opened.index + opened[0].length;
    const end = closingQuote(text, start, opened[1] ?? '"');
    const inside = text.slice(start, end);
    if (end === undefined || !/\n(?=[^\s#])/.test(inside)) continue;
    result = `${result.slice(0, start)}${inside.replace(/[\r\n]/g, ' ')}${result.slice(end)}`;
  }
  return result;
}

/** Within as much as one text is likely to take; a quote that is not closed there was none. */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  const limit = Math.min(text.length, start + 4_000);
  for (let at = start; at < limit; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote)
        return /^[ \t]*(#|\r?\n|$)/.test(text.slice(at + 1, at + 80)) ? at : undefined;
      at++;
    }
  }
  return undefined;
}

function documentsOf(text: string, problems: Problem[]): readonly Document.Parsed[] {
  const documents = parsed(text, problems);
  const isCut = documents.some(({ errors }) => errors.some(({ code }) => code === 'MISSING_CHAR'));
  const mended = isCut ? onOneLine(text) : text;
  return mended === text ? documents : parsed(mended, problems);
}

function parsed(text: string, problems: Problem[]): readonly Document.Parsed[] {
  try {
    return [...parseAllDocuments(text, { strict: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })];
  } catch (error) {
    problems.push({
      message: error instanceof Error ? error.message : 'The YAML cannot be read.',
      start: 0,
      end: text.length,
    });
    return [];
  }
}

function convert(reading: Reading, node: unknown, missingAt: number): DataNode {
  const converted = convertKind(reading, node, missingAt);
  const anchor = isAlias(node) || !isScalarOrCollection(node) ? undefined : node.anchor;
  if (anchor !== undefined) reading.anchors.set(anchor, converted);
  return converted;
}

function isScalarOrCollection(node: unknown): node is Node & { anchor?: string } {
  return isScalar(node) || isMap(node) || isSeq(node);
}

function convertKind(reading: Reading, node: unknown, missingAt: number): DataNode {
  if (isAlias(node)) return followed(reading, node.source, node.range?.[0] ?? missingAt, node.range?.[1] ?? missingAt);
  if (isMap(node)) return mapOf(reading, node, missingAt);
  if (isSeq(node)) return listOf(reading, node, missingAt);
  if (isScalar(node))
    return scalarOf(reading, node.value, { source: node.source, tag: node.tag, range: node.range, missingAt });
  return scalarOf(reading, null, { missingAt });
}

/** Of broken text the library may give a range that goes on behind its end. */
function within(text: string, [start, end]: readonly [number, number, ...number[]]): readonly [number, number] {
  return [Math.min(start, text.length), Math.min(end, text.length)];
}

function mapOf(reading: Reading, map: YAMLMap, missingAt: number): DataNode {
  const [start, end] = within(reading.text, map.range ?? [missingAt, missingAt]);
  const merged: DataEntry[] = [];
  const own: DataEntry[] = [];
  for (const pair of map.items) {
    if (!isPair(pair)) continue;
    const key: unknown = pair.key;
    const keyRange = isScalarOrCollection(key) || isAlias(key) ? key.range : undefined;
    const [keyStart, keyEnd] = keyRange ?? [start, start];
    const value = convert(reading, pair.value, behindKey(reading.text, keyEnd));
    if (reading.text.slice(keyStart, keyEnd) === '<<') merged.unshift(...mergeable(value));
    else own.push({ key: keyText(reading, key, keyStart, keyEnd), keyStart, keyEnd, value });
  }
  // Own entries win over merged ones, since the last entry of a key is the one in force.
  const node: DataMap = { is: 'map', entries: [...merged, ...own], start, end, ...tagOf(map.tag) };
  return weighed(
    reading,
    node,
    node.entries.map((entry) => entry.value),
  );
}

/** Of `<<: [*a, *b]` the first wins, so it comes last. */
function mergeable(value: DataNode): readonly DataEntry[] {
  if (value.is === 'map') return value.entries;
  if (value.is === 'scalar') return [];
  return value.items.toReversed().flatMap((item) => (item.is === 'map' ? item.entries : []));
}

function keyText(reading: Reading, key: unknown, start: number, end: number): string {
  const written = reading.text.slice(start, end);
  if (overlaps(reading.masks, start, end)) return written;
  if (isScalar(key)) return key.source ?? written;
  const aliased = isAlias(key) ? reading.anchors.get(key.source) : undefined;
  return aliased?.is === 'scalar' ? String(aliased.value ?? aliased.raw) : written;
}

/** A value that is not there stands behind the colon. */
function behindKey(text: string, keyEnd: number): number {
  return text[keyEnd] === ':' ? keyEnd + 1 : keyEnd;
}

function listOf(reading: Reading, list: YAMLSeq, missingAt: number): DataNode {
  const [start, end] = within(reading.text, list.range ?? [missingAt, missingAt]);
  const items: DataNode[] = [];
  let behind = start;
  for (const item of list.items) {
    // `[a: 1]` holds pairs without a map of their own.
    const node = convert(reading, item, behind);
    items.push(node);
    behind = Math.max(behind, node.end <= end ? node.end : behind);
  }
  return weighed(reading, { is: 'list', items, start, end, ...tagOf(list.tag) }, items);
}

interface ScalarForm {
  readonly source?: string | undefined;
  readonly tag?: string | undefined;
  readonly range?: readonly [number, number, number] | null | undefined;
  readonly missingAt: number;
}

function scalarOf(reading: Reading, value: unknown, form: ScalarForm): DataScalar {
  const [start, end] = within(reading.text, form.range ?? [form.missingAt, form.missingAt]);
  if (start === end) return emptyScalar(reading, form, start);
  const known = !overlaps(reading.masks, start, end) && !computes(form.tag);
  const raw = reading.text.slice(start, end);
  return {
    is: 'scalar',
    value: known ? plainValue(value, form.source ?? raw) : undefined,
    raw,
    start,
    end,
    ...tagOf(form.tag),
  };
}

/** Where a template expression prints the value (`key: {{ toYaml . | nindent 2 }}`), nothing is left of it after masking: it is unknown, not null. */
function emptyScalar(reading: Reading, form: ScalarForm, place: number): DataScalar {
  let behind = form.missingAt;
  for (let index = lowerBound(reading.masks, behind); index < reading.masks.length; index++) {
    const mask = reading.masks[index];
    if (!mask || reading.text.slice(behind, mask.start).trim() !== '') break;
    if (mask.prints)
      return { is: 'scalar', value: undefined, raw: mask.source, start: mask.start, end: mask.end, ...tagOf(form.tag) };
    behind = mask.end;
  }
  return {
    is: 'scalar',
    value: computes(form.tag) ? undefined : null,
    raw: '',
    start: place,
    end: place,
    ...tagOf(form.tag),
  };
}

function plainValue(value: unknown, source: string): DataScalar['value'] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return source;
}

function computes(tag: string | undefined): boolean {
  return tag?.startsWith('!') === true && !PLAIN_TAGS.has(tag);
}

function tagOf(tag: string | undefined): { readonly tag?: string } {
  return tag === undefined || tag.startsWith('tag:yaml.org,2002:') ? {} : { tag };
}

/** The node of the anchor itself, or an unknown scalar for an anchor that does not exist (yet), or once too much was followed. */
function followed(reading: Reading, anchor: string, start: number, end: number): DataNode {
  const target = reading.anchors.get(anchor);
  const weight = target ? (reading.weights.get(target) ?? 1) : 0;
  if (target && reading.followed + weight <= MOST_FOLLOWED) {
    reading.followed += weight;
    return target;
  }
  const message = target
    ? 'The aliases of this document stand for too much.'
    : `There is no anchor "${anchor}" before this alias.`;
  reading.problems.push({ message, start, end });
  return { is: 'scalar', value: undefined, raw: reading.text.slice(start, end), start, end };
}

function weighed(reading: Reading, node: DataNode, children: readonly DataNode[]): DataNode {
  let weight = 1;
  for (const child of children) weight += reading.weights.get(child) ?? 1;
  reading.weights.set(node, weight);
  return node;
}

function overlaps(masks: readonly TemplateMask[], start: number, end: number): boolean {
  const mask = masks[lowerBound(masks, start)];
  return mask !== undefined && mask.start < end;
}

/** The index of the first mask that ends behind a place. */
function lowerBound(masks: readonly TemplateMask[], place: number): number {
  let low = 0;
  let high = masks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((masks[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
