import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { BootStep, DeadKey, Secret } from '../../resolve/parts/boot-step.js';
import type { JobTiming, QueueWorker } from '../../resolve/parts/job-timing.js';
import { packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, renamed } from './backends.js';
import { isInstaller, isOperatorUse } from './code-files.js';
import { literalOf } from './code-paths.js';
import { deadKeyRepair, isolatedRepair, retryRepair } from './repairs.js';
import { holds, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';

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
    if (isOperatorUse(fact) || isInstaller(fact) || isAct(fact, app)) return [];
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
        runs: known(holds(fact.options?.conditions, config.evaluate), []),
        at: fact.at,
        repair: isolatedRepair(config, fact),
      },
    ];
  });
}

/** Somebody asks for it, once for all servers, by a request that changes things; one that brings new code brings it to one server. */
function isAct({ at, inside, calledFrom }: Fact<'use'>, app: Resolution): boolean {
  const file = calledFrom ?? at.file;
  const name = `${file.slice(file.lastIndexOf('/') + 1).replace(/\.php$/, '')}@${inside}`;
  const isUpdate = usesOf(app, 'unpacks').some((one) => (one.calledFrom ?? one.at.file) === file);
  return !isUpdate && usesOf(app, 'action').some((action) => action.name === name);
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
  const [handled] = usesOf(app, 'passport-key-file');
  found.push(...passportKeys(app, config, handled));
  for (const call of usesOf(app, 'artisan-call')) {
    const { name, at } = call;
    if (isOperatorUse(call)) continue;
    if (name === 'key:generate' && !isHanded(key?.is === 'env' ? key.name : 'APP_KEY', config))
      found.push(generatedKey(call));
    if (!/^passport:(install|keys)$/.test(name ?? '') || isInstaller(call) || handled) continue;
    found.push({
      label: 'the OAuth key pair',
      technology,
      origin: known('per-server-file', [said(at, `${name} writes storage/oauth-*.key on the server that runs it`)]),
      at,
    });
  }
  return found;
}

/** What a deployment hands on from outside is given, whatever it is: an env file does not replace it (vlucas/phpdotenv 5, immutable repositories). */
function isHanded(name: string, { scope }: LaravelConfig): boolean {
  return scope.environment.layers.some(({ kind, entries }) => kind === 'deployment' && entries.has(name));
}

/** Passport signs tokens with the key of its configuration, and where that is empty with `storage/oauth-private.key` (laravel/passport 12, PassportServiceProvider.php). */
function passportKeys(app: Resolution, config: LaravelConfig, handled?: Fact<'use'>): readonly Secret[] {
  const written = config.expr('passport.private_key');
  const key = config.get('passport.private_key');
  if (!written || key.state === 'unknown') return [];
  const given =
    (written.is === 'env' && isHanded(written.name, config)) ||
    (key.value !== undefined && key.value !== null && key.value !== '');
  const step = said(written.at, given ? 'takes the private key of Passport' : 'is not given: storage/oauth-private.key of the server is read, which passport:keys writes'); // biome-ignore format: one choice
  const origin = given
    ? known('fixed' as const, [step])
    : handled
      ? unknown('code of the app handles the key files of Passport itself', [
          ...key.because,
          step,
          said(handled.at, 'says where they are, or puts them there'),
        ])
      : isMadeHere(app)
        ? known('per-server-file' as const, [...key.because, step])
        : unknown('nothing gives the keys of Passport, and nothing in the repository makes them', [
            ...key.because,
            step,
          ]);
  return [{ label: "Passport's key pair", technology, origin, at: written.at }];
}

