import type { Fact, Facts } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';
import { commandsIn } from './command-line.js';
import { holds, type Surroundings } from './conditions.js';
import { baseName, packageScripts, scriptOf } from './scripts.js';
import { stepKinds } from './steps.js';

/** How something is started: the words of an exec form, or one line that a shell runs. */
export interface Start {
  readonly words: readonly Located<string>[];
  /** The words are one line for a shell. */
  readonly shell: boolean;
  /** Where its files lie (the folders of the image's file and of the build), nearest first. */
  readonly folders: readonly string[];
  /** Where a file of the image comes from, by its path in the image. */
  readonly origin?: (path: string) => string | undefined;
  /** The value of a variable; the empty text when it is not set, undefined when it cannot be known. */
  variable(name: string): string | undefined;
  readonly at: Span;
}

/** One command on the way, and whether it runs. */
export interface Reached {
  readonly command: ScriptCommand;
  readonly text: string;
  /** Undefined: a condition that only the running system decides. */
  readonly runs: boolean | undefined;
  /** Conditions that could not be decided. */
  readonly open: readonly string[];
  /** Conditions that are decided, and how they read. */
  readonly closed: readonly string[];
  /** Started by a shell that stays in front of it: signals stop at the shell. */
  readonly behindShell: boolean;
  /** Run by the start itself, not from a script. */
  readonly direct: boolean;
  /** The package manager that starts it by a script of the manifest: `npm start`. */
  readonly through?: string;
  /** A lock of this machine that is taken around it. */
  readonly localLock?: Located<string>;
}

/** Everything that a start runs, through its scripts, in order; `main` is what stays. */
export interface Started {
  readonly reached: readonly Reached[];
  readonly main?: Reached;
  readonly assignments: readonly Fact<'shell-script'>['assignments'][number][];
  /** Scripts that it takes in and that are not in the repository: what they define is not known. */
  readonly unseen: readonly string[];
}

const depthLimit = 5;

export function follow(start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  if (start.shell) {
    const line = start.words[0];
    if (line) followLine(walk, line, 'sh');
  } else followWords(walk, start.words, true);
  const main = walk.reached.findLast(({ runs, command }) => runs !== false && !command.background);
  return { reached: walk.reached, assignments: walk.assignments, unseen: walk.unseen, ...(main ? { main } : {}) };
}

/** As `follow`, for a script that something starts beside the container's own command. */
export function followFile(script: Fact<'shell-script'>, start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  followScript(walk, script, []);
  return { reached: walk.reached, assignments: walk.assignments, unseen: walk.unseen };
}

interface Walk {
  readonly facts: Facts;
  readonly start: Start;
  readonly reached: Reached[];
  readonly assignments: Fact<'shell-script'>['assignments'][number][];
  readonly unseen: string[];
  /** The functions that are defined so far, each by the script that it stands in. */
  readonly functions: Map<string, Fact<'shell-script'>>;
  readonly depth: number;
  readonly behindShell: boolean;
  readonly through?: string;
}

function walkFrom(start: Start, facts: Facts): Walk {
  return { facts, start, reached: [], assignments: [], unseen: [], functions: new Map(), depth: 0, behindShell: false };
}

const wrappers = new Set('tini dumb-init catatonit docker-php-entrypoint docker-entrypoint.sh env nice time doppler with-contenv ddtrace-run newrelic-admin opentelemetry-instrument wait-for-it dockerize cross-env dotenv'.split(' ')); // biome-ignore format: a list
const shells = /^(ba|da|a|z|k)?sh$/;

/** An exec form: wrappers are passed over until a script of the repository or a program is found. */
function followWords(walk: Walk, words: readonly Located<string>[], direct: boolean): void {
  const [first, ...rest] = words;
  if (!first) return;
  const name = baseName(first.value);
  const script = scriptOf(walk, first.value);
  const line = shells.test(name) ? lineOf(rest) : undefined;
  const file = shells.test(name) ? rest.findIndex(({ value }) => !value.startsWith('-')) : -1;
  const named = file >= 0 && !line ? scriptOf(walk, rest[file]?.value ?? '') : undefined;
  const next = wrappers.has(name) ? rest.findIndex(({ value }) => !value.startsWith('-') && !/^\w+=/.test(value)) : -1;
  if (script) followScript(walk, script, rest);
  else if (line) followLine(walk, line, name);
  else if (named) followScript(walk, named, rest.slice(file + 1));
  else if (next >= 0) followWords(walk, rest.slice(next), direct);
  else followPackage(walk, plainCommand(words, first), { open: [], closed: [], runs: true, direct });
}

function texts(words: readonly Located<string>[]): readonly string[] {
  return words.map(({ value }) => value);
}

