import type { Fact } from '../../facts/fact.js';
import type { Source } from '../../read/source.js';

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
