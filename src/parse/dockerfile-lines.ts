import { type DockerPair, JOINT } from './dockerfile-words.js';
import type { Token } from './parsed.js';
import { type Line, restIsBlank, templateAt } from './scan.js';

export interface DockerLines {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly escaper: string;
  /** The index of the last line that consists of this word. */
  readonly lastOf: ReadonlyMap<string, number>;
}

/** One instruction's lines as one string without leading and trailing white space; empty for a comment or a blank line. */
export interface Continued {
  readonly code: string;
  readonly start: number;
  /** The index of its first line, and that of the line after it. */
  readonly first: number;
  readonly next: number;
}

const DIRECTIVE = /^(\s*#\s*)([A-Za-z][\w-]*)(\s*=\s*)(\S(?:.*\S)?)\s*$/;
const KNOWN_DIRECTIVES = new Set(['syntax', 'escape', 'check']);

/** Parser directives stand in comments at the very top; the first other line ends them. */
export function readDirectives(
  text: string,
  lines: readonly Line[],
): { directives: readonly DockerPair[]; escaper: string; next: number } {
  const directives: DockerPair[] = [];
  let escaper = '\\';
  let next = 0;
  for (const line of lines) {
    const directive = readDirective(text, line);
    if (directive === undefined) break;
    directives.push(directive);
    if (directive.key.text === 'escape' && directive.value?.text === '`') escaper = '`';
    next++;
  }
  return { directives, escaper, next };
}

function readDirective(text: string, line: Line): DockerPair | undefined {
  const source = text.slice(line.start, Math.min(line.end, line.start + 500));
  const [, mark = '', name = '', equals = '', value = ''] = DIRECTIVE.exec(source) ?? [];
  if (!KNOWN_DIRECTIVES.has(name.toLowerCase())) return undefined;
  const key = token(name.toLowerCase(), line.start + mark.length, name.length);
  return { key, value: token(value, key.end + equals.length, value.length) };
}

/** The instruction that begins at a line, with the lines that continue it. */
export function readContinued({ text, lines, escaper }: DockerLines, first: number): Continued {
  const pieces: string[] = [];
  let at = first;
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const source = text.slice(line.start, line.end);
    const passed = isPassedOver(source, at > first);
    if (passed && at === first) return { code: '', start: line.start, first, next: first + 1 };
    const cut = passed ? 0 : continuation(source, escaper);
    at++;
    pieces.push(source.slice(0, cut ?? source.length));
    if (cut === undefined) break;
    pieces.push(JOINT.repeat(line.next - line.start - cut));
  }
  const code = pieces.join('').replace(/^\s+/, '');
  const whole = pieces.join('');
  return { code: trimEnd(code), start: (lines[first]?.start ?? 0) + whole.length - code.length, first, next: at };
}

/** Blank lines and comments are passed over, between continued lines too; there also the statements of a template. */
function isPassedOver(source: string, continued: boolean): boolean {
  const inner = source.trimStart();
  if (inner === '' || inner.startsWith('#')) return true;
  if (!continued) return false;
  const template = templateAt(inner, 0);
  return template?.statement === true && restIsBlank(inner, template.end);
}

/** Where the escape stands that continues the line (an escaped escape does not), see reContinuation in BuildKit's parser. */
function continuation(source: string, escaper: string): number | undefined {
  const inner = source.trimEnd();
  const at = inner.length - 1;
  if (inner[at] !== escaper || inner[at - 1] === escaper) return undefined;
  return at;
}

function trimEnd(code: string): string {
  let end = code.length;
  while (end > 0 && (code[end - 1] === JOINT || code[end - 1]?.trim() === '')) end--;
  return code.slice(0, end);
}

function token(text: string, start: number, length: number): Token {
  return { text, start, end: start + length };
}
