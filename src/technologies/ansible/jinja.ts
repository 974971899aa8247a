import { type Expr, entryOf } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { filtered } from './jinja-filters.js';
import { type JinjaToken, jinjaTokens } from './jinja-tokens.js';

/** What a name stands for; undefined where nothing in the repository defines it. */
export interface Scope {
  (name: string): Expr | undefined;
  /** What was evaluated already: names that use each other many times cost once. */
  readonly memo?: Map<Expr, Value>;
}

/**
 * A value as a play would know it. What only a run can tell is opaque, and says whose word it is: that of the host (`host`: another on each),
 * of the run (`run`: registered results and facts, asked on each host), or nobody's whom we follow (`unknown`).
 */
export type Value = Expr | undefined;

const deepest = 14;
/** Texts that are put together grow no longer: no name of a host or folder does. */
const longest = 20_000;

export function opaque(source: 'host' | 'run' | 'unknown', at: Span): Expr {
  return { is: 'opaque', source: `{{ ${source} }}`, at };
}

/** Whose word an unknown value is. */
export function wordOf(value: Value): 'host' | 'run' | 'unknown' | undefined {
  if (value?.is !== 'opaque') return undefined;
  return value.source === '{{ host }}' ? 'host' : value.source === '{{ run }}' ? 'run' : 'unknown';
}

