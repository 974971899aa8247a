import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Repair } from '../../resolve/repair.js';
import type { Reached, Started } from './start.js';

/** Words that a shell itself understands: `exec` looks for programs only (POSIX.1-2024, 2.15). */
const builtins = new Set('. : [ alias bg break builtin case cd command continue coproc do echo eval exec exit export false fg for function getopts hash if jobs let local popd printf pushd read readonly return select set shift shopt source test time times trap true type typeset ulimit umask unalias unset until wait while { (( [[ !'.split(' ')); // biome-ignore format: a list

/**
 * `exec` before the last command of each line or script on the way. Only where it is a program whose end is the script's end: what the shell would
 * still do (traps, children in the background, a branch behind it) is gone once another program stands in its place.
 */
export function inPlaceOfShells(
  shells: readonly ScriptCommand[],
  { text, open, closed }: Reached,
  started: Started,
): Repair | undefined {
  if (open.length + closed.length > 0 || /^\w+=/.test(text)) return undefined;
  if (!shells.every((command) => canGiveWay(command, started))) return undefined;
  const shellIsNeeded = started.reached.some(
    ({ command: { words, background }, runs }) => runs !== false && (background || words[0]?.value === 'trap'),
  );
  if (shellIsNeeded) return undefined;
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
}

function canGiveWay({ words, fallback, loop, inFunction }: ScriptCommand, { unseen }: Started): boolean {
  const first = words[0]?.value ?? '';
  if (fallback || loop || inFunction) return false;
  return /^[\w@%+./-]+$/.test(first) && !builtins.has(first) && (unseen.length === 0 || first.includes('/'));
}
