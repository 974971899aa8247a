import type { Fact, Facts } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { commandsIn } from './command-line.js';
import { holds } from './conditions.js';
import { folderOf, packageScripts, scriptOf, scriptsIn } from './scripts.js';
import type { Assigned, Decided, Reached, Start, Started, StartedProgram } from './start.js';
import { stepKinds } from './steps.js';
import { expand, textOf } from './variables.js';
import { commandAt, lineAt, shells, wrappedAt } from './wrappers.js';

/** Follows a start through its scripts: what it runs, in order, and under which conditions. */
export function follow(start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  for (const folder of start.before ?? []) runFolder(walk, folder, { ...always, direct: false });
  const line = start.shell ? start.words[0] : undefined;
  if (line) followLine(walk, line, { ...always, shell: 'sh' });
  else followWords(walk, start.words, always);
  const started = startedFrom(walk);
  const main = mainOf(walk.reached);
  return main ? { ...started, main } : started;
}

/** As `follow`, for a script that something starts beside the container's own command. */
export function followFile(script: Fact<'shell-script'>, start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  runScript(walk, { script, args: [], decided: { ...always, direct: false } });
  const main = mainOf(walk.reached);
  return { ...startedFrom(walk), ...(main ? { main } : {}) };
}

const always: Decided = { open: [], closed: [], runs: true, direct: true };

interface Walk {
  readonly facts: Facts;
  readonly start: Start;
  readonly reached: Reached[];
  readonly assignments: Assigned[];
  readonly unseen: string[];
  /** The functions that are defined so far, each by the script that it stands in. */
  readonly functions: Map<string, Fact<'shell-script'>>;
  /** All that were ever defined. */
  readonly defined: Map<string, Fact<'shell-script'>>;
  /** Scripts that the one at work has taken in. */
  readonly scripts: readonly Fact<'shell-script'>[];
  readonly lost: Started['lost'][number][];
  readonly depth: number;
  readonly behindShell: boolean;
  readonly through?: string;
}

function walkFrom(start: Start, facts: Facts): Walk {
  return { facts, start, reached: [], assignments: [], unseen: [], functions: new Map(), defined: new Map(), scripts: [], lost: [], depth: 0, behindShell: false }; // biome-ignore format: one record
}

function startedFrom({ reached, assignments, defined, unseen, lost }: Walk): Started {
  const programs: readonly StartedProgram[] = [];
  return { reached, assignments, functions: defined, unseen, programs, lost };
}

/** What stays at last; of a pipe the command at its head. */
function mainOf(reached: readonly Reached[]): Reached | undefined {
  const last = reached.findLastIndex(
    ({ runs, command }) => runs !== false && !command.background && !command.substituted,
  );
  let index = last;
  while (isPipe(reached[index - 1], reached[index])) index--;
  return reached[index];
}

function isPipe(before: Reached | undefined, after: Reached | undefined): boolean {
  if (!before?.command.piped || !after?.command.piped) return false;
  const [a, b] = [before.command.at, after.command.at];
  return a.file === b.file && a.end <= b.start && !before.command.substituted;
}

const depthLimit = 7;
/** Starts that run more commands than this are generated. */
const most = 5000;

/** An exec form: wrappers are passed over until a script of the repository or a program is found. */
function followWords(walk: Walk, words: readonly Located<string>[], decided: Decided): void {
  const [first] = words;
  if (!first) return;
  const at = spanOf(words, first);
  const command: ScriptCommand = { words, conditions: [], writes: [], exec: true, background: false, piped: false, fallback: false, substituted: false, at }; // biome-ignore format: one record
  if (!followInner(walk, command, decided)) followPackage(walk, command, decided);
}

/** From the first word to the last, as far as they stand in one file. */
function spanOf(words: readonly Located<string>[], first: Located<string>): Span {
  const { file, start } = first.at;
  return {
    file,
    start,
    end: Math.max(first.at.end, ...words.filter(({ at }) => at.file === file).map(({ at }) => at.end)),
  };
}

/** A line that a shell runs. Several commands, the last not by `exec`: the shell stays in front of it, but bash makes way for the last (bash 5.1, NEWS). */
function followLine(walk: Walk, line: Located<string>, decided: Decided & { readonly shell: string }): void {
  const commands = commandsIn(line.value, line.at);
  for (const command of commands) {
    const makesWay =
      decided.shell === 'bash' && command === commands.at(-1) && !command.background && command.conditions.length === 0;
    const behindShell = walk.behindShell || (commands.length > 1 && !command.exec && !makesWay);
    const own = decidedBy(
      command.conditions,
      { ...decided, direct: true },
      { args: [], variable: (name) => walk.start.variable(name) },
    );
    followCommand({ ...walk, behindShell }, command, own);
  }
}

