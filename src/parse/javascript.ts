import { createRequire } from 'node:module';
import type { ParserOptions, ParserPlugin, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { blank, blankNoise, spaces } from './blank.js';
import { closersOf } from './javascript-closers.js';
import { settle } from './javascript-depth.js';
import type { Parsed, Problem } from './parsed.js';

const load = createRequire(import.meta.url);

/** The parser is loaded with the first file that it reads: editors of repairs import this module too, and many runs meet no JavaScript. */
function parseWhole(source: string, options: ParserOptions): ReturnType<typeof parse> {
  return (load('@babel/parser') as typeof import('@babel/parser')).parse(source, options);
}

/** How often a line that cannot be read is overwritten before the rest of the file is given up. */
const mostTries = 6;

/**
 * Parses JavaScript and TypeScript by the extension of `path` (js mjs cjs jsx ts mts cts tsx), and the scripts of vue, svelte and
 * astro files. Offsets (`node.start`, `node.end`) are UTF-16 units of `text`; do not use `loc`. Never throws: a line that
 * cannot be read is left out, and is a problem. Comments are in `tree.comments`, not attached to nodes.
 */
export function parseJavaScript(text: string, path: string): Parsed<File> {
  const source = scriptOf(text, path);
  // the parser holds each label against all others, and records an error for each pair
  if (labels.test(source)) return unread(text, [{ message: 'too tangled to be read', start: 0, end: 1 }]);
  const ways = waysFor(path, text);
  let first: Problem | undefined;
  for (const way of ways) {
    const attempt = attemptTo(source, way);
    if (attempt.file !== undefined) {
      if (!settle(attempt.file)) return unread(text, [{ message: 'nested too deeply to be read', start: 0, end: 1 }]);
      return { tree: attempt.file, problems: recovered(attempt.file) };
    }
    if (attempt.hopeless) return unread(text, [attempt.problem]);
    first ??= attempt.problem;
  }
  const mended = mend(text, blankNoise(source), ways[0] ?? plain);
  return mended.problems.length > 0 || first === undefined ? mended : { ...mended, problems: [first] };
}

/** Labels in a row, as nobody writes them. */
const labels = /(?<![\w$])(?:[\w$]{1,50}\s{0,20}:\s{0,20}){100}/;

type Attempt =
  | { readonly file: ReturnType<typeof parse> }
  | { readonly file?: undefined; readonly problem: Problem; readonly hopeless: boolean };

const plain: ParserOptions = {
  sourceType: 'module',
  errorRecovery: true,
  attachComment: false,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowNewTargetOutsideFunction: true,
  allowUndeclaredExports: true,
};

const always: readonly ParserPlugin[] = ['decorators-legacy', 'decoratorAutoAccessors', 'explicitResourceManagement'];

/** The options to try, likeliest first. */
function waysFor(path: string, text: string): readonly ParserOptions[] {
  const typed =
    /\.[mc]?tsx?$|\.astro$/i.test(path) || /<script\b[^>]{0,500}\blang\s*=\s*["']?tsx?\b/i.test(sfc(path) ? text : '');
  const flow: ParserPlugin = ['flow', { all: true }];
  if (!typed) {
    const ways = [way('jsx'), way('jsx', flow), { ...way('jsx'), sourceType: 'script' as const }];
    return text.includes('@flow') ? [way('jsx', flow), ...ways] : ways;
  }
  const ways = [way('typescript'), way('typescript', 'jsx'), { ...way('typescript'), sourceType: 'script' as const }];
  return /tsx$/i.test(path) ? ways.slice(1) : ways;
}

function way(...plugins: readonly ParserPlugin[]): ParserOptions {
  return { ...plain, plugins: [...plugins, ...always] };
}

function attemptTo(source: string, options: ParserOptions): Attempt {
  try {
    return { file: parseWhole(source, options) };
  } catch (thrown) {
    // Babel throws a SyntaxError with `pos`; nesting that overflows its stack is a RangeError, and no retry helps.
    const pos =
      thrown instanceof SyntaxError && 'pos' in thrown && typeof thrown.pos === 'number' ? thrown.pos : undefined;
    const message = thrown instanceof SyntaxError ? sentence(thrown.message) : 'nested too deeply to be read';
    const start = Math.min(pos ?? 0, source.length);
    const end = pos === undefined ? source.length : Math.min(start + 1, source.length);
    return { problem: { message, start, end }, hopeless: pos === undefined };
  }
}

/** Overwrites line after line that cannot be read; closes at the end what stands open. */
function mend(text: string, source: string, options: ParserOptions): Parsed<File> {
  const problems: Problem[] = [];
  let now = source;
  let closers = '';
  for (let tries = 0; tries < mostTries; tries++) {
    const attempt = attemptTo(now + closers, options);
    if (attempt.file !== undefined)
      return settle(attempt.file)
        ? { tree: attempt.file, problems: [...problems, ...recovered(attempt.file)] }
        : unread(text, problems);
    if (attempt.hopeless) break;
    const { message, start } = attempt.problem;
    const at = Math.min(start, now.trimEnd().length);
    problems.push({ message, start: at, end: Math.min(at + 1, text.length) });
    const missing = at === now.trimEnd().length ? closersOf(now) : '';
    if (missing !== '' && missing !== closers) {
      closers = missing;
      continue;
    }
    now = withoutLine(now, at);
    closers = closers === '' ? '' : closersOf(now);
  }
  return prefix(text, { source, problems, options });
}

/** The last resort: what stands before the first line that cannot be read. */
function prefix(
  text: string,
  { source, problems, options }: { source: string; problems: readonly Problem[]; options: ParserOptions },
): Parsed<File> {
  const first = Math.min(...problems.map((problem) => problem.start), source.length);
  const before = source.slice(0, source.lastIndexOf('\n', first) + 1);
  const attempt = attemptTo(before + closersOf(before), options);
  const lost = { message: 'not read from here on', start: before.length, end: text.length };
  return attempt.file === undefined || !settle(attempt.file)
    ? unread(text, problems)
    : { tree: attempt.file, problems: [...problems, lost] };
}

/** Blanks the line at an offset, or the nearest line before it that says anything. */
function withoutLine(source: string, at: number): string {
  const said = source.slice(0, at + 1).trimEnd().length;
  const inside = /\S/.test(source.charAt(at)) ? at : Math.max(said - 1, 0);
  const start = source.lastIndexOf('\n', inside) + 1;
  const next = source.indexOf('\n', inside);
  return blank(source, start, next < 0 ? source.length : next);
}

function unread(text: string, problems: readonly Problem[]): Parsed<File> {
  const whole = { message: 'cannot be read', start: 0, end: text.length };
  return { tree: parseWhole('', plain), problems: problems.length > 0 ? problems : [whole] };
}

/** What Babel went on after; without the rules of strict mode and of names, which say nothing about the tree. */
function recovered(file: ReturnType<typeof parse>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const error of file.errors ?? []) {
    const message = sentence(String('message' in error ? error.message : ''));
    if (/strict mode|reserved word|already been (declared|exported)|Duplicate/i.test(message)) continue;
    const start = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    problems.push({ message, start, end: start + 1 });
  }
  return problems;
}

/** Babel ends its messages with a line and column that a byte order mark makes wrong. */
function sentence(message: string): string {
  return message.replace(/\s{0,9}\(\d+:\d+\)$/, '');
}

function sfc(path: string): boolean {
  return /\.(vue|svelte|astro)$/i.test(path);
}

/** The text with everything blank that is no script, at the same offsets. */
function scriptOf(text: string, path: string): string {
  // A hashbang behind a byte order mark is an error to Babel.
  if (!sfc(path)) return text.startsWith('\uFEFF#!') ? text.replace(/^.*/, spaces) : text;
  const scripts = /<!--[\s\S]*?(?:-->|$)|(<script\b(?:[^>"']|"[^"]*"|'[^']*'){0,500}>)([\s\S]*?)(?:<\/script\s*>|$)/gi;
  let out = '';
  const keep = (start: number, end: number) => {
    out += spaces(text.slice(out.length, start)) + text.slice(start, end);
  };
  const head = /\.astro$/i.test(path) ? /^(\uFEFF?\s*---)([\s\S]*?)\n---/.exec(text) : null;
  if (head !== null) keep(head[1]?.length ?? 0, (head[1]?.length ?? 0) + (head[2]?.length ?? 0));
  scripts.lastIndex = out.length;
  for (let found = scripts.exec(text); found !== null; found = scripts.exec(text)) {
    const start = found.index + (found[1]?.length ?? 0);
    if (found[1] !== undefined) keep(start, start + (found[2]?.length ?? 0));
  }
  return out + spaces(text.slice(out.length));
}
