import type { Fact } from '../../facts/fact.js';
import type { ScriptAssignment } from '../../facts/shell-script.js';
import { onceFor } from '../../once.js';
import { begin, further, type Progress } from '../../resolve/progress.js';
import { holds } from './conditions.js';

/** Where a variable is asked for: in a script, at a place of it, maybe in a function that was called with arguments. */
export interface Scope {
  /** The environment that the start is given. */
  variable(name: string): string | undefined;
  /** The script, and those that it has taken in. */
  readonly scripts: readonly Fact<'shell-script'>[];
  readonly script: Fact<'shell-script'>;
  /** The innermost function, and what it was called with; undefined arguments are not known. */
  readonly inFunction?: string;
  readonly args: readonly string[] | undefined;
  /** What holds already: the conditions that the asking command stands under. */
  readonly under: readonly string[];
  readonly before: number;
}

/** Chains of variables longer than this mean nothing to anybody. */
const longest = 8;

/** Variables that stand for each other twice, again and again, take more steps than anybody has time for. */
const mostSteps = 500;

/** The text of a variable; empty when it is not set, undefined when it cannot be known. */
export function textOf(name: string, scope: Scope, progress: Progress = begin()): string | undefined {
  if (progress.depth > longest || progress.spent.steps++ > mostSteps) return undefined;
  if (isTakenIn(name, scope.script)) return undefined;
  let value = scope.variable(name);
  for (const assigned of assignmentsOf(name, scope)) {
    if (assigned.value === undefined || (assigned.fallback && value !== '')) continue;
    const at = { ...scope, before: assigned.at.start };
    const isOwn = assigned.at.file === scope.script.at.file && assigned.inFunction === scope.inFunction;
    const variable = (one: string) => (one === name ? value : textOf(one, at, further(progress)));
    const decided = answers(assigned, scope, variable);
    if (decided.includes(false)) continue;
    const local = isOwn ? scope.args : undefined;
    // an array by its name alone is its first word
    const [first] = assigned.items ?? [assigned.value];
    const added = assigned.items && assigned.more ? '' : expand(first ?? '', variable, local);
    const next = assigned.more ? (value === undefined || added === undefined ? undefined : value + added) : added;
    // A condition that only the running system decides: either value is possible.
    if (decided.includes(undefined)) value = value === next ? value : undefined;
    else value = next;
  }
  return value;
}

/** Whether what an assignment stands under holds, beyond what holds already. */
function answers(
  { conditions }: ScriptAssignment,
  { under, args }: Scope,
  variable: (name: string) => string | undefined,
): readonly (boolean | undefined)[] {
  return conditions
    .filter((condition) => !under.includes(condition))
    .map((condition) => holds(condition, { args, variable }));
}

/**
 * The words of an array of bash, as written: those that it is made with, and those that are put behind them (`ARGS+=(--beat)`) where that is known
 * to happen. Undefined where it is no array.
 */
export function itemsOf(name: string, scope: Scope): readonly string[] | undefined {
  let items: readonly string[] | undefined;
  for (const assigned of assignmentsOf(name, scope)) {
    const at = { ...scope, before: assigned.at.start };
    const decided = answers(assigned, scope, (one) => textOf(one, at));
    // what only the running system decides is left out, for it is nobody's to say that it is there
    if (decided.some((answer) => answer !== true)) continue;
    if (assigned.items) items = assigned.more ? [...(items ?? []), ...assigned.items] : assigned.items;
    else if (!assigned.more) items = undefined;
  }
  return items;
}

/**
 * Variables whose names a loop lists, and that it gives what a command prints: `for NAME in A B; do export "$(grep "^$NAME=" .env)"; done`. What
 * they are is decided where the script finds them.
 */
