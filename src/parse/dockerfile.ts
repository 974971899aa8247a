import { type Continued, type DockerLines, readContinued, readDirectives } from './dockerfile-lines.js';
import {
  type DockerFlag,
  type DockerPair,
  heredocNames,
  readExec,
  readFlags,
  readPairs,
  readWords,
} from './dockerfile-words.js';
import type { Parsed, Problem, Token } from './parsed.js';
import { linesOf, restIsBlank, templateAt } from './scan.js';

export type { DockerFlag, DockerPair };

export interface DockerHeredoc {
  readonly name: string;
  /** The lines between the instruction and the closing word, as written. */
  readonly body: Token;
}

export interface DockerInstruction {
  /** The text is in upper case. */
  readonly keyword: Token;
  readonly flags: readonly DockerFlag[];
  /**
   * What follows the flags. The text is as long as its span: line continuations, and the comments between them, are
   * spaces, so an offset into it plus `start` is a place in the file.
   */
  readonly args: Token;
  /** For the instructions that have two forms; a broken JSON array is the shell form, as Docker sees it. */
  readonly form?: 'exec' | 'shell';
  /** Exec form: the strings of the array. Empty for the shell form of RUN, CMD and ENTRYPOINT; else the words of the arguments. */
  readonly words: readonly Token[];
  /** ENV, ARG and LABEL only. */
  readonly pairs: readonly DockerPair[];
  readonly heredocs: readonly DockerHeredoc[];
  /** What stands behind ONBUILD, and the CMD of a HEALTHCHECK. */
  readonly inner?: DockerInstruction;
  readonly start: number;
  readonly end: number;
}

export interface DockerStage {
  readonly name?: Token;
  /** The image or the earlier stage; empty text when FROM says none. */
  readonly from: Token;
  /** FROM first. */
  readonly instructions: readonly DockerInstruction[];
  readonly start: number;
  readonly end: number;
}

export interface Dockerfile {
  /** `# syntax=`, `# escape=`, `# check=`. */
  readonly directives: readonly DockerPair[];
  /** What stands before the first FROM. */
  readonly preamble: readonly DockerInstruction[];
  readonly stages: readonly DockerStage[];
}

