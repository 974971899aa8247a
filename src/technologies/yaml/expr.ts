import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import type { DataNode } from '../../parse/data.js';
import { variablesIn } from '../../parse/variables.js';

/** How the scalars of a data file are to be understood. */
export interface DataStyle {
  /** `${X:-d}` in a text reads the environment (compose). */
  readonly variables?: boolean;
}

/** A data tree as an expression, with the places of its keys. What a template would print is opaque. */
export function dataExpr(node: DataNode, file: string, style: DataStyle = {}): Expr {
  const at: Span = { file, start: node.start, end: node.end };
  if (node.is === 'list') return { is: 'list', items: node.items.map((item) => dataExpr(item, file, style)), at };
  if (node.is === 'map') {
    const entries = node.entries.map(({ key, keyStart, keyEnd, value }) => ({
      key,
      value: dataExpr(value, file, style),
      keyAt: { file, start: keyStart, end: keyEnd },
    }));
    return { is: 'map', entries, at };
  }
  if (node.value === undefined) return { is: 'opaque', source: node.raw, at };
  if (!style.variables || typeof node.value !== 'string' || !node.value.includes('$'))
    return { is: 'literal', value: node.value, at };
  const quoted = /^["']/.test(node.raw) ? 1 : 0;
  return interpolated(node.value, { file, start: node.start + quoted, end: node.end - quoted }, at);
}

/** A text with references to variables; `$$` is a dollar sign. `from` is where the text stands, `whole` what the value covers. */
function interpolated(text: string, from: Span, whole: Span): Expr {
  const parts: Expr[] = [];
  let done = 0;
  const plain = (to: number) => {
    const piece = text.slice(done, to).replaceAll('$$', '$');
    if (piece) parts.push({ is: 'literal', value: piece, at: span(from, done, to) });
  };
  for (const reference of variablesIn(text)) {
    plain(reference.start);
    done = reference.end;
    const at = span(from, reference.start, reference.end);
    const { operator, operand } = reference;
    const fallback =
      operand && (operator === ':-' || operator === '-')
        ? interpolated(operand.text, span(from, operand.start, operand.end), span(from, operand.start, operand.end))
        : undefined;
    const required = operator?.endsWith('?') ? { required: true as const } : {};
    parts.push({ is: 'env', name: reference.name.text, at, ...(fallback ? { fallback } : {}), ...required });
  }
  plain(text.length);
  const [only] = parts;
  if (parts.length === 0 || !only) return { is: 'literal', value: '', at: whole };
  if (parts.length === 1) return { ...only, at: whole };
  return { is: 'text', parts, at: whole };
}

function span(from: Span, start: number, end: number): Span {
  return { file: from.file, start: from.start + start, end: from.start + end };
}
