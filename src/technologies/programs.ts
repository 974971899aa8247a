import { literal } from '../facts/expr.js';
import type { Fact, Facts } from '../facts/fact.js';
import type { Said } from '../facts/program.js';
import type { Span } from '../facts/span.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../resolve/evidence.js';
import type { SchedulerProcess } from '../resolve/parts/scheduled-task.js';
import type { Process } from '../resolve/parts/topology.js';
import { byHand, type Change, type Repair } from '../resolve/repair.js';
import { endsByDesign, graceFor, longestJob, roleOfCommand, timeSteps } from './command-role.js';
import { isWorkerToo, type ScheduleCommand, scheduleOf } from './schedule-command.js';

type ProgramFact = Fact<'program'>;

/** What a process manager keeps running: processes, and schedulers that stand beside a web server. */
export function programParts(
  programs: readonly ProgramFact[],
  groupOf: (file: string) => string,
  facts?: Facts,
): AppParts {
  const webs = programs.filter(({ command }) => command && roleOfCommand(command.value) === 'web');
  return {
    processes: programs.map((program) => processOf(program, facts)),
    schedulerProcesses: programs.flatMap((program) => {
      const group = groupOf(program.at.file);
      const beside = webs.find((other) => other !== program && groupOf(other.at.file) === group);
      return schedulerOf(program, beside);
    }),
  };
}

function processOf(program: ProgramFact, facts: Facts | undefined): Process {
  const { name, technology, command, copies, at } = program;
  const role = program.once ? 'job' : roleOfCommand(command?.value ?? '');
  return {
    name,
    technology,
    role,
    ...(command ? { command: command.value } : {}),
    folders: [folderOf(at.file)],
    replicas:
      copies === undefined
        ? unknown('another file decides how many copies run', [said(at, 'starts it')])
        : known(copies, [
            said(at, copies === 1 ? 'starts one copy on each server' : `starts ${copies} copies on each server`),
          ]),
    pinned: [],
    environment: program.environment,
    volumes: [],
    ports: [],
    ...(role === 'job' ? {} : { restarts: restartsOf(program) }),
    ...(program.stopSeconds
      ? { stopGraceSeconds: known(program.stopSeconds.value, [evidenceOf(program.stopSeconds)]) }
      : {}),
    repairs: repairsOf(program, facts),
    ...jobOf(program, facts),
    ...(program.stopSignal ? { stopSignal: program.stopSignal } : {}),
    at,
  };
}

/** supervisor and systemd take options of the program's section, PM2 keys of its object. */
function repairsOf(program: ProgramFact, facts: Facts | undefined): NonNullable<Process['repairs']> {
  const { technology, name, restart } = program;
  const seconds = graceFor(jobOf(program, facts));
  const restarts = {
    supervisor: optionOf(program, ['autorestart', 'true']),
    systemd: optionOf(program, ['Restart', staysInFront(program) ? 'always' : 'on-failure']),
    pm2: replaced(restart, 'true'),
  }[technology];
  const grace = {
    supervisor: optionOf(program, ['stopwaitsecs', String(seconds)]),
    systemd: optionOf(program, ['TimeoutStopSec', String(seconds)]),
    pm2: killTimeout(program, seconds * 1000),
  }[technology];
  const repair = (title: string, change: Change | undefined): Repair | undefined =>
    change && { title, safety: 'safe', changes: [change], needs: [] };
  const longer = repair(`Give ${name} ${seconds} s to stop`, grace);
  // who starts it in a container is told to stop there first (docs.docker.com, compose: stop_grace_period is 10s)
  const around =
    technology === 'systemd' || !facts?.of('image').length
      ? []
      : [
          `Give the container as long: stop_grace_period: ${seconds}s in compose, terminationGracePeriodSeconds in Kubernetes. Without it Docker kills everything in it after 10 s.`,
        ];
  return {
    restarts: repair(`Start ${name} again when it ends`, restarts),
    stopGraceSeconds: longer && { ...longer, needs: around },
  };
}

/** A server or worker that is known to stay. One that leaves a child behind ends with success, and `always` would start it again without end. */
function staysInFront({ command }: ProgramFact): boolean {
  return command !== undefined && roleOfCommand(command.value) !== 'unknown';
}

function optionOf({ technology, name, at }: ProgramFact, [key, value]: readonly [string, string]): Change {
  const section = technology === 'systemd' ? 'Service' : `program:${name}`;
  return { is: 'option', file: at.file, section, name: key, value };
}

