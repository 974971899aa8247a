import type { Fact, Facts } from '../../facts/fact.js';
import type { ImageCommand } from '../../facts/image.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import type { Located } from '../../facts/span.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import { commandsIn } from '../shell/command-line.js';
import { lineAt } from '../shell/wrappers.js';

const target = /\/(etc\/cron\.d|etc\/crontabs?|var\/spool\/cron)\b|\bcrontab\s+-/;
const line =
  /["']?((?:@\w{1,20}|[\d*/,-]{1,99}(?:\s{1,20}[\d*/,a-zA-Z-]{1,99}){4})\s{1,20}[^"'\n]{0,999}?)["']?\s{0,20}(?:>>?|\|)\s{0,20}(?:\/\S{0,200}cron\S{0,200}|(?:\S{1,200}\/)?crontab\s{1,20}-)/g;

/** Lines that an image writes into its own crontab while it is built. */
export function linesInImages(facts: Facts): readonly Fact<'schedule'>[] {
  const runs = facts.of('image').flatMap(({ stages }) => stages.flatMap((stage) => stage.runs));
  return runs.filter(({ value }) => target.test(value)).flatMap(linesOf);
}

function linesOf(run: Located<string>): readonly Fact<'schedule'>[] {
  const found: Fact<'schedule'>[] = [];
  for (const match of run.value.matchAll(line)) {
    const text = /^(@\w+|\S+(?:\s+\S+){4})\s+(?!\s)(.*)$/s.exec(match[1] ?? '');
    if (!text?.[1] || !text[2]) continue;
    const start = run.at.start + match.index + match[0].indexOf(text[2]);
    // The place is exact only where the text is as long as it stands in the file.
    const exact = run.value.length === run.at.end - run.at.start;
    const at = exact ? { ...run.at, start, end: start + text[2].length } : run.at;
    found.push({ kind: 'schedule', technology: 'cron', cadence: text[1], name: text[2], modifiers: [], at });
  }
  return found;
}

/** Whether an image puts this file where its cron looks. */
export function isCopied(file: string, facts: Facts): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const named = (source: string) =>
    source.endsWith(name) || (source.endsWith('/') && file.includes(source.replace(/^\.?\//, '')));
  if (isGiven(name, facts)) return true;
  return facts
    .of('image')
    .some(({ stages }) =>
      stages.some(
        ({ copies, runs }) =>
          copies.some((copy) => copy.sources.some(named) && /cron/.test(copy.target)) ||
          runs.some(({ value }) => new RegExp(`\\bcrontab\\s+\\S*${name.replace(/[^\w-]/g, '.')}`).test(value)),
      ),
    );
}

/** A start hands the file to its cron: `supercronic /app/crontab`, `crontab /app/crontab`. */
function isGiven(name: string, facts: Facts): boolean {
  const hands = (words: readonly string[]) => words.some((word, index) => /^(\S*\/)?(supercronic|crontab|yacron)$/.test(word) && words.slice(index + 1, index + 5).some((one) => one === name || one.endsWith(`/${name}`)));
  const lines = startsOf(facts).map(({ words }) => words.flatMap(({ value }) => value.split(/\s+/)));
  return lines.some(hands) || facts.of('shell-script').some(({ commands }) => commands.some(({ words }) => hands(words.map(({ value }) => value))));
} // biome-ignore format: conditions

/** A start script, or the line that an image starts, that starts cron and goes on to something else: whatever the container serves has a cron beside it. */
export function startedBeside(facts: Facts): Evidence | undefined {
  for (const { commands } of facts.of('shell-script')) {
    const found = goesOn(commands);
    if (found) return found;
  }
  for (const { words } of startsOf(facts)) {
    const at = lineAt(words.map(({ value }) => value));
    const line = at === undefined ? (words.length === 1 ? words[0] : undefined) : words[at];
    const found = line && goesOn(commandsIn(line.value, line.at));
    if (found) return found;
  }
  return undefined;
}

/** What the last stages of images are started with. */
function startsOf(facts: Facts): readonly ImageCommand[] {
  return facts.of('image').flatMap(({ stages }) => {
    const { command, entrypoint } = stages.at(-1) ?? {};
    return [command, entrypoint].flatMap((one) => one ?? []);
  });
}

function goesOn(commands: readonly ScriptCommand[]): Evidence | undefined {
  const daemon = commands.find(({ exec, conditions, ...own }) => !exec && conditions.length === 0 && isDaemon(own));
  const stays = daemon && commands.findLast(({ words }) => !/^(tail|wait|sleep|exit)$/.test(words[0]?.value ?? ''));
  return daemon && stays !== daemon ? said(daemon.at, 'starts cron and goes on') : undefined;
}

function isDaemon({ words, background }: Pick<ScriptCommand, 'words' | 'background'>): boolean {
  const text = words.map(({ value }) => value).join(' ');
  if (/^(service|rc-service)\s+crond?\s+start|^\/etc\/init\.d\/cron\s+start/.test(text)) return true;
  if (/^(\/\S*\/)?supercronic\s/.test(text)) return background;
  return /^(\/\S*\/)?crond?(\s|$)/.test(text) && (background || !/\s-\w*f/.test(text));
}