/** What stands behind `-c`. */
function lineOf(words: readonly Located<string>[]): Located<string> | undefined {
  const flag = words.findIndex(({ value }) => /^-\w*c$/.test(value));
  const program = words.findIndex(({ value }) => !value.startsWith('-'));
  return flag < 0 || flag > program ? undefined : words[flag + 1];
}

function plainCommand(words: readonly Located<string>[], first: Located<string>): ScriptCommand {
  return {
    words,
    conditions: [],
    writes: [],
    exec: true,
    background: false,
    piped: false,
    fallback: false,
    substituted: false,
    at: { file: first.at.file, start: first.at.start, end: Math.max(first.at.end, words.at(-1)?.at.end ?? 0) },
  };
}

/** A line that a shell runs. Several commands, the last not by `exec`: the shell stays in front of it, but bash makes way for the last (bash 5.1, NEWS). */
function followLine(walk: Walk, line: Located<string>, shell: string): void {
  const commands = commandsIn(line.value, line.at);
  for (const command of commands) {
    const makesWay =
      shell === 'bash' && command === commands.at(-1) && !command.background && command.conditions.length === 0;
    const behindShell = walk.behindShell || (commands.length > 1 && !command.exec && !makesWay);
    followCommand({ ...walk, behindShell }, command, {
      open: command.conditions,
      closed: [],
      runs: command.conditions.length > 0 ? undefined : true,
      direct: true,
    });
  }
}

/** Commands that stand outside of functions run in order; those of a function run where it is called, with the arguments of the call. */
function followScript(walk: Walk, script: Fact<'shell-script'>, args: readonly Located<string>[]): void {
  if (walk.depth >= depthLimit) return;
  for (const { inFunction } of script.commands) if (inFunction) walk.functions.set(inFunction, script);
  const called = calledFunctions(script);
  walk.assignments.push(...script.assignments.filter(({ inFunction }) => !inFunction || called.has(inFunction)));
  followBody({ ...walk, depth: walk.depth + 1 }, { script, args, calls: [], open: [], closed: [], runs: true });
}

/** The commands of a script, or of a function of it, with the arguments that they are given. */
interface Body extends Omit<Decided, 'direct'> {
  readonly script: Fact<'shell-script'>;
  readonly args: readonly Located<string>[];
  /** The functions on the way, the innermost last. */
  readonly calls: readonly string[];
  /** The command that called the function: what holds for it holds for the whole of it. */
  readonly from?: ScriptCommand;
}

