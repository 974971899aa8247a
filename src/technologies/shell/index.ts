import type { Fact } from '../../facts/fact.js';
import type { Token } from '../../parse/parsed.js';
import type { ShellCommand, ShellScript } from '../../parse/shell.js';
import { reader, technology } from '../technology.js';

/** Shell scripts as they are started by images and process managers; what they do is judged where they are started. */
export default technology({
  name: 'shell',
  title: 'Shell scripts',
  readers: [
    reader({
      language: 'shell',
      paths:
        /\.(sh|bash|ash)$|(^|\/)[^/.]*(entrypoint|entry-point)[^/.]*$|(^|\/)(scripts?|bin|cron)\/([\w-]+[-_])?cron([-_][\w-]+)?$|(^|\/)s6-rc\.d\/[^/]+\/(up|run)$|(^|\/)(cont-init\.d|my_init\.d|services\.d)\/([^/]+\/)?[^/]+$|(^|\/)(compose|docker|deploy|bin|scripts|\.platform)\/(.*\/)?(start|run|boot|init|launch|release|prestart|predeploy|docker-start|celery|worker|beat|flower)[-\w]*$/i,
      extract: (tree, source) => [scriptFact(tree, source.path, source.text.length)],
    }),
  ],
  detect: () => undefined,
});

function scriptFact(tree: ShellScript, file: string, length: number): Fact {
  const located = ({ text, start, end }: Token) => ({ value: text, at: { file, start, end } });
  const commands = tree.commands.map((command: ShellCommand) => ({
    words: [command.name, ...command.args].map(located),
    conditions: command.conditions,
    ...(command.inFunction === undefined ? {} : { inFunction: command.inFunction }),
    ...(command.loop === undefined ? {} : { loop: command.loop }),
    writes: command.redirects
      .filter(({ operator, target }) => operator.includes('>') && !/^(&|\/dev\/|\d$)/.test(target.text))
      .map(({ target }) => target.text),
    exec: command.exec,
    background: command.background,
    piped: command.piped,
    fallback: command.fallback,
    substituted: command.substituted,
    at: { file, start: command.start, end: command.end },
  }));
  const assignments = tree.assignments.map((each) => ({
    name: each.name.text,
    ...(each.value ? { value: each.value.text } : {}),
    conditions: each.conditions,
    ...(each.inFunction === undefined ? {} : { inFunction: each.inFunction }),
    at: { file, start: each.start, end: each.end },
  }));
  return { kind: 'shell-script', commands, assignments, at: { file, start: 0, end: length } };
}