const KEYWORDS = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
const WITH_FLAGS = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);
const WITH_PAIRS = new Set(['ARG', 'ENV', 'LABEL']);
const WITH_FORMS = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);
const SCRIPTS = new Set(['CMD', 'ENTRYPOINT', 'RUN', 'SHELL']);
/** Docker refuses ONBUILD ONBUILD; so do we, lest a hostile file nest without end. */
const MAY_BE_INNER = /^(?!ONBUILD(?:[\s\0]|$))./is;
const COMMAND = /^CMD(?:[\s\0[]|$)/i;
const WITH_HEREDOCS = new Set(['ADD', 'COPY', 'RUN']);

/** Reads a Dockerfile with the places of its words, after moby/buildkit frontend/dockerfile/parser. Template lines are passed over. */
export function parseDockerfile(text: string): Parsed<Dockerfile> {
  const lines = linesOf(text);
  const { directives, escaper, next } = readDirectives(text, lines);
  const from: DockerLines = { text, lines, escaper, lastOf: lastLines(text, lines) };
  const problems: Problem[] = [];
  const instructions: DockerInstruction[] = [];
  for (let at = next; at < lines.length; ) {
    const continued = readContinued(from, at);
    at = continued.next;
    const templated = continued.code === '' ? undefined : templateLine(from, continued);
    if (templated !== undefined) {
      at = templated;
    } else if (continued.code !== '') {
      const { instruction, after } = readInstruction(from, continued, problems);
      instructions.push(instruction);
      at = after;
    }
  }
  return { tree: { directives, ...readStages(instructions, problems) }, problems };
}

/** The line after a template statement or a template alone on its line, where an instruction could begin. */
function templateLine(from: DockerLines, { start, first }: Continued): number | undefined {
  const template = templateAt(from.text, start);
  if (template === undefined || !(template.statement || restIsBlank(from.text, template.end))) return undefined;
  let at = first;
  while (at < from.lines.length && (from.lines[at]?.next ?? 0) < template.end) at++;
  return at + 1;
}

function readInstruction(
  from: DockerLines,
  continued: Continued,
  problems: Problem[],
): { instruction: DockerInstruction; after: number } {
  const plain = readCode(continued.code, continued.start, from.escaper);
  const known = KEYWORDS.has(plain.keyword.text);
  if (!known) report(problems, `"${plain.keyword.text}" is no instruction`, plain.keyword);
  const names = takesHeredocs(plain) ? heredocNames(continued.code, from.escaper) : [];
  const heredocs: DockerHeredoc[] = [];
  let after = continued.next;
  let end = plain.end;
  for (const name of names) {
    const close = closingLine(from, name, after);
    if (close === undefined) {
      report(problems, `the here-document "${name}" is not closed`, plain.keyword);
      break;
    }
    const start = from.lines[after]?.start ?? plain.end;
    const bodyEnd = from.lines[close]?.start ?? start;
    heredocs.push({ name, body: { text: from.text.slice(start, bodyEnd), start, end: bodyEnd } });
    end = from.lines[close]?.end ?? bodyEnd;
    after = close + 1;
  }
  return { instruction: heredocs.length > 0 ? { ...plain, heredocs, end } : plain, after };
}

function takesHeredocs(instruction: DockerInstruction): boolean {
  const subject = instruction.inner ?? instruction;
  return WITH_HEREDOCS.has(subject.keyword.text) && subject.form === 'shell';
}

/** One instruction from code that may hold joints (see `JOINT`); `base` is where the code stands in the file. */
function readCode(code: string, base: number, escaper: string): DockerInstruction {
  const [, lead = '', word = ''] = /^([\s\0]*)([^\s\0]*)/.exec(code) ?? [];
  const keyword: Token = {
    text: word.toUpperCase(),
    start: base + lead.length,
    end: base + lead.length + word.length,
  };
  const name = keyword.text;
  const source = { code, base, escaper };
  const { flags, next } = WITH_FLAGS.has(name)
    ? readFlags(source, lead.length + word.length)
    : { flags: [], next: skipGap(code, lead.length + word.length) };
  const rest = code.slice(next);
  const args: Token = { text: rest.replaceAll('\0', ' '), start: base + next, end: base + code.length };
  const shared = { keyword, flags, args, heredocs: [], start: keyword.start, end: base + code.length };
  if (WITH_PAIRS.has(name)) {
    return { ...shared, words: readWords(source, next), pairs: readPairs(source, next, name !== 'ARG') };
  }
  if ((name === 'ONBUILD' && MAY_BE_INNER.test(rest)) || (name === 'HEALTHCHECK' && COMMAND.test(rest))) {
    return { ...shared, words: [], pairs: [], inner: readCode(rest, base + next, escaper) };
  }
  const exec = WITH_FORMS.has(name) ? readExec(source, next) : undefined;
  const words = exec ?? (SCRIPTS.has(name) ? [] : readWords(source, next));
  const form = exec === undefined ? 'shell' : 'exec';
  return { ...shared, words, pairs: [], ...(WITH_FORMS.has(name) ? { form } : {}) };
}

function skipGap(code: string, from: number): number {
  const gap = /[^\s\0]/g;
  gap.lastIndex = from;
  return gap.exec(code)?.index ?? code.length;
}

function readStages(
  instructions: readonly DockerInstruction[],
  problems: Problem[],
): Pick<Dockerfile, 'preamble' | 'stages'> {
  const preamble: DockerInstruction[] = [];
  const groups: DockerInstruction[][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword.text === 'FROM') groups.push([instruction]);
    else (groups.at(-1) ?? preamble).push(instruction);
  }
  for (const early of preamble) {
    if (early.keyword.text !== 'ARG' && KEYWORDS.has(early.keyword.text))
      report(problems, `${early.keyword.text} stands before the first FROM`, early.keyword);
  }
  return { preamble, stages: groups.map((group) => readStage(group)) };
}

function readStage(instructions: readonly DockerInstruction[]): DockerStage {
  const first = instructions[0];
  const start = first?.start ?? 0;
  const end = instructions.at(-1)?.end ?? start;
  const [from, as, name] = first?.words ?? [];
  const nowhere: Token = { text: '', start: first?.args.start ?? start, end: first?.args.start ?? start };
  const named = as?.text.toLowerCase() === 'as' && name !== undefined ? { name } : {};
  return { ...named, from: from ?? nowhere, instructions, start, end };
}

/** The last line that holds a word alone: tells in one step whether a here-document can be closed at all. */
function lastLines(text: string, lines: DockerLines['lines']): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  lines.forEach((line, index) => {
    const word = text.slice(line.start, line.end).trimStart();
    if (word.length > 0 && word.length < 80) last.set(word, index);
  });
  return last;
}

function closingLine(from: DockerLines, name: string, after: number): number | undefined {
  if ((from.lastOf.get(name) ?? -1) < after) return undefined;
  for (let at = after; at < from.lines.length; at++) {
    const line = from.lines[at];
    if (line !== undefined && from.text.slice(line.start, line.end).trimStart() === name) return at;
  }
  return undefined;
}

function report(problems: Problem[], message: string, at: Token): void {
  problems.push({ message, start: at.start, end: at.end });
}