function followBody(walk: Walk, body: Body): void {
  const { script, args, calls } = body;
  const plain = args.every(({ value }) => !/[$`]/.test(value));
  const around: Surroundings = {
    args: plain || calls.length === 0 ? texts(args) : undefined,
    variable: (name) => variableIn(walk, script, name),
  };
  for (const own of script.commands) {
    if (own.inFunction !== calls.at(-1)) continue;
    const command = body.from ? asCalled(own, body.from) : own;
    const decided = decidedBy(command, around, body);
    const passed = command.words.length === 1 && /^\$\{?[@*]\}?$/.test(command.words[0]?.value ?? '');
    const words = command.words.flatMap((word) =>
      /^\$\{?[@*]\}?$/.test(word.value) ? args : spelledOut(word, command, { walk, script }),
    );
    const name = words[0]?.value ?? '';
    const defined = command.exec ? undefined : walk.functions.get(name);
    if (defined && !calls.includes(name)) {
      if (decided.runs !== false)
        followBody(walk, { ...decided, script: defined, args: words.slice(1), calls: [...calls, name], from: command });
    } else if (passed && args.length > 0) followWords(walk, words, false);
    else followCommand({ ...walk, behindShell: !command.exec }, { ...command, words }, decided);
  }
}

function decidedBy(command: ScriptCommand, around: Surroundings, body: Body): Decided {
  const known = command.conditions.map((condition) => [condition, holds(condition, around)] as const);
  const closed = [...body.closed, ...known.filter(([, is]) => is !== undefined).map(([condition]) => condition)];
  const open = [...body.open, ...known.filter(([, is]) => is === undefined).map(([condition]) => condition)];
  const runs = known.some(([, is]) => is === false) ? false : open.length > 0 ? undefined : true;
  return { open, closed, runs, direct: false };
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

/** A word that is a variable and nothing else, as the words of the text that the script or its environment gives it. */
function spelledOut(
  word: Located<string>,
  command: ScriptCommand,
  place: { walk: Walk; script: Fact<'shell-script'> },
): readonly Located<string>[] {
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(word.value)?.[1];
  if (name === undefined) return [word];
  const own = place.script.assignments.filter((each) => each.name === name);
  const last = own.findLast(({ at }) => at.start < command.at.start);
  const plain = last !== undefined && own.every(({ conditions }) => conditions.length === 0);
  const fallback = /^\$\{(\w+):?[-=]([^`}]*)\}$/.exec((plain && last.value) || '');
  const text = fallback
    ? place.walk.start.variable(fallback[1] ?? '') || fallback[2]
    : (plain && last.value) || variableIn(place.walk, place.script, name);
  if (!text || /`|\$\(/.test(text)) return [word];
  const parts = text
    .trim()
    .split(/\s+/)
    .map((value) => ({ value, at: word.at }));
  // What the text holds of other variables was said before it.
  return plain ? parts.flatMap((part) => spelledOut(part, { ...command, at: last.at }, place)) : parts;
}

interface Decided {
  readonly open: readonly string[];
  readonly closed: readonly string[];
  readonly runs: boolean | undefined;
  readonly direct: boolean;
}

/** A command of a line or a script; one that is itself a script of the repository, or an npm script, is followed. */
function followCommand(walk: Walk, command: ScriptCommand, decided: Decided): void {
  const first = command.words[0]?.value ?? '';
  const second = command.words[1]?.value ?? '';
  const takenIn = first === '.' || first === 'source';
  const script = shells.test(baseName(first)) || takenIn ? scriptOf(walk, second) : scriptOf(walk, first);
  if (takenIn && !script) walk.unseen.push(second);
  if (script && decided.runs !== false && walk.depth < depthLimit) {
    const args = command.words.slice(scriptOf(walk, first) === script ? 1 : 2);
    const before = walk.reached.length;
    followScript(takenIn ? walk : { ...walk, functions: new Map() }, script, args);
    if (decided.runs === undefined)
      for (let index = before; index < walk.reached.length; index++) {
        const one = walk.reached[index];
        if (one)
          walk.reached[index] = {
            ...one,
            open: [...decided.open, ...one.open],
            runs: one.runs === false ? false : undefined,
          };
      }
    return;
  }
  followPackage(walk, command, decided);
}

/** A script of package.json is followed, unless the command says by itself what it does. */
function followPackage(walk: Walk, command: ScriptCommand, decided: Decided): void {
  const text = command.words.map(({ value }) => value).join(' ');
  const scripts =
    decided.runs === false || walk.depth >= depthLimit || stepKinds.some(({ when }) => when.test(text))
      ? []
      : packageScripts(walk, texts(command.words));
  for (const script of scripts) {
    const inner: Walk = { ...walk, depth: walk.depth + 1, behindShell: true, through: walk.through ?? text };
    const open = decided.runs === undefined ? decided.open : [];
    for (const one of commandsIn(script.command, script.at))
      followCommand(inner, one, {
        open: [...open, ...one.conditions],
        closed: [],
        runs: decided.runs,
        direct: decided.direct,
      });
  }
  if (scripts.length === 0) walk.reached.push(reachedBy(walk, command, decided));
}

function reachedBy(walk: Walk, command: ScriptCommand, decided: Decided): Reached {
  const text = command.words.map(({ value }) => value).join(' ');
  const lock = /(^|[\s/])(flock|s6-setlock|setlock|lockf|lockfile|shlock)\s/.exec(text);
  const word = lock ? command.words.find(({ value }) => value.endsWith(lock[2] ?? '')) : undefined;
  return {
    command,
    text,
    ...decided,
    behindShell: walk.behindShell,
    ...(walk.through === undefined ? {} : { through: walk.through }),
    ...(word ? { localLock: word } : {}),
  };
}

function calledFunctions(script: Fact<'shell-script'>): ReadonlySet<string> {
  const called = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const { words, inFunction } of script.commands) {
      const name = words[0]?.value ?? '';
      if ((inFunction && !called.has(inFunction)) || called.has(name)) continue;
      called.add(name);
      grown = true;
    }
  }
  return called;
}

/** The environment's value, or what the script itself assigns when the environment does not. */
function variableIn(walk: Walk, script: Fact<'shell-script'>, name: string): string | undefined {
  const given = walk.start.variable(name);
  if (given !== '') return given;
  const own = script.assignments.filter((each) => each.name === name && each.value !== undefined);
  const [first] = own;
  if (!first?.value) return own.length > 1 ? undefined : '';
  if (own.length > 1) return undefined;
  const fallback = /^\$\{(\w+):?[-=]([^$`}]*)\}$/.exec(first.value);
  if (fallback) return fallback[1] === name ? fallback[2] : undefined;
  return /[$`]/.test(first.value) ? undefined : first.conditions.length > 0 ? undefined : first.value;
}
