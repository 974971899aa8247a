import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';
import { type LineToken, tokensIn } from './line-words.js';

/**
 * Splits a one-line command (`sh -c`, an npm script, a compose command) into its simple commands, each with what must hold before it runs.
 * Tests (`[ ... ]`) are conditions and no commands.
 */
export function commandsIn(text: string, at: Span): readonly ScriptCommand[] {
  // The text may be a value with its quotes resolved: places inside hold only while nothing was escaped.
  const exact = at.end - at.start === text.length || at.end - at.start === text.length + 2;
  const from = at.start + (at.end - at.start === text.length + 2 ? 1 : 0);
  const reading: Reading = {
    text,
    tokens: tokensIn(text),
    next: 0,
    found: [],
    place: ({ start, end }) => (exact ? { file: at.file, start: from + start, end: from + end } : at),
  };
  while (reading.next < reading.tokens.length) {
    readList(reading, outermost, 0);
    // a bracket or a word that closes nothing
    reading.next++;
  }
  return reading.found;
}

interface Reading {
  readonly text: string;
  readonly tokens: readonly LineToken[];
  next: number;
  readonly found: ScriptCommand[];
  place(token: { readonly start: number; readonly end: number }): Span;
}

/** What stands around a command. */
interface Around {
  readonly conditions: readonly string[];
  readonly background: boolean;
  readonly piped: boolean;
  readonly fallback: boolean;
  readonly loop?: string;
}

const outermost: Around = { conditions: [], background: false, piped: false, fallback: false };

/** Nobody nests deeper on a line. */
const deepest = 50;

const closers = /^(then|elif|else|fi|do|done|esac|\})$/;

/** Chains of commands, up to the word or bracket that ends the list. */
function readList(reading: Reading, around: Around, depth: number): void {
  if (depth > deepest) {
    reading.next = reading.tokens.length;
    return;
  }
  for (;;) {
    while (isOperator(reading, ';', '&', '\n', '&&', '||', '|')) reading.next++;
    const token = reading.tokens[reading.next];
    if (!token || isOperator(reading, ')', ';;') || (!token.operator && closers.test(token.text))) return;
    readChain(reading, around, depth);
  }
}

/** `a && b || c`: what stands on the left is asked, or fails, before what stands on the right runs. */
function readChain(reading: Reading, around: Around, depth: number): void {
  const begun = reading.found.length;
  const left: { text: string; question: boolean; operator: string }[] = [];
  let operator = '';
  for (;;) {
    const conditions = [...around.conditions, ...asked(left, operator)];
    const fallback = around.fallback || operator === '||';
    const start = reading.tokens[reading.next]?.start ?? reading.text.length;
    const question = readPipeline(reading, { ...around, conditions, fallback }, depth);
    const end = reading.tokens[reading.next - 1]?.end ?? reading.text.length;
    left.push({ text: reading.text.slice(start, end), question, operator });
    if (!isOperator(reading, '&&', '||')) break;
    operator = reading.tokens[reading.next]?.text ?? '';
    reading.next++;
    while (isOperator(reading, '\n')) reading.next++;
    if (reading.next >= reading.tokens.length) break;
  }
  if (!isOperator(reading, '&')) return;
  for (let index = begun; index < reading.found.length; index++) {
    const command = reading.found[index];
    if (command) reading.found[index] = { ...command, background: true };
  }
}

/** The questions on the left that must be answered with yes (`&&`) or no (`||`). */
function asked(
  left: readonly { text: string; question: boolean; operator: string }[],
  operator: string,
): readonly string[] {
  const all = left.every(({ question }) => question);
  const whole = left.map(({ text, operator: before }) => `${before ? ` ${before} ` : ''}${text}`).join('');
  if (operator === '') return [];
  if (left.some(({ operator: before }) => before === '||')) return operator === '&&' && all ? [whole] : [];
  if (operator === '&&') return left.filter(({ question }) => question).map(({ text }) => text);
  if (!all) return [];
  if (left.length > 1) return [`! { ${whole}; }`];
  return whole.startsWith('! ') ? [whole.slice(2)] : [`! ${whole}`];
}

/** Whether the pipeline only asks something. */
function readPipeline(reading: Reading, around: Around, depth: number): boolean {
  const begun = reading.found.length;
  let question = readCommand(reading, around, depth);
  let piped = false;
  while (isOperator(reading, '|')) {
    reading.next++;
    piped = true;
    question = readCommand(reading, { ...around, piped: true }, depth) && question;
  }
  if (piped)
    for (let index = begun; index < reading.found.length; index++) {
      const command = reading.found[index];
      if (command) reading.found[index] = { ...command, piped: true };
    }
  return question;
}

function readCommand(reading: Reading, around: Around, depth: number): boolean {
  const token = reading.tokens[reading.next];
  if (!token) return false;
  if (isOperator(reading, '(')) return readGroup(reading, { around, depth, close: ')' });
  switch (token.operator ? '' : token.text) {
    case '{':
      return readGroup(reading, { around, depth, close: '}' });
    case '!':
      reading.next++;
      readCommand(reading, around, depth);
      return true;
    case 'if':
      return readIf(reading, around, depth);
    case 'while':
    case 'until':
    case 'for':
      return readLoop(reading, around, depth);
    case 'case':
      return readCase(reading, around, depth);
    default:
      return readSimple(reading, around);
  }
}

