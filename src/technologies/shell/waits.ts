import type { ScriptCommand } from '../../facts/shell-script.js';
import { known, said } from '../../resolve/evidence.js';
import type { GracefulStop } from '../../resolve/parts/boot-step.js';
import { commandsIn } from './command-line.js';
import type { Reached, Started } from './start.js';

/**
 * Servers that a shell starts in the background and then waits for. A shell that waits is told to stop, and nobody else: without a trap the
 * servers hear nothing. A trap that passes the signal on also ends the wait, so that the script goes on behind it: where that is its end, the
 * container ends with the servers at work (POSIX.1-2024, 2.12 and `wait`).
 */
export function waitedFor(
  started: Started,
  main: Reached,
  isServer: (one: Reached) => boolean,
): GracefulStop | undefined {
  if (main.command.words[0]?.value !== 'wait' || main.runs !== true || main.command.inFunction) return undefined;
  const server = started.reached.find((one) => one.command.background && one.runs === true && isServer(one));
  if (!server || started.unseen.length > 0) return undefined;
  const label = server.text.length > 60 ? `${server.text.slice(0, 57)}...` : server.text;
  const cut = (because: string, at = main.command.at): GracefulStop => ({
    label: `'${label}'`,
    technology: 'docker',
    graceful: known(false, [said(server.command.at, 'is started in the background of a shell'), said(at, because)]),
    at: server.command.at,
  });
  const traps = started.reached.filter(({ command }) => command.words[0]?.value === 'trap' && command.words.slice(2).some(({ value }) => /^(SIG)?(TERM|15)$/i.test(value))); // biome-ignore format: one condition
  if (traps.length === 0)
    return started.reached.some(({ command }) => command.words[0]?.value === 'trap')
      ? undefined
      : cut('waits here, and passes the stop signal on to nobody (no trap)');
  const [trap] = traps;
  if (traps.length > 1 || !trap || main.command.loop !== undefined) return undefined;
  const handler = handlerOf(trap, started);
  const again = started.reached.filter(({ command }) => command.words[0]?.value === 'wait').length > 1;
  const kills = handler.some((command) => /^(kill|pkill|killall)$/.test(command.words[0]?.value ?? ''));
  const stays = handler.some(
    ({ words, loop }) => loop !== undefined || /^(wait|sleep|timeout|tail)$/.test(words[0]?.value ?? ''),
  );
  const isPlain = handler.every(({ words }) => passing.test(words[0]?.value ?? ''));
  if (again || !kills || stays || !isPlain) return undefined;
  return cut(
    'passes the stop signal on, but nothing waits for the server after that: the script ends, and the container with it',
    trap.command.at,
  );
}

/** Words whose commands are over at once. */
const passing = /^(kill|pkill|killall|echo|printf|log|logger|exit|return|rm|true|:|trap|nginx|\[|test|date)$/;

/** What a trap runs: a line, or a function of the scripts. */
function handlerOf({ command: { words } }: Reached, started: Started): readonly ScriptCommand[] {
  const action = words[1];
  if (!action) return [];
  const line = commandsIn(action.value, action.at);
  return line.flatMap((command) => {
    const name = command.words[0]?.value ?? '';
    const script = started.functions.get(name);
    return script ? script.commands.filter(({ inFunction }) => inFunction === name) : [command];
  });
}
