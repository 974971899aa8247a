import { literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Located, Span } from '../../facts/span.js';
import { pm2Programs } from '../pm2/index.js';
import { follow, followFile } from './follow.js';
import { baseName, fileOf, filesBelow, folderOf, type ScriptPlace, scriptOf } from './scripts.js';
import type { Decided, Reached, Start, Started, StartedProgram } from './start.js';
import { innerWords } from './wrappers.js';

/** Follows a start, and the programs that a process manager on its way keeps running. */
export function followAll(start: Start, facts: Facts): Started {
  const started = follow(start, facts);
  return { ...started, programs: programsOf(started, { start, facts }) };
}

/** Init systems of images whose services lie in folders: scripts of set-up first, then a folder for each service with `run` in it. */
const inits: readonly { readonly when: RegExp; readonly setUp: readonly string[]; readonly services: readonly string[] }[] = [
  // s6-overlay 3, README.md; its version 2 for cont-init.d and services.d
  { when: /^(\/init|s6-svscan|s6-overlay-suexec)$/, setUp: ['/etc/cont-init.d'], services: ['/etc/s6-overlay/s6-rc.d', '/etc/services.d'] },
  // phusion/baseimage-docker, image/bin/my_init
  { when: /^my_init$/, setUp: ['/etc/my_init.d'], services: ['/etc/service'] },
  // runit, runsvdir(8): the folder is its argument
  { when: /^runsvdir(-start)?$/, setUp: [], services: ['/etc/service', '/etc/sv'] },
]; // biome-ignore format: a table

function programsOf(started: Started, place: ScriptPlace): readonly StartedProgram[] {
  const found: StartedProgram[] = [];
  const managed = new Set<string>();
  for (const reached of started.reached) {
    if (reached.runs === false || found.length > most || managed.has(reached.text)) continue;
    managed.add(reached.text);
    const words = innerWords(reached.command.words.map(({ value }) => value));
    const name = baseName(words[0] ?? '');
    const init = inits.find(({ when }) => when.test(words[0] ?? '') || when.test(name));
    if (init) found.push(...servicesOf(init, words, place));
    else if (name === 'supervisord') found.push(...supervised(words, started, place));
    else if (/^pm2(-runtime|-docker)?$/.test(name)) found.push(...keptByPm2(name, words, place));
    else if (/^(foreman|honcho|overmind|hivemind|forego|goreman)$/.test(name))
      found.push(...linesOfProcfile(words, place));
  }
  return found;
}

/** No container runs more programs. */
const most = 100;

function servicesOf(
  { setUp, services }: (typeof inits)[number],
  words: readonly string[],
  place: ScriptPlace,
): readonly StartedProgram[] {
  const given = words.slice(1).filter((word) => word.startsWith('/') && /^runsvdir/.test(baseName(words[0] ?? '')));
  const scripts = place.facts.of('shell-script');
  const below = (folders: readonly string[], shape: RegExp) =>
    folders.flatMap((folder) =>
      filesBelow(place, folder, scripts).flatMap(({ fact, below: path }) => (shape.test(path) ? [fact] : [])),
    );
  const once = [...below(setUp, /^[^/]+$/), ...below(services, /^[^/]+\/up$/)];
  // what has an `up` runs once (s6-rc 0.5, s6-rc-compile): a `run` beside it is only what that starts
  const ends = new Set(once.map(({ at }) => folderOf(at.file)));
  const kept = below([...services, ...given], /^[^/]+\/run$/).filter(({ at }) => !ends.has(folderOf(at.file)));
  const program = (script: Fact<'shell-script'>, manager: string): StartedProgram => ({
    name: baseName(/^(run|up)$/.test(baseName(script.at.file)) ? folderOf(script.at.file) : script.at.file),
    manager,
    at: script.at,
    started: followFile(script, place.start, place.facts),
  });
  return [...new Set(once)]
    .map((script) => program(script, 'set-up'))
    .concat([...new Set(kept)].map((script) => program(script, 'service')));
}

