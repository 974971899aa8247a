import type { Fact } from '../../facts/fact.js';
import type { ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';

/** What the start script of a Nextcloud image does: puts the code into the volume, locks, configures sessions. */
export function* entrypointFacts(script: ShellScript, source: Source): Iterable<Fact> {
  let copied = false;
  for (const command of script.commands) {
    const at = { file: source.path, start: command.start, end: command.end };
    const written = source.text.slice(command.start, command.end);
    if (/^(rsync|cp|tar)$/.test(command.name.text) && written.includes('/usr/src/nextcloud') && !copied) {
      copied = true;
      yield use('copies-code', 'copying Nextcloud into the volume', at);
    }
    if (/^echo$/.test(command.name.text) && /session\.save_handler\s*=\s*redis/.test(written))
      yield use('redis-sessions', 'REDIS_HOST', at);
  }
  const lock = /\b\d+>>?\s*(\S+\.lock)\b/.exec(source.text);
  if (lock && script.commands.some((command) => command.name.text === 'flock'))
    yield use('file-lock', lock[1] ?? 'a lock file', {
      file: source.path,
      start: lock.index,
      end: lock.index + lock[0].length,
    });
}

function use(what: string, name: string, at: Fact['at']): Fact {
  return { kind: 'use', technology: 'nextcloud', what, name, at };
}
