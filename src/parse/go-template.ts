import type { GoBranch, GoCommand, GoNode, GoOperand, GoPipe } from './go-template-tree.js';
import { type GoPiece, type GoWord, piecesOf } from './go-template-words.js';
import type { Parsed, Problem } from './parsed.js';

/** A template holds this many blocks in each other at most, and a pipeline as many brackets. */
const deepest = 60;

/**
 * Reads a Go template as text/template (Go 1.19) does. A template that Go would refuse has a problem, and a tree that ends there.
 */
export function parseGoTemplate(text: string): Parsed<readonly GoNode[]> {
  const { pieces, problem } = piecesOf(text);
  const reading: Reading = { pieces, at: 0, problems: problem ? [problem] : [], depth: 0 };
  const tree: GoNode[] = [];
  for (;;) {
    tree.push(...nodes(reading));
    const stray = reading.pieces[reading.at];
    if (!stray) break;
    refuse(reading, 'There is no block here to end.', stray.start);
    break;
  }
  return { tree, problems: reading.problems };
}

interface Reading {
  readonly pieces: readonly GoPiece[];
  at: number;
  depth: number;
  readonly problems: Problem[];
}

function refuse(reading: Reading, message: string, start: number): undefined {
  reading.problems.push({ message, start, end: start });
  reading.at = reading.pieces.length;
  return undefined;
}

/** The nodes up to an `end` or `else`, which is left to the caller. */
function nodes(reading: Reading): readonly GoNode[] {
  const found: GoNode[] = [];
  while (reading.at < reading.pieces.length) {
    const piece = reading.pieces[reading.at];
    if (!piece) break;
    if (piece.is === 'action' && /^(end|else)$/.test(wordOf(piece))) break;
    reading.at++;
    if (piece.is === 'text') found.push(piece);
    if (piece.is === 'action') found.push(...nodesOf(reading, piece));
  }
  return found;
}

type Action = Extract<GoPiece, { is: 'action' }>;

function wordOf(piece: Action): string {
  const first = piece.words.find(({ is }) => is !== 'space');
  return first?.is === 'name' ? first.text : '';
}

function nodesOf(reading: Reading, piece: Action): readonly GoNode[] {
  const word = wordOf(piece);
  const { start, end } = piece;
  switch (word) {
    case 'if':
    case 'with':
    case 'range': {
      const branch = branchOf(reading, piece, word);
      return branch ? [branch] : [];
    }
    case 'define':
    case 'block':
      return definitionOf(reading, piece, word);
    case 'template': {
      const name = stringOf(piece);
      if (name === undefined) return refuse(reading, 'A template has no name.', start) ?? [];
      const rest = behindString(piece);
      const pipe = rest.some(({ is }) => is !== 'space') ? pipeOf(reading, rest, piece) : undefined;
      return [{ is: 'template', name, ...(pipe ? { pipe } : {}), start, end }];
    }
    case 'break':
    case 'continue':
      if (piece.words.filter(({ is }) => is !== 'space').length === 1) return [{ is: word, start, end }];
  }
  const pipe = pipeOf(reading, piece.words, piece);
  return pipe ? [{ is: 'action', pipe, start, end }] : [];
}

function stringOf({ words }: Action): string | undefined {
  return words.filter(({ is }) => is !== 'space')[1]?.value;
}

function behindString({ words }: Action): readonly GoWord[] {
  return words.slice(words.findIndex(({ is }) => is === 'string') + 1);
}

function behindWord(words: readonly GoWord[]): readonly GoWord[] {
  return words.slice(words.findIndex(({ is }) => is !== 'space') + 1);
}

/** `define` as it is; a `block` defines a template and calls it. */
function definitionOf(reading: Reading, piece: Action, word: 'define' | 'block'): readonly GoNode[] {
  const name = stringOf(piece);
  if (name === undefined) return refuse(reading, 'A template has no name.', piece.start) ?? [];
  const body = deeper(reading, piece, () => nodes(reading)) ?? [];
  const end = ended(reading, piece);
  const definition: GoNode = { is: 'define', name, body, start: piece.start, end };
  if (word === 'define') return [definition];
  const pipe = pipeOf(reading, behindString(piece), piece);
  return [definition, { is: 'template', name, ...(pipe ? { pipe } : {}), start: piece.start, end: piece.end }];
}

