import type { Facts } from '../../facts/fact.js';
import type { ScriptCommand } from '../../facts/shell-script.js';
import { known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import type { Process } from '../../resolve/parts/topology.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { linesInImages } from '../cron/images.js';
import { ofMachine } from '../cron/parts.js';
import { isWorkerToo, type ScheduleCommand, scheduleOf } from '../schedule-command.js';
import { runsOf, type Way } from '../shell/boot.js';
import { variablesAsked } from '../shell/conditions.js';
import type { Reached, Start, Started } from '../shell/start.js';
import { talk } from '../shell/steps.js';
import type { Image } from './image.js';
import { isAllThatStays } from './stays.js';

export interface SchedulerPlace {
  readonly process: Process;
  readonly image?: Image;
  readonly facts: Facts;
}

const installs =
  /\bcrontab\s+(-(\s|$)|-u\s|[\w./-]*\/)|>\s*\/(etc|var\/spool)\/cron|\bwhenever\s(.{0,300}\s)?(--(update|write)-crontab|-[iw])(\s|$)/;
/** By the names of scripts: what belongs to the machine itself. */
const ofHost = /logrotate|certbot|acme|renew|clean|tmp|freshclam|geoip/i;
/** Folders whose scripts the cron of Alpine and Debian runs at their times. */
const periodic = /^\/etc\/(periodic\/|cron\.(hourly|daily|weekly|monthly)(\/|$))/;

/** A cron daemon fires lines that are judged themselves, unless a start writes its crontab in a way that shows none of them. */
function firesOther({ image, facts }: SchedulerPlace, { reached }: Started): boolean {
  if (facts.of('schedule').some(({ technology }) => technology === 'cron') || linesInImages(facts).length > 0)
    return false;
  return (
    reached.some(
      ({ text, runs, command }) =>
        runs !== false &&
        (installs.test(text) || command.writes.some((path) => /^\/(etc|var\/spool)\/cron/.test(path))),
    ) ||
    image?.runs.some(({ value }) => installs.test(value)) === true ||
    image?.copies.some(
      ({ sources, target }) => periodic.test(target) && !ofHost.test(`${sources.join(' ')} ${target}`),
    ) === true
  );
}

/** What fires scheduled work in a container: as its own process, beside what it serves, or brought along by a worker. */
export function schedulersOf(
  place: SchedulerPlace,
  start: Start,
  { started, manager }: Way,
): readonly SchedulerProcess[] {
  const { process } = place;
  if (process.role === 'job') return [];
  const found = started.reached.flatMap((reached): readonly SchedulerProcess[] => {
    const schedule = reached.runs === false || talk.test(firstWord(reached)) ? undefined : scheduleOf(reached.text);
    const isAlone = manager === undefined && isAllThatStays(reached, started) && !isWorkerToo(reached.text);
    if (!schedule || (schedule.daemon && (isAlone || !firesOther(place, started)))) return [];
    // How many copies a file does not name is decided by whoever starts the one scheduler that it is.
    if (isAlone && process.replicas.state === 'unknown' && process.reachOfFile !== 'many-hosts') return [];
    const repair = isAlone ? undefined : (switchedOff(reached, started, schedule.label) ?? takenOut(reached, schedule));
    return [
      {
        label: schedule.label,
        technology: process.technology,
        onEachServer: isAlone ? map(process.replicas, (count) => count > 1) : everywhere(process, reached, start),
        ...(isAlone && process.surges ? { overlaps: process.surges } : {}),
        guards: [],
        firesUnguarded: schedule.unguarded,
        ...(schedule.unguarded ? {} : { firesTasks: true }),
        at: placeOf(reached),
        ...(repair ? { repair } : {}),
      },
    ];
  });
  const all = found.length > 0 || manager !== undefined ? found : [...found, ...linesWritten(place, start, started)];
  // branches of a script that start the same one
  return all.filter(
    ({ at }, index) => all.findIndex((other) => other.at.file === at.file && other.at.start === at.start) === index,
  );
}

const crontab = /^\/(etc\/cron\.d|etc\/crontabs?|var\/spool\/cron)(\/|$)/;

/** Lines that a start writes where the cron of its container looks, or into the file that it is handed: each copy has them. */
function linesWritten({ process }: SchedulerPlace, start: Start, started: Started): readonly SchedulerProcess[] {
  const { reached, main, programs } = started;
  if (!main || scheduleOf(main.text)?.daemon) return [];
  const handed = new Set([started, ...programs.map((one) => one.started)].flatMap(filesHanded));
  const written = reached.filter(({ runs, command, text }) => {
    const { words, writes, input, substituted } = command;
    const isLine = /^(echo|printf|cat)$/.test(words[0]?.value ?? '') && (words.length > 1 || input !== undefined);
    return isLine && runs !== false && !substituted && writes.some((path) => crontab.test(path) || handed.has(path)) && !ofMachine.test(input?.value ?? text);
  });
  return written.slice(0, 1).map((one): SchedulerProcess => {
    const repair = switchedOff(one, started, 'the crontab');
    return {
      label: 'the crontab that the start writes',
      technology: process.technology,
      onEachServer: everywhere(process, one, start),
      guards: [],
      firesUnguarded: true,
      at: placeOf(one),
      ...(repair ? { repair } : {}),
    };
  });
} // biome-ignore format: conditions

/** The files that a start gives to a cron daemon by their paths: `supercronic /app/crontab`. */
function filesHanded({ reached }: Started): readonly string[] {
  return reached.flatMap(({ runs, command }) => {
    const texts = command.words.map(({ value }) => value);
    const daemon = texts.findIndex((word) => /^(\S*\/)?(supercronic|yacron)$/.test(word));
    return runs === false || daemon < 0 ? [] : texts.slice(daemon + 1).filter((word) => word.startsWith('/'));
  });
}

/** The start has a switch for it that does not decide what is served: one variable, by which all copies but one can do without. */
function switchedOff({ command, open, closed }: Reached, { main }: Started, label: string): Repair | undefined {
  const conditions = [...open, ...closed];
  const names = new Set(conditions.flatMap(variablesAsked));
  const [name] = names;
  if (name === undefined || names.size > 1 || [...(main?.open ?? []), ...(main?.closed ?? [])].flatMap(variablesAsked).includes(name)) return undefined;
  const test = conditions.find((one) => variablesAsked(one).length > 0) ?? '';
  return {
    ...byHand(
      `Switch ${label} off by ${name} in all copies but one`,
      `${command.at.file} asks \`${test.length > 80 ? `${test.slice(0, 77)}...` : test}\`: let one copy alone, which is there exactly once, be started with it`,
    ),
    whole: true,
  };
} // biome-ignore format: one condition

/** Without the variables that are set for it alone. */
function placeOf({ command }: Reached): SchedulerProcess['at'] {
  const [first] = command.words;
  return first && !command.exec && first.at.file === command.at.file
    ? { ...command.at, start: first.at.start }
    : command.at;
}

function everywhere(process: Process, reached: Reached, start: Start): Resolved<boolean> {
  const at = placeOf(reached);
  const runs = runsOf(reached, start);
  if (runs.state === 'unknown') return unknown(runs.why, [said(at, 'fires the schedule in some copies')]);
  const says = isWorkerToo(reached.text)
    ? `every copy of ${process.name} brings its own, and workers are what is added when there is more to do`
    : `is started in every copy of ${process.name}, beside what it serves`;
  const { replicas } = process;
  const count = replicas.state === 'known' && replicas.value > 1 ? replicas.because : [];
  return known(true, [said(at, says), ...count]);
}

function firstWord({ command }: Reached): string {
  return command.words[0]?.value ?? '';
}

/** The worker is started without its scheduler; one on a line of its own is taken out. */
function takenOut({ command, open, closed, text }: Reached, schedule: ScheduleCommand): Repair | undefined {
  if (open.length + closed.length > 0) return undefined;
  const change = isWorkerToo(text) ? withoutFlag(command) : removed(command);
  if (!change) return undefined;
  const { words } = command;
  const app = words[words.findIndex(({ value }) => /^(-A|--app)$/.test(value)) + 1]?.value;
  return {
    title: `Start no ${schedule.label} beside the server`,
    safety: 'unsafe',
    changes: [change],
    needs: [`Start \`celery${app ? ` -A ${app}` : ''} beat\` as a process of its own, exactly once for all servers.`],
  };
}

function withoutFlag({ words }: ScriptCommand): Change | undefined {
  const flag = words.findIndex(({ value }) => /^(--beat|-B)$/.test(value));
  const [before, word] = [words[flag - 1], words[flag]];
  if (!before || !word || before.at.end > word.at.start || before.at.file !== word.at.file) return undefined;
  return { is: 'replace', at: { ...word.at, start: before.at.end }, text: '' };
}

function removed({ words, at, background }: ScriptCommand): Change | undefined {
  if (!background || !words.some(({ value }) => /(^|\/)celery$/.test(value))) return undefined;
  return { is: 'remove', at: { ...at, end: at.end + ' &'.length } };
}
