import type { Fact, Facts } from '../../facts/fact.js';
import { spanOf } from '../../facts/program.js';
import type { ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';
import { programParts } from '../programs.js';
import { reader, technology } from '../technology.js';

const service = /(^|\/)(s6-rc\.d|services\.d|sv)\/([^/]+)\/run$/;

/** s6-overlay and runit: a folder per service whose `run` script ends in the program. */
export default technology({
  name: 's6',
  title: 's6',
  readers: [
    reader({
      language: 'shell',
      paths: service,
      mentions: ['#!'],
      feeds: ['processes'],
      extract: program,
    }),
  ],
  detect(facts) {
    const first = own(facts)[0];
    return first && { at: first.at };
  },
  deployment: (facts) => programParts(own(facts), (file) => file.replace(/\/[^/]+\/run$/, ''), facts),
});

/** The services; what has an `up` runs once, and a `run` beside it is only what that starts (s6-rc 0.5, s6-rc-compile). */
function own(facts: Facts): readonly Fact<'program'>[] {
  const ends = new Set(
    facts.of('shell-script').flatMap(({ at }) => (/\/up$/.test(at.file) ? [folderOf(at.file)] : [])),
  );
  return facts.of('program').filter(({ technology, at }) => technology === 's6' && !ends.has(folderOf(at.file)));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

/** What takes the script's place is the program; `sleep` and the like only keep a switched-off service still. */
function* program(tree: ShellScript, source: Source): Iterable<Fact> {
  const name = service.exec(source.path)?.[3];
  const taken = tree.commands.filter((command) => command.exec && !/^(sleep|true|tail|cat)$/.test(command.name.text));
  // a chain of execline takes the script's place by itself
  const chained = /^#!\s*\S*execlineb\b/.test(source.text) ? tree.commands.at(-1) : undefined;
  const command = taken[0] ?? chained;
  if (!name || !command) return;
  const text = [command.name, ...command.args].map((word) => word.text).join(' ');
  const at = spanOf(source.path, command);
  yield {
    kind: 'program',
    technology: 's6',
    name,
    at,
    command: { value: text, at },
    restart: { value: 'always', at, says: 's6 starts a service again whenever it ends' },
    copies: 1,
    environment: [],
    once: false,
  };
}
