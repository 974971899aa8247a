import type { Fact, Facts } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { commandsIn } from './command-line.js';
import { heldByAll, lackingIn } from './demands.js';
import { packageScripts, scriptOf, scriptsIn } from './scripts.js';
import type { Decided, Reached, Start, Started } from './start.js';
import { stepKinds } from './steps.js';
import { expand, keptBy } from './variables.js';
import {
  aroundOf,
  asCalled,
  type Body,
  decidedBy,
  folderRun,
  spanOf,
  startedFrom,
  takenIn,
  type Walk,
  walkFrom,
  wordsOf,
} from './walk.js';
import { commandAt, lineAt, shells, wrappedAt } from './wrappers.js';

/** Follows a start through its scripts: what it runs, in order, and under which conditions. */
export function follow(start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  for (const folder of start.before ?? []) runFolder(walk, folder, { ...always, direct: false });
  const line = start.shell ? start.words[0] : undefined;
  if (line) followLine(walk, line, { ...always, shell: 'sh' });
  else followWords(walk, start.words, always);
  return startedFrom(walk);
}

/** As `follow`, for a script that something starts beside the container's own command. */
export function followFile(script: Fact<'shell-script'>, start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  runScript(walk, { script, args: [], decided: { ...always, direct: false } });
  return startedFrom(walk);
}

/** As `followFile`, for a script that people run: what they say behind its name is not known. */
export function followByHand(script: Fact<'shell-script'>, start: Start, facts: Facts): Started {
  const walk = walkFrom(start, facts);
  runScript(walk, { script, args: undefined, decided: { ...always, direct: false } });
  return startedFrom(walk);
}

const always: Decided = { open: [], closed: [], runs: true, direct: true };

const depthLimit = 7;
/** Starts that run more commands than this are generated. */
const most = 1000;

/** An exec form: wrappers are passed over until a script of the repository or a program is found. */
function followWords(walk: Walk, words: readonly Located<string>[], decided: Decided): void {
  const lists = listsIn(words);
  if (lists.length > 1) {
    // each behind its own words: what stays beside others is the first
    for (const { words: list, beside } of lists) followList(walk, list, { ...decided, beside });
    return;
  }
  const [first] = words;
  if (!first) return;
  const at = spanOf(words, first);
  const command: ScriptCommand = { words, conditions: [], writes: [], exec: true, background: false, piped: false, fallback: false, substituted: false, at }; // biome-ignore format: one record
  if (followInner(walk, command, decided)) return;
  // The image is built here, and what it starts first is a script that nobody can read.
  const isScript = /\.(sh|bash)$|(^|\/)[\w-]*entrypoint[\w-]*$/.test(first.value) && !first.value.includes('$');
  if (walk.start.origins && decided.direct && isScript && wrappedAt(words.map(({ value }) => value)) === undefined)
    walk.lost.push(said(at, `starts ${first.value}, which is not in the repository`));
  followPackage(walk, command, decided);
}

/** Lists of words that a runner of the image's own is handed, as a shell writes them: `["run", "migrate", "&&", "serve", "|||", "work"]`. */
function listsIn(words: readonly Located<string>[]): readonly { words: readonly Located<string>[]; beside: boolean }[] {
  const lists: { words: Located<string>[]; beside: boolean }[] = [{ words: [], beside: false }];
  if (lineAt(words.map(({ value }) => value)) !== undefined) return [{ words, beside: false }];
  for (const word of words) {
    if (/^(&&|;|\|\|\||&)$/.test(word.value)) lists.push({ words: [], beside: word.value.length !== 2 && word.value !== ';' });
    else lists.at(-1)?.words.push(word);
  }
  return lists.filter((list) => list.words.length > 0);
} // biome-ignore format: conditions

function followList(walk: Walk, words: readonly Located<string>[], { beside, ...decided }: Decided & { beside: boolean }): void {
  const before = walk.reached.length;
  followWords(walk, words, decided);
  for (let index = before; index < walk.reached.length; index++) {
    const one = walk.reached[index];
    if (one) walk.reached[index] = { ...one, command: { ...one.command, exec: false, background: beside || one.command.background } };
  }
} // biome-ignore format: records

/**
 * A line that a shell runs. Bash and BusyBox' ash make way for its last command (bash 5.1, NEWS; BusyBox 1.36, shell/ash.c, `evalstring`); Debian's dash
 * stays in front of each (dash 0.5.12-2, tried), and of a `sh` that is not known one command alone is taken to be in its place.
 */
function followLine(walk: Walk, line: Located<string>, decided: Decided & { readonly shell: string }): void {
  const commands = commandsIn(line.value, line.at);
  for (const command of commands) {
    const isLast = command === commands.at(-1) && !command.background && command.conditions.length === 0;
    const shell = decided.shell === 'sh' ? walk.start.sh : decided.shell;
    const makesWay = isLast && (shell === 'bash' || shell === 'ash' || (shell !== 'dash' && commands.length === 1));
    const behindShell = walk.behindShell || !(command.exec || makesWay || (commands.length === 1 && shell !== 'dash'));
    const own = decidedBy(
      command.conditions,
      { ...decided, direct: true },
      { args: [], variable: (name) => walk.start.variable(name) },
    );
    followCommand({ ...walk, behindShell }, { ...command, words: command.words.map((word) => withPart(word, walk)) }, own);
  }
} // biome-ignore format: one call

