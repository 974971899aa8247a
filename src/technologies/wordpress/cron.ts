import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, said } from '../../resolve/evidence.js';
import type { SchedulerProcess, WaitingWork } from '../../resolve/parts/scheduled-task.js';
import { isShared } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { objectCache } from './cache.js';
import type { WordPressConfig } from './settings.js';

/** WP-Cron: set off by page views on every server under a lock in a transient (wp-cron.php), or switched off for a cron of the system. */
export function cronParts(app: Resolution, config: WordPressConfig): AppParts {
  const off = config.get('DISABLE_WP_CRON');
  const place = config.definition('DISABLE_WP_CRON')?.at ?? config.at;
  if (!place || off.state === 'unknown') return {};
  if (off.value) return { waitingWork: [events(app, place, off.because)] };
  return { schedulerProcesses: [pageViews(app, config, { place, because: off.because })] };
}

function pageViews(
  app: Resolution,
  config: WordPressConfig,
  said0: { place: SchedulerProcess['at']; because: readonly Evidence[] },
): SchedulerProcess {
  const cache = objectCache(app, config).backend;
  const local = cache.state === 'known' && !isShared(cache.value);
  const lock = {
    label: 'the lock in the transient doing_cron',
    kind: 'once' as const,
    backend: cache,
    at: said0.place,
  };
  return {
    label: 'WP-Cron',
    technology: 'wordpress',
    onEachServer: known(true, [...said0.because, ...(local ? cache.because : [])]),
    guards: [lock],
    firesUnguarded: local,
    trigger: 'requests',
    repair: config.turnOn('DISABLE_WP_CRON', [
      'On one server, or in one container: * * * * * cd <the folder of wp-config.php> && wp cron event run --due-now --quiet',
    ]),
    at: said0.place,
  };
}

const runner = /\bwp(-cli)?(\.phar)?\b.{0,300}\bcron\s+event\s+run\b|wp-cron\.php/;

function events(app: Resolution, at: WaitingWork['at'], because: readonly Evidence[]): WaitingWork {
  const schedule = app.facts.of('schedule').find((fact) => runner.test(fact.name));
  const process = app.processes.find(
    ({ name, role, command }) => runner.test(command ?? '') || role === 'scheduler' || /cron|schedul/i.test(name),
  );
  const script = app.facts.of('use').find((fact) => fact.technology === 'wordpress' && fact.what === 'runs-cron');
  const found = schedule ?? process ?? script;
  return {
    label: 'scheduled events of WordPress',
    technology: 'wordpress',
    kind: 'schedule',
    runner: found
      ? known(found.name ?? 'a cron line', [...because, said(found.at, 'runs the events')])
      : app.processes.length > 0
        ? known(undefined, because)
        : {
            state: 'unknown',
            why: 'WP-Cron is switched off, and the repository does not show what runs the events instead',
            because,
          },
    at,
  };
}
