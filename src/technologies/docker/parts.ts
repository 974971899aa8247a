import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep, GracefulStop } from '../../resolve/parts/boot-step.js';
import type { HealthCheck, HttpApp } from '../../resolve/parts/http.js';
import type { Probe, Process } from '../../resolve/parts/topology.js';
import type { Repair } from '../../resolve/repair.js';
import { bootParts } from '../shell/boot.js';
import { followFile, type Start, type Started } from '../shell/start.js';
import type { Image } from './image.js';

/** A process of the app in a container, with what it starts. */
export interface RunningContainer {
  readonly process: Process;
  readonly image?: Image;
  readonly start?: Start;
  readonly started?: Started;
}

/** What the containers of an app do at their start and stop, and how they are checked. */
export function containerParts(containers: readonly RunningContainer[], facts: Facts): AppParts {
  const all: AppParts[] = containers.map((container) => partsOf(container, facts));
  return {
    bootSteps: all.flatMap(({ bootSteps }) => bootSteps ?? []),
    secrets: all.flatMap(({ secrets }) => secrets ?? []),
    gracefulStops: all.flatMap(({ gracefulStops }) => gracefulStops ?? []),
    healthChecks: all.flatMap(({ healthChecks }) => healthChecks ?? []),
    httpApps: all.flatMap(({ httpApps }) => httpApps ?? []),
  };
}

function partsOf({ process, image, start, started }: RunningContainer, facts: Facts): AppParts {
  const boots = start && started && process.role !== 'job' ? [bootParts(start, started, facts)] : [];
  if (image && start)
    for (const script of initScripts(image, facts))
      boots.push(bootParts(start, followFile(script, start, facts), facts));
  const web =
    process.role === 'web' && (process.ports.length > 0 || process.balanced === true || (image?.ports.length ?? 0) > 0);
  return {
    bootSteps: [...boots.flatMap(({ bootSteps }) => bootSteps), ...frozenSettings(image, started)],
    secrets: boots.flatMap(({ secrets }) => secrets),
    gracefulStops: [...boots.flatMap(({ gracefulStops }) => gracefulStops), ...shortGrace(process)],
    healthChecks: web ? healthChecks(process, image) : [],
    httpApps:
      web && process.technology !== 'dockerfile'
        ? [{ technology: process.technology, at: process.at } satisfies HttpApp]
        : [],
  };
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

/** Scripts that an init system of the image runs once before the services (s6-overlay, cont-init). */
function initScripts(image: Image, facts: Facts): readonly Fact<'shell-script'>[] {
  const uses = /s6|\/init\b|phusion|linuxserver|serversideup/.test(
    [
      image.from,
      ...(image.entrypoint?.words ?? []).map(({ value }) => value),
      ...image.runs.map(({ value }) => value),
      ...image.copies.flatMap(({ sources }) => sources),
    ].join(' '),
  );
  if (!uses) return [];
  const roots = [
    image.folder,
    ...image.copies
      .flatMap(({ stage, sources }) => (stage === undefined ? sources : []))
      .map((source) => source.replace(/^\.?\//, '').replace(/\/$/, '')),
  ];
  return facts
    .of('shell-script')
    .filter(({ at }) => /\/s6-rc\.d\/[^/]+\/up$|\/cont-init\.d\/|\/my_init\.d\//.test(at.file))
    .filter(
      ({ at }) =>
        roots.some((root) => root !== '' && root !== '.' && at.file.startsWith(`${root}/`)) || image.folder === '.',
    );
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
export function shortGrace({ name, technology, stopGraceSeconds, at }: Process): readonly GracefulStop[] {
  if (stopGraceSeconds?.state !== 'known' || stopGraceSeconds.value >= leastGrace) return [];
  const place = stopGraceSeconds.because.findLast(({ at: one }) => 'file' in one)?.at;
  return [{
    label: name,
    technology,
    graceful: known(false, [...stopGraceSeconds.because, ...(place && 'file' in place ? [said(place, `is killed ${stopGraceSeconds.value} s after it is told to stop`)] : [])]),
    at: place && 'file' in place ? place : at,
    ...(place && 'file' in place ? { repair: longerStop(name, technology, place) } : {}),
  }]; // biome-ignore format: one record
}

function longerStop(name: string, technology: string, at: Span): Repair {
  const text = technology === 'compose' ? '30s' : '30';
  return { title: `Give ${name} 30 s to stop`, safety: 'safe', changes: [{ is: 'replace', at, text }], needs: [] };
}
