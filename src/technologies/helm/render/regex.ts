import { table } from '../../../table.js';

/** Regular expressions of RE2's syntax, run in time linear in the text whatever the expression is. */
export interface Regex {
  /** The bounds of the match that begins first, and of its groups; -1 for groups that took no part. */
  exec(text: string, from: number): readonly number[] | undefined;
  readonly groups: readonly string[];
}

type Test = (code: number) => boolean;

type Step =
  | { readonly is: 'char'; readonly test: Test }
  | { readonly is: 'split'; readonly first: number; readonly second: number }
  | { readonly is: 'jump'; readonly by: number }
  | { readonly is: 'save'; readonly slot: number }
  | { readonly is: 'assert'; readonly sign: string };

interface Reading {
  readonly source: string;
  at: number;
  groups: string[];
  depth: number;
  flags: string;
}

/** Programs of more steps are not run. */
const longest = 4_000;

/** The expression made ready; undefined when it is none, or too large. */
export function regexOf(source: string): Regex | undefined {
  const reading: Reading = { source, at: 0, groups: [''], depth: 0, flags: '' };
  const body = alternatives(reading);
  if (!body || reading.at < source.length || body.length > longest) return undefined;
  const steps: readonly Step[] = [{ is: 'save', slot: 0 }, ...body, { is: 'save', slot: 1 }];
  return { groups: reading.groups, exec: (text, from) => run(steps, text, { from, slots: reading.groups.length * 2 }) };
}

function alternatives(reading: Reading): readonly Step[] | undefined {
  const flags = reading.flags;
  let found = sequence(reading);
  while (found && reading.source[reading.at] === '|') {
    reading.at++;
    const other = sequence(reading);
    if (!other || found.length + other.length > longest) return undefined;
    found = [
      { is: 'split', first: 1, second: found.length + 2 },
      ...found,
      { is: 'jump', by: other.length + 1 },
      ...other,
    ];
  }
  reading.flags = flags;
  return found;
}

function sequence(reading: Reading): readonly Step[] | undefined {
  const steps: Step[] = [];
  while (reading.at < reading.source.length && !/[|)]/.test(reading.source[reading.at] ?? '')) {
    const one = atom(reading);
    const repeated = one && repetition(reading, one);
    if (!repeated || steps.length + repeated.length > longest) return undefined;
    steps.push(...repeated);
  }
  return steps;
}

function repetition(reading: Reading, one: readonly Step[]): readonly Step[] | undefined {
  let found = one;
  for (;;) {
    const given = /^(?:([*+?])|\{(\d{1,9})(,?)(\d{0,9})\})(\?)?/.exec(
      reading.source.slice(reading.at, reading.at + 24),
    );
    if (!given) return found;
    reading.at += given[0].length;
    const [, sign, least = '', comma, most = '', lazy] = given;
    const from = sign ? (sign === '+' ? 1 : 0) : Number(least);
    const to = sign
      ? sign === '?'
        ? 1
        : Number.POSITIVE_INFINITY
      : comma === ''
        ? from
        : most === ''
          ? Number.POSITIVE_INFINITY
          : Number(most);
    if (to < from || Math.max(from, Number.isFinite(to) ? to : 0) > 1000) return undefined;
    const next = times(found, { from, to, lazy: lazy !== undefined });
    if (!next) return undefined;
    found = next;
  }
}

function times(
  one: readonly Step[],
  { from, to, lazy }: { from: number; to: number; lazy: boolean },
): readonly Step[] | undefined {
  const size = one.length;
  const optional = Number.isFinite(to) ? to - from : 1;
  if ((from + optional) * (size + 2) > longest) return undefined;
  const fork = (go: number, stop: number): Step => ({ is: 'split', first: lazy ? stop : go, second: lazy ? go : stop });
  const steps: Step[] = Array.from({ length: from }, () => one).flat();
  if (to === Number.POSITIVE_INFINITY) return [...steps, fork(1, size + 2), ...one, { is: 'jump', by: -(size + 1) }];
  for (let left = optional; left > 0; left--) steps.push(fork(1, left * (size + 1)), ...one);
  return steps;
}

function atom(reading: Reading): readonly Step[] | undefined {
  const char = reading.source[reading.at++] ?? '';
  if (char === '(') return group(reading);
  if (char === '[') {
    const test = bracketed(reading);
    return test && [{ is: 'char', test }];
  }
  if (char === '.') return [{ is: 'char', test: reading.flags.includes('s') ? () => true : (code) => code !== 10 }];
  if (char === '^') return [{ is: 'assert', sign: reading.flags.includes('m') ? '^' : 'A' }];
  if (char === '$') return [{ is: 'assert', sign: reading.flags.includes('m') ? '$' : 'z' }];
  if (char === '\\') return escaped(reading);
  if (/[*+?]/.test(char)) return undefined;
  return [{ is: 'char', test: sameAs(char.charCodeAt(0), reading.flags) }];
}

