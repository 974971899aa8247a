import type { Fact, Facts } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { holds } from './conditions.js';
import { folderOf, scriptOf } from './scripts.js';
import type { Assigned, Decided, Reached, Start, Started, StartedProgram } from './start.js';
import { expand, itemsOf, type Scope, textOf } from './variables.js';
import { shells } from './wrappers.js';

/** A start on the way. */
export interface Walk {
  readonly facts: Facts;
  readonly start: Start;
  readonly reached: Reached[];
  readonly assignments: Assigned[];
  readonly unseen: string[];
  /** Variables that its scripts keep in files, and take from there. */
  readonly kept: Set<string>;
  /** The functions that are defined so far, each by the script that it stands in. */
  readonly functions: Map<string, Fact<'shell-script'>>;
  /** All that were ever defined. */
  readonly defined: Map<string, Fact<'shell-script'>>;
  /** Scripts that the one at work has taken in. */
  readonly scripts: readonly Fact<'shell-script'>[];
  readonly lost: Started['lost'][number][];
  /** Calls of functions that were followed. */
  readonly called: Set<string>;
  readonly depth: number;
  readonly behindShell: boolean;
  /** Commands of shells on the way that wait for the script that they run. */
  readonly waiting: readonly ScriptCommand[];
  readonly through?: string;
  /** Where a script says so. */
  readonly throughAt?: Span;
}

export function walkFrom(start: Start, facts: Facts): Walk {
  return { facts, start, reached: [], assignments: [], unseen: [], kept: new Set(), functions: new Map(), defined: new Map(), scripts: [], lost: [], called: new Set(), depth: 0, behindShell: false, waiting: [] }; // biome-ignore format: one record
}

export function startedFrom({ reached, assignments, defined, unseen, lost }: Walk): Started {
  const programs: readonly StartedProgram[] = [];
  const main = mainOf(reached);
  const first = main?.command.words[0]?.value ?? '';
  const says = `what ${main?.text.slice(0, 60)} starts is decided while it runs`;
  const open = main && /^\$/.test(first) ? [said(main.command.at, says)] : [];
  return {
    reached,
    assignments,
    functions: defined,
    unseen,
    programs,
    lost: [...lost, ...open],
    ...(main ? { main } : {}),
  };
}

/** What stays at last; of a pipe the command at its head. */
export function mainOf(reached: readonly Reached[]): Reached | undefined {
  const last = reached.findLastIndex(
    ({ runs, command }) => runs !== false && !command.background && !command.substituted && !passes(command),
  );
  let index = last;
  while (isPipe(reached[index - 1], reached[index])) index--;
  return reached[index];
}

/** Nothing stays by it, on whatever branch: a way out, a pause. */
function passes({ words }: ScriptCommand): boolean {
  const [first = '', second = ''] = words.map(({ value }) => value);
  return /^(exit|return|true|false|:)$/.test(first) || (first === 'sleep' && /^[\d.]+[smh]?$/.test(second));
}

export function isPipe(before: Reached | undefined, after: Reached | undefined): boolean {
  if (!before?.command.piped || !after?.command.piped) return false;
  const [a, b] = [before.command.at, after.command.at];
  return a.file === b.file && a.end <= b.start && !before.command.substituted;
}

/** From the first word to the last, as far as they stand in one file. */
export function spanOf(words: readonly Located<string>[], first: Located<string>): Span {
  const { file, start } = first.at;
  return {
    file,
    start,
    end: Math.max(first.at.end, ...words.filter(({ at }) => at.file === file).map(({ at }) => at.end)),
  };
}

/** The commands of a script, or of a function of it, with the arguments that they are given. */
export interface Body extends Decided {
  readonly script: Fact<'shell-script'>;
  readonly args: readonly Located<string>[] | undefined;
  /** The functions on the way, the innermost last. */
  readonly calls: readonly string[];
  /** Another file was taken in that is not seen. */
  readonly hides?: true;
  /** The command that called the function: what holds for it holds for the whole of it. */
  readonly from?: ScriptCommand;
}

export function aroundOf(walk: Walk, body: Body, before: number): Parameters<typeof holds>[1] {
  const args = body.args?.map(({ value }) => value);
  const plain = args?.every((value) => !/[$`]/.test(value)) ? args : undefined;
  return {
    args: plain,
    variable: (name) => {
      const value = variableIn(walk, body, { name, before, under: [] });
      // What is taken in and not seen may set it.
      return value === '' && body.hides && /^[A-Z]/.test(name) ? undefined : value;
    },
  };
}

interface Asked {
  readonly name: string;
  readonly before: number;
  readonly under: readonly string[];
}

function variableIn(walk: Walk, body: Body, asked: Asked): string | undefined {
  return textOf(asked.name, scopeOf(walk, body, asked));
}

function scopeOf(walk: Walk, body: Body, asked: Asked): Scope {
  const args = body.args?.map(({ value }) => value);
  const inFunction = body.calls.at(-1);
  return {
    variable: (name) => walk.start.variable(name),
    scripts: walk.scripts,
    script: body.script,
    ...(inFunction === undefined ? {} : { inFunction }),
    args: args?.every((value) => !/[$`]/.test(value)) ? args : undefined,
    under: [...asked.under, ...body.open, ...body.closed],
    before: asked.before,
  };
}

export function decidedBy(conditions: readonly string[], around: Decided, known: Parameters<typeof holds>[1]): Decided {
  const answers = conditions.map((condition) => [condition, holds(condition, known)] as const);
  const closed = [...around.closed, ...answers.filter(([, is]) => is !== undefined).map(([condition]) => condition)];
  const open = [...around.open, ...answers.filter(([, is]) => is === undefined).map(([condition]) => condition)];
  const runs =
    around.runs === false || answers.some(([, is]) => is === false) ? false : open.length > 0 ? undefined : true;
  return { open, closed, runs, direct: around.direct };
}