/** `./$PART-start.sh`: the script that the settings name. */
function withPart(word: Located<string>, { start }: Walk): Located<string> {
  const isPath = /^[\w./${}-]+$/.test(word.value) && /^\.{0,2}\/|\.(sh|bash)$/.test(word.value);
  const text = isPath && word.value.includes('$') ? expand(word.value, (name) => start.variable(name)) : undefined;
  return text === undefined || text.trim() === '' ? word : { value: text, at: word.at };
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

function followBody(begun: Walk, first: Body): void {
  let [walk, body] = [begun, first];
  const { script, calls } = body;
  const inFunction = calls.at(-1);
  const given = heldByAll(script);
  for (const name of keptBy(script)) walk.kept.add(name);
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
    const conditions = command.conditions.filter((condition) => !given.has(condition));
    const decided = decidedBy(conditions, body, aroundOf(walk, body, own.at.start));
    const words = wordsOf(walk, body, command);
    const name = words[0]?.value ?? '';
    // It runs whenever the script or function runs that it stands in.
    const isSure = decided.runs !== false && decided.open.length === body.open.length;
    const passed = command.words.length === 1 && /^\$\{?[@*]\}?$/.test(command.words[0]?.value ?? '');
    if (name === 'set' && words[1]?.value === '--') {
      if (isSure) body = { ...body, args: words.slice(2) };
      continue;
    }
    if (name === 'shift' && isSure && body.args) body = { ...body, args: body.args.slice(Number(words[1]?.value ?? 1)) };
    const unseen = walk.unseen.length;
    const taken = name === '.' || name === 'source' ? takenIn(walk, words[1], body) : undefined;
    if (walk.unseen.length > unseen && isSure && own.loop === undefined) body = { ...body, hides: true };
    if (taken) {
      followScript(walk, { script: taken, args: body.args, decided });
      walk = { ...walk, scripts: [...walk.scripts, taken] };
      continue;
    }
    if (endsScript(own, decided, body)) {
      if (isSure && !own.exec && own.conditions.every(lacksSetting)) continue;
      if (isSure) body = { ...body, runs: false };
      else body = { ...body, ...withOpen(body, otherwise(own.conditions, aroundOf(walk, body, own.at.start))) };
      if (!own.exec) continue;
    }
    const folder = folderRun(walk, body, own);
    const defined = command.exec ? undefined : walk.functions.get(name);
    if (folder !== undefined && runFolder(walk, folder, decided)) continue;
    if (defined && !calls.includes(name)) callFunction(walk, { ...decided, script: defined, args: words.slice(1), calls: [...calls, name], from: { ...command, words, ...(passed && words[0] ? { at: spanOf(words, words[0]) } : {}) } });
    else if (passed && body.args) {
      if (body.args.length > 0) followWords(walk, body.args, decided);
    } else followCommand({ ...walk, behindShell: !command.exec }, { ...command, words, at: handedAt(command, body) }, decided);
  } // biome-ignore format: one call
}

/** What a function runs of the words that it is called with stands where it is called: `as_app migrate`. */
function handedAt({ words, at }: ScriptCommand, { from, args }: Body): ScriptCommand['at'] {
  const isHanded = words.some(({ value }) => /^\$\{?[@*]\}?$/.test(value)) && (args?.length ?? 0) > 0;
  return from && isHanded ? from.at : at;
}