function replaced({ at, builtin }: Said<unknown>, text: string): Change | undefined {
  return builtin ? undefined : { is: 'replace', at, text };
}

/** Behind `script`, which every app of PM2 has. */
function killTimeout({ command, stopSeconds, at: { file } }: ProgramFact, milliseconds: number): Change | undefined {
  if (stopSeconds && !stopSeconds.builtin) return replaced(stopSeconds, String(milliseconds));
  const key = file.endsWith('.json') ? '"kill_timeout"' : 'kill_timeout';
  if (!command || /\.ya?ml$/.test(file)) return undefined;
  return { is: 'insert', at: command.at, where: 'after', text: `, ${key}: ${milliseconds}` };
}

function jobOf({ command }: ProgramFact, facts: Facts | undefined): Pick<Process, 'longestJobSeconds'> {
  const longest = command && longestJob(command.value, facts);
  if (!command || !longest) return {};
  return { longestJobSeconds: known(longest.seconds, timeSteps(longest, command.at)) };
}

function restartsOf({ restart, command, at }: ProgramFact): Resolved<boolean> {
  const because = [said(at, 'starts it'), evidenceOf(restart)];
  switch (restart.value) {
    case 'always':
      return known(true, because);
    case 'never':
      return known(false, because);
    case 'unexpected':
      return command && endsByDesign(command.value)
        ? known(false, [...because, said(command.at, 'ends with success by design, and then stays down')])
        : known(true, because);
    case 'unknown':
      return unknown('the restart policy is computed', because);
  }
}

function evidenceOf({ at, says, builtin }: Said<unknown>): Evidence {
  return builtin ? { at: { builtin }, says } : said(at, says);
}

function schedulerOf(program: ProgramFact, web: ProgramFact | undefined): SchedulerProcess[] {
  const { command, technology } = program;
  const schedule = command && scheduleOf(command.value);
  if (!command || !schedule || schedule.daemon) return [];
  if (isWorkerToo(command.value)) return [broughtAlong(program, schedule)];
  const onEachServer: Resolved<boolean> = web
    ? known(true, [said(web.at, `starts the web server (${web.name})`), said(command.at, 'is started beside it')])
    : unknown('the file does not say on which servers it is installed', [said(command.at, 'fires the schedule')]);
  return [{
    label: schedule.label,
    technology,
    onEachServer,
    guards: [],
    firesUnguarded: schedule.unguarded,
    ...(schedule.unguarded ? {} : { firesTasks: true }),
    at: command.at,
    repair: byHand(
      `Run ${schedule.label} in one place`,
      `Take ${program.name} out of ${program.at.file}, which every server gets`,
      `Start it once for all servers: in a service of its own with one replica, by "${command.value}"`,
    ),
  }]; // biome-ignore format: one record
}

/** A worker that fires the schedule too: as many schedulers as there are workers. */
function broughtAlong({ name, technology, command, at }: ProgramFact, schedule: ScheduleCommand): SchedulerProcess {
  const place = command?.at ?? at;
  return {
    label: schedule.label,
    technology,
    onEachServer: known(true, [said(place, `every worker (${name}) brings its own, on each server that has one`)]),
    guards: [],
    firesUnguarded: schedule.unguarded,
    at: place,
  };
}

/** `KEY="value",OTHER=x` of supervisor and `KEY=value "OTHER=x y"` of systemd, each with its place. */
export function assignmentsIn(text: string, at: Span, separator: ',' | ' '): Process['environment'] {
  const found: { name: string; value: ReturnType<typeof literal> }[] = [];
  const pattern =
    separator === ','
      ? /\b([A-Za-z_]\w*)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,\s]*)/g
      : /(?:^|\s)("[A-Za-z_]\w*=[^"]*"|'[A-Za-z_]\w*=[^']*'|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*))/g;
  for (const match of text.matchAll(pattern)) {
    const whole = separator === ',' ? `${match[1]}=${match[2]}` : (match[1] ?? '').replace(/^(["'])(.*)\1$/s, '$2');
    const equals = whole.indexOf('=');
    const value = whole.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2');
    found.push({ name: whole.slice(0, equals), value: literal(value, at) });
  }
  return found.filter(({ value }) => value.is === 'literal' && !/%\(|\$\{?[A-Z]/.test(String(value.value)));
}

export function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}
