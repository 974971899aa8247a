import type { Expr, Scalar } from '../../facts/expr.js';
import type { PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { type Evidence, known, placeOf, type Resolved, said, unknown } from '../../resolve/evidence.js';

/** What an expression of a Python program comes to, with the steps that lead there, the deciding one last. */
export type PyValue =
  /** `from` is how the file says it, where that is a literal or a read of the environment: what a repair would change. */
  | { readonly is: 'scalar'; readonly value: Scalar; readonly because: readonly Evidence[]; readonly from?: Expr }
  | { readonly is: 'list'; readonly items: readonly PyValue[]; readonly because: readonly Evidence[] }
  | { readonly is: 'map'; readonly entries: ReadonlyMap<string, PyValue>; readonly because: readonly Evidence[] }
  /** Made anew whenever it is asked for; `kept` when it is also written to a file. */
  | { readonly is: 'random'; readonly because: readonly Evidence[]; readonly kept?: Evidence }
  | {
      readonly is: 'function';
      readonly definition: Extract<PyStatement, { is: 'def' }>;
      readonly file: string;
      readonly because: readonly Evidence[];
    }
  | {
      readonly is: 'class';
      readonly definition: Extract<PyStatement, { is: 'class' }>;
      readonly file: string;
      readonly because: readonly Evidence[];
    }
  | {
      readonly is: 'instance';
      readonly of: Extract<PyValue, { is: 'class' }>;
      readonly args: readonly GivenArgument[];
      readonly because: readonly Evidence[];
    }
  | { readonly is: 'module'; readonly file: string; readonly because: readonly Evidence[] }
  /** Something of a package: `django.conf.settings`. */
  | { readonly is: 'library'; readonly name: string; readonly because: readonly Evidence[] }
  /** What calling something of a package returned. */
  | {
      readonly is: 'made';
      readonly by: string;
      readonly args: readonly GivenArgument[];
      readonly because: readonly Evidence[];
    }
  /** `required`: the variable without which the program does not start; `options`: what it may be. */
  | {
      readonly is: 'unknown';
      readonly why: string;
      readonly because: readonly Evidence[];
      readonly required?: string;
      readonly options?: readonly PyValue[];
    };

export interface GivenArgument {
  readonly name?: string;
  readonly value: PyValue;
}

export function scalar(value: Scalar, at: Span): PyValue {
  return { is: 'scalar', value, because: [said(at, `is ${shown(value)}`)], from: { is: 'literal', value, at } };
}

/** Names that stand for each other twice, again and again, make a text or a list beyond any memory. */
const longest = 4000;

/** The value, where it is of a length that a person could have meant. */
export function bounded(value: PyValue, at: Span): PyValue {
  const length = value.is === 'scalar' && typeof value.value === 'string' ? value.value.length : value.is === 'list' ? value.items.length : 0; // biome-ignore format: one line
  return length > longest ? unknownValue('it is put together to something too long', at) : value;
}

export function unknownValue(why: string, at: Span): PyValue {
  return { is: 'unknown', why, because: [said(at, why)] };
}

/** A value as it is shown in a chain: passwords in URLs are left out. */
export function shown(value: Scalar): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'string') return String(value);
  const text = value.replace(/:\/\/[^@/\s]*@/g, '://');
  return `'${text.length > 60 ? `${text.slice(0, 57)}...` : text}'`;
}