/** `exit` without a failure, or another program in the place of the script, under a condition of its own: what stands below is for the other case. */
function endsScript(command: ScriptCommand, { runs, open }: Decided, body: Body): boolean {
  const [first, second] = command.words.map(({ value }) => value);
  const isEnd = (first === 'exit' && (second === undefined || second === '0')) || command.exec;
  if (!isEnd || command.inFunction || command.substituted || command.piped || command.background || command.loop) return false;
  if (command.conditions.length === 0 || runs === false) return false;
  return open.length === body.open.length || (!command.exec && command.conditions.length === 1 && /\$\{?[A-Z]/.test(command.conditions[0] ?? ''));
} // biome-ignore format: one condition a line

/** A setting is missing that the start cannot do without: whoever serves has given it. */
function lacksSetting(condition: string): boolean {
  return lackingIn(condition).length > 0;
}

function withOpen({ runs, open }: Body, more: readonly string[]): Pick<Body, 'runs' | 'open'> {
  return { open: [...open, ...more], runs: runs === false ? false : more.length > 0 ? undefined : runs };
}

/** What holds where a script goes on behind a way out. A switch that is on as it stands is no question. */
function otherwise(conditions: readonly string[], known: ReturnType<typeof aroundOf>): readonly string[] {
  const isOn = (condition: string) => {
    const name = /^[\w-]+\s+"?\$\{?([A-Z][A-Z0-9_]+)\}?"?$/.exec(condition)?.[1];
    return name !== undefined && /^(1|true|yes|on)$/i.test(known.variable(name) ?? '');
  };
  return conditions
    .filter((condition) => !isOn(condition))
    .map((condition) => (condition.startsWith('! ') ? condition.slice(2) : /&&|\|\|/.test(condition) ? `! { ${condition}; }` : `! ${condition}`));
} // biome-ignore format: one condition a line

/** What a function runs; one that is handed a command, and runs it by what cannot be followed, runs that too. */
function callFunction(walk: Walk, body: Body & { readonly from: ScriptCommand }): void {
  if (body.runs === false) return;
  // The same call once more shows nothing new.
  const called = [
    body.script.at.file,
    body.calls.at(-1),
    ...(body.args ?? ['?']).map((word) => (typeof word === 'string' ? word : word.value)),
    body.runs,
    ...body.open,
  ].join('\0');
  if (walk.called.has(called)) return;
  walk.called.add(called);
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

const talks = /^(echo|printf|log|logger|cat|tee|local|declare|export|shift|test|read|return|continue|break|\[)$/;

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
  const [first, second] = command.words;
  // a line of `eval` is one of this shell: what it runs by `exec` takes the shell's place
  const takesPlace = first?.value === 'eval' && second?.value === 'exec';
  const own = takesPlace ? { ...command, words: command.words.slice(2), exec: true } : command;
  if (!followInner(walk, own, decided)) followPackage(walk, own, decided);
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
    // a script that a line takes in runs in its shell (`. ./migrate.sh && npm start`)
    const isTaken = name === '.' || name === 'source';
    const isShell = isTaken || shells.test(name.slice(name.lastIndexOf('/') + 1));
    const file = isShell ? rest.findIndex((word, index) => index > 0 && !word.startsWith('-')) : 0;
    const script = file < 0 ? undefined : scriptOf(walk, rest[file] ?? '');
    if (script && decided.runs !== false) {
      const before = walk.reached.length;
      const waiting = walk.behindShell && !isTaken ? [...walk.waiting, command] : walk.waiting;
      runScript({ ...walk, waiting }, { script, args: words.slice(file + 1), decided });
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

/** Programs that make assets or code of sources, also through further scripts. */
const builders =
  /\b(next|nuxi?|vite|webpack|nest|astro|remix|react-router|svelte-kit|vue-cli-service|react-scripts|ng|parcel|gatsby|expo|turbo|nx|lerna|tsup|unbuild|mix|encore)\s(.{0,300}\s)?(build|prod|production|generate|export)\b|\b(rollup|esbuild|webpack|gulp|grunt|tsc|tsup|swc|babel|sass|postcss|tailwindcss|mix|encore|vite-node|ncc|pkgroll|tsdown|rspack|rsbuild|browserify)\b|\b(npm|yarn|pnpm|bun)\s.{0,300}\b(build|prod|production|compile|bundle)\b/;

/** A script of package.json is followed, unless the command says by itself what it does. */
function followPackage(walk: Walk, command: ScriptCommand, decided: Decided): void {
  const text = command.words.map(({ value }) => value).join(' ');
  const kind = stepKinds.find(({ when }) => when.test(text));
  const known = decided.runs === false || walk.depth >= depthLimit ? [] : packageScripts(walk, command.words.map(({ value }) => value));
  // a script that is called `prod` or `build` may do anything: what it runs says whether it builds
  const isOther = kind?.step === 'build' && known.length > 0 && !known.some((one) => builders.test(one.command));
  const scripts = kind && !isOther ? [] : known;
  for (const script of scripts) {
    const inner: Walk = { ...walk, depth: walk.depth + 1, behindShell: true, through: walk.through ?? text, throughAt: walk.throughAt ?? command.at };
    for (const one of commandsIn(script.command, script.at))
      followCommand(inner, one, decidedBy(one.conditions, decided, { args: [], variable: (name) => walk.start.variable(name) }));
  }
  const says = talks.test(command.words[0]?.value ?? '') && command.writes.length === 0 && !command.piped && !command.input && !command.exec;
  const ofOther = known.length === 0 && kind?.step === 'build' && decided.runs !== false && walk.depth < depthLimit ? { ofOther: true as const } : {};
  if (scripts.length === 0 && !says) walk.reached.push({ ...reachedBy(walk, command, decided), ...ofOther });
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
    waiting: walk.waiting,
    ...(walk.through === undefined ? {} : { through: walk.through }),
    ...(walk.throughAt === undefined ? {} : { throughAt: walk.throughAt }),
    ...(walk.kept.size > 0 ? { kept: walk.kept } : {}),
    ...(word ? { localLock: word } : {}),
  };
}
