import type { Facts } from '../../facts/fact.js';
import type { Located, Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep, GracefulStop } from '../../resolve/parts/boot-step.js';
import type { HealthCheck, HttpApp } from '../../resolve/parts/http.js';
import type { InnerService } from '../../resolve/parts/inner-service.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { DemandedVariable } from '../../resolve/parts/started-command.js';
import type { Probe, Process } from '../../resolve/parts/topology.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { runs } from '../../resolve/topology.js';
import { table } from '../../table.js';
import { graceFor } from '../command-role.js';
import { bootParts, runsOf, type Way } from '../shell/boot.js';
import { commandsStarted } from '../shell/consoles.js';
import { dataProgramsIn } from '../shell/data-programs.js';
import { variablesDemanded } from '../shell/demands.js';
import type { Reached, Start, Started, StartedProgram } from '../shell/start.js';
import { innerWords } from '../shell/wrappers.js';
import { automationSteps } from './automations.js';
import { deafWorkers } from './deaf-workers.js';
import type { Image } from './image.js';
import { sentToFiles } from './log-files.js';
import { baseName } from './paths.js';
import { schedulersOf } from './schedulers.js';
import { keepsStoresOnly } from './stays.js';

/** A process of the app in a container, with what it starts. */
export interface RunningContainer {
  readonly process: Process;
  readonly image?: Image;
  readonly start?: Start;
  readonly started?: Started;
  /** The same where the container is given nothing, and falls back to what it has itself. */
  readonly bare?: { readonly start: Start; readonly started: Started };
}

/** What the containers of an app do at their start and stop, and how they are checked. */
export function containerParts(containers: readonly RunningContainer[], facts: Facts): AppParts {
  const [place] = facts.of('app-place');
  // what a container of another app does is told of that app
  const own = containers.filter(({ process }) => !place || runs(process, place));
  const all: AppParts[] = own.map((container) => partsOf(container, facts));
  return {
    unseen: own.flatMap(({ started }) =>
      (started ? [started, ...started.programs.map((one) => one.started)] : []).flatMap(({ lost }) =>
        lost.flatMap(({ at, says }) => ('file' in at ? [{ at, says }] : [])),
      ),
    ),
    bootSteps: all.flatMap(({ bootSteps }) => bootSteps ?? []),
    secrets: all.flatMap(({ secrets }) => secrets ?? []),
    gracefulStops: all.flatMap(({ gracefulStops }) => gracefulStops ?? []),
    healthChecks: all.flatMap(({ healthChecks }) => healthChecks ?? []),
    httpApps: all.flatMap(({ httpApps }) => httpApps ?? []),
    schedulerProcesses: all.flatMap(({ schedulerProcesses }) => schedulerProcesses ?? []),
    startedCommands: all.flatMap(({ startedCommands }) => startedCommands ?? []),
    demandedVariables: all.flatMap(({ demandedVariables }) => demandedVariables ?? []),
    logSinks: oncePerFile(all.flatMap(({ logSinks }) => logSinks ?? [])),
    innerServices: all.flatMap(({ innerServices }) => innerServices ?? []),
  };
}

function partsOf(container: RunningContainer, facts: Facts): AppParts {
  const { process, image, started } = container;
  const start = container.start && { ...container.start, isShared: (path: string) => isShared(path, process) };
  const ways: readonly Way[] = started && process.role !== 'job' ? [{ started }, ...started.programs] : [];
  const boots = start ? ways.map((way) => bootParts(start, way, facts)) : [];
  const web =
    process.role === 'web' && (process.ports.length > 0 || process.balanced === true || (image?.ports.length ?? 0) > 0);
  return {
    bootSteps: [
      ...boots.flatMap(({ bootSteps }) => bootSteps),
      ...frozenSettings(image, started),
      ...(start && process.role !== 'job' ? automationSteps(image?.from, process, start.variable) : []),
    ],
    secrets: boots.flatMap(({ secrets }) => secrets),
    gracefulStops: [
      ...boots.flatMap(({ gracefulStops }) => gracefulStops),
      ...shortGrace(process),
      ...cutRequests(process, facts, started?.main?.command.at),
      ...(process.stopSignal || !started || !image?.stopSignal ? [] : quickStop(image.stopSignal, started)),
      ...(process.role === 'job'
        ? []
        : (started?.programs ?? []).flatMap(({ stopSignal, started: own }) =>
            stopSignal ? quickStop(stopSignal, own) : [],
          )),
      ...(process.role === 'job' ? [] : [...quickByDefault(started?.programs ?? []), ...deafWorkers(image, started)]),
    ],
    schedulerProcesses: start
      ? ways.flatMap((way) => schedulersOf({ process, facts, ...(image ? { image } : {}) }, start, way))
      : [],
    innerServices: innerServicesOf(container),
    logSinks:
      process.role === 'job'
        ? []
        : [...printedToFiles(started?.programs ?? [], process), ...sentToFiles(ways, process)],
    demandedVariables: process.role === 'job' ? [] : demandsOf(container),
    startedCommands: start ? ways.flatMap((way) => commandsStarted(start, way.started, facts)) : [],
    healthChecks: process.role === 'web' ? healthChecks(process, image) : [],
    httpApps:
      web && process.technology !== 'dockerfile'
        ? [{ technology: process.technology, at: process.at } satisfies HttpApp]
        : [],
  };
}