/** Programs of the configuration that supervisord is given, and of the folders that such configurations include. */
function supervised(words: readonly string[], started: Started, place: ScriptPlace): readonly StartedProgram[] {
  const all = place.facts.of('program').filter(({ technology }) => technology === 'supervisor');
  const flag = words.findIndex((word) => /^(-c|--configuration)$/.test(word));
  const named = flag < 0 ? words.find((word) => word.startsWith('--configuration='))?.slice(16) : words[flag + 1];
  const main = named ?? '/etc/supervisor/supervisord.conf';
  // a file to read is no program to look for: it lies where the start works
  const file = fileOf(place, main.includes('/') ? main : `./${main}`, all);
  const below = file && named !== undefined && file.includes ? includedBy(file.includes, main, place, all) : belowUsual(main, place, all);
  const same = all.filter(({ at }) => baseName(at.file) === baseName(main) && place.start.folders.some((folder) => folder === '.' || at.file.startsWith(`${folder}/`)));
  const known = [...all.filter(({ at }) => at.file === file?.at.file), ...below];
  return [...new Set(known.length > 0 ? known : same)].flatMap((program): readonly StartedProgram[] => {
    const by = program.held ? startedByHand(program.name, started, all, place) : undefined;
    const chosen = program.switch === undefined ? undefined : switchedOn(program.switch, started, place);
    if (!program.command || (program.held && !by) || chosen === 'off') return [];
    return [{ ...programFrom(program.name, 'supervisor', wordsOf(program.command), place, by ?? chosen), ...(program.prints ? { prints: program.prints } : {}), ...(program.stopsGroup ? { group: true } : {}), ...(program.stopSignalAt ? { stopSignal: program.stopSignalAt } : {}) }];
  });
} // biome-ignore format: one list a line

/** What lies where the main files of distributions look, and beside the one that is started. */
function belowUsual(main: string, place: ScriptPlace, all: readonly Fact<'program'>[]): readonly Fact<'program'>[] {
  const folders = [folderOf(main), '/etc/supervisor/conf.d', '/etc/supervisor.d', '/etc/supervisord.d', '/etc/supervisor'];
  return folders.filter((folder) => folder !== '.').flatMap((folder) => filesBelow(place, folder, all)).map(({ fact }) => fact);
} // biome-ignore format: a list

/** A file that names what it takes in is given nothing else (Supervisor 4, docs/configuration.rst: `[include]`; patterns hold within one folder). */
function includedBy(
  patterns: readonly string[],
  main: string,
  place: ScriptPlace,
  all: readonly Fact<'program'>[],
): readonly Fact<'program'>[] {
  return patterns.flatMap((pattern) => {
    const path = pattern.replace('%(here)s', folderOf(main));
    if (path.includes('%(')) return belowUsual(main, place, all);
    const folder = path.startsWith('/') ? folderOf(path) : `${folderOf(main)}/${folderOf(path)}`.replace(/\/\.$/, '');
    const shape = new RegExp(
      `^${baseName(path)
        .replace(/[^\w*?-]/g, '\\$&')
        .replace(/\*/g, '[^/]*')
        .replace(/\?/g, '[^/]')}$`,
    );
    return filesBelow(place, folder, all).flatMap(({ fact, below }) => (shape.test(below) ? [fact] : []));
  });
}

/** A switch by what the start sets it to, else by the environment. */
function switchedOn(name: string, started: Started, { start }: ScriptPlace): Decided | 'off' | undefined {
  const isOn = (value: string | undefined) => /^(true|yes|on|1)$/i.test(value ?? '');
  const set = started.assignments.filter(({ assignment, runs }) => assignment.name === name && runs !== false);
  const on = set.find(({ assignment }) => isOn(assignment.value));
  if (on) return on;
  const isOff = set.every(({ assignment }) => /^(false|no|off|0|)$/i.test(assignment.value ?? ''));
  return isOff && !isOn(start.variable(name)) ? 'off' : undefined;
}

/** `supervisorctl start NAME`, from the start itself or from a program beside. */
function startedByHand(
  name: string,
  started: Started,
  all: readonly Fact<'program'>[],
  place: ScriptPlace,
): Reached | undefined {
  const asks = ({ text, runs }: Reached) =>
    runs !== false &&
    new RegExp(`\\bsupervisorctl\\s.{0,300}\\bstart\\s+(all|${name.replace(/\W/g, '.')})(\\s|$)`).test(text);
  const own = started.reached.find(asks);
  if (own) return own;
  for (const other of all) {
    const script = other.command && scriptOf(place, other.command.value.trim().split(/\s+/)[0] ?? '');
    const found = script && followFile(script, place.start, place.facts).reached.find(asks);
    if (found) return found;
  }
  return undefined;
}

