import { dataProgramOf } from '../shell/data-programs.js';
import type { Reached, Started } from '../shell/start.js';

/** What only keeps a container open for the programs behind it. */
const isIdle = /^(wait|sleep|tail)\b/;

/** A command is all that a container keeps running, also where a script waits for it (`crond -f & wait`) or shows its file (`tail -F`). */
export function isAllThatStays(one: Reached, started: Started): boolean {
  return one === started.main || (isIdle.test(started.main?.text ?? '') && beside(one, started).length === 0);
}

/** As `isAllThatStays`, for a data store: others beside it make a container of stores, which serves no users either. */
export function keepsStoresOnly(one: Reached, started: Started): boolean {
  if (one === started.main) return true;
  const isStore = ({ command }: Reached) => dataProgramOf(command.words.map(({ value }) => value)) !== undefined;
  return isIdle.test(started.main?.text ?? '') && beside(one, started).every(isStore);
}

function beside(one: Reached, { reached }: Started): readonly Reached[] {
  return reached.filter(
    ({ command, text, runs }) =>
      command !== one.command && command.background && !command.substituted && runs !== false && !isIdle.test(text),
  );
}
