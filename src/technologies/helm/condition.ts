import { type Expr, entryOf } from '../../facts/expr.js';

/** The default values of a chart, and what `.` means here (inside `with`). */
export interface Values {
  readonly root: Expr;
  readonly dot?: Expr;
}

/** What an operand of a template is: a value of the chart, nothing (`null`), or not to be known (`undefined`). */
export type Operand = Expr | string | number | boolean | null | undefined;

/** Whether a template's condition holds with the chart's own defaults; undefined when they do not decide it. */
export function conditionHolds(text: string, values: Values): boolean | undefined {
  return truth(operandOf(text, values));
}

/** The value of a simple template expression: a path, a literal, or one of the logical functions. */
export function operandOf(text: string, values: Values): Operand {
  const [first, ...pipes] = splitTop(text.trim(), '|');
  const filters = pipes.map((pipe) => pipe.trim().split(/\s+/)[0] ?? '');
  if (
    filters.some(
      (name) => !/^(quote|squote|int|int64|toString|trim|toYaml|nindent|indent|default|lower|tpl)$/.test(name),
    )
  )
    return undefined;
  const value = call(words(first ?? ''), values);
  const fallback = pipes.map((pipe) => /^\s*default\s+(.+)$/.exec(pipe)?.[1]).find((one) => one !== undefined);
  return fallback !== undefined && truth(value) === false ? operand(fallback.trim(), values) : value;
}

function call(parts: readonly string[], values: Values): Operand {
  const [name = '', ...args] = parts;
  if (args.length === 0) return operand(name, values);
  const all = args.map((arg) => operand(arg, values));
  const truths = all.map(truth);
  switch (name) {
    case 'not':
      return truths[0] === undefined ? undefined : !truths[0];
    case 'and':
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    case 'or':
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    case 'eq':
    case 'ne':
      return compared(name, plain(all[0]), plain(all[1]));
    case 'default':
      return truths[1] === false ? all[0] : all[1];
    case 'empty':
      return truths[0] === undefined ? undefined : !truths[0];
    case 'toYaml':
    case 'int':
    case 'quote':
    case 'tpl':
      return all[0];
    default:
      return undefined;
  }
}

function compared(name: string, left: Operand, right: Operand): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const same = String(left) === String(right);
  return name === 'eq' ? same : !same;
}

function plain(value: Operand): Operand {
  if (typeof value !== 'object' || value === null) return value;
  return value.is === 'literal' ? value.value : undefined;
}

function operand(text: string, values: Values): Operand {
  if (/^\(.*\)$/s.test(text)) return operandOf(text.slice(1, -1), values);
  if (/^".*"$|^`.*`$/s.test(text)) return text.slice(1, -1);
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'nil') return null;
  const rooted = /^\$?\.Values((?:\.\w+)*)$/.exec(text);
  if (rooted) return pathOf(values.root, rooted[1] ?? '');
  if (text === '.') return values.dot;
  if (/^(\.\w+)+$/.test(text) && values.dot && !/^\.(Chart|Release|Capabilities|Template|Files)\b/.test(text))
    return pathOf(values.dot, text);
  return undefined;
}

function pathOf(from: Expr, path: string): Operand {
  let here: Expr | undefined = from;
  for (const key of path.split('.').filter(Boolean)) here = entryOf(here, key);
  return here ?? null;
}

export function truth(value: Operand): boolean | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return Boolean(value);
  if (value.is === 'literal') return Boolean(value.value);
  if (value.is === 'map') return value.entries.length > 0;
  if (value.is === 'list') return value.items.length > 0;
  return undefined;
}

function words(text: string): readonly string[] {
  return splitTop(text.trim().replace(/\s+/g, ' '), ' ').filter((word) => word !== '');
}

/** Splits outside of brackets and quotes. */
function splitTop(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === '`') quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth === 0 && char === separator) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
