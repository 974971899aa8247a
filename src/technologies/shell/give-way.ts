import type { ScriptCommand } from '../../facts/shell-script.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import type { Reached, Started } from './start.js';

/** Words that a shell itself understands: `exec` looks for programs only (POSIX.1-2024, 2.15). */
const builtins = new Set('. : [ alias bg break builtin case cd command continue coproc do echo eval exec exit export false fg for function getopts hash if jobs let local popd printf pushd read readonly return select set shift shopt source test time times trap true type typeset ulimit umask unalias unset until wait while { (( [[ !'.split(' ')); // biome-ignore format: a list

/**
 * `exec` before the last command of each line or script on the way. Only where it is a program whose end is the script's end: what the shell would
 * still do (traps, children in the background, a branch behind it) is gone once another program stands in its place.
 */
export function inPlaceOfShells(shells: readonly ScriptCommand[], main: Reached, started: Started): Repair {
  const { text, open, closed } = main;
  const plain = open.length + closed.length === 0 && !/^\w+=/.test(text) && shells.every((command) => canGiveWay(command, started));
  if (!plain || shells.some(({ subshell }) => subshell) || needsShell(started).length > 0) return toldToGiveWay(shells, main, started);
  return {
    title: `Put the server in the place of the shell${shells.length > 1 ? 's' : ''}`,
    safety: 'safe',
    changes: shells.map(({ at, words }) => ({
      is: 'insert',
      at,
      where: 'before',
      text: 'exec ',
      beside: words[0]?.value ?? '',
    })),
    needs: [],
  };
} // biome-ignore format: one condition a line

/** What the shell still does beside the server: children in the background, traps. */
function needsShell({ reached }: Started): readonly Reached[] {
  return reached.filter(
    ({ command: { words, background }, runs }) => runs !== false && (background || words[0]?.value === 'trap'),
  );
}

/** The same in words, of each server that the script may start: which of them it is, a setting decides. */
function toldToGiveWay(shells: readonly ScriptCommand[], main: Reached, started: Started): Repair {
  const [aside] = needsShell(started);
  if (aside)
    return asWhole(
      'Let the shell pass the stop signal on, and wait until the server has ended',
      `${aside.command.at.file} does more than start it (\`${shortened(aside.text)}\`): start the server with & and keep its number, let a trap for TERM send it the signal, and wait for it again behind the trap, which ends the first wait`,
      'Or start what stands beside it in a container of its own, and the server by `exec`',
    );
  const others = started.reached.filter(({ command, text, runs }) => runs === false && command.at.file === main.command.at.file && servers.test(text));
  const lines = [main, ...others].map(({ text }) => `\`exec ${shortened(text)}\``);
  const inner = shells.find(({ subshell }) => subshell);
  return asWhole(
    'Put the server in the place of the shell by `exec`',
    ...(inner ? [`Take the parentheses around it in ${inner.at.file} away: what stands in them is run by a child of the shell, and \`exec\` there would take the place of the child only`] : []),
    `Write \`exec\` before it in ${shells[0]?.at.file ?? main.command.at.file}: ${[...new Set(lines)].join(', ')}`,
    ...(shells.length > 1 ? ['And before each command by which one script runs the next on the way'] : []),
  );
} // biome-ignore format: one list a line

function asWhole(title: string, ...needs: readonly string[]): Repair {
  return { ...byHand(title, ...needs), whole: true };
}

/** Programs that serve requests in production. */
export const servers =
  /(^|[\s/])(gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress-serve|puma|unicorn|falcon|passenger|php-fpm[\d.]*|frankenphp|apache2-foreground|httpd)(\s|$)|\boctane:(start|swoole|frankenphp|roadrunner)\b|\bnext\s+start\b|\bfastapi\s+run\b|\brails\s+(s|server)\b|(^|[\s/])node\s+\S*(server|index|app|main|www)(\.[cm]?js)?(\s|$)/;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

function canGiveWay({ words, fallback, loop, inFunction }: ScriptCommand, { unseen }: Started): boolean {
  const first = words[0]?.value ?? '';
  if (fallback || loop || inFunction) return false;
  return /^[\w@%+./-]+$/.test(first) && !builtins.has(first) && (unseen.length === 0 || first.includes('/'));
}
