import { table } from '../table.js';
import type { Directive } from './directive.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { isSpace, lineAt, restIsBlank, templateAt, textStart } from './scan.js';

interface Frame {
  readonly words: readonly Token[];
  readonly start: number;
  readonly block: Directive[];
}

interface Scan {
  readonly text: string;
  readonly problems: Problem[];
  readonly root: Directive[];
  readonly open: Frame[];
  words: Token[];
  /** Quote characters that were once found without a partner: looking again would cost the whole file each time. */
  readonly unpaired: Set<string>;
}

const LUA_BLOCK = /_by_lua_block$/;
const ESCAPE = /\\(["'\\trn])/g;
const ESCAPED: Readonly<Record<string, string>> = table({ t: '\t', r: '\r', n: '\n' });

/**
 * Reads an nginx configuration into directives with their places. Words are as nginx reads them
 * (src/core/ngx_conf_file.c, ngx_conf_read_token), template expressions are kept inside their word, template statements count as white space.
 */
export function parseNginx(text: string): Parsed<readonly Directive[]> {
  const scan: Scan = { text, problems: [], root: [], open: [], words: [], unpaired: new Set() };
  let at = skipBlank(scan, textStart(text));
  while (at < text.length) at = skipBlank(scan, readNext(scan, at));
  if (scan.words.length > 0) endUnfinished(scan, text.length);
  while (scan.open.length > 0) {
    const frame = scan.open.at(-1);
    const name = frame?.words[0];
    report(scan, `the block "${name?.text ?? ''}" is not closed`, frame?.start ?? 0, name?.end ?? 0);
    closeBlock(scan, text.length);
  }
  return { tree: scan.root, problems: scan.problems };
}

function readNext(scan: Scan, at: number): number {
  const char = scan.text[at];
  if (char === ';') {
    if (scan.words.length > 0) emit(scan, scan.words, at + 1);
    scan.words = [];
    return at + 1;
  }
  if (char === '}') {
    if (scan.words.length > 0) endUnfinished(scan, at);
    if (scan.open.length === 0) report(scan, '"}" closes nothing', at, at + 1);
    else closeBlock(scan, at + 1);
    return at + 1;
  }
  if (char === '{' && templateAt(scan.text, at) === undefined) return openBlock(scan, at);
  const word = readWord(scan, at);
  scan.words.push(word);
  return word.end;
}

function openBlock(scan: Scan, at: number): number {
  const first = scan.words[0];
  if (first === undefined) {
    report(scan, 'a block stands without a name', at, at + 1);
    scan.words.push({ text: '', start: at, end: at });
  }
  if (first !== undefined && LUA_BLOCK.test(first.text)) return readCode(scan, at);
  scan.open.push({ words: scan.words, start: first?.start ?? at, block: [] });
  scan.words = [];
  return at + 1;
}

function closeBlock(scan: Scan, end: number): void {
  const frame = scan.open.pop();
  if (frame !== undefined) emit(scan, frame.words, end, { block: frame.block });
}

function emit(scan: Scan, words: readonly Token[], end: number, inside: Pick<Directive, 'block' | 'code'> = {}): void {
  const [name, ...args] = words;
  if (name === undefined) return;
  const siblings = scan.open.at(-1)?.block ?? scan.root;
  siblings.push({ name, args, ...inside, start: name.start, end });
}

function endUnfinished(scan: Scan, at: number): void {
  const last = scan.words.at(-1);
  report(scan, `"${scan.words[0]?.text ?? ''}" does not end with ";"`, scan.words[0]?.start ?? at, last?.end ?? at);
  emit(scan, scan.words, last?.end ?? at);
  scan.words = [];
}

/** White space, comments, template statements, and template expressions alone on a line where a directive could begin. */
function skipBlank(scan: Scan, from: number): number {
  const { text } = scan;
  let at = from;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at++;
    } else if (text[at] === '#') {
      at = lineAt(text, at).next;
    } else {
      const template = templateAt(text, at);
      if (template === undefined) return at;
      const alone = scan.words.length === 0 && restIsBlank(text, template.end);
      if (!template.statement && !alone) return at;
      at = template.end;
    }
  }
  return at;
}

function readWord(scan: Scan, at: number): Token {
  const char = scan.text[at];
  return char === '"' || char === "'" ? readQuoted(scan, at, char) : readBare(scan.text, at);
}

function readQuoted(scan: Scan, start: number, quote: string): Token {
  const { text } = scan;
  const close = scan.unpaired.has(quote) ? -1 : closingQuote(text, start, quote);
  if (close >= 0) return { text: resolveEscapes(text.slice(start + 1, close)), start, end: close + 1 };
  scan.unpaired.add(quote);
  const line = lineAt(text, start);
  const end = text[line.end - 1] === ';' && line.end - 1 > start ? line.end - 1 : line.end;
  report(scan, `the quote ${quote} is not closed`, start, end);
  return { text: resolveEscapes(text.slice(start + 1, end)), start, end };
}

function closingQuote(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === quote) return at;
    at = text[at] === '\\' ? at + 2 : (templateAt(text, at)?.end ?? at + 1);
  }
  return -1;
}

/** A bare word ends at white space, `;` or `{`; `${` and templates belong to it, and so does `}`. */
function readBare(text: string, start: number): Token {
  let at = start;
  while (at < text.length) {
    const char = text[at];
    const template = templateAt(text, at);
    if (template?.statement && at > start) break;
    if (template !== undefined) at = template.end;
    else if (char === '\\' || (char === '$' && text[at + 1] === '{')) at += 2;
    else if (isSpace(char) || char === ';' || char === '{') break;
    else at++;
  }
  const end = Math.min(at, text.length);
  return { text: resolveEscapes(text.slice(start, end)), start, end };
}

function resolveEscapes(raw: string): string {
  return raw.includes('\\') ? raw.replace(ESCAPE, (_, char: string) => ESCAPED[char] ?? char) : raw;
}

function readCode(scan: Scan, brace: number): number {
  const close = closingBrace(scan.text, brace + 1);
  const end = close ?? scan.text.length;
  if (close === undefined) report(scan, `the block "${scan.words[0]?.text ?? ''}" is not closed`, brace, brace + 1);
  const code: Token = { text: scan.text.slice(brace + 1, end), start: brace + 1, end };
  const after = close === undefined ? end : end + 1;
  emit(scan, scan.words, after, { code });
  scan.words = [];
  return after;
}

/** The brace that closes a Lua block: strings, long strings and comments of Lua are passed over. */
function closingBrace(text: string, from: number): number | undefined {
  const piece = /--\[\[.{0,5000}?\]\]|--[^\n]*|\[\[.{0,5000}?\]\]|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}]/gs;
  piece.lastIndex = from;
  let depth = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}' && depth-- === 0) return match.index;
  }
  return undefined;
}

function report(scan: Scan, message: string, start: number, end: number): void {
  scan.problems.push({ message, start, end });
}
