import type { Token } from './parsed.js';
import { isSpace, templateAt } from './scan.js';

/**
 * Stands, character for character, for what a line continuation removes (the escape, the line break, comment lines):
 * code with joints is as long as the text it came from. It ends no word.
 */
export const JOINT = '\0';

/** A key and, unless it stands alone (`ARG VERSION`), its value with quotes resolved. */
export interface DockerPair {
  readonly key: Token;
  readonly value?: Token;
}

/** `--from=build` is the name `from` with the value `build`. */
export interface DockerFlag {
  readonly name: Token;
  readonly value?: Token;
}

/** The code of one instruction, and where it stands in the file. */
export interface DockerCode {
  readonly code: string;
  readonly base: number;
  readonly escaper: string;
}

/** Where a word ends: at white space, at the first `=` too, or with the code. */
type Until = 'space' | 'equals' | 'end';

const HEREDOC = /^\d*<<-?(["']?)([A-Za-z_]\w*)\1(?=$|[\s\0;|&)<>])/;

/** The options before the arguments; `next` is where the arguments begin. */
export function readFlags(from: DockerCode, start: number): { flags: readonly DockerFlag[]; next: number } {
  const flags: DockerFlag[] = [];
  let at = skipSpace(from.code, start);
  while (from.code.startsWith('--', at) && /[\w-]/.test(from.code[at + 2] ?? '')) {
    const name = readWord(from, at + 2, 'equals');
    at = name.end - from.base;
    if (from.code[at] === '=') {
      const value = readWord(from, at + 1, 'space');
      flags.push({ name, value });
      at = value.end - from.base;
    } else {
      flags.push({ name });
    }
    at = skipSpace(from.code, at);
  }
  return { flags, next: at };
}

export function readWords(from: DockerCode, start: number): readonly Token[] {
  const words: Token[] = [];
  let at = skipSpace(from.code, start);
  while (at < from.code.length) {
    const word = readWord(from, at, 'space');
    words.push(word);
    at = skipSpace(from.code, Math.max(word.end - from.base, at + 1));
  }
  return words;
}

/** `K=V K2="V 2"`, `K`, and, where it is allowed, the old `K the rest of the line`. */
export function readPairs(from: DockerCode, start: number, oldForm: boolean): readonly DockerPair[] {
  const pairs: DockerPair[] = [];
  let at = skipSpace(from.code, start);
  while (at < from.code.length) {
    const key = readWord(from, at, 'equals');
    const afterKey = key.end - from.base;
    if (from.code[afterKey] === '=') {
      const value = readWord(from, afterKey + 1, 'space');
      pairs.push({ key, value });
      at = skipSpace(from.code, value.end - from.base);
      continue;
    }
    at = skipSpace(from.code, Math.max(afterKey, at + 1));
    if (oldForm && pairs.length === 0 && at < from.code.length) return [{ key, value: readWord(from, at, 'end') }];
    pairs.push({ key });
  }
  return pairs;
}

/** The strings of a JSON array; undefined when the arguments are not exactly that. */
export function readExec(from: DockerCode, start: number): readonly Token[] | undefined {
  const code = from.code.slice(start);
  if (!code.startsWith('[') || !isStringArray(code.replaceAll(JOINT, ' '))) return undefined;
  const words: Token[] = [];
  for (const match of code.matchAll(/"(?:\\.|[^"\\])*"/g)) {
    const at = from.base + start + match.index;
    words.push({ text: String(JSON.parse(match[0].replaceAll(JOINT, ' '))), start: at, end: at + match[0].length });
  }
  return words;
}

function isStringArray(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

/** The closing words of the here-documents that a line opens, quotes passed over. */
export function heredocNames(code: string, escaper: string): readonly string[] {
  const names: string[] = [];
  let quote = '';
  for (let at = 0; at < code.length; at++) {
    const char = code[at] ?? '';
    if (char === escaper && quote !== "'") at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (isBreak(code[at - 1])) {
      const [opening, , name] = HEREDOC.exec(code.slice(at, at + 100)) ?? [];
      if (name === undefined) continue;
      names.push(name);
      at += (opening?.length ?? 1) - 1;
    }
  }
  return names;
}

function isBreak(char: string | undefined): boolean {
  return char === JOINT || isSpace(char);
}

/** One word, its quotes and escapes resolved as in moby/buildkit frontend/dockerfile/shell; joints inside vanish. */
function readWord(from: DockerCode, start: number, until: Until): Token {
  const { code, base, escaper } = from;
  let at = start;
  let end = start;
  let text = '';
  while (at < code.length) {
    const char = code[at] ?? '';
    if (char === JOINT) {
      at++;
      continue;
    }
    if ((until !== 'end' && isSpace(char)) || (until === 'equals' && char === '=')) break;
    const piece = readPiece(code, at, escaper);
    text += piece.text;
    at = piece.end;
    end = at;
  }
  return { text, start: base + start, end: base + end };
}

/** A quoted stretch, an escaped character, a template, or one plain character. */
function readPiece(code: string, at: number, escaper: string): { text: string; end: number } {
  const char = code[at] ?? '';
  if (char === "'" || char === '"') return readQuoted(code, at, escaper);
  if (char === escaper) return { text: code[at + 1] ?? char, end: Math.min(at + 2, code.length) };
  const end = templateAt(code, at)?.end ?? at + 1;
  return { text: code.slice(at, end), end };
}

function readQuoted(code: string, start: number, escaper: string): { text: string; end: number } {
  const quote = code[start] ?? '';
  let text = '';
  let at = start + 1;
  while (at < code.length && code[at] !== quote) {
    const escaped = quote === '"' && code[at] === escaper && isEscapable(code[at + 1], escaper);
    if (escaped) at++;
    if (code[at] !== JOINT) text += code[at] ?? '';
    at++;
  }
  return { text, end: Math.min(at + 1, code.length) };
}

function isEscapable(char: string | undefined, escaper: string): boolean {
  return char === '"' || char === '$' || char === escaper;
}

function skipSpace(code: string, from: number): number {
  let at = from;
  while (at < code.length && isBreak(code[at])) at++;
  return at;
}
