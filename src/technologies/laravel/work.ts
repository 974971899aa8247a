import type { Fact } from '../../facts/fact.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { BootStep, DeadKey, Secret } from '../../resolve/parts/boot-step.js';
import type { JobTiming, QueueWorker } from '../../resolve/parts/job-timing.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, renamed } from './backends.js';
import { isInstaller, isOperatorUse } from './code-files.js';
import { literalOf } from './code-paths.js';
import { deadKeyRepair, isolatedRepair, retryRepair } from './repairs.js';
import type { LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';
import { holds } from './tasks.js';

const technology = 'laravel';

/** Migrations and the like that the running app starts by itself. */
export function bootSteps(app: Resolution, config: LaravelConfig): readonly BootStep[] {
  return [...migrations(app, config), ...resets(app)];
}

/** What commands that a start script runs do to the work of the other copies. */
function resets(app: Resolution): readonly BootStep[] {
  const started = new Map(usesOf(app, 'starts-command').map((fact) => [fact.name, fact]));
  const steps: BootStep[] = [];
  for (const command of usesOf(app, 'command')) {
    const start = started.get(command.name);
    if (!start) continue;
    for (const { at, name } of usesOf(app, 'resets')) {
      if (at.file !== command.at.file) continue;
      const runs = known(true, [said(start.at, `runs ${command.name} at every start`), said(at, name ?? 'resets')]);
      steps.push({
        step: 'reset-shared-state',
        label: `${command.name} ${name}`,
        technology,
        when: 'each-start',
        guards: [],
        runs,
        at,
      });
    }
  }
  return steps;
}

function migrations(app: Resolution, config: LaravelConfig): readonly BootStep[] {
  return usesOf(app, 'artisan-call').flatMap((fact): BootStep[] => {
    if (!/^migrate(:fresh|:refresh)?$/.test(fact.name ?? '')) return [];
    if (isOperatorUse(fact) || isInstaller(fact)) return [];
    const caller = fact.calledFrom ?? fact.at.file;
    const when = /(^|\/)Jobs?\//.test(caller) ? 'schedule' : /Providers?\//.test(caller) ? 'each-process' : 'request';
    return [
      {
        step: 'migrate',
        label: `php artisan ${literalOf(fact.options?.line) ?? fact.name}`,
        technology,
        when,
        guards: isIsolated(fact)
          ? [{ label: '--isolated', kind: 'once', backend: cacheBackend(config), at: fact.at }]
          : [],
        runs: known(holds(fact.options?.conditions, config), []),
        at: fact.at,
        repair: isolatedRepair(config, fact),
      },
    ];
  });
}

/** `--isolated` takes a lock in the default cache store (laravel/framework 9.38, CacheCommandMutex.php). */
function isIsolated(call: Fact<'use'>): boolean {
  return /--isolated\b/.test(literalOf(call.options?.line) ?? '');
}

export function secrets(app: Resolution, config: LaravelConfig): readonly Secret[] {
  const found: Secret[] = [];
  const key = config.expr('app.key');
  if (key && (key.is === 'env' || key.is === 'literal' || key.is === 'choice'))
    found.push({
      label: 'APP_KEY',
      technology,
      origin: known('fixed', [said(key.at, 'takes the key from the environment')]),
      at: key.at,
    });
  found.push(...passportKeys(config));
  for (const call of usesOf(app, 'artisan-call')) {
    const { name, at } = call;
    if (isOperatorUse(call)) continue;
    if (name === 'key:generate') found.push(generatedKey(call));
    if (!/^passport:(install|keys)$/.test(name ?? '') || isInstaller(call)) continue;
    found.push({
      label: 'the OAuth key pair',
      technology,
      origin: known('per-server-file', [said(at, `${name} writes storage/oauth-*.key on the server that runs it`)]),
      at,
    });
  }
  return found;
}

/** Passport signs tokens with the key of its configuration, and where that is empty with `storage/oauth-private.key` (laravel/passport 12, PassportServiceProvider.php). */
function passportKeys(config: LaravelConfig): readonly Secret[] {
  const written = config.expr('passport.private_key');
  const key = config.get('passport.private_key');
  if (!written || key.state === 'unknown') return [];
  // what a deployment hands on from outside is given, whatever it is
  const handed = written.is === 'env' && config.scope.environment.layers.some(({ kind, entries }) => kind === 'deployment' && entries.has(written.name)); // biome-ignore format: one condition
  const given = handed || (key.value !== undefined && key.value !== null && key.value !== '');
  const step = said(written.at, given ? 'takes the private key of Passport' : 'is not given: storage/oauth-private.key of the server is read, which passport:keys writes'); // biome-ignore format: one choice
  const origin = given ? known('fixed' as const, [step]) : known('per-server-file' as const, [...key.because, step]);
  return [{ label: "Passport's key pair", technology, origin, at: written.at }];
}

/** Made when a page is asked for: each server writes one into an env file of its own (laravel/framework, KeyGenerateCommand.php). */
function generatedKey(call: Fact<'use'>): Secret {
  const because = [said(call.at, 'writes a new key into the env file of the server that answers')];
  const origin = known(isInstaller(call) ? ('per-installation' as const) : ('per-server-file' as const), because);
  return { label: 'APP_KEY', technology, origin, at: call.at };
}

/** Variables of the env file in force under a name that no config file reads at this version. */
export function deadKeys(app: Resolution, config: LaravelConfig): readonly DeadKey[] {
  const read = new Set(app.facts.of('env-read').map(({ name }) => name));
  const found: DeadKey[] = [];
  for (const layer of config.scope.environment.layers) {
    for (const [a, b] of renamed) {
      for (const [name, instead] of [
        [a, b],
        [b, a],
      ] as const) {
        const entry = layer.entries.get(name);
        if (!entry || read.has(name) || !read.has(instead)) continue;
        found.push({
          name,
          technology,
          readInstead: instead,
          at: entry.at,
          because: [said(entry.at, `sets ${name}; the config reads ${instead}`)],
          repair: deadKeyRepair(config, { name, instead, value: entry }),
        });
      }
    }
  }
  return found;
}

/** How long the selected connection waits before it hands a job out again, against how long jobs may run. */
export function jobTimings(app: Resolution, config: LaravelConfig): readonly JobTiming[] {
  const name = config.text('queue.default');
  if (name.state === 'unknown' || !name.value) return [];
  const driver = config.text(`queue.connections.${name.value}.driver`);
  if (driver.state === 'unknown' || !/^(redis|database|beanstalkd)$/.test(driver.value ?? '')) return [];
  const redeliverAfter = numberOf(config, `queue.connections.${name.value}.retry_after`);
  if (!redeliverAfter) return [];
  const timings: JobTiming[] = [];
  for (const job of usesOf(app, 'job')) {
    const timeout = job.options?.timeout;
    const seconds = timeout?.is === 'literal' && typeof timeout.value === 'number' ? timeout.value : undefined;
    if (!timeout || seconds === undefined || seconds === 0) continue;
    timings.push({
      label: `the job ${job.name}`,
      technology,
      timeout: known(seconds, [said(timeout.at, `may run for ${seconds} s`)]),
      redeliverAfter,
      repair: retryRepair(config, `queue.connections.${name.value}.retry_after`, seconds),
      at: timeout.at,
    });
  }
  for (const process of app.processes) {
    if (!/artisan\S{0,60}\s+queue:(work|listen)/.test(process.command ?? '')) continue;
    const seconds = Number(/--timeout[= ](\d+)/.exec(process.command ?? '')?.[1] ?? 60);
    timings.push({
      label: `a job of the worker ${process.name}`,
      technology,
      timeout: known(seconds, [said(process.at, `may run for ${seconds} s`)]),
      redeliverAfter,
      repair: retryRepair(config, `queue.connections.${name.value}.retry_after`, seconds),
      at: process.at,
    });
  }
  return timings;
}

function numberOf(config: LaravelConfig, key: string): Resolved<number> | undefined {
  const value = config.text(key);
  if (value.state === 'unknown' || value.value === undefined || Number.isNaN(Number(value.value))) return undefined;
  return known(Number(value.value), value.because);
}

/** Workers that the deployment starts. */
export function queueWorkers(app: Resolution): readonly QueueWorker[] {
  return app.processes.flatMap((process): QueueWorker[] => {
    const command = process.command ?? '';
    if (!/\b(queue:(work|listen)|artisan\S*\s+horizon)\b/.test(command) || !process.restarts) return [];
    return [
      {
        label: `the worker ${process.name}`,
        technology,
        queues: /--queue[= ](\S+)/.exec(command)?.[1]?.split(',') ?? [],
        supervised: process.restarts,
        repair: process.repairs?.restarts,
        at: process.at,
      },
    ];
  });
}
