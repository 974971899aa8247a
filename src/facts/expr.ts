import type { Span } from './span.js';

export type Scalar = string | number | boolean | null;

/**
 * How a file says a value. A leaf is a literal, a read of the environment, a read of another setting, or code that we will not guess at.
 * `choice` is a value that depends on a condition which the file alone does not decide (`process.env.X ? a : b`); `equals` is such a condition.
 * `renewed` is a random text that another run of the template makes anew.
 * `via` is the place of the template that printed a value which another place (`at`, a line of values) decided.
 */
export type Expr =
  | { readonly is: 'literal'; readonly value: Scalar; readonly at: Span; readonly via?: Span }
  /** `required`: who reads it refuses to go on where it is not set (`${NAME:?}`). */
  | { readonly is: 'env'; readonly name: string; readonly at: Span; readonly fallback?: Expr; readonly required?: true }
  | { readonly is: 'setting'; readonly key: string; readonly at: Span; readonly fallback?: Expr }
  | { readonly is: 'text'; readonly parts: readonly Expr[]; readonly at: Span }
  | {
      readonly is: 'choice';
      readonly when?: Expr;
      readonly whenTrue: Expr;
      readonly whenFalse: Expr;
      readonly at: Span;
    }
  | { readonly is: 'equals'; readonly left: Expr; readonly right: Expr; readonly at: Span }
  | { readonly is: 'list'; readonly items: readonly Expr[]; readonly at: Span; readonly via?: Span }
  | { readonly is: 'map'; readonly entries: readonly ExprEntry[]; readonly at: Span; readonly via?: Span }
  /** A call or construction of what a module offers: `new RedisStore({ client })` has the module `connect-redis` and the name `RedisStore`. */
  | {
      readonly is: 'call';
      readonly module: string;
      readonly name: string;
      readonly args: readonly Expr[];
      /** The names of arguments that are given by name, by their position among `args`. */
      readonly names?: Readonly<Record<number, string>>;
      /** The thing itself, which is not called. */
      readonly bare?: true;
      readonly at: Span;
    }
  | {
      readonly is: 'opaque';
      readonly source: string;
      readonly renewed?: boolean;
      readonly at: Span;
      readonly via?: Span;
    };

export interface ExprEntry {
  readonly key: string;
  readonly value: Expr;
  /** Where the key stands, in files whose readers ask for it. */
  readonly keyAt?: Span;
}

/** The expression under a key of a map, or undefined. The last entry of a name wins, as in every language we read. */
export function entryOf(expr: Expr | undefined, key: string): Expr | undefined {
  return expr?.is === 'map' ? expr.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

/** A literal's value as text; undefined for everything else, also for null. */
export function literalText(expr: Expr | undefined): string | undefined {
  return expr?.is === 'literal' && expr.value !== null ? String(expr.value) : undefined;
}

export function literal(value: Scalar, at: Span): Expr {
  return { is: 'literal', value, at };
}
