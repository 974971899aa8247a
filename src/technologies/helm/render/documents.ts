import type { Expr } from '../../../facts/expr.js';
import type { Span } from '../../../facts/span.js';
import type { DataNode, DataScalar } from '../../../parse/data.js';
import { parseYaml } from '../../../parse/yaml.js';
import type { Refusal } from './machine.js';
import type { RenderedFile } from './render.js';
import { cut, cutterOf } from './rope.js';
import { holeMark, type Piece, type Text, textOf } from './value.js';

/** The manifests that a template prints, and what stands in their way. */
export interface Documents {
  readonly trees: readonly Expr[];
  /** Documents that could not be made out. */
  readonly unseen: readonly Refusal[];
}

/**
 * The manifests of a rendered file. Every leaf has the place that decided it (`at`: a line of values, or the template) and the action of the
 * template that printed it (`via`); what overlaps a hole is opaque.
 */
export function documentsOf({ file, text }: RenderedFile): Documents {
  const settled = settledText(text);
  const { tree, problems } = parseYaml(settled.text, { templates: false });
  const index = indexOf(settled, file.at.file);
  const trees: Expr[] = [];
  const unseen: Refusal[] = [];
  const [problem] = problems;
  if (problem) {
    const found = index.between(problem.start, problem.start + 1)[0];
    unseen.push({
      says: `what the template prints is no YAML: ${problem.message.split('\n')[0]}`,
      at: found?.via ?? found?.at ?? file.at,
    });
  }
  for (const node of tree) {
    const hidden = hiddenIn(node, index);
    if (hidden?.hole)
      unseen.push({ says: `${hidden.hole.source} ${hidden.hole.why}`, at: hidden.via ?? hidden.hole.at ?? file.at });
    else trees.push(exprOf(node, index));
  }
  return { trees, unseen };
}

/** The hole that stands for a whole document, or for what would say what kind of object it is. */
function hiddenIn(node: DataNode, index: Index): Piece | undefined {
  if (node.is === 'scalar') return index.between(node.start, node.end).find((piece) => piece.hole);
  if (node.is !== 'map' || node.entries.some(({ key }) => key === 'kind' || key === 'apiVersion')) return undefined;
  const entry = node.entries.find(({ key }) => key.includes(holeMark));
  return entry && index.between(entry.keyStart, entry.keyEnd).find((piece) => piece.hole);
}

const alone = /^([ ]*)\uE000[ \t]*$/gm;

/** A hole that is alone on its line stands for lines that are not known: as an entry or an item, whichever its neighbours are. */
function settledText(text: Text): Text {
  if (!text.text.includes(holeMark)) return text;
  const parts: Text[] = [];
  let behind = 0;
  for (const found of text.text.matchAll(alone)) {
    const at = found.index + (found[1]?.length ?? 0);
    const kind = neighbours(text.text, found.index, found[1]?.length ?? 0);
    if (kind === 'scalar') continue;
    const mark = cut(text, at, at + 1);
    parts.push(
      cut(text, behind, at),
      kind === 'item'
        ? textOf([{ text: '- ' }, ...mark.pieces])
        : textOf([...mark.pieces, { text: ': ' }, ...mark.pieces]),
    );
    behind = at + 1;
  }
  parts.push(cut(text, behind));
  return textOf(parts.flatMap(({ pieces }) => pieces).filter((piece) => piece.text !== ''));
}