/** PM2 with a file of its own, from the start of a container (`pm2-runtime FILE`) or of a script (`pm2 start FILE`). */
function keptByPm2(name: string, words: readonly string[], place: ScriptPlace): readonly StartedProgram[] {
  const plain = words.slice(1).filter((word) => !word.startsWith('-'));
  const named = /^(start|startOrRestart|startOrReload)$/.test(plain[0] ?? '') ? plain[1] : name === 'pm2' ? undefined : plain[0];
  if (!named || !/\.(c?js|json|ya?ml)$/.test(named)) return [];
  const all = pm2Programs(place.facts);
  const path = named.includes('/') ? named : `./${named}`;
  const file = fileOf(place, path, all) ?? all.find(({ at }) => baseName(at.file) === baseName(named) && place.start.folders.includes(folderOf(at.file)));
  return all.flatMap((program): readonly StartedProgram[] => {
    if (!file || program.at.file !== file.at.file || !program.command) return [];
    const line = wordsOf(program.command);
    // what is no JavaScript has a first line of its own
    const script = line[0]?.value === 'node' && !/\.([cm]?[jt]s)$/.test(line[1]?.value ?? '') ? line.slice(1) : line;
    return [programFrom(program.name, 'pm2', script, place, undefined)];
  });
} // biome-ignore format: conditions

function linesOfProcfile(words: readonly string[], place: ScriptPlace): readonly StartedProgram[] {
  const files = place.facts.of('document').filter(({ technology }) => technology === 'procfile');
  const flag = words.findIndex((word) => /^(-f|--procfile)$/.test(word));
  const path = flag < 0 ? 'Procfile' : (words[flag + 1] ?? 'Procfile');
  const beside = files.find(({ at }) => place.start.folders.includes(folderOf(at.file)) || folderOf(at.file) === '.');
  const file = fileOf(place, path, files) ?? beside;
  if (file?.tree.is !== 'map') return [];
  const names = words
    .slice(2)
    .filter((word, index, rest) => !word.startsWith('-') && !/^-[fpmec]$/.test(rest[index - 1] ?? ''));
  return file.tree.entries
    .filter(({ key }) => key !== 'release' && (names.length === 0 || names.includes(key)))
    .map(({ key, value }) => {
      const line: Located<string> = { value: literalText(value) ?? '', at: value.at };
      const start: Start = { ...withoutBefore(place.start), words: [line], shell: true, at: value.at };
      return { name: key, manager: 'procfile', at: value.at, started: follow(start, place.facts) };
    });
}

function programFrom(
  name: string,
  manager: string,
  words: readonly Located<string>[],
  { start, facts }: ScriptPlace,
  by: Decided | undefined,
): StartedProgram {
  const at: Span = words[0]?.at ?? start.at;
  const started = follow({ ...withoutBefore(start), words, shell: false, at }, facts);
  if (by?.runs !== undefined || !by) return { name, manager, at, started };
  const reached = started.reached.map((one) => ({
    ...one,
    open: [...by.open, ...one.open],
    runs: one.runs === false ? false : undefined,
  }));
  return { name, manager, at, started: { ...started, reached } };
}

function withoutBefore({ before: _, ...start }: Start): Omit<Start, 'before'> {
  return start;
}

/** A command line as supervisord splits it: by blanks and quotes, no shell is involved. */
function wordsOf({ value, at }: Located<string>): readonly Located<string>[] {
  const exact = at.end - at.start === value.length;
  return [...value.matchAll(/"[^"]*"|'[^']*'|\S+/g)].map(({ 0: word, index }) => {
    const quoted = /^["'].*["']$/s.test(word) ? 1 : 0;
    const start = at.start + index + quoted;
    const text = quoted ? word.slice(1, -1) : word;
    return { value: text, at: exact ? { ...at, start, end: start + text.length } : at };
  });
}
