import { expressionEnd, skipBlank, skipInline } from './hcl-scan.js';
import { type HclAttribute, quotedText, readValue } from './hcl-value.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { lineAt, textStart } from './scan.js';

export type { HclAttribute, HclValue } from './hcl-value.js';

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** `resource "aws_instance" "web" { ... }`: the type, the labels without their quotes, and what it holds. */
export interface HclBlock extends HclBody {
  readonly type: Token;
  readonly labels: readonly Token[];
  readonly start: number;
  readonly end: number;
}

interface Frame {
  readonly type?: Token;
  readonly labels: readonly Token[];
  readonly attributes: HclAttribute[];
  readonly blocks: HclBlock[];
}

interface Scan {
  readonly text: string;
  readonly problems: Problem[];
  /** The body of the file first, then the blocks that are open. */
  readonly open: Frame[];
}

const NAME = /[A-Za-z_][\w-]*/y;
const QUOTED = /"(?:\\.|[^"\\\n])*"/y;

/** Reads the structure of HCL (Terraform and its kin): blocks, attributes and plain values with their places; other expressions stay as written. */
export function parseHcl(text: string): Parsed<HclBody> {
  const root = emptyFrame([]);
  const scan: Scan = { text, problems: [], open: [root] };
  let at = skipBlank(text, textStart(text), text.length);
  while (at < text.length) at = skipBlank(text, readStatement(scan, at), text.length);
  while (scan.open.length > 1) {
    const type = scan.open.at(-1)?.type;
    report(scan, `the block "${type?.text ?? ''}" is not closed`, type ?? { start: 0, end: 0 });
    closeBlock(scan, text.length);
  }
  return { tree: { attributes: root.attributes, blocks: root.blocks }, problems: scan.problems };
}

function emptyFrame(labels: readonly Token[]): Frame {
  return { labels, attributes: [], blocks: [] };
}

function readStatement(scan: Scan, at: number): number {
  const { text } = scan;
  if (text[at] === '}') {
    if (scan.open.length > 1) closeBlock(scan, at + 1);
    else report(scan, '"}" closes nothing', { start: at, end: at + 1 });
    return at + 1;
  }
  const name = readName(text, at);
  if (name === undefined) return skipLine(scan, at);
  const after = skipInline(text, name.end);
  if (text[after] === '=' && text[after + 1] !== '=') return readAttribute(scan, name, after + 1);
  return readBlock(scan, name, after);
}

function readAttribute(scan: Scan, name: Token, from: number): number {
  const { text } = scan;
  const start = skipInline(text, from);
  const found = expressionEnd(text, start, { limit: text.length, lines: false });
  const value = readValue(text, { start, end: found.end });
  if (found.open !== undefined) report(scan, `"${found.open}" is missing`, { start, end: found.end });
  scan.open.at(-1)?.attributes.push({ name, value, start: name.start, end: Math.max(value.end, from) });
  return Math.max(found.next, from);
}

function readBlock(scan: Scan, type: Token, from: number): number {
  const labels: Token[] = [];
  let at = from;
  for (let label = readName(scan.text, at); label !== undefined; label = readName(scan.text, at)) {
    labels.push(label);
    at = skipInline(scan.text, label.end);
  }
  if (scan.text[at] !== '{') return skipLine(scan, at, type);
  scan.open.push({ ...emptyFrame(labels), type });
  return at + 1;
}

function closeBlock(scan: Scan, end: number): void {
  const frame = scan.open.pop();
  if (frame?.type === undefined) return;
  scan.open.at(-1)?.blocks.push({
    type: frame.type,
    labels: frame.labels,
    attributes: frame.attributes,
    blocks: frame.blocks,
    start: frame.type.start,
    end,
  });
}

function readName(text: string, at: number): Token | undefined {
  const pattern = text[at] === '"' ? QUOTED : NAME;
  pattern.lastIndex = at;
  const [raw] = pattern.exec(text) ?? [];
  if (raw === undefined) return undefined;
  return { text: raw.startsWith('"') ? quotedText(raw) : raw, start: at, end: at + raw.length };
}

function skipLine(scan: Scan, at: number, from: { start: number } = { start: at }): number {
  const line = lineAt(scan.text, at);
  report(scan, 'neither a block nor an attribute', { start: from.start, end: Math.max(line.end, from.start) });
  return Math.max(line.next, at + 1);
}

function report(scan: Scan, message: string, { start, end }: { start: number; end: number }): void {
  scan.problems.push({ message, start, end });
}