function deeper<T>(reading: Reading, { start }: Action, inner: () => T): T | undefined {
  if (reading.depth >= deepest) return refuse(reading, 'The template is nested too deeply to be read.', start);
  reading.depth++;
  const result = inner();
  reading.depth--;
  return result;
}

function ended(reading: Reading, { start }: Action): number {
  const piece = reading.pieces[reading.at];
  if (piece?.is !== 'action' || wordOf(piece) !== 'end') {
    if (reading.problems.length === 0) refuse(reading, 'A block is not ended.', start);
    return piece?.end ?? start;
  }
  reading.at++;
  return piece.end;
}

function branchOf(reading: Reading, piece: Action, is: GoBranch['is']): GoBranch | undefined {
  const pipe = pipeOf(reading, behindWord(piece.words), piece);
  if (!pipe) return undefined;
  const then = deeper(reading, piece, () => nodes(reading)) ?? [];
  const next = reading.pieces[reading.at];
  const { start } = piece;
  if (next?.is !== 'action' || wordOf(next) !== 'else')
    return { is, pipe, then, otherwise: [], start, end: ended(reading, piece) };
  reading.at++;
  const rest = behindWord(next.words);
  const first = rest.find((one) => one.is !== 'space');
  if (first) return chained(reading, { piece, next, is, pipe, then });
  const otherwise = deeper(reading, piece, () => nodes(reading)) ?? [];
  return { is, pipe, then, otherwise, start, end: ended(reading, piece) };
}

interface Chained extends Pick<GoBranch, 'is' | 'pipe' | 'then'> {
  readonly piece: Action;
  readonly next: Action;
}

/** `else if` and `else with` are a block within the `else` that ends where the outer one does. */
function chained(reading: Reading, { piece, next, is, pipe, then }: Chained): GoBranch | undefined {
  const words = behindWord(next.words);
  const word = words.find((one) => one.is !== 'space')?.text;
  if (word !== 'if' && word !== 'with') return refuse(reading, `"else ${word}" is not known.`, next.start);
  const inner = deeper(reading, piece, () =>
    branchOf(reading, { is: 'action', words, start: next.start, end: next.end }, word),
  );
  return inner && { is, pipe, then, otherwise: [inner], start: piece.start, end: inner.end };
}

/** What a pipeline is read from. */
interface Line {
  readonly reading: Reading;
  readonly words: readonly GoWord[];
  readonly piece: Action;
  at: number;
  depth: number;
}

function pipeOf(reading: Reading, words: readonly GoWord[], piece: Action): GoPipe | undefined {
  const line: Line = { reading, words, piece, at: 0, depth: 0 };
  const pipe = pipeline(line);
  const left = line.words[line.at];
  if (pipe && left) return wrong(line, `"${left.text}" is not expected here.`);
  if (pipe && pipe.commands.length === 0) return wrong(line, 'A value is missing.');
  return pipe;
}

function wrong(line: Line, message: string): undefined {
  return refuse(line.reading, message, (line.words[line.at] ?? line.piece).start);
}

function skipSpace(line: Line): void {
  while (line.words[line.at]?.is === 'space') line.at++;
}

const isSign = (word: GoWord | undefined, text: string) => word?.is === 'sign' && word.text === text;

function pipeline(line: Line): GoPipe | undefined {
  const { variables, sets } = declared(line);
  skipSpace(line);
  const start = (line.words[line.at] ?? line.piece).start;
  const commands: GoCommand[] = [];
  for (;;) {
    const one = command(line);
    if (!one) return undefined;
    if (one.words.length === 0) {
      if (commands.length > 0) return wrong(line, 'A value is missing behind |.');
      break;
    }
    commands.push(one);
    skipSpace(line);
    if (!isSign(line.words[line.at], '|')) break;
    line.at++;
  }
  return { variables, sets, commands, start, end: commands.at(-1)?.end ?? start };
}