/** A start, an installer or a page writes the keys of Passport to the server that it runs on. */
function isMadeHere(app: Resolution): boolean {
  const calls = [...usesOf(app, 'starts-command'), ...usesOf(app, 'artisan-call')];
  return calls.some(({ name }) => /^passport:(install|keys)$/.test(name ?? ''));
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
        if (!entry || read.has(name) || !read.has(instead) || (isLocal(entry.value) && !layer.entries.has(instead)))
          continue;
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

/** A value that promises nothing to other servers: that it is not in force changes nothing for them. */
function isLocal(value: Expr): boolean {
  return value.is === 'literal' && /^(log|null|file|sync|local|public|array|)$/.test(String(value.value ?? ''));
}

/** How long a queue connection waits before it hands a job out again, against how long jobs may run. Those that share a fault are told together. */
export function jobTimings(app: Resolution, config: LaravelConfig): readonly JobTiming[] {
  const byConnection = new Map<string, JobTiming[]>();
  const open = usesOf(app, 'job').flatMap(({ name, options }) =>
    options?.open ? [`${name} (${options.open.at.file})`] : [],
  );
  const workers = app.processes.some(({ command }) => isWorker(command)) || usesOf(app, 'starts-worker').length > 0 || packageOf(app.facts, 'composer', 'laravel/horizon') !== undefined; // biome-ignore format: one condition
  for (const { connection, label, seconds, at } of timeouts(app, config)) {
    const driver = config.text(`queue.connections.${connection}.driver`);
    if (driver.state === 'unknown' || !/^(redis|database|beanstalkd)$/.test(driver.value ?? '')) continue;
    const key = `queue.connections.${connection}.retry_after`;
    const redeliverAfter = numberOf(config, key);
    if (!redeliverAfter) continue;
    const timeout = known(seconds, [said(at, `${label} may run for ${seconds} s`)]);
    const repair = retryRepair(config, key, { timeout: seconds, workers, open });
    const own = byConnection.get(connection) ?? [];
    own.push({ label, technology, timeout, redeliverAfter, repair, at });
    byConnection.set(connection, own);
  }
  return [...byConnection.values()].flatMap(together);
}

/** Several that run longer than one connection waits: what is to be mended stands once, where it waits. */
function together(all: readonly JobTiming[]): readonly JobTiming[] {
  const secondsOf = ({ timeout }: JobTiming) => (timeout.state === 'known' ? timeout.value : 0);
  const long = all.filter(
    ({ timeout, redeliverAfter: wait }) => timeout.state === 'known' && wait.state === 'known' && wait.value <= timeout.value,
  );
  const longest = long.toSorted((a, b) => secondsOf(b) - secondsOf(a))[0];
  const wait = longest?.redeliverAfter.because ?? [];
  // a default stands in no file of the app: then the longest job tells best
  const isDefault = wait.at(-1) !== undefined && 'builtin' in (wait.at(-1)?.at ?? {});
  const place = isDefault ? longest?.at : wait.findLast((step) => 'file' in step.at && step.at.file !== '')?.at;
  if (!longest || long.length < 2 || !place || !('file' in place)) return all;
  const because = long.slice(0, 5).flatMap(({ timeout }) => timeout.because);
  const one = { ...longest, label: `${longest.label} (and ${long.length - 1} more)`, timeout: known(secondsOf(longest), because), at: place };
  const told = new Set(long);
  return [one, ...all.filter((each) => !told.has(each))];
} // biome-ignore format: one question a line

interface Timeout {
  readonly connection: string;
  readonly label: string;
  readonly seconds: number;
  readonly at: Span;
}

function isWorker(command: string | undefined): boolean {
  return /artisan\S{0,60}\s+queue:(work|listen)/.test(command ?? '');
}

function timeouts(app: Resolution, config: LaravelConfig): readonly Timeout[] {
  const supervisors = horizonSupervisors(app, config);
  const chosen = config.text('queue.default');
  if (chosen.state === 'unknown' || !chosen.value) return supervisors;
  const connection = chosen.value;
  const found: Timeout[] = [];
  for (const job of usesOf(app, 'job')) {
    const timeout = job.options?.timeout;
    const seconds = timeout?.is === 'literal' && typeof timeout.value === 'number' ? timeout.value : 0;
    if (timeout && seconds !== 0) found.push({ connection, label: `the job ${job.name}`, seconds, at: timeout.at });
  }
  for (const process of app.processes) {
    if (!isWorker(process.command)) continue;
    const seconds = Number(/--timeout[= ](\d+)/.exec(process.command ?? '')?.[1] ?? 60);
    found.push({ connection, label: `a job of the worker ${process.name}`, seconds, at: process.at });
  }
  for (const { name, at } of usesOf(app, 'starts-worker')) {
    const seconds = Number(name);
    if (seconds > 0) found.push({ connection, label: 'a job of the worker that a script starts', seconds, at });
  }
  return [...found, ...supervisors];
}

/** Supervisors of Horizon, where production has them (laravel/horizon 5, config/horizon.php, SupervisorOptions.php: 60 s where nothing is said). */
function horizonSupervisors(app: Resolution, config: LaravelConfig): readonly Timeout[] {
  if (!packageOf(app.facts, 'composer', 'laravel/horizon')) return [];
  const own = config.names('horizon.environments.production');
  return [...new Set([...own, ...config.names('horizon.defaults')])].flatMap((name): Timeout[] => {
    const keys = [`horizon.environments.production.${name}`, `horizon.defaults.${name}`];
    const said = (leaf: string) => keys.map((key) => `${key}.${leaf}`).find((key) => config.has(key));
    const connection = config.text(said('connection') ?? '');
    const key = said('timeout');
    const at = key && config.expr(key)?.at;
    const seconds = key ? numberOf(config, key) : undefined;
    if (connection.state === 'unknown' || !at || seconds?.state !== 'known') return [];
    const label = `a job of Horizon's supervisor '${name}'`;
    return [{ connection: connection.value ?? 'redis', label, seconds: seconds.value, at }];
  });
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
    if (!/\b(queue:(work|listen)|artisan\S{0,300}\s+horizon)\b/.test(command) || !process.restarts) return [];
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
