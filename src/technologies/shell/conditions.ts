import { table } from '../../table.js';
import { matchesWildcards } from '../wildcards.js';
/** What is known of a script's surroundings when it starts. A variable that is known not to be set is the empty text; undefined: cannot be known. */
export interface Surroundings {
  variable(name: string): string | undefined;
  /** `$1` is the first; undefined when the arguments are not known. */
  readonly args: readonly string[] | undefined;
}

/** Nobody writes longer ones, and what holds in them cannot be told in a moment. */
const longest = 2000;

/** Whether a condition of a script holds; undefined when only the running system can tell. */
export function holds(condition: string, around: Surroundings): boolean | undefined {
  if (condition.length > longest) return undefined;
  const text = condition.trim().replace(/;$/, '');
  const chosen = /^case\s+(?!\s)(.*?\S)\s+in\s+(\S.*)$/s.exec(text);
  if (chosen) return matchesCase(chosen[1] ?? '', chosen[2] ?? '', around);
  if (text.startsWith('! ')) return not(holds(text.slice(2), around));
  const group = /^\{(.*)\}$/s.exec(text);
  if (group) return holds((group[1] ?? '').trim().replace(/;$/, ''), around);
  const either = splitTop(text, '||');
  if (either.length > 1) return any(either.map((part) => holds(part, around)));
  const all = splitTop(text, '&&');
  if (all.length > 1) return every(all.map((part) => holds(part, around)));
  const test = /^(?:\[\[?|test)\s+(?!\s)(.*)$/s.exec(text);
  if (test) return testHolds((test[1] ?? '').replace(/\]{1,2}$/, '').trimEnd(), around);
  const match = /^expr\s+(\S+)\s*:\s*(\S+)/.exec(text);
  if (match) return matchesPrefix(match[1] ?? '', match[2] ?? '', around);
  const counted = /^\(\(\s*\$#\s*(>=?|<=?|==|!=)\s*(\d+)\s*\)\)$/.exec(text);
  if (counted)
    return around.args && numbers(around.args.length, comparisons[counted[1] ?? ''] ?? '', Number(counted[2]));
  const compared = /^\(\(\s*\$?(\w+)\s*==?\s*(\w+)\s*\)\)$/.exec(text);
  if (compared) return equal(expand(`$${compared[1]}`, around), compared[2]);
  return undefined;
}

const comparisons: Readonly<Record<string, string>> = table({ '>': '-gt', '>=': '-ge', '<': '-lt', '<=': '-le', '==': '-eq', '!=': '-ne' }); // biome-ignore format: one table

function testHolds(inner: string, around: Surroundings): boolean | undefined {
  const or = inner.split(/(?<!\s)\s+(?:-o|\|\|)\s+/);
  if (or.length > 1) return any(or.map((part) => testHolds(part, around)));
  const and = inner.split(/(?<!\s)\s+(?:-a|&&)\s+/);
  if (and.length > 1) return every(and.map((part) => testHolds(part, around)));
  if (/^!\s/.test(inner)) return not(testHolds(inner.replace(/^!\s+/, ''), around));
  const unary = /^-([nzv])\s+(\S.*)$/s.exec(inner);
  if (unary) {
    const value = unary[1] === 'v' ? around.variable(bare(unary[2] ?? '')) : expand(unary[2] ?? '', around);
    return value === undefined ? undefined : unary[1] === 'z' ? value === '' : value !== '';
  }
  const binary = /^(.*?\S)\s+(==?|!=|=~|-eq|-ne|-gt|-ge|-lt|-le)\s+(\S.*)$/s.exec(inner);
  if (binary) return compare(binary, around);
  if (/^-[a-z]\s/i.test(inner)) return undefined;
  const value = expand(inner, around);
  return value === undefined ? undefined : value !== '';
}

function compare(parts: RegExpExecArray, around: Surroundings): boolean | undefined {
  const left = expand(parts[1] ?? '', around);
  const right = expand(parts[3] ?? '', around);
  if (left === undefined || right === undefined) return undefined;
  switch (parts[2]) {
    case '=':
    case '==':
      return right.includes('*') ? matchesWildcards(right, left) : left === right;
    case '!=':
      return right.includes('*') ? !matchesWildcards(right, left) : left !== right;
    case '=~':
      return undefined;
    default:
      return numbers(Number(left), parts[2] ?? '', Number(right));
  }
}

function numbers(left: number, operator: string, right: number): boolean | undefined {
  if (Number.isNaN(left) || Number.isNaN(right)) return undefined;
  const results: Readonly<Record<string, boolean>> = table({
    '-eq': left === right,
    '-ne': left !== right,
    '-gt': left > right,
    '-ge': left >= right,
    '-lt': left < right,
    '-le': left <= right,
  });
  return results[operator];
}

function matchesCase(subject: string, labels: string, around: Surroundings): boolean | undefined {
  const value = expand(subject, around);
  if (value === undefined) return undefined;
  return labels.split('|').some((label) => matchesWildcards(label.trim().replace(/["']/g, ''), value));
}

function matchesPrefix(subject: string, prefix: string, around: Surroundings): boolean | undefined {
  const value = expand(subject, around);
  const start = expand(prefix, around);
  return value === undefined || start === undefined ? undefined : value.startsWith(start);
}

/** A word with its variables replaced; undefined when one of them, or a command substitution, cannot be known. */
function expand(word: string, around: Surroundings): string | undefined {
  const text = word.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (/\$\(|`/.test(text)) return undefined;
  let unknown = false;
  const value = text.replace(
    /\$\{?([A-Za-z_]\w*|[0-9@*#])(?:(:?[-+=])([^}]*))?\}?/g,
    (_, name: string, operator?: string, operand?: string) => {
      const found = /^\d$/.test(name)
        ? argument(around, Number(name))
        : /^\w/.test(name)
          ? around.variable(name)
          : name === '#' && around.args
            ? String(around.args.length)
            : /^[*@]$/.test(name)
              ? around.args?.join(' ')
              : undefined;
      if (found === undefined) unknown = true;
      if (operator?.endsWith('+')) return found ? (operand ?? '') : '';
      return found === '' && operator ? (operand ?? '') : (found ?? '');
    },
  );
  return unknown ? undefined : value.replace(/["']/g, '');
}

function argument(around: Surroundings, index: number): string | undefined {
  return around.args && index > 0 ? (around.args[index - 1] ?? '') : undefined;
}

function bare(name: string): string {
  return name.replace(/["'${}]/g, '');
}

function equal(left: string | undefined, right: string | undefined): boolean | undefined {
  return left === undefined ? undefined : left === right;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function any(values: readonly (boolean | undefined)[]): boolean | undefined {
  return values.includes(true) ? true : values.includes(undefined) ? undefined : false;
}

function every(values: readonly (boolean | undefined)[]): boolean | undefined {
  return values.includes(false) ? false : values.includes(undefined) ? undefined : true;
}

/** Splits at an operator outside of brackets and quotes. */
function splitTop(text: string, operator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if ('[({'.includes(char)) depth++;
    else if ('])}'.includes(char)) depth--;
    else if (depth === 0 && text.startsWith(operator, index)) {
      parts.push(text.slice(from, index));
      from = index + operator.length;
      index = from - 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim());
}

/** The variables of the environment that a condition asks. */
export function variablesAsked(condition: string): readonly string[] {
  return [...condition.matchAll(/\$\{?([A-Z][A-Z0-9_]+)/g)].map((match) => match[1] ?? '');
}
