/** One line of a text: `end` stands before its line break, `next` behind it. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of a text, broken at LF, CRLF or a lone CR. A byte order mark belongs to no line. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  const breaks = /\r\n|\n|\r/g;
  breaks.lastIndex = start;
  for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
    lines.push({ text: text.slice(start, found.index), start, end: found.index, next: breaks.lastIndex });
    start = breaks.lastIndex;
  }
  if (start < text.length) lines.push({ text: text.slice(start), start, end: text.length, next: text.length });
  return lines;
}

/** The span of [start, end) without the white space around it; an empty span stays at its start. */
export function trimmed(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  while (to > from && isBlank(text, to - 1)) to--;
  while (from < to && isBlank(text, from)) from++;
  return to === from ? { start, end: start } : { start: from, end: to };
}

function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