function readGroup(
  reading: Reading,
  { around, depth, close }: { readonly around: Around; readonly depth: number; readonly close: string },
): boolean {
  reading.next++;
  readList(reading, around, depth + 1);
  if (reading.tokens[reading.next]?.text === close) reading.next++;
  return false;
}

function readIf(reading: Reading, around: Around, depth: number): boolean {
  const failed: string[] = [];
  while (/^(if|elif)$/.test(wordAt(reading))) {
    reading.next++;
    const start = reading.tokens[reading.next]?.start ?? reading.text.length;
    readList(reading, around, depth + 1);
    const end = reading.tokens[reading.next]?.start ?? reading.text.length;
    const test = reading.text.slice(start, end).replace(/(?<![\s;])[\s;]+$/, '');
    if (wordAt(reading) === 'then') reading.next++;
    readList(reading, { ...around, conditions: [...around.conditions, ...failed, test] }, depth + 1);
    failed.push(test.startsWith('! ') ? test.slice(2) : `! ${/&&|\|\|/.test(test) ? `{ ${test}; }` : test}`);
  }
  if (wordAt(reading) === 'else') {
    reading.next++;
    readList(reading, { ...around, conditions: [...around.conditions, ...failed] }, depth + 1);
  }
  if (wordAt(reading) === 'fi') reading.next++;
  return false;
}

function readLoop(reading: Reading, around: Around, depth: number): boolean {
  const start = reading.tokens[reading.next]?.start ?? 0;
  const isFor = wordAt(reading) === 'for';
  reading.next++;
  if (isFor) while (reading.next < reading.tokens.length && !/^(do|;|\n)$/.test(textAt(reading))) reading.next++;
  readList(reading, around, depth + 1);
  const end = reading.tokens[reading.next]?.start ?? reading.text.length;
  const loop = reading.text.slice(start, end).replace(/(?<![\s;])[\s;]+$/, '');
  if (wordAt(reading) === 'do') reading.next++;
  readList(reading, { ...around, loop }, depth + 1);
  if (wordAt(reading) === 'done') reading.next++;
  return false;
}

function readCase(reading: Reading, around: Around, depth: number): boolean {
  const subject = reading.tokens[reading.next + 1]?.text ?? '';
  reading.next += 3;
  const before: string[] = [];
  while (reading.next < reading.tokens.length && wordAt(reading) !== 'esac') {
    const labels: string[] = [];
    while (reading.next < reading.tokens.length && !isOperator(reading, ')')) {
      labels.push(textAt(reading));
      reading.next++;
    }
    reading.next++;
    const label = labels.filter((one) => !/^[(\n]$/.test(one)).join('');
    const isRest = label === '*' && before.length > 0;
    const chosen = isRest ? `! case ${subject} in ${before.join('|')}` : `case ${subject} in ${label}`;
    before.push(label);
    readList(reading, { ...around, conditions: [...around.conditions, chosen] }, depth + 1);
    while (isOperator(reading, ';;', '\n')) reading.next++;
    if (/^(then|elif|else|fi|do|done|\})$/.test(wordAt(reading)) || isOperator(reading, ')')) reading.next++;
  }
  reading.next++;
  return false;
}

const asking = /^(?:test|\[|\[\[|grep|command|which|type|hash|getent|id|true|false)$/;

function readSimple(reading: Reading, around: Around): boolean {
  const words: Located<string>[] = [];
  for (let token = reading.tokens[reading.next]; token && !token.operator; token = reading.tokens[reading.next]) {
    words.push({ value: unquoted(token.text), at: reading.place(token) });
    reading.next++;
  }
  const first = words[0]?.value ?? '';
  if (words.length > 0 && !/^\[\[?$/.test(first)) reading.found.push(commandOf(words, around));
  return asking.test(first);
}

function isOperator(reading: Reading, ...texts: readonly string[]): boolean {
  const token = reading.tokens[reading.next];
  return token?.operator === true && texts.includes(token.text);
}

function textAt(reading: Reading): string {
  return reading.tokens[reading.next]?.text ?? '';
}

function wordAt(reading: Reading): string {
  const token = reading.tokens[reading.next];
  return token && !token.operator ? token.text : '';
}

function unquoted(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
    String(double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$`])/g, '$1')),
  );
}

function commandOf(all: readonly Located<string>[], around: Around): ScriptCommand {
  const [first, ...rest] = all;
  const exec = first?.value === 'exec' && rest.length > 0;
  const words = exec ? rest : all;
  const last = words.at(-1) ?? first;
  const head = words[0] ?? first;
  return {
    words,
    conditions: around.conditions,
    writes: words.flatMap(({ value }, index) => (/^\d?>{1,2}$/.test(value) ? [words[index + 1]?.value ?? ''] : [])),
    exec,
    background: around.background,
    piped: around.piped,
    fallback: around.fallback,
    substituted: false,
    ...(around.loop === undefined ? {} : { loop: around.loop }),
    at: {
      file: head?.at.file ?? '',
      start: head?.at.start ?? 0,
      end: Math.max(last?.at.end ?? 0, head?.at.end ?? 0),
    },
  };
}
