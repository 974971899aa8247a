import type { Token } from './parsed.js';

/** A reference to an environment variable in a text: `$X`, `${X}`, `${X:-fallback}`. It is only found, never expanded. */
export interface VariableReference {
  readonly name: Token;
  /** What stands behind `:-`, `-`, `:=`, `=`, `:?`, `?`, `:+` or `+`, as written. */
  readonly operator?: string;
  readonly operand?: Token;
  readonly start: number;
  readonly end: number;
}

const HEAD = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-=?+])|(?=\})))/y;

/** The references in a text in order; `offset` is added to every place. `\$` and `$$` are no references. */
export function variablesIn(text: string, offset = 0): readonly VariableReference[] {
  const found: VariableReference[] = [];
  let index = text.indexOf('$');
  while (index >= 0) {
    if (text[index + 1] === '$') {
      index = text.indexOf('$', index + 2);
      continue;
    }
    const reference = text[index - 1] === '\\' ? undefined : readReference(text, index, offset);
    if (reference) found.push(reference);
    index = text.indexOf('$', reference ? reference.end - offset : index + 1);
  }
  return found;
}

function readReference(text: string, start: number, offset: number): VariableReference | undefined {
  HEAD.lastIndex = start;
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const name = head[1] ?? head[2] ?? '';
  const nameStart = start + (head[1] === undefined ? 2 : 1);
  const token: Token = { text: name, start: nameStart + offset, end: nameStart + name.length + offset };
  const behind = start + head[0].length;
  if (head[1] !== undefined) return { name: token, start: start + offset, end: behind + offset };
  if (head[3] === undefined) return { name: token, start: start + offset, end: behind + 1 + offset };
  const close = closingBrace(text, behind);
  if (close === undefined) return undefined;
  const operand: Token = { text: text.slice(behind, close), start: behind + offset, end: close + offset };
  return { name: token, operator: head[3], operand, start: start + offset, end: close + 1 + offset };
}

/** A fallback may hold references with braces of its own. It never spans lines, which also bounds the search. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    const char = text[index];
    if (char === '\n') return undefined;
    if (char === '{' && text[index - 1] === '$') depth++;
    else if (char === '}' && depth-- === 0) return index;
  }
  return undefined;
}
