import { type CaddyWord, readCaddyWords } from './caddyfile-words.js';
import type { Parsed, Problem, Token } from './parsed.js';

/** One line of a Caddyfile: a directive, a site's addresses, a snippet `(name)`, or the options that stand first, which have no word. */
export interface CaddyEntry {
  readonly words: readonly Token[];
  readonly block?: readonly CaddyEntry[];
  readonly start: number;
  readonly end: number;
}

interface Frame {
  readonly words: readonly Token[];
  readonly brace: Token;
  readonly block: CaddyEntry[];
}

interface Scan {
  readonly problems: Problem[];
  readonly root: CaddyEntry[];
  readonly open: Frame[];
  words: Token[];
}

/** Reads a Caddyfile into lines and blocks with the places of their words, after caddyconfig/caddyfile/{lexer,parse}.go. */
export function parseCaddyfile(text: string): Parsed<readonly CaddyEntry[]> {
  const problems: Problem[] = [];
  const scan: Scan = { problems, root: [], open: [], words: [] };
  for (const word of readCaddyWords(text, problems)) place(scan, word);
  endEntry(scan);
  while (scan.open.length > 0) {
    const brace = scan.open.at(-1)?.brace;
    problems.push({ message: 'a block is not closed', start: brace?.start ?? 0, end: brace?.end ?? 0 });
    closeBlock(scan, text.length);
  }
  return { tree: scan.root, problems };
}

function place(scan: Scan, { token, first, kind }: CaddyWord): void {
  if (first && !goesOn(scan)) endEntry(scan);
  if (kind === 'open') {
    scan.open.push({ words: scan.words, brace: token, block: [] });
    scan.words = [];
  } else if (kind === 'close') {
    endEntry(scan);
    if (scan.open.length > 0) closeBlock(scan, token.end);
    else scan.problems.push({ message: '"}" closes nothing', start: token.start, end: token.end });
  } else {
    scan.words.push(token);
  }
}

/** Addresses of a site may stand on several lines, each but the last with a comma behind it. */
function goesOn(scan: Scan): boolean {
  return scan.open.length === 0 && scan.words.at(-1)?.text.endsWith(',') === true;
}

function endEntry(scan: Scan): void {
  const [first] = scan.words;
  if (first !== undefined)
    siblings(scan).push({ words: scan.words, start: first.start, end: scan.words.at(-1)?.end ?? first.end });
  scan.words = [];
}

function closeBlock(scan: Scan, end: number): void {
  const frame = scan.open.pop();
  if (frame === undefined) return;
  siblings(scan).push({
    words: frame.words,
    block: frame.block,
    start: frame.words[0]?.start ?? frame.brace.start,
    end,
  });
}

function siblings(scan: Scan): CaddyEntry[] {
  return scan.open.at(-1)?.block ?? scan.root;
}
