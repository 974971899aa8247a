import type { Fact, Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import { ofMachine } from './parts.js';

/** Where a line of a crontab sends what its work prints: `>> /var/log/cron/mails.log 2>&1`. */
const target = /(?:^|[^0-9&>])1?>{1,2}\s*["']?(\/(?!dev\/|proc\/)[^\s"';&|]+)/;

/** What the crontab of an image prints into files of the container, which nothing there follows or links to the console. */
export function printedToFiles(lines: readonly Fact<'schedule'>[], facts: Facts): readonly LogSink[] {
  for (const { name, at } of lines) {
    const file = ofMachine.test(name) ? undefined : target.exec(name)?.[1];
    if (file === undefined || isFollowed(file, facts)) continue;
    const because = [said(at, `writes what it prints to ${file} in the container`)];
    return [{ label: "the cron jobs' logs", technology: 'cron', destinations: known(['file'], because) }];
  }
  return [];
}

/** `tail -F /var/log/cron.log` in a start, or `ln -s /proc/1/fd/1 /var/log/cron.log` in an image: the console has it too. */
function isFollowed(file: string, facts: Facts): boolean {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const shows = (text: string) =>
    /\btail\b|\bln\b.*\/(dev|proc)\//.test(text) && (text.includes(file) || (text.includes(`${folder}/`) && text.includes('*')));
  const starts = facts.of('image').flatMap(({ stages }) =>
    stages.flatMap(({ runs, command, entrypoint }) => [
      ...runs.map(({ value }) => value),
      ...[command, entrypoint].map((one) => one?.words.map(({ value }) => value).join(' ') ?? ''),
    ]),
  );
  const scripts = facts.of('shell-script').flatMap(({ commands }) => commands.map(({ words }) => words.map(({ value }) => value).join(' ')));
  const programs = facts.of('program').map(({ command }) => command?.value ?? '');
  return [...starts, ...scripts, ...programs].some(shows);
} // biome-ignore format: lists
