import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';

/** Splits a one-line command (`sh -c`, an npm script, a compose command) into its simple commands. No grammar: what nests is taken word by word. */
export function commandsIn(text: string, at: Span): readonly ScriptCommand[] {
  const commands: ScriptCommand[] = [];
  let words: Located<string>[] = [];
  let conditional = false;
  let operator = '';
  const finish = (next: string) => {
    const kept = words.filter(({ value }) => !keyword.test(value));
    if (words.some(({ value }) => value === 'if' || value === 'while' || value === '[')) conditional = true;
    else if (kept.length > 0) commands.push(commandOf(kept, { conditional, operator, next }));
    if (words.some(({ value }) => value === 'fi' || value === 'done')) conditional = false;
    words = [];
    operator = next;
  };
  // The text may be a value with its quotes resolved: places inside hold only while nothing was escaped.
  const exact = at.end - at.start === text.length || at.end - at.start === text.length + 2;
  const from = at.start + (at.end - at.start === text.length + 2 ? 1 : 0);
  for (const token of text.matchAll(tokens)) {
    const piece = token[0];
    if (/^(&&|\|\||[;&|\n])$/.test(piece)) finish(piece);
    else {
      const start = from + token.index;
      words.push({
        value: unquoted(piece),
        at: exact ? { file: at.file, start, end: start + piece.length } : at,
      });
    }
  }
  finish('');
  return commands;
}

const tokens =
  /&&|\|\||[;&|\n]|(?:"(?:\\.|[^"\\])*"|'[^']*'|\$\([^)]*\)|\$\{[^}]*\}|\\.|&(?=>|\d)|\d?>&\d|[^\s;&|"'\\])+/g;
const keyword = /^(then|else|fi|do|done|\{|\})$/;

function unquoted(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) =>
    String(double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$`])/g, '$1')),
  );
}

function commandOf(
  all: readonly Located<string>[],
  place: { conditional: boolean; operator: string; next: string },
): ScriptCommand {
  const [first, ...rest] = all;
  const exec = first?.value === 'exec' && rest.length > 0;
  const words = exec ? rest : all;
  const last = words.at(-1) ?? first;
  const head = words[0] ?? first;
  return {
    words,
    conditions: place.conditional ? ['a condition'] : [],
    writes: words.flatMap(({ value }, index) => (/^\d?>{1,2}$/.test(value) ? [words[index + 1]?.value ?? ''] : [])),
    exec,
    background: place.next === '&',
    piped: place.operator === '|' || place.next === '|',
    fallback: place.operator === '||',
    substituted: false,
    at: {
      file: head?.at.file ?? '',
      start: head?.at.start ?? 0,
      end: Math.max(last?.at.end ?? 0, head?.at.end ?? 0),
    },
  };
}