interface ScriptRun {
  readonly script: Fact<'shell-script'>;
  readonly args: readonly Located<string>[] | undefined;
  readonly decided: Decided;
}

/** A script in a process of its own: what it defines ends with it. */
function runScript(walk: Walk, { script, args, decided }: ScriptRun): void {
  followScript({ ...walk, functions: new Map(), scripts: [] }, { script, args, decided });
}

/** Commands that stand outside of functions run in order; those of a function run where it is called, with the arguments of the call. */
function followScript(walk: Walk, { script, args, decided }: ScriptRun): void {
  if (walk.depth >= depthLimit) return;
  for (const { inFunction } of script.commands)
    if (inFunction) {
      walk.functions.set(inFunction, script);
      walk.defined.set(inFunction, script);
    }
  followBody({ ...walk, depth: walk.depth + 1 }, { ...decided, direct: false, script, args, calls: [] });
}

/** The commands of a script, or of a function of it, with the arguments that they are given. */
interface Body extends Decided {
  readonly script: Fact<'shell-script'>;
  readonly args: readonly Located<string>[] | undefined;
  /** The functions on the way, the innermost last. */
  readonly calls: readonly string[];
  /** The command that called the function: what holds for it holds for the whole of it. */
  readonly from?: ScriptCommand;
}

function followBody(given: Walk, first: Body): void {
  let [walk, body] = [given, first];
  const { script, calls } = body;
  const inFunction = calls.at(-1);
  for (const assignment of script.assignments) {
    if (assignment.inFunction !== inFunction) continue;
    walk.assignments.push({
      assignment,
      ...decidedBy(assignment.conditions, body, aroundOf(walk, body, assignment.at.start)),
    });
  }
  for (const own of script.commands) {
    if (own.inFunction !== inFunction || walk.reached.length > most) continue;
    const command = body.from ? asCalled(own, body.from) : own;
    const decided = decidedBy(command.conditions, body, aroundOf(walk, body, own.at.start));
    const words = wordsOf(walk, body, command);
    const name = words[0]?.value ?? '';
    const passed = command.words.length === 1 && /^\$\{?[@*]\}?$/.test(command.words[0]?.value ?? '');
    if (name === 'set' && words[1]?.value === '--') {
      if (decided.runs === true) body = { ...body, args: words.slice(2) };
      continue;
    }
    if (name === 'shift' && decided.runs === true && body.args) body = { ...body, args: body.args.slice(Number(words[1]?.value ?? 1)) };
    const taken = name === '.' || name === 'source' ? takenIn(walk, words[1], body) : undefined;
    if (taken) {
      followScript(walk, { script: taken, args: body.args, decided });
      walk = { ...walk, scripts: [...walk.scripts, taken] };
      continue;
    }
    const folder = folderRun(walk, body, own);
    const defined = command.exec ? undefined : walk.functions.get(name);
    if (folder !== undefined && runFolder(walk, folder, decided)) continue;
    if (defined && !calls.includes(name)) callFunction(walk, { ...decided, script: defined, args: words.slice(1), calls: [...calls, name], from: { ...command, words, ...(passed && words[0] ? { at: spanOf(words, words[0]) } : {}) } });
    else if (passed && body.args) {
      if (body.args.length > 0) followWords(walk, body.args, decided);
    } else followCommand({ ...walk, behindShell: !command.exec }, { ...command, words }, decided);
  } // biome-ignore format: one call
}

/** What a function runs; one that is handed a command, and runs it by what cannot be followed, runs that too. */
function callFunction(walk: Walk, body: Body & { readonly from: ScriptCommand }): void {
  if (body.runs === false) return;
  const before = walk.reached.length;
  followBody(walk, body);
  const handed = body.args?.map(({ value }) => value).join(' ') ?? '';
  const name = body.calls.at(-1);
  const uses = body.script.commands.some(
    ({ words, inFunction }) =>
      inFunction === name && !talks.test(words[0]?.value ?? '') && words.some(({ value }) => /\$\{?[@*]/.test(value)),
  );
  const isSaid = walk.reached.slice(before).some(({ text }) => handed.length > 0 && handed.endsWith(text));
  if (uses && !isSaid && (body.args?.length ?? 0) > 1) followPackage(walk, body.from, body);
}

const talks = /^(echo|printf|log|logger|cat|tee|local|declare|export|shift|test|\[)$/;

function aroundOf(walk: Walk, body: Body, before: number): Parameters<typeof holds>[1] {
  const args = body.args?.map(({ value }) => value);
  const plain = args?.every((value) => !/[$`]/.test(value)) ? args : undefined;
  return { args: plain, variable: (name) => variableIn(walk, body, { name, before, under: [] }) };
}

function variableIn(
  walk: Walk,
  body: Body,
  asked: { readonly name: string; readonly before: number; readonly under: readonly string[] },
): string | undefined {
  const args = body.args?.map(({ value }) => value);
  const inFunction = body.calls.at(-1);
  return textOf(asked.name, {
    variable: (name) => walk.start.variable(name),
    scripts: walk.scripts,
    script: body.script,
    ...(inFunction === undefined ? {} : { inFunction }),
    args: args?.every((value) => !/[$`]/.test(value)) ? args : undefined,
    under: [...asked.under, ...body.open, ...body.closed],
    before: asked.before,
  });
}

