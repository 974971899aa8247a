import type { Fact } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Source } from '../../read/source.js';
import type { Resolution } from '../technology.js';

/** Files whose commands run whenever a copy of the app is started. */
export const startFiles =
  /(^|\/)(s6-rc\.d\/[^/]+\/(up|run)|cont-init\.d\/[^/]+|[\w.-]*entrypoint[\w.-]*|(start|startup|boot|init|run)(\.sh)?|[\w-]*start[\w-]*\.sh|Procfile)$/i;

/** The commands of the app that a start script runs, whatever language the script is in (shell, execline). */
export function* startFacts(text: string, source: Source): Iterable<Fact> {
  const plain = text.replace(/^[ \t]*#.*/gm, (line) => ' '.repeat(line.length));
  for (const match of plain.matchAll(/\bartisan[\s"',]+([a-z][\w-]*:[\w:-]+)/g)) {
    const at = { file: source.path, start: match.index, end: match.index + match[0].length };
    yield { kind: 'use', technology: 'laravel', what: 'starts-command', name: match[1] ?? '', at };
  }
  for (const { 0: line, index } of plain.matchAll(
    /\bartisan[ \t"',]+queue:(?:work|listen)\b(?:[^\n\\;&|]|\\\n|\\.)*/g,
  )) {
    const timeout = /--timeout[= ](\d{1,6})/.exec(line);
    if (!timeout) continue;
    const start = index + timeout.index;
    const at = { file: source.path, start, end: start + timeout[0].length };
    yield { kind: 'use', technology: 'laravel', what: 'starts-worker', name: timeout[1] ?? '', at };
  }
}

/**
 * A start that empties the cache, or locks the migration in it, before anything has made its table: that copy does not come up
 * (laravel/framework 11.9, OptimizeClearCommand.php calls cache:clear; MigrateCommand.php takes the lock of --isolated from the default store).
 */
export function askedByStart(app: Resolution): string | undefined {
  for (const { commands, at } of app.facts.of('shell-script')) {
    if (!isStart(at.file, app)) continue;
    const said = commands.map((command) => ({ command, line: lineOf(command) }));
    const asks = said.find(({ line }) => empties.test(line) || isLocked(line));
    const isMade = said.some(
      ({ command, line }) =>
        migrates.test(line) && !isLocked(line) && command.conditions.length === 0 && asks && command.at.start < asks.command.at.start,
    );
    if (asks && !isMade)
      return `${at.file} runs \`${asks.line}\`, which asks this store, before any migration has made its table: take that out of the start, or let it migrate first, without --isolated`;
  }
  return undefined;
} // biome-ignore format: conditions on one line

const empties = /\bartisan\s+(-\S+\s+)*(cache|optimize):clear\b(?!.*--?e(xcept)?[= ]\S*\bcache\b)/;
const migrates = /\bartisan\s+(-\S+\s+)*migrate(\s|$)/;

function isLocked(line: string): boolean {
  return migrates.test(line) && /\s--isolated\b/.test(line);
}

function lineOf({ words }: ScriptCommand): string {
  return words.map(({ value }) => value).join(' ');
}

/** A script under a name that starts have, or one that an image or a process begins with. */
function isStart(file: string, { facts, processes }: Resolution): boolean {
  if (startFiles.test(file)) return true;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const begins = facts.of('image').flatMap(({ stages }) => stages.flatMap(({ entrypoint, command }) => [...(entrypoint?.words ?? []), ...(command?.words ?? [])]));
  const words = [...begins.map(({ value }) => value), ...processes.flatMap(({ command }) => command?.split(/\s+/) ?? [])];
  return words.some((word) => word === name || word.endsWith(`/${name}`));
} // biome-ignore format: one list a line
