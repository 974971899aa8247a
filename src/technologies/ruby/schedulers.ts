import type { Fact } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Guard, SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { evaluate } from '../../resolve/settings.js';
import { packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';

const technology = 'ruby';

/** Schedulers that Ruby code brings along. */
export function schedulers(app: Resolution): readonly SchedulerProcess[] {
  return [...rufus(app), ...clockwork(app), ...whenever(app)];
}

function usesOf(app: Resolution, ...kinds: readonly string[]): readonly Fact<'use'>[] {
  return app.facts.of('use').filter(({ technology: by, what }) => by === technology && kinds.includes(what));
}

/** rufus-scheduler lives in the process that makes it; a lock of its own is code (rufus-scheduler 3.9, `scheduler_lock`, `trigger_lock`). */
function rufus(app: Resolution): readonly SchedulerProcess[] {
  return usesOf(app, 'rufus', 'rufus-locked').map((fact) => {
    const guard: Guard = {
      label: 'its lock',
      kind: 'once',
      backend: unknown('the lock is a class of the app', [said(fact.at, 'takes a lock')]),
      at: fact.at,
    };
    const locked = fact.what === 'rufus-locked';
    return {
      label: 'rufus-scheduler',
      technology,
      onEachServer: locked
        ? unknown('a class of the app is its lock', [said(fact.at, 'takes a lock')])
        : startedBy(app, fact),
      guards: locked ? [guard] : [],
      firesUnguarded: true,
      at: fact.at,
    };
  });
}

/** Initializers and the files of a web app run in each of its processes; a program of its own runs as often as it is started. */
function startedBy(app: Resolution, fact: Fact<'use'>): Resolved<boolean> {
  const guard = fact.options?.guard;
  if (guard) {
    const value = evaluate(guard, { environment: app.environment('layered'), emptyIsUnset: true });
    if (value.state === 'known' && !value.value)
      return unknown('a condition decides which processes start it', [said(fact.at, 'is started under a condition')]);
  }
  const { file } = fact.at;
  const apart = /(^|\/)(bin|exe|script|lib)\//.test(file) || /(^|\/)(clock|schedul\w*|cron|worker)\.rb$/.test(file.replace(/^.*config\/initializers\/.*/s, '')); // biome-ignore format: one condition
  if (!apart) return known(true, [said(fact.at, 'starts a scheduler in every process of the app')]);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const process = app.processes.find(({ command }) => command?.includes(name));
  if (!process)
    return unknown('the repository does not say where this program runs', [said(fact.at, 'starts a scheduler')]);
  const because = [said(process.at, `runs ${name}`), said(fact.at, 'starts a scheduler')];
  if (process.role === 'web') return known(true, because);
  if (process.replicas.state === 'unknown') return unknown('how many copies of it run is not said', because);
  return known(process.replicas.value > 1, because);
}

/** Every copy of a `clockwork` process fires every task; a process that the deployment starts is judged there. */
function clockwork(app: Resolution): readonly SchedulerProcess[] {
  const [first] = usesOf(app, 'clockwork');
  const process = app.processes.find(({ command }) => /\bclockwork\b/.test(command ?? ''));
  if (!first || process) return [];
  const because = [said(first.at, 'is fired by clockwork')];
  const onEachServer = unknown('nothing says how many processes of it there are', because);
  return [{ label: 'clockwork', technology, onEachServer, guards: [], firesUnguarded: true, at: first.at }];
}

/** whenever writes the crontab of each server where it is run; its Capistrano recipe does so on the servers of the role `db` (whenever 1.1, whenever.rake). */
function whenever(app: Resolution): readonly SchedulerProcess[] {
  const [first] = usesOf(app, 'whenever');
  if (!first || !packageOf(app.facts, 'gem', 'whenever')) return [];
  return [{ label: "whenever's crontab", technology, onEachServer: installed(app, first), guards: [], firesUnguarded: true, at: first.at }];
} // biome-ignore format: one record

function installed(app: Resolution, first: Fact<'use'>): Resolved<boolean> {
  const because = [said(first.at, 'is written into the crontab')];
  const recipe = usesOf(app, 'whenever-capistrano')[0];
  const servers = usesOf(app, 'deploy-server').filter(({ at }) => /deploy\/prod/.test(at.file) || /deploy\.rb$/.test(at.file)); // biome-ignore format: one list
  if (!recipe || servers.length === 0)
    return unknown('the repository does not say on which servers whenever writes it', because);
  const wanted = usesOf(app, 'whenever-roles')[0]?.name?.split(' ') ?? ['db'];
  const having = servers.filter(({ name = '' }) =>
    name.split(' ').some((role) => wanted.includes(role) || role === 'all'),
  );
  const steps = [...because, ...having.slice(0, 2).map(({ at }) => said(at, `has the role ${wanted.join(' or ')}`))];
  return known(having.length > 1, steps);
}
