import { type Expr, type ExprEntry, entryOf, literalText } from '../../facts/expr.js';

/** The text of a value as it is when the environment sets no variable: literals and fallbacks; undefined when something is missing. */
export function shippedText(expr: Expr | undefined): string | undefined {
  if (!expr) return undefined;
  if (expr.is === 'literal') return literalText(expr);
  if (expr.is === 'env') return shippedText(expr.fallback);
  if (expr.is !== 'text') return undefined;
  const parts = expr.parts.map(shippedText);
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** As `shippedText`, with `?` for what is not known. */
export function roughText(expr: Expr | undefined): string {
  if (!expr) return '';
  if (expr.is === 'text') return expr.parts.map(roughText).join('');
  return shippedText(expr) ?? '?';
}

export function entries(expr: Expr | undefined): readonly ExprEntry[] {
  return expr?.is === 'map' ? expr.entries : [];
}

export function items(expr: Expr | undefined): readonly Expr[] {
  return expr?.is === 'list' ? expr.items : [];
}

/** The value under several keys, one inside the other. */
export function within(expr: Expr | undefined, ...path: readonly string[]): Expr | undefined {
  let here = expr;
  for (const key of path) here = entryOf(here, key);
  return here;
}
