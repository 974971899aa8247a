import type { Environment } from '../../resolve/environments.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { JobThreads } from '../../resolve/parts/process-pool.js';
import type { Process } from '../../resolve/parts/topology.js';
import type { Resolution } from '../technology.js';
import { poolOf } from './databases.js';
import { type RailsConfig, railsConfig } from './settings.js';

/** What each worker of Sidekiq opens: Active Record gives a thread one connection, and never more than the pool of its process. */
export function jobThreads(app: Resolution): readonly JobThreads[] {
  return app.processes
    .filter(({ role, command }) => role === 'worker' && /\bsidekiq(\s|$)/.test(command ?? ''))
    .map((process) => {
      const config = railsConfig(app, environmentOf(app, process));
      return { technology: 'sidekiq', worker: process.at, connections: connectionsOf(config, process) };
    });
}

/** Its own variables before those of files; those of other processes of the same file are not given to it. */
function environmentOf(app: Resolution, process: Process): Environment {
  const { layers } = app.environment('layered');
  const own = layers.filter(({ at }) => at === process.at);
  const others = layers.filter(({ kind, at }) => kind !== 'deployment' || at.file !== process.at.file);
  return { layers: [...own, ...others] };
}

function connectionsOf(config: RailsConfig, process: Process): Resolved<number> {
  const pool = poolOf(config);
  const threads = threadsOf(config, process);
  if (pool?.state !== 'known') return unknown('the size of its pool is not a number', []);
  return threads.state === 'known' && threads.value < pool.value ? threads : pool;
}

/** `-c`, else the configuration file, else RAILS_MAX_THREADS (sidekiq 7.3, CLI#setup_options). */
function threadsOf(config: RailsConfig, { command = '', at }: Process): Resolved<number> {
  const given = /\s(?:-c|--concurrency)[= ]?(\d+)(\s|$)/.exec(command)?.[1];
  if (given) return known(Number(given), [said(at, `starts ${given} threads`)]);
  const capsules = config.fact('sidekiq.capsules');
  if (capsules) return unknown('its capsules have threads of their own', [said(capsules.at, 'has capsules')]);
  const other = /\s(?:-C|--config)[= ]?(\S+)/.exec(command)?.[1];
  if (/\s(-c|--concurrency)\b/.test(command) || (other && !/(^|\/)config\/sidekiq\.ya?ml$/.test(other)))
    return unknown('its threads are set elsewhere', [said(at, 'is told its threads')]);
  const inFile = config.get('sidekiq.concurrency');
  const threads =
    inFile.state === 'unknown' || inFile.value !== undefined
      ? inFile
      : config.value({ is: 'env', name: 'RAILS_MAX_THREADS', at: { file: '', start: 0, end: 0 } });
  const because = threads.because.filter((step) => !('file' in step.at) || step.at.file !== '');
  if (threads.state === 'known' && Number(threads.value) > 0) return known(Number(threads.value), because);
  return unknown('the number of its threads is not said', because);
}
