import { table } from '../../../table.js';
import { type Call, type Functions, failed, known } from './function.js';
import { decidedBy, int, list, madeOf, type Value, words } from './value.js';

/** Lists that a template counts out are this long at most. */
const longest = 10_000;

export const numberFunctions: Functions = table({
  int: known('a', ([value]) => int(whole(value), decidedBy(value), 'int')),
  int64: known('a', ([value]) => int(whole(value), decidedBy(value))),
  float64: known('a', ([value]) => int(real(value), decidedBy(value), 'float64')),
  atoi: known('s', ([text]) => int(/^[+-]?\d+$/.test(text.text) ? Number(text.text) : 0, decidedBy(text), 'int')),
  toDecimal: known('a', ([value]) => int(/^[0-7]+$/.test(plain(value)) ? Number.parseInt(plain(value), 8) : 0, decidedBy(value))),
  add: known('a*', (args) => sum(args, (a, b) => a + b, 0)),
  add1: known('a', ([value]) => int(whole(value) + 1, decidedBy(value))),
  sub: known('aa', (args) => folded(args, (a, b) => a - b)),
  mul: known('aa*', (args) => folded(args, (a, b) => a * b)),
  div: known('aa', (args, call) => divided(args, call, (a, b) => Math.trunc(a / b))),
  mod: known('aa', (args, call) => divided(args, call, (a, b) => a % b)),
  max: known('aa*', (args) => folded(args, (a, b) => Math.max(a, b))),
  biggest: known('aa*', (args) => folded(args, (a, b) => Math.max(a, b))),
  min: known('aa*', (args) => folded(args, (a, b) => Math.min(a, b))),
  add1f: known('a', ([value]) => int(real(value) + 1, decidedBy(value), 'float64')),
  addf: known('a*', (args) => int(exact(args.reduce((all, one) => all + real(one), 0)), placed(args), 'float64')),
  subf: known('aa*', (args) => reals(args, (a, b) => a - b)),
  mulf: known('aa*', (args) => reals(args, (a, b) => a * b)),
  divf: known('aa*', (args) => reals(args, (a, b) => a / b)),
  maxf: known('aa*', (args) => reals(args, (a, b) => Math.max(a, b))),
  minf: known('aa*', (args) => reals(args, (a, b) => Math.min(a, b))),
  floor: known('a', ([value]) => int(Math.floor(real(value)), decidedBy(value), 'float64')),
  ceil: known('a', ([value]) => int(Math.ceil(real(value)), decidedBy(value), 'float64')),
  round: known('aia*', ([value, places, on]) => int(rounded(real(value), places, on ? real(on) : 0.5), decidedBy(value), 'float64')),
  until: known('i', ([count], call) => stepped(call, 0, count, count < 0 ? -1 : 1)),
  untilStep: known('iii', ([start, stop, step], call) => stepped(call, start, stop, step)),
  seq: known('i*', (numbers, call) => sequence(numbers, call)),
}); // biome-ignore format: a table

function plain(value: Value): string {
  return value.is === 'string' ? value.text : value.is === 'number' ? String(value.value) : '';
}

/** cast.ToInt64 of spf13/cast 1.5: what is no number is 0. */
export function whole(value: Value): number {
  switch (value.is) {
    case 'number':
      return Math.trunc(value.value);
    case 'bool':
      return value.value ? 1 : 0;
    case 'string': {
      const text = value.text.replace(/\.0*$/, '');
      const digits = text.replace(/^[+-]/, '');
      const sign = text.startsWith('-') ? -1 : 1;
      if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
      return /^(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9]\d*|0)$/.test(digits) ? sign * Number(digits) : 0;
    }
    default:
      return 0;
  }
}

function real(value: Value): number {
  if (value.is === 'number') return value.value;
  if (value.is === 'bool') return value.value ? 1 : 0;
  return value.is === 'string' && /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value.text)
    ? Number(value.text)
    : 0;
}

function placed(args: readonly Value[]) {
  return args.map(decidedBy).find((at) => at?.given) ?? args.map(decidedBy).find((at) => at);
}

function sum(args: readonly Value[], join: (a: number, b: number) => number, from: number): Value {
  return int(
    args.reduce((all, one) => join(all, whole(one)), from),
    placed(args),
  );
}

function folded(args: readonly Value[], join: (a: number, b: number) => number): Value {
  return int(args.map(whole).reduce(join), placed(args));
}

/** Sums of decimals as sprig has them: without the dust of binary fractions. */
function exact(value: number): number {
  return Number(value.toPrecision(15));
}

function reals(args: readonly Value[], join: (a: number, b: number) => number): Value {
  return int(exact(args.map(real).reduce(join)), placed(args), 'float64');
}

function divided(args: readonly Value[], call: Call, join: (a: number, b: number) => number): Value {
  return args[1] && whole(args[1]) === 0 ? failed(call, 'divides by zero') : folded(args, join);
}

function rounded(value: number, places: number, on: number): number {
  const power = 10 ** places;
  const digit = power * value;
  return (digit - Math.trunc(digit) >= on ? Math.ceil(digit) : Math.floor(digit)) / power;
}

function steps(start: number, stop: number, step: number): readonly number[] | undefined {
  const numbers: number[] = [];
  if (stop < start ? step >= 0 : step <= 0) return numbers;
  for (let at = start; stop < start ? at > stop : at < stop; at += step) {
    if (numbers.length >= longest) return undefined;
    numbers.push(at);
  }
  return numbers;
}

function stepped(call: Call, start: number, stop: number, step: number): Value {
  const numbers = steps(start, stop, step);
  return numbers
    ? list(
        numbers.map((one) => int(one, undefined, 'int')),
        'int',
      )
    : failed(call, 'counts too far');
}

/** sprig's `seq`, which is as the program of that name. */
function sequence(numbers: readonly number[], call: Call): Value {
  const [first = 0, second = 0, third = 0] = numbers;
  const [start, step, end] =
    numbers.length === 1
      ? [1, first < 1 ? -1 : 1, first]
      : numbers.length === 2
        ? [first, second < first ? -1 : 1, second]
        : [first, second, third];
  if (numbers.length === 0 || numbers.length > 3 || (numbers.length === 3 && end < start && step > 0)) return words('');
  const found = steps(start, end + (end < start ? -1 : 1), step);
  return found ? madeOf(found.join(' ')) : failed(call, 'counts too far');
}