const loadedBy = onceFor(({ commands }: Fact<'shell-script'>): readonly string[] =>
  commands.flatMap(({ words, loop }) => {
    const [name, ...rest] = words.map(({ value }) => value);
    const isLoad = name === 'export' && rest.some((word) => /^(\$\(|`)/.test(word));
    const list = isLoad && loop ? /^for\s{1,50}\w{1,100}\s{1,50}in\s(.*)$/s.exec(loop)?.[1] : undefined;
    return (list ?? '').split(/\s+/).filter((word) => /^[A-Z]\w*$/.test(word));
  }),
);

/** The variables among them that the script itself keeps where it finds them: `echo "READY=no" >> .env`. */
export function keptBy(script: Fact<'shell-script'>): readonly string[] {
  const loaded = loadedBy(script);
  return loaded.filter((name) =>
    script.commands.some(
      ({ words, writes }) =>
        /^(echo|printf)$/.test(words[0]?.value ?? '') &&
        writes.length > 0 &&
        words.some(({ value }) => value.startsWith(`${name}=`)),
    ),
  );
}

/** Whether a loop or `read` gives it its values. */
function isTakenIn(name: string, script: Fact<'shell-script'>): boolean {
  const { commands } = script;
  if (loadedBy(script).includes(name)) return true;
  return commands.some(
    ({ words, loop }) =>
      loop?.startsWith(`for ${name} `) ||
      (/^(read|getopts|mapfile|readarray)$/.test(words[0]?.value ?? '') && words.some(({ value }) => value === name)) ||
      (loop?.startsWith('while ') && new RegExp(`\\b(read|getopts)\\b[^;|]{0,300}\\s${name}\\b`).test(loop)),
  );
}

/** What may have been assigned before: above in the same script or function, or in what it takes in, in order. */
function assignmentsOf(name: string, scope: Scope): readonly ScriptAssignment[] {
  const { script, inFunction, before } = scope;
  const own = script.assignments.filter(
    (each) => each.name === name && (each.inFunction === undefined || each.inFunction === inFunction),
  );
  const others = scope.scripts
    .filter(({ at }) => at.file !== script.at.file)
    .flatMap(({ assignments }) => assignments.filter((each) => each.name === name && each.inFunction === undefined));
  const above = own.filter(
    (each) => each.at.start < before || (inFunction !== undefined && each.inFunction === undefined),
  );
  const outer = above.filter((each) => each.inFunction === undefined);
  const inner = above.filter((each) => each.inFunction !== undefined);
  return [...others, ...outer, ...inner];
}

/** A word with its variables replaced; undefined when one of them, or what a command prints, cannot be known. */
export function expand(
  word: string,
  variable: (name: string) => string | undefined,
  args?: readonly string[],
): string | undefined {
  if (/\$\(|`|\$\{[!#]/.test(word) || word.length > 2000) return undefined;
  let known = true;
  const whole = args ? word.replace(/\$(?:[*@]|\{[*@]\})/g, () => args.join(' ')) : word;
  const value = whole.replace(
    /\$(?:\{([A-Za-z_]\w*|\d)(?:(:?[-=+?])((?:[^{}]|\{[^{}]*\})*))?\}|([A-Za-z_]\w*|\d))/g,
    (
      _,
      braced: string | undefined,
      operator: string | undefined,
      operand: string | undefined,
      plain: string | undefined,
    ) => {
      const name = braced ?? plain ?? '';
      const found = /^\d$/.test(name) ? (args?.[Number(name) - 1] ?? (args ? '' : undefined)) : variable(name);
      if (found === undefined) {
        known = false;
        return '';
      }
      const rest = () => {
        const text = expand((operand ?? '').replace(/^(["'])(.*)\1$/s, '$2'), variable, args);
        if (text === undefined) known = false;
        return text ?? '';
      };
      if (operator?.endsWith('+')) return found === '' ? '' : rest();
      return found === '' && operator && !operator.endsWith('?') ? rest() : found;
    },
  );
  return known && !/\$[{\w@*#?!]/.test(value) ? value : undefined;
}
