import { shown } from './print.js';
import {
  type Bool,
  type Dict,
  type Hole,
  hole,
  holeIn,
  type List,
  type Place,
  type Text,
  type Value,
  words,
} from './value.js';

/** How a function was called. */
export interface Call {
  readonly name: string;
  /** The call as the template writes it, for what it leaves open. */
  readonly source: string;
  readonly at: Place;
}

export type GoFunction = (args: readonly Value[], call: Call) => Value;

export type Functions = Readonly<Record<string, GoFunction>>;

/** What a parameter takes: `s` a text, `i` a whole number, `b`, `l` a list, `d` a dict, `a` anything; a last `*` repeats the letter before it. */
interface Kinds {
  s: Text;
  i: number;
  b: Bool;
  l: List;
  d: Dict;
  a: Value;
}

type Params<S extends string> = S extends `${infer K extends keyof Kinds}*` ? Kinds[K][] : S extends `${infer K}${infer Rest}` ? K extends keyof Kinds ? [Kinds[K], ...Params<Rest>] : never : []; // biome-ignore format: one type

/** A function over what is known: an argument that is not known makes the result a hole of the same reason. */
export function known<S extends string>(kinds: S, body: (args: Params<S>, call: Call) => Value): GoFunction {
  return (args, call) => {
    const unknown = args.map(holeIn).find((one) => one !== undefined);
    if (unknown) return like(unknown, call);
    return checked(kinds, args, call, body);
  };
}

/** A function that leaves texts with holes as they are: it only puts something around or before them. */
export function passing<S extends string>(kinds: S, body: (args: Params<S>, call: Call) => Value): GoFunction {
  return (args, call) => {
    const unknown = args.find((one): one is Hole => one.is === 'hole');
    if (unknown) return like(unknown, call);
    return checked(kinds, args, call, body);
  };
}

/** A hole that a call makes of another one. */
export function like(from: Hole, call: Call): Hole {
  const source = call.source.includes(from.source) ? call.source : `${from.source} | ${call.source}`;
  return { ...from, source, at: call.at };
}

/** What Go would end the rendering with. */
export function failed(call: Call, why: string): Hole {
  return hole(call.source, why, call.at);
}

function checked<S extends string>(
  kinds: S,
  args: readonly Value[],
  call: Call,
  body: (args: Params<S>, call: Call) => Value,
): Value {
  const letters = kinds.replace('*', '');
  const open = kinds.endsWith('*');
  const least = open ? letters.length - 1 : letters.length;
  if (args.length < least || (!open && args.length > letters.length))
    return failed(call, `is called with ${args.length} values`);
  const given: unknown[] = [];
  for (const [index, arg] of args.entries()) {
    const letter = letters[Math.min(index, letters.length - 1)] as keyof Kinds;
    const one = as(letter, arg);
    if (one === undefined) return failed(call, `takes no ${arg.is === 'nil' ? 'missing value' : arg.is}`);
    given.push(one);
  }
  return body(given as Params<S>, call);
}

function as(letter: keyof Kinds, arg: Value): Kinds[keyof Kinds] | undefined {
  switch (letter) {
    case 'a':
      return arg;
    case 's':
      return arg.is === 'string' ? arg : undefined;
    case 'i':
      return arg.is === 'number' ? Math.trunc(arg.value) : undefined;
    case 'b':
      return arg.is === 'bool' ? arg : undefined;
    case 'l':
      return arg.is === 'list' ? arg : undefined;
    case 'd':
      return arg.is === 'dict' ? arg : undefined;
  }
}

/** sprig's `strval`: texts as they are, others as they are printed. */
export function textual(value: Value): Text {
  return value.is === 'string' ? value : words(shown(value), value.is === 'hole' ? undefined : value.at);
}
