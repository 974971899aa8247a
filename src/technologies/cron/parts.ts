import type { Fact } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Guard, SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { roleOfCommand } from '../command-role.js';
import { folderOf } from '../programs.js';
import { scheduleOf } from '../schedule-command.js';
import { commandFired } from '../shell/consoles.js';

/** Work that belongs on each machine, or that is harmless twice. */
export const ofMachine =
  /\b(logrotate|certbot|acme\.sh|lego|fstrim|tmpwatch|tmpreaper|updatedb|apt(-get)?|chown|chmod|rsnapshot|ntpdate|chronyc|freshclam|sa-update|docker (system|image) prune)\b|\bfind\b.{0,300}-delete|\bfind\b.{0,300}\brm\b|^\s*rm\b/;

const localLock = /\b(flock|setlock|lockf|run-one|lockrun)\b/;

/** Lines of crontabs and timers as schedulers of their own: each server that has the line does the work. */
export function cronParts(
  lines: readonly Fact<'schedule'>[],
  programs: readonly Fact<'program'>[],
  beside?: Evidence,
): SchedulerProcess[] {
  const found: SchedulerProcess[] = [];
  for (const line of lines) {
    const { name, at, technology } = line;
    if (ofMachine.test(name) || /^@reboot/.test(line.cadence ?? '')) continue;
    const schedule = scheduleOf(name);
    const runs = schedule ? undefined : commandFired(name, at);
    found.push({
      label: `\`${shorten(name)}\``,
      technology,
      onEachServer: beside ? known(true, [beside, said(at, 'is in its crontab')]) : besideWeb(line, programs),
      guards: guardsOf(line),
      firesUnguarded: schedule?.unguarded ?? true,
      ...(schedule && !schedule.unguarded ? { firesTasks: true } : {}),
      ...(runs ? { runs } : {}),
      at,
    });
  }
  return found;
}

/** A crontab that lies with a process manager's file which starts both cron and a web server. */
function besideWeb(line: Fact<'schedule'>, programs: readonly Fact<'program'>[]): Resolved<boolean> {
  const place = said(line.at, 'fires it');
  for (const daemon of programs) {
    if (!daemon.command || scheduleOf(daemon.command.value)?.daemon !== true) continue;
    const group = groupOf(daemon);
    const web = programs.find(
      (one) => one.command && groupOf(one) === group && roleOfCommand(one.command.value) === 'web',
    );
    if (web && near(line.at.file, daemon.at.file))
      return known(true, [
        said(web.at, `starts the web server (${web.name})`),
        said(daemon.at, 'starts cron beside it'),
        place,
      ]);
  }
  return unknown('the repository does not say on which servers it is installed', [place]);
}

/** What one process manager starts lies in one folder; s6 and runit have a folder for each program. */
function groupOf({ technology, at }: Fact<'program'>): string {
  const folder = folderOf(at.file);
  return technology === 's6' ? folderOf(folder) : folder;
}

/** Both files belong to one image when they share a folder that is not the root, or one of them lies above the other. */
function near(one: string, other: string): boolean {
  const first = (path: string) => path.split('/')[0];
  return folderOf(one) === '.' || folderOf(other) === '.' || first(one) === first(other);
}

function guardsOf({ name, at }: Fact<'schedule'>): readonly Guard[] {
  const label = localLock.exec(name)?.[1];
  if (!label) return [];
  const because = [said(at, `${label} locks a file of this machine`)];
  return [{ label, kind: 'overlap', backend: known({ technology: label, reach: 'server' }, because), at }];
}

function shorten(text: string): string {
  const line = text
    .replace(/(?<!\s)\s*(>>?|2>&1|\|\s*logger).*/s, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
