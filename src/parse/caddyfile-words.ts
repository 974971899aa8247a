import type { Problem, Token } from './parsed.js';
import { isSpace, lineAt, restIsBlank, templateAt, textStart } from './scan.js';

export interface CaddyWord {
  readonly token: Token;
  /** It is the first word of its line. */
  readonly first: boolean;
  readonly kind: 'word' | 'open' | 'close';
}

interface Lexer {
  readonly text: string;
  readonly problems: Problem[];
  /** What was once looked for in vain to the end of the file: quotes and closing words of here-documents. */
  readonly missing: Set<string>;
}

const HEREDOC = /^<<([A-Za-z0-9_-]+)[ \t]*\r?\n/;

/** The words of a Caddyfile. A brace is one only when it stands alone; `{$ENV}` and `{placeholder}` are words. */
export function readCaddyWords(text: string, problems: Problem[]): readonly CaddyWord[] {
  const lexer: Lexer = { text, problems, missing: new Set() };
  const words: CaddyWord[] = [];
  let first = true;
  let at = textStart(text);
  while (at < text.length) {
    const blank = blankEnd(text, at, first);
    if (blank !== undefined) {
      if (text[at] === '\n' || text[at] === '#') first = true;
      at = blank;
      continue;
    }
    const token = readToken(lexer, at);
    words.push({ token, first, kind: kindOf(text.slice(token.start, Math.min(token.end, token.start + 2))) });
    first = false;
    at = token.end;
  }
  return words;
}

function kindOf(raw: string): CaddyWord['kind'] {
  if (raw === '{') return 'open';
  return raw === '}' ? 'close' : 'word';
}

/** The end of white space, a comment, a joined line break or a template that prints no word; undefined where a word begins. */
function blankEnd(text: string, at: number, first: boolean): number | undefined {
  if (isSpace(text[at])) return at + 1;
  if (text[at] === '#') return lineAt(text, at).next;
  if (text[at] === '\\' && text[at + 1] === '\n') return at + 2;
  if (text.startsWith('\\\r\n', at)) return at + 3;
  const template = templateAt(text, at);
  if (template === undefined) return undefined;
  return template.statement || (first && restIsBlank(text, template.end)) ? template.end : undefined;
}

function readToken(lexer: Lexer, at: number): Token {
  const char = lexer.text[at];
  if (char === '"' || char === '`') return readQuoted(lexer, at, char);
  const heredoc = char === '<' ? readHeredoc(lexer, at) : undefined;
  return heredoc ?? readBare(lexer.text, at);
}

function readQuoted(lexer: Lexer, start: number, quote: string): Token {
  const { text } = lexer;
  const close = lexer.missing.has(quote) ? -1 : closingQuote(text, start, quote);
  if (close < 0) lexer.missing.add(quote);
  const inner = text.slice(start + 1, close < 0 ? lineAt(text, start).end : close);
  const end = close < 0 ? start + 1 + inner.length : close + 1;
  if (close < 0) lexer.problems.push({ message: `the quote ${quote} is not closed`, start, end });
  return { text: quote === '"' ? inner.replaceAll('\\"', '"') : inner, start, end };
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (text[at] === '\\' && quote === '"') at++;
  }
  return -1;
}

/** `<<WORD`, lines, `WORD`: the indentation of the closing word is taken from every line. */
function readHeredoc(lexer: Lexer, start: number): Token | undefined {
  const { text } = lexer;
  const [opening = '', name = ''] = HEREDOC.exec(text.slice(start, start + 100)) ?? [];
  if (opening === '' || lexer.missing.has(name) || lexer.missing.size > 20) return undefined;
  const bodyStart = start + opening.length;
  for (let at = bodyStart; at < text.length; ) {
    const line = lineAt(text, at);
    const source = text.slice(line.start, line.end);
    const indent = source.length - source.trimStart().length;
    if (source.startsWith(name, indent) && !/[\w-]/.test(source[indent + name.length] ?? '')) {
      const lines = text.slice(bodyStart, line.start).split(/\r?\n/).slice(0, -1);
      const body = lines.map((inner) => inner.slice(commonIndent(inner, indent))).join('\n');
      return { text: body, start, end: line.start + indent + name.length };
    }
    at = line.next;
  }
  lexer.missing.add(name);
  lexer.problems.push({ message: `the here-document "${name}" is not closed`, start, end: start + 2 + name.length });
  return undefined;
}

function commonIndent(line: string, indent: number): number {
  return Math.min(indent, line.length - line.trimStart().length);
}

function readBare(text: string, start: number): Token {
  let at = start;
  while (at < text.length && !isSpace(text[at])) {
    const template = templateAt(text, at);
    if (template?.statement && at > start) break;
    at = template?.end ?? variableEnd(text, at) ?? at + 1;
  }
  return { text: text.slice(start, at), start, end: at };
}

/** `{$NAME:a default}` is replaced before words are cut, so its default may hold spaces. */
function variableEnd(text: string, at: number): number | undefined {
  if (text[at] !== '{' || text[at + 1] !== '$') return undefined;
  const [variable] = /^\{\$[^\s{}:]+(?::[^\n{}]*)?\}/.exec(text.slice(at, at + 500)) ?? [];
  return variable === undefined ? undefined : at + variable.length;
}
