import { escapePattern } from '../../parse/escapes.js';
import type { Source } from '../../read/source.js';
import type { Cannot, Edit } from '../edit.js';

/** Sets an option of a section: its value is replaced where it stands, else a line is added behind the section's last option. */
export function setOption(
  source: Source,
  { section, name, value }: { readonly section: string; readonly name: string; readonly value: string },
): readonly Edit[] | Cannot {
  const lines = linesOf(source.text);
  const head = lines.findIndex(({ text }) => text.trim() === `[${section}]`);
  if (head < 0) return { cannot: `${source.path} has no section [${section}]` };
  const next = lines.findIndex(({ text }, index) => index > head && /^\s*\[/.test(text));
  const body = lines.slice(head + 1, next < 0 ? lines.length : next);
  const assignment = new RegExp(`^(\\s*${escapePattern(name)}\\s*=\\s*)((?:[^;\\r\\n]*[^;\\s])?)(\\s*(?:;.*)?)$`);
  for (const { text, start } of body.toReversed()) {
    const found = assignment.exec(text);
    if (!found) continue;
    const from = start + (found[1]?.length ?? 0);
    const was = found[2] ?? '';
    return [{ path: source.path, start: from, end: from + was.length, was, text: value }];
  }
  const last = body.findLast(({ text }) => text.trim() !== '' && !/^\s*[;#]/.test(text)) ?? lines[head];
  if (!last) return { cannot: `${source.path} has no line to write behind` };
  const style = body.find(({ text }) => /\S\s+=\s/.test(text)) ? ' = ' : '=';
  return [{ path: source.path, start: last.end, end: last.end, was: '', text: `\n${name}${style}${value}` }];
}

function linesOf(text: string): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  const lines: { text: string; start: number; end: number }[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    const line = part.endsWith('\r') ? part.slice(0, -1) : part;
    lines.push({ text: line, start, end: start + line.length });
    start += part.length + 1;
  }
  return lines;
}