function sameAs(code: number, flags: string): Test {
  if (!flags.includes('i')) return (other) => other === code;
  const text = String.fromCharCode(code);
  const both = [text.toLowerCase().charCodeAt(0), text.toUpperCase().charCodeAt(0)];
  return (other) => both.includes(other);
}

function group(reading: Reading): readonly Step[] | undefined {
  if (reading.depth > 50) return undefined;
  const before = reading.flags;
  const special = /^\?(?:P?<(\w+)>|([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)]))/.exec(
    reading.source.slice(reading.at, reading.at + 60),
  );
  if (reading.source[reading.at] === '?' && !special) return undefined;
  reading.at += special?.[0].length ?? 0;
  if (special?.[1] === undefined && special) {
    const gone = special[3] ?? '';
    const flags = [...before, ...(special[2] ?? '')].filter((flag) => !gone.includes(flag)).join('');
    reading.flags = flags;
    if (special[4] === ')') return [];
  }
  const slot = special && special[1] === undefined ? undefined : reading.groups.push(special?.[1] ?? '') - 1;
  reading.depth++;
  const inner = alternatives(reading);
  reading.depth--;
  reading.flags = before;
  if (!inner || reading.source[reading.at++] !== ')') return undefined;
  return slot === undefined ? inner : [{ is: 'save', slot: slot * 2 }, ...inner, { is: 'save', slot: slot * 2 + 1 }];
}