function decidedBy(conditions: readonly string[], around: Decided, known: Parameters<typeof holds>[1]): Decided {
  const answers = conditions.map((condition) => [condition, holds(condition, known)] as const);
  const closed = [...around.closed, ...answers.filter(([, is]) => is !== undefined).map(([condition]) => condition)];
  const open = [...around.open, ...answers.filter(([, is]) => is === undefined).map(([condition]) => condition)];
  const runs =
    around.runs === false || answers.some(([, is]) => is === false) ? false : open.length > 0 ? undefined : true;
  return { open, closed, runs, direct: around.direct };
}

/** A command of a function, under what its caller stands under. */
function asCalled(command: ScriptCommand, from: ScriptCommand): ScriptCommand {
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
function wordsOf(walk: Walk, body: Body, command: ScriptCommand): readonly Located<string>[] {
  const variable = (name: string) =>
    variableIn(walk, body, { name, before: command.at.start, under: command.conditions });
  const args = body.args?.map(({ value }) => value);
  return command.words.flatMap((word, index): readonly Located<string>[] => {
    if (!word.value.includes('$')) return [word];
    if (/^\$\{?@\}?$/.test(word.value) && body.args) return body.args;
    const all = /^\$\{?\*\}?$/.test(word.value) ? body.args : undefined;
    if (all?.[0])
      return index === 0 ? all : [{ value: all.map(({ value }) => value).join(' '), at: spanOf(all, all[0]) }];
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
function takenIn(walk: Walk, word: Located<string> | undefined, body: Body): Fact<'shell-script'> | undefined {
  if (!word) return undefined;
  const variable = (name: string) => variableIn(walk, body, { name, before: word.at.start, under: [] });
  const path =
    expand(
      word.value,
      variable,
      body.args?.map(({ value }) => value),
    ) ?? word.value.replace(/^(\$\(.*\)|\$\{[^}]*\}|\$\w+|`.*`)\//s, './');
  const found = scriptOf(walk, path, folderOf(body.script.at.file));
  if (!found) walk.unseen.push(word.value);
  return found?.at.file === body.script.at.file ? undefined : found;
}

/** The folder whose files a command of a loop runs one by one: `for f in /docker-entrypoint.d/*`, `find DIR | while read f`, `run-parts DIR`. */
function folderRun(walk: Walk, body: Body, { words, loop, at }: ScriptCommand): string | undefined {
  const name = words[0]?.value ?? '';
  const known = (text: string) => expand(text.replace(/["']/g, ''), (one) => variableIn(walk, body, { name: one, before: at.start, under: [] }));
  if (name === 'run-parts') return known(words.findLast(({ value }) => !value.startsWith('-'))?.value ?? '');
  const file = shells.test(name) || name === '.' || name === 'source' ? (words[1]?.value ?? '') : name;
  const variable = /^\$\{?(\w+)\}?$/.exec(file)?.[1];
  if (variable === undefined || loop === undefined) return undefined;
  const list = new RegExp(`^for\\s+${variable}\\s+in\\s+(.*)$`, 's').exec(loop)?.[1];
  const found = body.script.commands.findLast((each) => each.at.start < at.start && /^(find|ls)$/.test(each.words[0]?.value ?? '') && (each.piped || each.substituted));
  const named = list?.includes('/') && !list.includes('$(') ? list.trim().split(/\s+/)[0]?.replace(/\/[^/]*$/, '') : undefined;
  const listed = found?.words.slice(1).find(({ value }) => !value.startsWith('-'))?.value;
  const folder = named ?? (list === undefined ? (loop.includes('read') ? listed : undefined) : list.includes('$(') ? listed : undefined);
  return folder === undefined ? undefined : known(folder)?.replace(/\/$/, '');
} // biome-ignore format: one question a line

/** The scripts that the image has in a folder, in the order of their names. */
function runFolder(walk: Walk, folder: string, decided: Decided): boolean {
  const scripts = scriptsIn(walk, folder);
  // What only tells the kinds of files apart says nothing of whether they run.
  const open = decided.open.filter((condition) => !/^(!\s*)?(case\s+"?\$\{?[a-z]\w*\}?"?\s+in|\[+\s+(-\w\s+)?"?\$\{?[a-z]\w*\}?"?\s*\]+$)/.test(condition));
  const runs = decided.runs === false ? false : open.length > 0 ? undefined : true;
  for (const script of scripts) runScript(walk, { script, args: [], decided: { ...decided, open, runs } });
  return scripts.length > 0;
} // biome-ignore format: one statement a line

/** A command of a line or a script; one that is itself a script of the repository, or an npm script, is followed. */
function followCommand(walk: Walk, command: ScriptCommand, decided: Decided): void {
  if (followInner(walk, command, decided)) return;
  const first = command.words[0]?.value ?? '';
  if (/^\$/.test(first) && command.exec && decided.runs !== false) {
    const says = `starts ${command.words
      .map(({ value }) => value)
      .join(' ')
      .slice(0, 60)}, which is decided while it runs`;
    walk.lost.push(said(command.at, says));
  }
  followPackage(walk, command, decided);
}

/** Whether a command leads to a script of the repository or to a line of a shell, also behind programs that run others. */
function followInner(walk: Walk, command: ScriptCommand, decided: Decided): boolean {
  if (walk.depth >= depthLimit) return false;
  const texts = command.words.map(({ value }) => value);
  let at = commandAt(texts);
  for (;;) {
    const rest = texts.slice(at);
    const words = command.words.slice(at);
    const line = lineAt(rest);
    const text = line === undefined ? undefined : words[line];
    if (text) {
      if (decided.runs === false || !/[\s;&|]/.test(text.value)) return false;
      const shell = rest[0] ?? 'sh';
      followLine({ ...walk, depth: walk.depth + 1 }, text, {
        ...decided,
        shell: shell.slice(shell.lastIndexOf('/') + 1),
      });
      return true;
    }
    const name = rest[0] ?? '';
    const isShell = shells.test(name.slice(name.lastIndexOf('/') + 1));
    const file = isShell ? rest.findIndex((word, index) => index > 0 && !word.startsWith('-')) : 0;
    const script = file < 0 ? undefined : scriptOf(walk, rest[file] ?? '');
    if (script && decided.runs !== false) {
      const before = walk.reached.length;
      runScript(walk, { script, args: words.slice(file + 1), decided });
      for (let index = before; index < walk.reached.length; index++) {
        const one = walk.reached[index];
        if (one && command.background) walk.reached[index] = { ...one, command: { ...one.command, background: true } };
      }
      return true;
    }
    const next = wrappedAt(rest);
    if (next === undefined || isShell) return false;
    at += next + commandAt(rest.slice(next));
  }
}

/** A script of package.json is followed, unless the command says by itself what it does. */
function followPackage(walk: Walk, command: ScriptCommand, decided: Decided): void {
  const text = command.words.map(({ value }) => value).join(' ');
  const scripts =
    decided.runs === false || walk.depth >= depthLimit || stepKinds.some(({ when }) => when.test(text))
      ? []
      : packageScripts(walk, command.words.map(({ value }) => value));
  for (const script of scripts) {
    const inner: Walk = { ...walk, depth: walk.depth + 1, behindShell: true, through: walk.through ?? text };
    for (const one of commandsIn(script.command, script.at))
      followCommand(inner, one, decidedBy(one.conditions, decided, { args: [], variable: (name) => walk.start.variable(name) }));
  }
  if (scripts.length === 0) walk.reached.push(reachedBy(walk, command, decided));
} // biome-ignore format: one call

function reachedBy(walk: Walk, command: ScriptCommand, decided: Decided): Reached {
  const text = command.words.map(({ value }) => value).join(' ');
  const lock = /(^|[\s/])(flock|s6-setlock|setlock|lockf|lockfile|shlock)\s/.exec(text);
  const word = lock ? command.words.find(({ value }) => value.endsWith(lock[2] ?? '')) : undefined;
  return {
    command,
    text,
    open: decided.open,
    closed: decided.closed,
    runs: decided.runs,
    direct: decided.direct,
    behindShell: walk.behindShell,
    ...(walk.through === undefined ? {} : { through: walk.through }),
    ...(word ? { localLock: word } : {}),
  };
}
