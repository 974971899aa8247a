import type { Fact } from '../../facts/fact.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../resolve/parts/scheduled-task.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { cacheBackend } from './backends.js';
import { literalOf } from './code-paths.js';
import { knownCommand } from './commands.js';
import { taskRepair, toSharedStore } from './repairs.js';
import { asText, holds, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';
import { localOutputOf } from './task-output.js';

const technology = 'laravel';

/** The tasks that `schedule:run` would start where the app is shipped. */
export function scheduledTasks(app: Resolution, config: LaravelConfig): readonly ScheduledTask[] {
  const backend = guardBackend(app, config);
  const single = oneScheduler(app);
  const macros = new Set(usesOf(app, 'schedule-macro').map(({ name }) => name ?? ''));
  const tasks: ScheduledTask[] = [];
  const cache = toSharedStore(app, config, { key: 'cache.default', kind: 'cache' });
  for (const fact of app.facts.of('schedule')) {
    if (fact.technology !== technology || !isShipped(fact, config)) continue;
    const allGuarded = usesOf(app, 'schedule-all-guarded').some(({ at }) => at.file === fact.at.file);
    const guards = guardsOf(fact, { backend, macros, allGuarded });
    const once = guards.find(({ kind }) => kind === 'once');
    tasks.push({
      label: labelOf(fact),
      technology,
      ...(fact.cadence ? { cadence: fact.cadence } : {}),
      effect: effectOf(fact),
      guards,
      single,
      at: fact.at,
      repair: taskRepair(app, fact, { guard: once?.backend, cache, writes: localOutputOf(app, config, fact) }),
      because: [said(fact.at, fact.cadence ? `runs ${fact.cadence}` : 'is scheduled')],
    });
  }
  return tasks;
}

function labelOf(fact: Fact<'schedule'>): string {
  const command = literalOf(fact.options?.command);
  return command ? `'${command}'` : fact.name === 'a closure' ? 'a scheduled closure' : fact.name;
}

/** False when a condition around the task, or its `environments()`, keeps it out of what is shipped. */
function isShipped(fact: Fact<'schedule'>, config: LaravelConfig): boolean {
  if (!holds(fact.options?.conditions, config.evaluate)) return false;
  const only = fact.options?.environments;
  if (only?.is !== 'list') return true;
  const names = only.items.map(literalOf).filter((name) => name !== undefined);
  return names.length === 0 || names.some((name) => !/^(local|dev\w*|test\w*)$/i.test(name));
}

/** The guards use the default cache store unless `Schedule::useCache()` names another (CacheSchedulingMutex.php). */
function guardBackend(app: Resolution, config: LaravelConfig): Resolved<Backend> {
  const chosen = usesOf(app, 'schedule-cache')[0]?.options?.store;
  const store = chosen ? asText(config.evaluate(chosen)) : undefined;
  return chain(cacheBackend(config, store), (backend) => known(backend, []));
}

function guardsOf(
  fact: Fact<'schedule'>,
  given: { backend: Resolved<Backend>; macros: ReadonlySet<string>; allGuarded: boolean },
): readonly Guard[] {
  const guards: Guard[] = [];
  for (const { name, at } of fact.modifiers) {
    if (name === 'onOneServer' || given.macros.has(name))
      guards.push({ label: `${name}()`, kind: 'once', backend: given.backend, at });
    if (name === 'withoutOverlapping') guards.push({ label: `${name}()`, kind: 'overlap', backend: given.backend, at });
  }
  if (given.allGuarded && !guards.some(({ kind }) => kind === 'once'))
    guards.push({ label: 'onOneServer() on all events', kind: 'once', backend: given.backend, at: fact.at });
  return guards;
}

/** What packages say of their commands; what the app's own do is followed in its code. */
function effectOf(fact: Fact<'schedule'>): ScheduledTask['effect'] {
  const name = literalOf(fact.options?.command)
    ?.replace(/^\S*artisan['"]?\s+/, '')
    .trim()
    .split(/\s/)[0];
  const known = knownCommand(name ?? '', literalOf(fact.options?.class));
  return known && hasOption(fact, known.own) ? 'everywhere' : (known?.effect ?? 'unknown');
}

/** `command('backup:run --only-files')`, `command(BackupCommand::class, ['--only-files'])`. */
function hasOption({ options }: Fact<'schedule'>, option: string | undefined): boolean {
  const given = options?.given?.is === 'list' ? options.given.items.map(literalOf) : [];
  const words = (literalOf(options?.command) ?? '').split(/\s+/);
  return option !== undefined && [...words, ...given].includes(option);
}

/** One scheduler for all servers is proved by a deployment that starts exactly one, in one copy, and by none beside it. */
function oneScheduler(app: Resolution): Resolved<boolean> {
  const schedulers = app.processes.filter(
    ({ role, command }) => role === 'scheduler' || /schedule:(run|work)/.test(command ?? ''),
  );
  const [only] = schedulers;
  const apart = inStartOfItsOwn(app, schedulers);
  if (apart) return unknown('how many copies are started to fire it is not said', apart);
  if (!only || schedulers.length > 1) return unknown('nothing says how many schedulers run', []);
  const central = only.technology === 'kubernetes' || only.technology === 'compose' || only.technology === 'procfile';
  if (!central || only.replicas.state === 'unknown') return unknown('nothing says how many schedulers run', []);
  return known(only.replicas.value === 1, [
    ...only.replicas.because,
    said(only.at, `${only.name} is the only scheduler`),
  ]);
}

/**
 * An image serves without the schedule, and beside what it serves stand programs that fire it: whoever starts the image chooses where they run. Nothing is
 * said of servers that are set up without an image.
 */
function inStartOfItsOwn(app: Resolution, schedulers: Resolution['processes']): readonly Evidence[] | undefined {
  const servers = app.processes.filter(({ fires }) => fires !== undefined);
  const isBesideWeb = ({ at }: Resolution['processes'][number]) =>
    app.processes.some(
      (other) => other.role === 'web' && other.technology === 'supervisor' && other.at.file === at.file,
    );
  const isApart = schedulers.every((one) => one.technology === 'supervisor' && !isBesideWeb(one));
  const [server] = servers;
  if (!server || servers.some(({ fires }) => fires) || schedulers.length === 0 || !isApart) return undefined;
  return [
    said(server.at, 'starts what serves, and no scheduler beside it'),
    ...schedulers.map(({ name, at }) => said(at, `starts ${name} in a start of its own`)),
  ];
}
