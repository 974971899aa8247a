import { escapePattern } from '../../parse/escapes.js';
import type { Source } from '../../read/source.js';
import type { Cannot, Edit } from '../edit.js';

/** Sets an option of a section: its value is replaced where it stands, else a line is added behind the section's last option. */
export function setOption(
  source: Source,
  { section, name, value }: { readonly section: string; readonly name: string; readonly value: string },
): readonly Edit[] | Cannot {
  const { lines, sections } = fileOf(source);
  const found = sections.get(`[${section}]`);
  if (!found) return { cannot: `${source.path} has no section [${section}]` };
  const body = lines.slice(found.head + 1, found.end);
  const assignment = new RegExp(
    `^(\\s{0,50}${escapePattern(name)}\\s{0,50}=\\s{0,50})((?:[^;\\r\\n]{0,1000}[^;\\s])?)(\\s{0,50}(?:;.*)?)$`,
  );
  for (const { text, start } of body.toReversed()) {
    const set = assignment.exec(text);
    if (!set) continue;
    const from = start + (set[1]?.length ?? 0);
    const was = set[2] ?? '';
    return [{ path: source.path, start: from, end: from + was.length, was, text: value }];
  }
  const last = body.findLast(({ text }) => text.trim() !== '' && !/^\s*[;#]/.test(text)) ?? lines[found.head];
  if (!last) return { cannot: `${source.path} has no line to write behind` };
  const style = body.find(({ text }) => /\S\s+=\s/.test(text)) ? ' = ' : '=';
  return [{ path: source.path, start: last.end, end: last.end, was: '', text: `\n${name}${style}${value}` }];
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface IniFile {
  readonly lines: readonly Line[];
  /** By header: its line, and the line of the next one. The first of a name counts. */
  readonly sections: ReadonlyMap<string, { readonly head: number; readonly end: number }>;
}

/** A file with many sections is asked for by each of them. */
const files = new WeakMap<Source, IniFile>();

function fileOf(source: Source): IniFile {
  const known = files.get(source);
  if (known) return known;
  const lines = linesOf(source.text);
  const sections = new Map<string, { head: number; end: number }>();
  let end = lines.length;
  for (let head = lines.length - 1; head >= 0; head--) {
    const text = lines[head]?.text.trim() ?? '';
    if (!text.startsWith('[')) continue;
    sections.set(text, { head, end });
    end = head;
  }
  const file = { lines, sections };
  files.set(source, file);
  return file;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    const line = part.endsWith('\r') ? part.slice(0, -1) : part;
    lines.push({ text: line, start, end: start + line.length });
    start += part.length + 1;
  }
  return lines;
}