/** A scalar of a YAML file as the text that Jinja is given. */
export function templateText(expr: Expr | undefined): string | undefined {
  if (expr?.is === 'literal') return expr.value === null ? '' : String(expr.value);
  if (expr?.is !== 'opaque' || wordOf(expr) !== 'unknown') return undefined;
  const { source } = expr;
  if (/^"[\s\S]*"$/.test(source))
    return source
      .slice(1, -1)
      .replace(/\\\n\s*/g, '')
      .replace(/\\(["\\/])/g, '$1');
  if (/^'[\s\S]*'$/.test(source)) return source.slice(1, -1).replaceAll("''", "'");
  return /^[|>][-+\d]*\s*\n/.test(source) ? source.slice(source.indexOf('\n') + 1).replace(/^ +/gm, '') : source;
}

/** The value of an expression of a YAML file: what its template prints. Lists and maps are left as they are, for whoever looks into them. */
export function valueIn(expr: Expr | undefined, scope: Scope, depth = 0): Value {
  if (expr?.is !== 'opaque' || wordOf(expr) !== 'unknown') return expr;
  const known = scope.memo?.get(expr);
  if (known) return known;
  const text = templateText(expr);
  if (text === undefined || depth > deepest || expr.source === '{{ unknown }}') return expr;
  // a name that comes back to itself finds what is not known
  scope.memo?.set(expr, opaque('unknown', expr.at));
  const value = printed(text, { at: expr.at, scope, depth: depth + 1 });
  if (value) scope.memo?.set(expr, value);
  else scope.memo?.delete(expr);
  return value;
}

interface Place {
  readonly at: Span;
  readonly scope: Scope;
  readonly depth: number;
}

/** What a text with expressions comes to. One expression alone keeps the place that decided it; what is not known stays as it is written. */
export function printed(text: string, place: Place): Value {
  const alone = /^\s*\{\{-?((?:(?!\}\}|\{\{)[\s\S])*?)-?\}\}\s*$/.exec(text);
  if (alone?.[1] !== undefined) return computed(alone[1], place);
  const plain = text.replace(/\{%[\s\S]{0,1000}?%\}/g, '').replace(/\{#[\s\S]{0,1000}?#\}/g, '');
  let length = 0;
  const filled = plain.replace(/\{\{-?([\s\S]{0,1000}?)-?\}\}/g, (written, code: string) => {
    const value = length > longest ? undefined : computed(code, place);
    const own = value?.is === 'literal' && value.value !== null ? String(value.value) : written;
    length += own.length;
    return own;
  });
  return { is: 'literal', value: filled, at: place.at };
}

/** What a condition says: undefined where the repository does not decide it, with whose word it waits for. */
export function holds(
  condition: string,
  place: Place,
): { readonly holds?: boolean; readonly waitsFor?: 'host' | 'run' | 'unknown' } {
  const bare = condition.replace(/^\s*\{\{|\}\}\s*$/g, '');
  const value = computed(bare, place);
  const truth = truthOf(value);
  return truth === undefined ? { waitsFor: wordOf(value) ?? 'unknown' } : { holds: truth };
}

/** As Jinja takes it for a condition; text of YAML (`"false"`) as the filter `bool` does. */
export function truthOf(value: Value): boolean | undefined {
  if (!value) return undefined;
  if (value.is === 'literal')
    return typeof value.value === 'string' ? !/^(|false|no|off|0)$/i.test(value.value) : Boolean(value.value);
  if (value.is === 'list') return value.items.length > 0;
  if (value.is === 'map') return value.entries.length > 0;
  return undefined;
}

/** An expression without its braces. */
export function computed(code: string, place: Place): Value {
  const tokens = jinjaTokens(code);
  if (!tokens || tokens.length > 300 || place.depth > deepest) return opaque('unknown', place.at);
  const reading: Reading = { tokens, next: 0, broken: false, ...place };
  const value = ternary(reading);
  return reading.broken || reading.next < tokens.length ? opaque('unknown', place.at) : value;
}

interface Reading extends Place {
  readonly tokens: readonly JinjaToken[];
  next: number;
  broken: boolean;
}

function take(reading: Reading, ...texts: readonly string[]): string | undefined {
  const token = reading.tokens[reading.next];
  if (!token || token.is === 'text' || token.is === 'number' || !texts.includes(token.text)) return undefined;
  reading.next++;
  return token.text;
}

function need(reading: Reading, text: string): void {
  if (take(reading, text) === undefined) reading.broken = true;
}

function literal(reading: Place, value: string | number | boolean | null): Expr {
  return { is: 'literal', value, at: reading.at };
}

function ternary(reading: Reading): Value {
  const value = either(reading);
  if (!take(reading, 'if')) return value;
  const condition = either(reading);
  const other = take(reading, 'else') ? ternary(reading) : undefined;
  const truth = truthOf(condition);
  return truth === undefined ? (condition ?? opaque('unknown', reading.at)) : truth ? value : other;
}

function either(reading: Reading): Value {
  let left = both(reading);
  while (take(reading, 'or')) {
    const right = both(reading);
    left = joined(left, right, true, reading);
  }
  return left;
}

function both(reading: Reading): Value {
  let left = negated(reading);
  while (take(reading, 'and')) {
    const right = negated(reading);
    left = joined(left, right, false, reading);
  }
  return left;
}

/** `or` where `decides` is true, else `and`: one side may decide whatever the other is. */
function joined(left: Value, right: Value, decides: boolean, reading: Reading): Value {
  const [a, b] = [truthOf(left), truthOf(right)];
  if (a === decides || b === decides) return literal(reading, decides);
  if (a === undefined || b === undefined) return worst(left, right, reading);
  return right;
}

/** Of two values that are not known, the one that says more against an answer. */
function worst(left: Value, right: Value, reading: Reading): Expr {
  const open = [left, right].filter((one) => truthOf(one) === undefined);
  for (const word of ['host', 'unknown', 'run'] as const)
    if (open.some((one) => (wordOf(one) ?? 'unknown') === word)) return opaque(word, reading.at);
  return opaque('unknown', reading.at);
}

function negated(reading: Reading): Value {
  if (!take(reading, 'not')) return compared(reading);
  const value = negated(reading);
  const truth = truthOf(value);
  return truth === undefined ? (value ?? opaque('unknown', reading.at)) : literal(reading, !truth);
}

function compared(reading: Reading): Value {
  let left = summed(reading);
  for (;;) {
    const sign = take(reading, '==', '!=', '<', '>', '<=', '>=', 'in', 'not', 'is');
    if (!sign) return left;
    if (sign === 'is') {
      left = tested(left, reading);
      continue;
    }
    if (sign === 'not') need(reading, 'in');
    const right = summed(reading);
    left = related(sign, left, right, reading);
  }
}

function related(sign: string, left: Value, right: Value, reading: Reading): Value {
  if (sign === 'in' || sign === 'not') {
    const names = right?.is === 'list' ? right.items.map((item) => plain(valueIn(item, reading.scope, reading.depth))) : right?.is === 'map' ? right.entries.map(({ key }) => key) : undefined; // biome-ignore format: one choice
    const own = plain(left);
    if (own === undefined || !names || names.includes(undefined)) return worst(left, right, reading);
    return literal(reading, names.includes(own) === (sign === 'in'));
  }
  const [a, b] = [plain(left), plain(right)];
  if (a === undefined || b === undefined) return worst(left?.is === 'opaque' ? left : undefined, right, reading);
  if (sign === '==' || sign === '!=') return literal(reading, (a === b) === (sign === '=='));
  const [x, y] = [Number(a), Number(b)];
  return literal(reading, sign === '<' ? x < y : sign === '>' ? x > y : sign === '<=' ? x <= y : x >= y);
}

/** A literal as a text to compare: `True` and `true` are one. */
function plain(value: Value): string | undefined {
  if (value?.is !== 'literal' || value.value === null) return undefined;
  return typeof value.value === 'boolean' ? String(value.value) : String(value.value).replace(/^(True|False)$/, (word) => word.toLowerCase()); // biome-ignore format: one choice
}

/** `x is defined`, `is not none`; what has no answer here stays open with its subject. */
function tested(subject: Value, reading: Reading): Value {
  const inverted = take(reading, 'not') !== undefined;
  const test = reading.tokens[reading.next++];
  const args: Value[] = [];
  if (take(reading, '(')) args.push(...argumentsOf(reading, ')'));
  else if (/^(sameas|equalto|eq|in|match|search|version)$/.test(test?.text ?? '') && !take(reading, ')')) args.push(postfix(reading)); // biome-ignore format: one rule
  // what nobody here defines is for people to give when they start the play, on all hosts or on none
  if (subject === undefined && (test?.text === 'undefined') === inverted) return opaque('unknown', reading.at);
  const answer = answered(test?.text ?? '', subject, args);
  if (answer === undefined) return subject?.is === 'opaque' ? subject : opaque('unknown', reading.at);
  return literal(reading, answer !== inverted);
}

function answered(test: string, subject: Value, args: readonly Value[]): boolean | undefined {
  // registered results exist once their task has run; so do facts
  if (test === 'defined' || test === 'undefined')
    return subject?.is === 'opaque' && wordOf(subject) === 'unknown' ? undefined : (subject !== undefined) === (test === 'defined'); // biome-ignore format: one choice
  if (!subject || subject.is === 'opaque') return undefined;
  if (test === 'none') return subject.is === 'literal' && subject.value === null;
  if (test === 'string') return subject.is === 'literal' && typeof subject.value === 'string';
  if (test === 'mapping') return subject.is === 'map';
  if (test === 'truthy' || test === 'true') return truthOf(subject);
  if (test === 'false') return truthOf(subject) === false;
  if (test === 'equalto' || test === 'eq' || test === 'sameas') {
    const [a, b] = [plain(subject), plain(args[0])];
    return a === undefined || b === undefined ? undefined : a === b;
  }
  return undefined;
}

function summed(reading: Reading): Value {
  let left = piped(reading);
  for (;;) {
    const sign = take(reading, '+', '~', '-', '*', '/', '%', '//');
    if (!sign) return left;
    const right = piped(reading);
    const [a, b] = [plain(left), plain(right)];
    if (a === undefined || b === undefined) left = left?.is === 'opaque' ? left : opaque('unknown', reading.at);
    else if (sign === '~' || sign === '+')
      left = literal(reading, /^\d+$/.test(a) && /^\d+$/.test(b) && sign === '+' ? Number(a) + Number(b) : a + b); // biome-ignore format: one choice
    else left = opaque('unknown', reading.at);
  }
}

function piped(reading: Reading): Value {
  let value = postfix(reading);
  while (take(reading, '|')) {
    const name: string[] = [];
    do name.push(reading.tokens[reading.next++]?.text ?? '');
    while (take(reading, '.'));
    const args = take(reading, '(') ? argumentsOf(reading, ')') : [];
    value = filtered(name.join('.'), value, { args, at: reading.at, look: (expr) => valueIn(expr, reading.scope, reading.depth) });
  } // biome-ignore format: one loop
  return value;
}

function argumentsOf(reading: Reading, end: string): readonly Value[] {
  const args: Value[] = [];
  while (!reading.broken && !take(reading, end)) {
    if (reading.next >= reading.tokens.length) reading.broken = true;
    if (reading.tokens[reading.next]?.is === 'name' && reading.tokens[reading.next + 1]?.text === '=')
      reading.next += 2;
    args.push(ternary(reading));
    if (!take(reading, ',')) {
      need(reading, end);
      break;
    }
  }
  return args;
}

function postfix(reading: Reading): Value {
  let value = primary(reading);
  for (;;) {
    if (take(reading, '.')) {
      const name = reading.tokens[reading.next++]?.text ?? '';
      const isCall = reading.tokens[reading.next]?.text === '(' && reading.tokens[reading.next + 1]?.text === ')';
      if (isCall && value?.is === 'map' && /^(items|keys|values)$/.test(name)) {
        reading.next += 2;
        value = filtered(name, value, {
          args: [],
          at: reading.at,
          look: (expr) => valueIn(expr, reading.scope, reading.depth),
        });
      } else value = member(value, name, reading);
    } else if (take(reading, '[')) {
      const key = ternary(reading);
      need(reading, ']');
      const name = plain(key);
      value = name === undefined ? (value?.is === 'opaque' ? value : undefined) : member(value, name, reading);
    } else if (take(reading, '(')) {
      argumentsOf(reading, ')');
      value = value?.is === 'opaque' ? value : opaque('unknown', reading.at);
    } else return value;
  }
}

function member(value: Value, name: string, reading: Reading): Value {
  if (!value || value.is === 'opaque') return value;
  if (value.is === 'list') return /^\d+$/.test(name) ? valueIn(value.items[Number(name)], reading.scope, reading.depth) : opaque('unknown', reading.at); // biome-ignore format: one choice
  if (value.is === 'map') return valueIn(entryOf(value, name), reading.scope, reading.depth);
  return opaque('unknown', reading.at);
}

function primary(reading: Reading): Value {
  const token = reading.tokens[reading.next++];
  if (!token) {
    reading.broken = true;
    return undefined;
  }
  if (token.is === 'text') return literal(reading, token.text);
  if (token.is === 'number') return literal(reading, Number(token.text));
  if (token.text === '(') {
    const value = ternary(reading);
    need(reading, ')');
    return value;
  }
  if (token.text === '[') return { is: 'list', items: argumentsOf(reading, ']').map((one) => one ?? literal(reading, null)), at: reading.at }; // biome-ignore format: one record
  if (token.text === '{') return mapping(reading);
  if (token.is === 'sign') {
    reading.broken = true;
    return undefined;
  }
  if (/^(true|false)$/i.test(token.text)) return literal(reading, /^true$/i.test(token.text));
  if (/^(none|omit)$/i.test(token.text)) return literal(reading, null);
  return valueIn(reading.scope(token.text), reading.scope, reading.depth);
}

function mapping(reading: Reading): Value {
  const pairs: { key: string; value: Expr }[] = [];
  while (!reading.broken && !take(reading, '}')) {
    const key = plain(ternary(reading));
    need(reading, ':');
    const value = ternary(reading);
    if (key !== undefined && value) pairs.push({ key, value });
    if (!take(reading, ',')) {
      need(reading, '}');
      break;
    }
  }
  return { is: 'map', entries: pairs, at: reading.at };
}