/** The value of a scalar as text; undefined for None and for everything else. */
export function textIn(value: PyValue | undefined): string | undefined {
  return value?.is === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

export function numberIn(value: PyValue | undefined): number | undefined {
  const number =
    value?.is === 'scalar' && value.value !== '' && value.value !== null ? Number(value.value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

export function entryIn(value: PyValue | undefined, key: string): PyValue | undefined {
  return value?.is === 'map' ? value.entries.get(key) : undefined;
}

export function itemsIn(value: PyValue | undefined): readonly PyValue[] {
  return value?.is === 'list' ? value.items : [];
}

/** The argument called `name`, else the one at `position` among those without a name. */
export function argumentIn(args: readonly GivenArgument[], position: number, name?: string): PyValue | undefined {
  const named = name === undefined ? undefined : args.find((each) => each.name === name);
  return named ? named.value : args.filter((each) => each.name === undefined)[position]?.value;
}

/** Whether Python takes it for true; undefined when that cannot be known. A variable that must be given counts as given. */
export function truthOf(value: PyValue): boolean | undefined {
  switch (value.is) {
    case 'scalar':
      return !(value.value === null || value.value === false || value.value === '' || value.value === 0);
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.size > 0;
    case 'unknown':
      return value.required === undefined ? undefined : true;
    case 'made':
      // an object is true, what a function returns may be anything
      return /(^|\.)[A-Z]\w*$/.test(value.by) ? true : undefined;
    default:
      return true;
  }
}

/** As a resolved text: `undefined` for None; unknown with its reason otherwise. */
export function resolvedText(value: PyValue | undefined): Resolved<string | undefined> {
  if (value === undefined) return known(undefined, []);
  switch (value.is) {
    case 'scalar':
      return known(value.value === null ? undefined : String(value.value), value.because);
    case 'unknown':
      return unknown(value.why, value.because);
    case 'random':
      return unknown('it is made anew at every start', value.because);
    default:
      return unknown('it is computed by code', value.because);
  }
}

/** Puts the steps that led to a branch before those of a value that was set in it. */
export function after(steps: readonly Evidence[], value: PyValue): PyValue {
  if (steps.length === 0) return value;
  const seen = new Set(value.because);
  return { ...value, because: [...steps.filter((step) => !seen.has(step)), ...value.because].slice(-8) };
}

/** What a name stands for when one of two paths was taken and we cannot tell which. */
export function eitherOf(one: PyValue, other: PyValue): PyValue {
  if (one === other) return one;
  if (one.is === 'scalar' && other.is === 'scalar' && one.value === other.value) return one;
  if (one.is === 'random' && other.is !== 'scalar') return one;
  if (other.is === 'random' && one.is !== 'scalar') return other;
  if (one.is === 'map' && other.is === 'map') return eitherMap(one, other);
  if (one.is === 'list' && other.is === 'list') return one.items.length >= other.items.length ? one : other;
  const because = [...one.because, ...other.because].slice(-8);
  const options = [...(optionsOf(one) ?? []), ...(optionsOf(other) ?? [])];
  return { is: 'unknown', why: 'it depends on a condition that the repository does not decide', because, options };
}

function optionsOf(value: PyValue): readonly PyValue[] | undefined {
  return value.is === 'unknown' ? value.options : [value];
}

function eitherMap(one: Extract<PyValue, { is: 'map' }>, other: Extract<PyValue, { is: 'map' }>): PyValue {
  const entries = new Map(one.entries);
  for (const [key, value] of other.entries) {
    const own = entries.get(key);
    entries.set(key, own ? eitherOf(own, value) : value);
  }
  return { is: 'map', entries, because: one.because };
}

/** A map with a value under a path of keys; maps on the way are made. What code computes stays so: one key more does not say what it holds. */
export function withKeys(value: PyValue | undefined, keys: readonly string[], to: PyValue): PyValue {
  const [key, ...rest] = keys;
  if (key === undefined) return to;
  if (value && isComputed(value)) return value;
  const entries = new Map(value?.is === 'map' ? value.entries : []);
  entries.set(key, withKeys(entries.get(key), rest, to));
  return { is: 'map', entries, because: value?.because ?? to.because };
}

/** Whether a call, or a condition that nobody decides, says what a value is. */
function isComputed(value: PyValue): boolean {
  return value.is === 'made' || value.is === 'unknown';
}

export type ClassValue = Extract<PyValue, { is: 'class' }>;
export type ObjectValue = Extract<PyValue, { is: 'instance' }>;

/** The place of the deciding step of a value. */
export function placeIn(value: PyValue | undefined): Span | undefined {
  return value && placeOf(value.because);
}