function neighbours(text: string, lineStart: number, indent: number): 'entry' | 'item' | 'scalar' {
  const lineEnd = text.indexOf('\n', lineStart);
  const after = lineEnd < 0 ? '' : text.slice(lineEnd + 1, lineEnd + 4000);
  const next = /^([ ]*)([^\s#].*)$/m.exec(after);
  if (next && next[1]?.length === indent) return kindOf(next[2] ?? '');
  const before = text
    .slice(Math.max(0, lineStart - 8000), lineStart)
    .split('\n')
    .toReversed();
  for (const line of before) {
    const found = /^([ ]*)([^\s#].*)$/.exec(line);
    const depth = found?.[1]?.length ?? 0;
    if (!found || depth > indent) continue;
    // behind `- ` a map begins further in than its line does
    if (depth + (/^(- +)+/.exec(found[2] ?? '')?.[0].length ?? 0) === indent && depth < indent) return 'entry';
    return depth === indent ? kindOf(found[2] ?? '') : 'scalar';
  }
  return 'scalar';
}

function kindOf(line: string): 'entry' | 'item' | 'scalar' {
  if (line.startsWith('---')) return 'scalar';
  return /^-( |$)/.test(line) ? 'item' : 'entry';
}

interface Index {
  readonly file: string;
  cut(start: number, end: number): Text;
  /** The pieces between two places that hold more than blanks. */
  between(start: number, end: number): readonly Piece[];
}

function indexOf(text: Text, file: string): Index {
  const slice = cutterOf(text);
  return {
    file,
    cut: slice,
    between: (start, end) => slice(start, end).pieces.filter((piece) => piece.text.trim() !== ''),
  };
}

function exprOf(node: DataNode, index: Index): Expr {
  if (node.is === 'scalar') return scalarOf(node, index);
  const places = placesOf(index.between(node.start, node.end), index.file);
  if (node.is === 'list') return { is: 'list', items: node.items.map((item) => exprOf(item, index)), ...places };
  const entries = node.entries.map(({ key, keyStart, keyEnd, value }) => ({
    key: key.includes(holeMark) ? shownText(index, keyStart, keyEnd) : key,
    value: exprOf(value, index),
    keyAt: placesOf(index.between(keyStart, keyEnd), index.file).at,
  }));
  return { is: 'map', entries, ...places };
}

interface Places {
  readonly at: Span;
  readonly via?: Span;
}

/** The line of values where one decided, else the stretch of the template, else the first place that is known. */
function placesOf(pieces: readonly Piece[], file: string): Places {
  const stretch = stretchOf(pieces, file);
  const { file: where, start, end } = decided(pieces, stretch) ?? { file, start: 0, end: 0 };
  const isPrinted = stretch !== undefined && pieces.some((piece) => piece.via);
  return { at: { file: where, start, end }, ...(isPrinted ? { via: stretch } : {}) };
}

/** What stands in the template itself for some pieces, from the first to the last. */
function stretchOf(pieces: readonly Piece[], file: string): Span | undefined {
  const placed = (piece: Piece | undefined) => piece?.via ?? (piece?.exact ? piece.at : undefined);
  const [first, last] = [placed(pieces[0]), placed(pieces.at(-1))];
  if (first?.file !== file || last?.file !== file) return undefined;
  return { file, start: first.start, end: Math.max(first.end, last.end) };
}

/** Of a map or list that the template itself writes, its stretch; of what is printed as a whole, the values that were printed. */
function decided(pieces: readonly Piece[], stretch: Span | undefined): Span | undefined {
  const given = pieces.filter((piece) => piece.at?.given);
  const isWritten = pieces[0] !== undefined && !pieces[0].via && stretch !== undefined;
  if (isWritten) {
    const isLine = pieces.length < 8 && !pieces.some((piece) => piece.text.includes('\n'));
    return (isLine ? given[0]?.at : undefined) ?? stretch;
  }
  if (given.length === 0 && stretch && pieces.some((piece) => !piece.via)) return stretch;
  const head = given[0]?.at ?? pieces.find((piece) => piece.at)?.at;
  const tail = given.at(-1)?.at;
  return head && tail && tail.file === head.file && tail.end > head.end
    ? { ...head, end: tail.end }
    : (head ?? stretch);
}

function scalarOf(node: DataScalar, index: Index): Expr {
  const pieces = index.between(node.start, node.end);
  const places = node.start === node.end ? emptyPlaces(node.start, index) : placesOf(pieces, index.file);
  const unsure = pieces.find((piece) => piece.perhaps)?.perhaps;
  if (pieces.some((piece) => piece.hole)) {
    const renewed = pieces.some((piece) => piece.hole?.random === 'key' && !piece.perhaps);
    const source = shownText(index, node.start, node.end);
    return { is: 'opaque', source, ...(renewed ? { renewed } : {}), ...places };
  }
  if (unsure) return { is: 'opaque', source: `{{ if ${unsure.source} }}`, ...places };
  if (node.value === undefined) return { is: 'opaque', source: node.raw, ...places };
  return { is: 'literal', value: node.value, ...places };
}

/** Nothing stands behind its key: the place of what is before it. */
function emptyPlaces(start: number, index: Index): Places {
  const before = index.between(Math.max(0, start - 200), start).at(-1);
  const at = before?.at ?? before?.via ?? { file: index.file, start: 0, end: 0 };
  return { at: { file: at.file, start: at.end, end: at.end }, ...(before?.via ? { via: before.via } : {}) };
}

/** A text with its holes as the template writes them: the same hole is the same text wherever it stands. */
function shownText(index: Index, start: number, end: number): string {
  return index
    .cut(start, end)
    .pieces.map((piece) => (piece.hole ? `{{ ${piece.hole.source.trim()} }}` : piece.text))
    .join('');
}
