import { type Expr, type ExprEntry, literal } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import type { DataNode } from '../../parse/data.js';

/** How a YAML file of Symfony says a value: `%env(X)%` reads the environment, `%name%` a parameter. */
export function yamlExpr(node: DataNode, file: string): Expr {
  const at: Span = { file, start: node.start, end: node.end };
  switch (node.is) {
    case 'map':
      return {
        is: 'map',
        at,
        entries: node.entries.map((entry) => ({ key: entry.key, value: yamlExpr(entry.value, file) })),
      };
    case 'list':
      return { is: 'list', at, items: node.items.map((item) => yamlExpr(item, file)) };
    case 'scalar':
      if (node.value === undefined) return { is: 'opaque', source: node.raw, at };
      return typeof node.value === 'string' ? textExpr(node.value, at) : literal(node.value, at);
  }
}

/** The same for strings that PHP configuration holds. */
export function withReferences(expr: Expr): Expr {
  switch (expr.is) {
    case 'literal':
      return typeof expr.value === 'string' ? textExpr(expr.value, expr.at) : expr;
    case 'map': {
      const entries: ExprEntry[] = expr.entries.map(({ key, value }) => ({ key, value: withReferences(value) }));
      return { ...expr, entries };
    }
    case 'list':
      return { ...expr, items: expr.items.map(withReferences) };
    default:
      return expr;
  }
}

const reference = /%env\(([^)]{0,500})\)%|%%|%([\w.\\-]+)%/g;

/** Text with references in it; a text that is one reference is that reference. */
export function textExpr(text: string, at: Span): Expr {
  const parts: Expr[] = [];
  let from = 0;
  for (const match of text.matchAll(reference)) {
    if (match.index > from) parts.push(literal(text.slice(from, match.index), at));
    from = match.index + match[0].length;
    if (match[0] === '%%') parts.push(literal('%', at));
    else if (match[1] !== undefined) parts.push(envExpr(match[1], at));
    else parts.push({ is: 'setting', key: `%${match[2]}%`, at });
  }
  const [only] = parts;
  if (!only) return literal(text, at);
  if (from < text.length) parts.push(literal(text.slice(from), at));
  return parts.length === 1 ? only : { is: 'text', parts, at };
}

/** `resolve:DATABASE_URL`, `default:other_parameter:NAME`: the name stands last, what stands before changes the value. */
function envExpr(written: string, at: Span): Expr {
  const words = written.split(':');
  const name = words.at(-1) ?? written;
  const byDefault = words.lastIndexOf('default');
  if (byDefault < 0) return { is: 'env', name, at };
  const parameter = words[byDefault + 1];
  const fallback: Expr = parameter ? { is: 'setting', key: `%${parameter}%`, at } : literal(null, at);
  return { is: 'env', name, at, fallback };
}
