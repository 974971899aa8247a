import type { Fact, Facts } from '../../facts/fact.js';
import { spanOf } from '../../facts/program.js';
import type { CrontabTree } from '../../parse/crontab.js';
import type { Source } from '../../read/source.js';
import { reader, technology } from '../technology.js';
import { isCopied, linesInImages, startedBeside } from './images.js';
import { printedToFiles } from './logs.js';
import { cronParts } from './parts.js';

/** Crontabs that the repository installs, in an image or on servers. */
export default technology({
  name: 'cron',
  title: 'cron',
  readers: [
    reader({
      language: 'system-crontab',
      paths: /(^|\/)(etc\/crontab|(etc\/)?cron\.d\/[^/]+)$/,
      extract: lines,
    }),
    reader({
      language: 'crontab',
      paths:
        /(^|\/)(?!etc\/crontab$)(crontabs?\/[^/.]+|[^/]*crontab[^/]*|[^/]*cron\.(txt|tab|conf)|cronjobs?|cronfile|cron)$/,
      mentions: [' * ', '@daily', '@hourly', '@reboot', '@weekly', '@every'],
      extract: lines,
    }),
  ],
  detect(facts) {
    const first = own(facts)[0];
    return first && { at: first.at };
  },
  deployment(facts) {
    const beside = startedBeside(facts);
    const files = own(facts);
    const baked = linesInImages(facts);
    const inImage = [...baked, ...files.filter(({ at }) => isCopied(at.file, facts))];
    const elsewhere = files.filter((line) => !inImage.includes(line));
    return {
      schedulerProcesses: [
        ...cronParts(inImage, facts.of('program'), beside),
        ...cronParts(elsewhere, facts.of('program')),
        ...cronParts(linesInScripts(facts), facts.of('program')),
      ],
      logSinks: printedToFiles(inImage, facts),
    };
  },
});

const work = /^(bundle|rails|rake|ruby|php|python3?|node|npx|wp)$|(^|\/)(artisan|bin\/(rails|rake|console))$/;

/** The app's work in a script that is named for cron, unless a crontab of the repository calls that script and is judged itself. */
function linesInScripts(facts: Facts): readonly Fact<'schedule'>[] {
  return facts.of('shell-script').flatMap(({ at: { file }, commands }): readonly Fact<'schedule'>[] => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const isNamed = /(^|[-_])cron([-_.]|$)/.test(name);
    if (!isNamed || facts.of('schedule').some((line) => line.name.includes(name))) return [];
    const first = commands.find(({ words, loop }) => loop === undefined && work.test(words[0]?.value ?? ''));
    if (!first) return [];
    const command = first.words.map(({ value }) => value).join(' ');
    return [{ kind: 'schedule', technology: 'cron', name: command, modifiers: [], at: first.at }];
  });
}

function own(facts: Facts): readonly Fact<'schedule'>[] {
  return facts.of('schedule').filter((line) => line.technology === 'cron');
}

function* lines(tree: CrontabTree, source: Source): Iterable<Fact> {
  if (/\.(php|py|rb|[cm]?[jt]sx?|ya?ml|json|sh|md|go|java|cs|svg|html?|css)$/.test(source.path)) return;
  for (const { schedule, command, user } of tree.entries) {
    // A column for the user may stand in any file that ends up in cron.d.
    const text = user
      ? command.text
      : command.text.replace(/^(root|www-data|nobody|nginx|apache|deploy|app)\s+(?=\S)/, '');
    const at = spanOf(source.path, command);
    yield { kind: 'schedule', technology: 'cron', cadence: schedule.text, name: text, modifiers: [], at };
  }
}