/** What a container that is given nothing would end without. */
function demandsOf({ bare, started }: RunningContainer): readonly DemandedVariable[] {
  const own = bare?.started ?? started;
  return own ? [own, ...own.programs.map((program) => program.started)].flatMap(variablesDemanded) : [];
}

/** Below a volume that all servers mount. */
function isShared(path: string, { volumes }: Process): boolean {
  return volumes.some(
    ({ path: folder, reach }) =>
      reach.state === 'known' &&
      reach.value === 'shared' &&
      (path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`)),
  );
}

/** Data stores that come up in the container of the app; one that is all that a container starts is a container of its own. */
function innerServicesOf(container: RunningContainer): readonly InnerService[] {
  const { process } = container;
  const { start, started } = container.bare ?? container;
  if (!start || !started || process.role === 'job') return [];
  const ways: readonly (Way & { readonly at?: Span })[] = [{ started }, ...started.programs];
  // Of the branches of a script, the one that asks the least of the running system comes first.
  const asks = ({ open }: Reached) => open.filter((condition) => !condition.startsWith('! ')).length;
  return ways.flatMap(({ started: way, manager, at: kept }) =>
    dataProgramsIn(way)
      .toSorted((a, b) => asks(a.reached) - asks(b.reached))
      .flatMap(({ reached, row }): readonly InnerService[] => {
        const isAlone = manager === undefined && way.programs.length === 0;
        if (isAlone && keepsStoresOnly(reached, way)) return [];
        const { command, closed } = reached;
        // a program of a manager is taken out where the manager is told of it
        const at =
          kept && /^(supervisor|procfile)$/.test(manager ?? '') && kept.file !== command.at.file
            ? kept
            : command.words[0]
              ? { ...command.at, start: command.words[0].at.start }
              : command.at;
        const label = baseName(innerWords(command.words.map(({ value }) => value))[0] ?? row.engine);
        const runs = runsOf(reached, start);
        const asked = closed.find((condition) => /\$\{?[A-Z]/.test(condition));
        return [
          {
            label: /^(service|rc-service|invoke-rc\.d|systemctl)$/.test(label) ? row.engine : label,
            technology: process.technology,
            engine: row.engine,
            role: row.role,
            beside: process.name,
            runs:
              runs.state === 'known' && runs.value && asked
                ? known(true, [said(at, `runs since ${asked} holds, as nothing sets it otherwise`)])
                : runs,
            at,
          },
        ];
      }),
  );
}

/** What programs of a container print into files of the container: `docker logs` and every collector see nothing of it. */
function printedToFiles(programs: readonly StartedProgram[], { technology }: Process): readonly LogSink[] {
  return programs.flatMap(({ name, prints, started: { reached } }): readonly LogSink[] => {
    if (!prints || reached.every(({ runs }) => runs === false)) return [];
    const because = [said(prints.at, `${prints.says}: what ${name} prints stays in its container`)];
    return [{ label: `the logs of ${name}`, technology, destinations: known(['file'], because) }];
  });
}

/** The programs of one configuration are one fault. */
function oncePerFile(sinks: readonly LogSink[]): readonly LogSink[] {
  const fileOf = ({ destinations }: LogSink) => destinations.because.map(({ at }) => ('file' in at ? at.file : ''))[0];
  return sinks.filter((sink, index) => sinks.findIndex((one) => fileOf(one) === fileOf(sink)) === index);
}

const freezes = /\bartisan\s+(config:cache|optimize)(\s|$)/;

/** Laravel's cached configuration holds what env() said where it was made (laravel/framework 11.9, ConfigCacheCommand): later env is not asked. */
function frozenSettings(image: Image | undefined, started: Started | undefined): readonly BootStep[] {
  const run = image?.runs.find(({ value }) => freezes.test(value));
  if (!run || started?.reached.some(({ text }) => /\bartisan\s+(config:(cache|clear)|optimize)/.test(text))) return [];
  return [
    {
      step: 'config-cache',
      label: 'php artisan config:cache',
      technology: 'laravel',
      when: 'build',
      guards: [],
      runs: known(true, [said(run.at, 'runs while the image is built')]),
      at: run.at,
    },
  ];
}

function healthChecks(process: Process, image: Image | undefined): readonly HealthCheck[] {
  if (process.health?.state !== 'known' || !process.health.value) return [];
  const at = process.health.because.find(({ at: place }) => 'file' in place)?.at;
  return [{
    label: image?.healthcheck && process.technology === 'dockerfile' ? 'the HEALTHCHECK of the image' : `the health check of ${process.name}`,
    technology: process.technology,
    via: 'probe',
    checks: [],
    obstacles: [],
    at: at && 'file' in at ? at : process.at,
  }]; // biome-ignore format: one record
}

/** The path that a check of the container asks its own server for: `curl -f http://localhost:8000/up`. */
export function askedOf(command: string, at: Span): readonly Probe[] {
  const path = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::[\w${}]+)?(\/[^\s"'|;)]*)/.exec(
    command,
  )?.[1];
  return path ? [{ kind: 'check', path, at }] : [];
}

const leastGrace = 8;

/** A process that is killed within seconds of being told to stop. */
export function shortGrace(process: Process): readonly GracefulStop[] {
  const { name, technology, stopGraceSeconds, at } = process;
  if (stopGraceSeconds?.state !== 'known' || stopGraceSeconds.value >= leastGrace) return [];
  const place = stopGraceSeconds.because.findLast(({ at: one }) => 'file' in one)?.at;
  return [{
    label: name,
    technology,
    graceful: known(false, [...stopGraceSeconds.because, ...(place && 'file' in place ? [said(place, `is killed ${stopGraceSeconds.value} s after it is told to stop`)] : [])]),
    at: place && 'file' in place ? place : at,
    ...(place && 'file' in place ? { repair: longerStop(process, place) } : {}),
  }]; // biome-ignore format: one record
}

/** Seconds between the signal to stop and the kill, where no file says so. */
const usualGrace: Readonly<Record<string, { readonly seconds: number; readonly builtin: string }>> = table({
  compose: { seconds: 10, builtin: 'docker compose, stop_grace_period' },
  kubernetes: { seconds: 30, builtin: 'Kubernetes, terminationGracePeriodSeconds' },
  helm: { seconds: 30, builtin: 'Kubernetes, terminationGracePeriodSeconds' },
});

/** gunicorn that is told to finish requests for longer than its container may take to stop; its own 30 s say nothing of how long they run. */
function cutRequests(process: Process, facts: Facts, at: Span = process.at): readonly GracefulStop[] {
  const { name, technology, command = '', stopGraceSeconds } = process;
  const usual = usualGrace[technology];
  const limit = /\bgunicorn\b/.test(command) ? gracefulTimeout(command, facts, at) : undefined;
  if (!usual || !limit || stopGraceSeconds?.state === 'unknown') return [];
  const grace = stopGraceSeconds?.value ?? usual.seconds;
  if (grace >= limit.value || grace < leastGrace) return [];
  const because = stopGraceSeconds?.because ?? [
    { at: { builtin: usual.builtin }, says: `kills after ${usual.seconds} s` },
  ];
  return [{
    label: name,
    technology,
    graceful: known(false, [...because, said(limit.at, `lets requests end for ${limit.value} s, but is killed after ${grace} s`)]),
    at: limit.at,
    repair: byHand(`Give ${name} longer to stop`, `Let its container take more than ${limit.value} s to stop (${technology === 'compose' ? 'stop_grace_period' : 'terminationGracePeriodSeconds'}), or lower gunicorn's graceful_timeout`),
  }]; // biome-ignore format: one record
}

/**
 * Signals at which a server drops what runs, or which it leaves to the system, which ends it at once; and the one for a graceful end. gunicorn 23,
 * docs/source/signals.rst; puma 6, docs/signals.md; uvicorn 0.34, server.py: HANDLED_SIGNALS; unicorn 6, SIGNALS; php-fpm(8); nginx 1.28,
 * docs/control.
 */
const quickSignals: Readonly<Record<string, { readonly when: RegExp; readonly better: string }>> = table({
  gunicorn: { when: /^(INT|QUIT|[23])$/, better: 'TERM' },
  puma: { when: /^(QUIT|3)$/, better: 'TERM' },
  uvicorn: { when: /^(QUIT|3)$/, better: 'TERM' },
  unicorn: { when: /^(INT|TERM|2|15)$/, better: 'QUIT' },
  'php-fpm': { when: /^(INT|TERM|2|15)$/, better: 'QUIT' },
  nginx: { when: /^(INT|TERM|2|15)$/, better: 'QUIT' },
});

/** An image, or a process manager in it, that stops a server by a signal which the server takes for a quick end. */
function quickStop({ value, at }: Located<string>, { main }: Started): readonly GracefulStop[] {
  const server = serverIn(main);
  const quick = Object.hasOwn(quickSignals, server) ? quickSignals[server] : undefined;
  if (!quick?.when.test(value.replace(/^SIG/i, '').toUpperCase())) return [];
  const text = /^SIG/i.test(value) || /^\d+$/.test(value) ? `SIG${quick.better}` : quick.better;
  return [{
    label: server,
    technology: 'docker',
    graceful: known(false, [said(at, `stops it by ${value}, at which ${server} cuts the requests in flight`)]),
    at,
    repair: { title: `Stop ${server} by SIG${quick.better}`, safety: 'safe', changes: [{ is: 'replace', at, text }], needs: waitingNeeds([server]) },
  }]; // biome-ignore format: one record
}

/** The master of PHP-FPM waits so long for its children after SIGQUIT, and not at all by default (php-src 8.4, fpm_process_ctl.c, fpm_pctl_action_next). */
function waitingNeeds(servers: readonly string[]): readonly string[] {
  if (!servers.includes('php-fpm')) return [];
  return ['Set process_control_timeout in the [global] part of PHP-FPM\'s configuration where nothing sets it (20s, say, and less than the container has to stop): it is 0, and requests are cut at SIGQUIT too'];
} // biome-ignore format: one sentence

function serverIn(main: Started['main']): string {
  const words = innerWords(main?.command.words.map(({ value }) => value) ?? []);
  return baseName(words[0] ?? '').replace(/^php-fpm[\d.]+$/, 'php-fpm');
}

/** supervisord stops by SIGTERM what names no `stopsignal` (Supervisor 4, docs/configuration.rst): servers that take it for a quick end, told once. */
function quickByDefault(programs: Started['programs']): readonly GracefulStop[] {
  const cut = programs.flatMap(({ name, manager, stopSignal, started: { main } }) => {
    const server = serverIn(main);
    const isCut = manager === 'supervisor' && !stopSignal && Object.hasOwn(quickSignals, server) && quickSignals[server]?.when.test('TERM');
    return isCut && main ? [{ name, server, at: main.command.at }] : [];
  });
  const [first] = cut;
  if (!first) return [];
  const label = [...new Set(cut.map(({ server }) => server))].join(' and ');
  return [{
    label,
    technology: 'supervisor',
    graceful: known(false, cut.map(({ server, at }) => said(at, `is stopped by SIGTERM, as no stopsignal is set: ${server} cuts the requests in flight`))),
    at: first.at,
    repair: byHand(`Let supervisord stop ${label} by SIGQUIT`, ...cut.map(({ name }) => `stopsignal=QUIT in [program:${name}]`), ...waitingNeeds(cut.map(({ server }) => server))),
  }];
} // biome-ignore format: one record

/** By the command, else by the file that gunicorn reads (`gunicorn.conf.py` unless another is named; gunicorn 23, config.py). */
function gracefulTimeout(command: string, facts: Facts, at: Span): Located<number> | undefined {
  const option = /\s--graceful-timeout[ =](\d+)/.exec(command)?.[1];
  if (option !== undefined) return { value: Number(option), at };
  const named =
    /\s(?:-c|--config)[ =](?:file:)?\S{0,300}?([\w.-]{1,200}\.py)\b/.exec(command)?.[1] ?? 'gunicorn.conf.py';
  const [module, ...others] = facts.of('python-module').filter(({ at: { file } }) => baseName(file) === named);
  const set = module?.statements.find((each) => each.is === 'bind' && each.name === 'graceful_timeout');
  if (others.length > 0 || set?.is !== 'bind' || set.value.is !== 'literal') return undefined;
  const seconds = Number(set.value.value);
  return seconds > 0 ? { value: seconds, at: set.at } : undefined;
}

function longerStop(process: Process, at: Span): Repair {
  const { name, technology } = process;
  const seconds = Math.max(30, graceFor(process));
  const text = technology === 'compose' ? `${seconds}s` : String(seconds);
  return {
    title: `Give ${name} ${seconds} s to stop`,
    safety: 'safe',
    changes: [{ is: 'replace', at, text }],
    needs: [],
  };
}