const isDigit: Test = (code) => code >= 48 && code <= 57;
const isWord: Test = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Test = (code) => code === 32 || (code >= 9 && code <= 13 && code !== 11);
const sets: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['d', isDigit],
  ['D', (code) => !isDigit(code)],
  ['w', isWord],
  ['W', (code) => !isWord(code)],
  ['s', isSpace],
  ['S', (code) => !isSpace(code)],
]);
const controls: Readonly<Record<string, string>> = table({ n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07' });

function escaped(reading: Reading): readonly Step[] | undefined {
  const char = reading.source[reading.at] ?? '';
  if (/[bBAz]/.test(char)) {
    reading.at++;
    return [{ is: 'assert', sign: char }];
  }
  const set = setAt(reading);
  if (set) return [{ is: 'char', test: set }];
  const code = codeAt(reading);
  return code === undefined ? undefined : [{ is: 'char', test: sameAs(code, reading.flags) }];
}

/** `\d`, `\pL`, `\p{Lu}` behind the backslash. */
function setAt(reading: Reading): Test | undefined {
  const rest = reading.source.slice(reading.at, reading.at + 40);
  const set = sets.get(rest[0] ?? '');
  if (set) {
    reading.at++;
    return set;
  }
  const named = /^([pP])(?:([A-Z])|\{(\^?)(\w+)\})/.exec(rest);
  if (!named) return undefined;
  const pattern = propertyOf(named[2] ?? named[4] ?? '');
  if (!pattern) return undefined;
  reading.at += named[0].length;
  const not = (named[1] === 'P') !== (named[3] === '^');
  return (code) => pattern.test(String.fromCharCode(code)) !== not;
}

function propertyOf(name: string): RegExp | undefined {
  for (const property of [name, `Script=${name}`]) {
    try {
      return new RegExp(`\\p{${property}}`, 'u');
    } catch {
      // not a property of this kind
    }
  }
  return undefined;
}

/** An escaped sign, behind the backslash. */
function codeAt(reading: Reading): number | undefined {
  const rest = reading.source.slice(reading.at, reading.at + 12);
  const hex = /^x(?:([\da-fA-F]{2})|\{([\da-fA-F]+)\})/.exec(rest);
  reading.at += hex?.[0].length ?? 1;
  if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
  const char = rest[0] ?? '';
  const control = controls[char];
  if (control) return control.charCodeAt(0);
  return char !== '' && !/[A-Za-z0-9]/.test(char) ? char.charCodeAt(0) : undefined;
}

const posix: Readonly<Record<string, RegExp>> = table({ alnum: /[0-9A-Za-z]/, alpha: /[A-Za-z]/, ascii: /[\0-\x7f]/, blank: /[\t ]/, cntrl: /[\0-\x1f\x7f]/, digit: /\d/, graph: /[!-~]/, lower: /[a-z]/, print: /[ -~]/, punct: /[!-/:-@[-`{-~]/, space: /[\t-\r ]/, upper: /[A-Z]/, word: /\w/, xdigit: /[\da-fA-F]/ }); // biome-ignore format: a table

function bracketed(reading: Reading): Test | undefined {
  const not = reading.source[reading.at] === '^';
  if (not) reading.at++;
  const tests: Test[] = [];
  for (let first = true; ; first = false) {
    const char = reading.source[reading.at];
    if (char === undefined) return undefined;
    if (char === ']' && !first) break;
    const one = bracketItem(reading);
    if (!one) return undefined;
    tests.push(one);
  }
  reading.at++;
  const insensitive = reading.flags.includes('i');
  const any: Test = (code) => tests.some((test) => test(code));
  const folded: Test = insensitive ? (code) => { const text = String.fromCharCode(code); return any(text.toLowerCase().charCodeAt(0)) || any(text.toUpperCase().charCodeAt(0)); } : any; // biome-ignore format: one line
  return not ? (code) => !folded(code) : folded;
}

function bracketItem(reading: Reading): Test | undefined {
  const named = /^\[:(\^?)(\w+):\]/.exec(reading.source.slice(reading.at, reading.at + 16));
  const pattern = named && posix[named[2] ?? ''];
  if (named && pattern) {
    reading.at += named[0].length;
    return (code) => pattern.test(String.fromCharCode(code)) !== (named[1] === '^');
  }
  const from = bracketCode(reading);
  if (typeof from !== 'number') return from;
  if (reading.source[reading.at] !== '-' || reading.source[reading.at + 1] === ']') return (code) => code === from;
  reading.at++;
  const to = bracketCode(reading);
  return typeof to === 'number' && to >= from ? (code) => code >= from && code <= to : undefined;
}

function bracketCode(reading: Reading): number | Test | undefined {
  const char = reading.source[reading.at++] ?? '';
  if (char !== '\\') return char.charCodeAt(0);
  return setAt(reading) ?? codeAt(reading);
}

interface Thread {
  readonly at: number;
  readonly saved: readonly number[];
}

/** Threads in the order of their preference, one character after another (Pike's machine). */
function run(
  steps: readonly Step[],
  text: string,
  { from, slots }: { from: number; slots: number },
): readonly number[] | undefined {
  let current: Thread[] = [];
  let found: readonly number[] | undefined;
  for (let place = from; place <= text.length; place++) {
    const seen = new Set<number>(current.map(({ at }) => at));
    const fresh: Thread[] = [];
    if (!found)
      add({ at: 0, saved: Array.from({ length: slots }, () => -1) }, { steps, text, place, seen, into: fresh });
    current.push(...fresh);
    const next: Thread[] = [];
    const seenNext = new Set<number>();
    for (const thread of current) {
      const step = steps[thread.at];
      if (!step) {
        found = thread.saved;
        break;
      }
      if (step.is === 'char' && place < text.length && step.test(text.charCodeAt(place)))
        add({ ...thread, at: thread.at + 1 }, { steps, text, place: place + 1, seen: seenNext, into: next });
    }
    current = next;
    if (current.length === 0 && found) break;
  }
  return found;
}

interface Adding {
  readonly steps: readonly Step[];
  readonly text: string;
  readonly place: number;
  readonly seen: Set<number>;
  readonly into: Thread[];
}

/** Follows all steps that take no character; the way that is preferred comes first. */
function add(thread: Thread, adding: Adding): void {
  const open: Thread[] = [thread];
  for (let one = open.pop(); one; one = open.pop()) {
    if (adding.seen.has(one.at)) continue;
    adding.seen.add(one.at);
    const { at, saved } = one;
    const step = adding.steps[at];
    if (!step || step.is === 'char') adding.into.push(one);
    else if (step.is === 'jump') open.push({ at: at + step.by, saved });
    else if (step.is === 'split') open.push({ at: at + step.second, saved }, { at: at + step.first, saved });
    else if (step.is === 'save') open.push({ at: at + 1, saved: saved.with(step.slot, adding.place) });
    else if (holds(step.sign, adding.text, adding.place)) open.push({ at: at + 1, saved });
  }
}

function holds(sign: string, text: string, place: number): boolean {
  switch (sign) {
    case 'A':
      return place === 0;
    case 'z':
      return place === text.length;
    case '^':
      return place === 0 || text[place - 1] === '\n';
    case '$':
      return place === text.length || text[place] === '\n';
  }
  const inside = (at: number) => at >= 0 && at < text.length && isWord(text.charCodeAt(at));
  return (inside(place - 1) !== inside(place)) === (sign === 'b');
}
