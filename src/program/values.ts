import type { Call, Class, CodeModule, Expr, ExprOf, Fn, Scalar } from '../code/model.js';

/** A function of the app, with the names that it binds. One object for each, so that they can be compared. */
export interface Func {
  readonly module: CodeModule;
  readonly index: number;
  readonly fn: Fn;
  readonly outer?: Func;
  owner?: Klass;
  /** What each local name is bound to, in the order of the text. */
  readonly bindings: ReadonlyMap<string, readonly Bound[]>;
}

/** A function and those that it stands in, from the inside out: who calls these leads to it too. */
export function withOuter(func: Func): readonly Func[] {
  const found: Func[] = [];
  for (let here: Func | undefined = func; here; here = here.outer) found.push(here);
  return found;
}

/** What a name is bound to, where, and under which condition. */
export interface Bound {
  readonly expr: Expr;
  readonly func: Func;
  readonly guard?: number;
  readonly type?: Expr;
}

/** A class of the app; in languages that reopen classes, all of its parts. */
export interface Klass {
  readonly name: string;
  readonly fullName: string;
  readonly parts: { readonly module: CodeModule; readonly class: Class; readonly top: Func }[];
}

/** What an expression may come to. `path` of a parameter: what was taken of it (`.body.name`). */
export type Value =
  /** `made`: the call of the function around it that it is a result of, for what that was given. */
  | { readonly is: 'function'; readonly func: Func; readonly self?: Klass; readonly made?: Made }
  | { readonly is: 'class'; readonly klass: Klass }
  | { readonly is: 'instance'; readonly klass: Klass }
  | { readonly is: 'module'; readonly module: CodeModule }
  /** A folder of modules without code of its own; `by`: the function that loads all of them as one object, and the path ends with `/`. */
  | { readonly is: 'folder'; readonly path: string; readonly by?: Func }
  /**
   * `made`: the call that it comes from, for what that call was given. `told`: where only a type says what it is, what the code gives for it.
   */
  | { readonly is: 'external'; readonly name: string; readonly made?: Made; told?(): readonly Value[] }
  /** `made`: of a text, the call of the function around it that it is a result of, for what that was given. */
  | {
      readonly is: 'structure';
      readonly expr: ExprOf<'list' | 'map' | 'text' | 'operation'>;
      readonly func: Func;
      readonly made?: Made;
    }
  | { readonly is: 'literal'; readonly value: Scalar; readonly expr: Expr; readonly func: Func }
  /** `made`: the last call in its path. */
  | {
      readonly is: 'parameter';
      readonly func: Func;
      readonly index: number;
      readonly path: string;
      readonly made?: Made;
    };

/** What no import, binding or type says anything about; what is taken of it follows (`?.write_text`). */
export const unknownThing = '?';

/** A call with the function that makes it. `by`: the call by which that function ran, where it gave the result on. */
export interface Made {
  readonly call: Call;
  readonly func: Func;
  readonly by?: Made;
}

/** What became of a parameter comes from the call that was made on it. */
export function madeOn({ path, made }: Value & { is: 'parameter' }, values: readonly Value[]): readonly Value[] {
  if (!made || !path.endsWith('()')) return values;
  return values.map((value) =>
    value.is === 'external' && !value.made && value.name.endsWith('()') ? { ...value, made } : value,
  );
}

/** Things that a type names, with what the code gives for them. */
export function typedAs(typed: readonly Value[], told: () => readonly Value[]): readonly Value[] {
  return typed.map((value) => (value.is === 'external' && !value.made ? { ...value, told } : value));
}

/** More values of one expression say nothing any more. */
export const mostValues = 12;

/** Each value once, and not more than say something. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const found: Value[] = [];
  for (const value of values) {
    if (found.length >= mostValues) break;
    if (!found.some((one) => same(one, value))) found.push(value);
  }
  return found;
}

function same(a: Value, b: Value): boolean {
  if (a.is === 'external' && b.is === 'external') return a.name === b.name && isSameMade(a.made, b.made);
  if (a.is === 'function' && b.is === 'function') return a.func === b.func && a.made?.call === b.made?.call;
  if (a.is === 'class' && b.is === 'class') return a.klass === b.klass;
  if (a.is === 'instance' && b.is === 'instance') return a.klass === b.klass;
  if (a.is === 'module' && b.is === 'module') return a.module === b.module;
  if (a.is === 'folder' && b.is === 'folder') return a.path === b.path;
  if (a.is === 'parameter' && b.is === 'parameter')
    return a.func === b.func && a.index === b.index && a.path === b.path;
  if (a.is === 'structure' && b.is === 'structure') return a.expr === b.expr && isSameMade(a.made, b.made);
  return a.is === 'literal' && b.is === 'literal' && a.expr === b.expr;
}

function isSameMade(a: Made | undefined, b: Made | undefined): boolean {
  return a?.call === b?.call && (a === b || isSameMade(a?.by, b?.by));
}

/** A name of the function itself: a parameter, or one that it binds. */
export function isOwnName(name: string, { fn, bindings }: Func): boolean {
  return bindings.has(name) || fn.params.some((param) => param.name === name);
}
