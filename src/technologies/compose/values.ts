import type { Expr, ExprEntry } from '../../facts/expr.js';
import { table } from '../../table.js';
import { entries } from '../yaml/values.js';

/** `[A=1, B]` as a map; a map stays one. */
export function asMap(expr: Expr | undefined): readonly ExprEntry[] {
  if (expr?.is !== 'list') return entries(expr);
  return expr.items.flatMap((item): readonly ExprEntry[] => {
    const pair = splitPair(item);
    return pair ? [pair] : [];
  });
}

function splitPair(item: Expr): ExprEntry | undefined {
  if (item.is === 'literal') {
    const text = String(item.value ?? '');
    const index = text.indexOf('=');
    if (index < 0) return undefined;
    return {
      key: text.slice(0, index),
      value: { is: 'literal', value: text.slice(index + 1), at: item.at },
      keyAt: item.at,
    };
  }
  const [first, ...rest] = item.is === 'text' ? item.parts : [];
  if (first?.is !== 'literal') return undefined;
  const text = String(first.value);
  const index = text.indexOf('=');
  if (index < 0) return undefined;
  const begin: Expr[] = text.length > index + 1 ? [{ ...first, value: text.slice(index + 1) }] : [];
  const parts = [...begin, ...rest];
  const [only] = parts;
  const value: Expr = parts.length === 1 && only ? { ...only, at: item.at } : { is: 'text', parts, at: item.at };
  return { key: text.slice(0, index), value, keyAt: item.at };
}

/** Duration of compose (`1m30s`, `10s`) or a plain number, in seconds. */
export function seconds(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  let sum = 0;
  const units: Readonly<Record<string, number>> = table({ h: 3600, m: 60, s: 1, ms: 0.001, us: 0 });
  const parts = [...text.matchAll(/(?<!\d)(\d+(?:\.\d+)?)(h|ms|us|m|s)/g)];
  for (const [, number, unit] of parts) sum += Number(number) * (units[unit ?? ''] ?? 0);
  return parts.length > 0 ? sum : undefined;
}
