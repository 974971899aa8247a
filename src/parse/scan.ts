/** What the scanners of line and brace formats have in common: where a text begins, where a line ends, and template expressions. */

/** A template expression in a file that is rendered before it is used: opaque, kept as it is written. */
export interface Template {
  readonly end: number;
  /** A statement (`{% if %}`, `<% end %>`, `{{ range }}`) prints nothing itself; an expression stands for text. */
  readonly statement: boolean;
}

/** One physical line: `end` stands before the line break, `next` after it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A template is looked for this far only, so that a text full of openings costs linear time. */
const LONGEST_TEMPLATE = 500;

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);

const CONTROL_WORD = /^\{\{[-~]?\s*(?:(?:if|else|end|range|with|define|block|elseif|endif)\b|\/\*|[#/!^>])/;

/** The offset of the first character after a byte order mark. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The physical line that begins at `start`. */
export function lineAt(text: string, start: number): Line {
  const found = text.indexOf('\n', start);
  if (found < 0) return { start, end: text.length, next: text.length };
  const end = found > start && text[found - 1] === '\r' ? found - 1 : found;
  return { start, end, next: found + 1 };
}

/** All lines of a text; an empty text has none, and a final line break opens no further line. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let at = textStart(text); at < text.length; ) {
    const line = lineAt(text, at);
    lines.push(line);
    at = line.next;
  }
  return lines;
}

/** The template expression that begins exactly at `at`: Jinja, Go, Handlebars, ERB. */
export function templateAt(text: string, at: number): Template | undefined {
  const first = text[at];
  if (first !== '{' && first !== '<') return undefined;
  const closer = CLOSERS.get(text.slice(at, at + 2));
  if (closer === undefined) return undefined;
  const near = text.slice(at, at + LONGEST_TEMPLATE);
  const found = near.indexOf(closer, 2);
  if (found < 0) return undefined;
  return { end: at + found + closer.length, statement: isStatement(near) };
}

/** True when nothing but white space stands between `at` and the end of its line. */
export function restIsBlank(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') return true;
    if (char !== ' ' && char !== '\t' && char !== '\r') return false;
  }
  return true;
}

export function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\f' || char === '\v';
}

function isStatement(near: string): boolean {
  if (near.startsWith('<%')) return near[2] !== '=' && !near.startsWith('<%-=');
  return !near.startsWith('{{') || CONTROL_WORD.test(near);
}