/** A command of a function, under what its caller stands under. */
export function asCalled(command: ScriptCommand, from: ScriptCommand): ScriptCommand {
  const loop = command.loop ?? from.loop;
  return {
    ...command,
    background: command.background || from.background,
    piped: command.piped || from.piped,
    fallback: command.fallback || from.fallback,
    substituted: command.substituted || from.substituted,
    ...(loop === undefined ? {} : { loop }),
  };
}

/** The words of a command, with the variables that are known: all of the first word, and those that are a word by themselves. */
export function wordsOf(walk: Walk, body: Body, command: ScriptCommand): readonly Located<string>[] {
  const variable = (name: string) =>
    variableIn(walk, body, { name, before: command.at.start, under: command.conditions });
  const args = body.args?.map(({ value }) => value);
  const listed = ({ value, at }: Located<string>): readonly Located<string>[] => {
    const name = /^\$\{(\w+)\[[@*]\]\}$/.exec(value)?.[1];
    const asked = name === undefined ? undefined : { name, before: command.at.start, under: command.conditions };
    const items = asked && itemsOf(asked.name, scopeOf(walk, body, asked));
    return items ? items.map((item) => ({ value: item, at })) : [{ value, at }];
  };
  return command.words.flatMap(listed).flatMap((word, index): readonly Located<string>[] => {
    if (!word.value.includes('$')) return [word];
    if (/^\$\{?@\}?$/.test(word.value) && body.args) return body.args;
    const all = /^\$\{?\*\}?$/.test(word.value) ? body.args : undefined;
    if (all?.[0])
      return index === 0 ? all : [{ value: all.map(({ value }) => value).join(' '), at: spanOf(all, all[0]) }];
    // what a function is handed stays one word, and stands where it is called: `sh -c "$1"`
    const handed = index > 0 ? body.args?.[Number(/^\$\{?([1-9])\}?$/.exec(word.value)?.[1] ?? 0) - 1] : undefined;
    if (handed && !handed.value.includes('$')) return [handed];
    const isAlone = /^\$(\w+|\{\w+(:?[-=][^}]*)?\})$/.test(word.value);
    if (index > 0 && !isAlone) return [word];
    const text = expand(word.value, variable, args);
    if (text === undefined || (text === '' && !isAlone)) return [word];
    // A variable that is empty here is a word that is not there; one of the surroundings stays as it is written.
    if (text.trim() === '') return walk.start.variable(word.value.replace(/\W/g, '')) === '' ? [word] : [];
    return text
      .trim()
      .split(/\s+/)
      .map((value) => ({ value, at: word.at }));
  });
}

/** The script that `.` or `source` means: by its path in the image, else beside the script that takes it in. */
export function takenIn(walk: Walk, word: Located<string> | undefined, body: Body): Fact<'shell-script'> | undefined {
  if (!word) return undefined;
  const variable = (name: string) => variableIn(walk, body, { name, before: word.at.start, under: [] });
  const path =
    expand(
      word.value,
      variable,
      body.args?.map(({ value }) => value),
    ) ?? word.value.replace(/^(\$\(.*\)|\$\{[^}]*\}|\$\w+|`.*`)\//s, './');
  const found = scriptOf(walk, path, folderOf(body.script.at.file));
  if (!found && !ordinary.test(word.value)) walk.unseen.push(word.value);
  return found?.at.file === body.script.at.file ? undefined : found;
}

/** Files of the system and of tools for languages, which switch nothing of the app. */
export const ordinary =
  /(^|\/)(os-release|envvars|profile(\.d\/.*)?|activate|nvm\.sh|rvm|\.?bashrc|environment|init-functions|libos\.sh|\w+-env\.sh)$/;

/** The folder whose files a command of a loop runs one by one: `for f in /docker-entrypoint.d/*`, `find DIR | while read f`, `run-parts DIR`. */
export function folderRun(walk: Walk, body: Body, { words, loop, at }: ScriptCommand): string | undefined {
  const name = words[0]?.value ?? '';
  const known = (text: string) => expand(text.replace(/["']/g, ''), (one) => variableIn(walk, body, { name: one, before: at.start, under: [] }));
  if (name === 'run-parts') return known(words.findLast(({ value }) => !value.startsWith('-'))?.value ?? '');
  const file = shells.test(name) || name === '.' || name === 'source' ? (words[1]?.value ?? '') : name;
  const variable = /^\$\{?(\w+)\}?$/.exec(file)?.[1];
  if (variable === undefined || loop === undefined) return undefined;
  const list = new RegExp(`^for\\s{1,50}${variable}\\s{1,50}in\\s{1,50}(.*)$`, 's').exec(loop)?.[1];
  const found = body.script.commands.findLast((each) => each.at.start < at.start && /^(find|ls)$/.test(each.words[0]?.value ?? '') && (each.piped || each.substituted));
  const named = list?.includes('/') && !list.includes('$(') ? list.trim().split(/\s+/)[0]?.replace(/\/[^/]*$/, '') : undefined;
  const listed = found?.words.slice(1).find(({ value }) => !value.startsWith('-'))?.value;
  const folder = named ?? (list === undefined ? (loop.includes('read') ? listed : undefined) : list.includes('$(') ? listed : undefined);
  return folder === undefined ? undefined : known(folder)?.replace(/\/$/, '');
} // biome-ignore format: one question a line
