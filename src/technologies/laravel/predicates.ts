import type { Expr } from '../../facts/expr.js';

const environments = /environment\((?:\s*\[)?((?:\s*['"][\w-]+['"](?:\s*,)?)+)\s*(?:\]\s*)?\)$/;

/** Replaces calls whose answer the framework makes plain: `app()->environment('local')`. */
export function understand(expr: Expr, depth = 0): Expr {
  if (depth > 6) return expr;
  const inside = (value: Expr) => understand(value, depth + 1);
  switch (expr.is) {
    case 'opaque':
      return plain(expr);
    case 'choice':
      return {
        ...expr,
        ...(expr.when ? { when: inside(expr.when) } : {}),
        whenTrue: inside(expr.whenTrue),
        whenFalse: inside(expr.whenFalse),
      };
    case 'equals':
      return { ...expr, left: inside(expr.left), right: inside(expr.right) };
    case 'env':
    case 'setting':
      return expr.fallback ? { ...expr, fallback: inside(expr.fallback) } : expr;
    default:
      return expr;
  }
}

function plain(expr: Extract<Expr, { is: 'opaque' }>): Expr {
  const source = expr.source.trim();
  const env: Expr = { is: 'setting', key: 'app.env', at: expr.at, fallback: literalAt('production', expr) };
  if (/isLocal\(\)$/.test(source)) return { is: 'equals', left: env, right: literalAt('local', expr), at: expr.at };
  if (/isProduction\(\)$/.test(source))
    return { is: 'equals', left: env, right: literalAt('production', expr), at: expr.at };
  const names = environments.exec(source)?.[1]?.match(/[\w-]+/g);
  if (names)
    return anyOf(names.map((name) => ({ is: 'equals', left: env, right: literalAt(name, expr), at: expr.at })));
  return expr;
}

function anyOf(all: readonly Expr[]): Expr {
  return all.reduce((left, right) => ({
    is: 'choice',
    when: left,
    whenTrue: { is: 'literal', value: true, at: left.at },
    whenFalse: right,
    at: left.at,
  }));
}

function literalAt(value: string, { at }: Expr): Expr {
  return { is: 'literal', value, at };
}
