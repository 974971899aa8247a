import { lineIndex, type Source } from '../read/source.js';

/** A comment that accepts hazards: `ha-ready-ignore <rule>[, <rule>] -- <reason> [until=YYYY-MM-DD]`. */
export interface IgnoreComment {
  readonly path: string;
  /** The line of the comment, from 1. */
  readonly line: number;
  /** Where `ha-ready-ignore` stands in the text of the file. */
  readonly start: number;
  readonly end: number;
  /** The line that it speaks of: its own where code precedes it, otherwise the next one that is no such comment. */
  readonly covers: number;
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
}

const word = 'ha-ready-ignore';
const longest = 1000;

/** Every way in which the languages that we read begin a comment, then the word and what follows it. */
const comment =
  /(?:^|[\s;{}(),>])(?:\/\/|#|\/\*+|<!--|\{#|--|;{1,9}|<%#|\{\{--|\{\{\/\*|\*|REM)[ \t]*ha-ready-ignore(?![\w-])(.*)$/i;
const closing = /(?:\*\/(?:\}\})?|-->|#\}|%>|--\}\}|\{%-?\s{0,9}endcomment.{0,200})$/;

/** The comments of a file that accept hazards. A line that only looks like one (in a string, a heredoc) is taken for one. */
export function ignoreComments(source: Source): readonly IgnoreComment[] {
  if (!source.text.includes(word)) return [];
  const starts = lineIndex(source.text);
  const found: { line: number; alone: boolean; comment: Omit<IgnoreComment, 'covers'> }[] = [];
  for (const [index, start] of starts.entries()) {
    const text = source.text.slice(start, starts[index + 1] ?? source.text.length).replace(/(?<![\r\n])[\r\n]+$/, '');
    const at = text.indexOf(word);
    if (at < 0) continue;
    // only what stands near the word: a hostile line may be long
    const match = comment.exec(text.slice(Math.max(0, at - 20), at + longest));
    if (!match) continue;
    const place = { path: source.path, line: index + 1, start: start + at, end: start + at + word.length };
    const alone = at <= longest && /^[\s/#*<!{;%-]*$/.test(text.slice(0, at));
    found.push({ line: index + 1, alone, comment: { ...place, ...saidIn(match[1] ?? '') } });
  }
  const alone = new Set(found.filter((one) => one.alone).map(({ line }) => line));
  return found.map((one) => ({ ...one.comment, covers: one.alone ? nextLine(one.line, alone) : one.line }));
} // biome-ignore format: the pattern is a table

function nextLine(line: number, comments: ReadonlySet<number>): number {
  let next = line + 1;
  while (comments.has(next)) next++;
  return next;
}

function saidIn(text: string): Pick<IgnoreComment, 'rules' | 'reason' | 'until'> {
  const words = text.trimEnd().replace(closing, '').trimEnd();
  const dashes = words.search(/\s--(\s|$)/);
  const ids = (dashes < 0 ? words : words.slice(0, dashes)).split(/[\s,]+/).filter(Boolean);
  const rest = dashes < 0 ? '' : words.slice(dashes + 3);
  const until = /(?:^|\s)until=(\S+)/.exec(rest)?.[1];
  return {
    rules: ids,
    reason: rest.replace(/(?:^|\s)until=\S+/, '').trim(),
    ...(until === undefined ? {} : { until }),
  };
}