/** `$a :=`, `$a =`, `$i, $a :=`. */
function declared(line: Line): { variables: readonly string[]; sets: boolean } {
  const from = line.at;
  const variables: string[] = [];
  for (;;) {
    skipSpace(line);
    const word = line.words[line.at];
    if (word?.is !== 'variable') break;
    line.at++;
    variables.push(word.text.slice(1));
    skipSpace(line);
    const sign = line.words[line.at];
    if (isSign(sign, ',')) {
      line.at++;
      continue;
    }
    if (isSign(sign, ':=') || isSign(sign, '=')) {
      line.at++;
      return { variables, sets: sign?.text === '=' };
    }
    break;
  }
  line.at = from;
  return { variables: [], sets: false };
}

function command(line: Line): GoCommand | undefined {
  const words: GoOperand[] = [];
  for (;;) {
    skipSpace(line);
    const word = line.words[line.at];
    if (!word || isSign(word, '|') || isSign(word, ')')) break;
    const one = operand(line, word);
    if (!one) return undefined;
    words.push(one);
  }
  const start = words[0]?.start ?? line.piece.start;
  return { words, start, end: words.at(-1)?.end ?? start };
}

function operand(line: Line, word: GoWord): GoOperand | undefined {
  line.at++;
  const place = { start: word.start, end: word.end };
  switch (word.is) {
    case 'string': {
      const value = word.value ?? '';
      return { is: 'string', value, exact: value === word.text.slice(1, -1), ...place };
    }
    case 'char':
      return { is: 'number', value: word.value?.codePointAt(0) ?? 0, float: false, ...place };
    case 'number':
      return numberOf(word);
    case 'name':
      if (word.text === 'true' || word.text === 'false') return { is: 'bool', value: word.text === 'true', ...place };
      if (word.text === 'nil') return { is: 'nil', ...place };
      return { is: 'function', name: word.text, ...place };
    case 'variable': {
      const { names, end } = fields(line, word.end);
      return { is: 'variable', name: word.text.slice(1), names, start: word.start, end };
    }
    case 'field': {
      const { names, end } = fields(line, word.end);
      return { is: 'field', names: [word.text.slice(1), ...names], start: word.start, end };
    }
  }
  if (word.text === '.') return { is: 'dot', ...place };
  if (word.text === '(') return bracketed(line, word);
  line.at--;
  return wrong(line, `"${word.text}" is not expected here.`);
}

function bracketed(line: Line, open: GoWord): GoOperand | undefined {
  if (line.depth >= deepest) return wrong(line, 'The brackets are nested too deeply to be read.');
  line.depth++;
  const pipe = pipeline(line);
  line.depth--;
  if (!pipe) return undefined;
  skipSpace(line);
  const close = line.words[line.at];
  if (!isSign(close, ')') || !close) return wrong(line, 'A bracket is not closed.');
  line.at++;
  const { names, end } = fields(line, close.end);
  return { is: 'pipe', pipe, names, start: open.start, end };
}

/** Fields that follow without a blank. */
function fields(line: Line, from: number): { names: readonly string[]; end: number } {
  const names: string[] = [];
  let end = from;
  for (let word = line.words[line.at]; word?.is === 'field'; word = line.words[line.at]) {
    names.push(word.text.slice(1));
    end = word.end;
    line.at++;
  }
  return { names, end };
}

function numberOf({ text, start, end }: GoWord): GoOperand {
  const plain = text.replaceAll('_', '').replace(/^\+/, '');
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^-/, '');
  const power = /^0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?[pP]([+-]?\d+)$/.exec(digits);
  if (power) {
    const [, whole = '', part = '', exponent = ''] = power;
    const value = sign * Number.parseInt(whole + part, 16) * 2 ** (Number(exponent) - 4 * part.length);
    return { is: 'number', value, float: true, start, end };
  }
  const value = sign * (/^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits));
  const float = !/^0[xXbBoO]/.test(digits) && /[.eE]/.test(digits);
  return { is: 'number', value, float, start, end };
}
