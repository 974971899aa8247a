import type { Expr } from '../../../facts/expr.js';
import type { Node } from '../../../parse/javascript-node.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { type JsFile, sourceText, spanOf } from './file.js';

/** How much of a file one expression may still draw in: code that refers to itself must not grow without end. */
export interface Budget {
  left: number;
}

/** What an expression is read in. */
export interface Reading {
  readonly file: JsFile;
  readonly path: JsPath;
  readonly depth: number;
  readonly budget: Budget;
  /** Variables whose value is being read: a condition or a value that names one of them means what it held before. */
  readonly pending: readonly string[];
  /** Reads an expression in some place; handed along so that the kinds of expressions need not know each other. */
  readonly read: (file: JsFile, path: JsPath, node: Node, within: Within) => Expr;
}

/** What is handed along from one expression to those in it. */
export type Within = Pick<Reading, 'depth' | 'budget' | 'pending'>;

export function readIn({ file, path, depth, budget, pending, read }: Reading, node: Node): Expr {
  return read(file, path, node, { depth: depth + 1, budget, pending });
}

export function opaque(file: JsFile, node: Node): Expr {
  return { is: 'opaque', source: sourceText(file, node).slice(0, 120), at: spanOf(file, node) };
}

export function truth(value: boolean, at: Expr['at']): Expr {
  return { is: 'literal', value, at };
}

/** A choice, decided at once where its condition is a literal. */
export function choice(when: Expr, then: { yes: () => Expr; no: () => Expr }, at: Expr['at']): Expr {
  if (when.is === 'literal') return when.value ? then.yes() : then.no();
  return { is: 'choice', when, whenTrue: then.yes(), whenFalse: then.no(), at };
}

/** `a || b`, `a ?? b`: a read of the environment or of a setting takes `b` as its default; a literal decides; anything else is a choice. */
export function withFallback(value: Expr, fallback: Expr, at: Expr['at']): Expr {
  // `made ?? undefined` is what was made; code that cannot be followed is not nothing.
  if (fallback.is === 'literal' && fallback.value === null && value.is !== 'literal') return value;
  if (value.is === 'env' || value.is === 'setting')
    return { ...value, fallback: value.fallback ? withFallback(value.fallback, fallback, at) : fallback };
  if (value.is === 'literal') return value.value ? value : fallback;
  if (value.is === 'map' || value.is === 'list' || value.is === 'call') return value;
  return { is: 'choice', when: value, whenTrue: value, whenFalse: fallback, at };
}
