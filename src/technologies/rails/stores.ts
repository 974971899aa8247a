import type { Fact } from '../../facts/fact.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Broadcaster, CacheStore, Lock, Queue, SessionStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { storeIn } from './databases.js';
import { storeKind } from './rack-attack.js';
import { cableRepair, cacheRepair, queueRepair } from './repairs.js';
import type { RailsConfig } from './settings.js';

const technology = 'rails';

/** Uses of one kind in the code that serves requests and jobs, in the order of their files. */
export function usesOf(app: Resolution, ...kinds: readonly string[]): readonly Fact<'use'>[] {
  return app.facts.of('use').filter((fact) => fact.technology === technology && kinds.includes(fact.what));
}

export function witnesses(facts: readonly Fact<'use'>[], says: string): readonly Evidence[] {
  return facts.slice(0, 3).map(({ at }) => said(at, says));
}

/** Cookies unless another store is chosen (actionpack, ActionDispatch::Session::CookieStore is the default). */
export function sessions(config: RailsConfig): SessionStore {
  const backend = chain(config.get('session_store'), (store): Resolved<Backend> => {
    const name = String(store ?? 'cookie_store');
    if (name === 'cookie_store')
      return known(
        { technology: 'a signed cookie', reach: 'client' },
        store === undefined ? [builtin('actionpack', 'sessions are kept in an encrypted cookie by default')] : [],
      );
    if (name === 'active_record_store') return storeIn(config, 'primary');
    if (name === 'mem_cache_store' || name === 'redis_store')
      return known({ technology: name.split('_')[0] ?? name, reach: 'shared' }, []);
    if (name === 'cache_store') return sessionCache(config) ?? cacheBackend(config);
    return unknown(`the session store '${name}' is not one of Rails' own`, []);
  });
  return { label: 'sessions', technology, backend, uses: [] };
}

/** `session_store :cache_store, cache: ActiveSupport::Cache::MemoryStore.new`: a store of its own (actionpack, session/cache_store.rb). */
function sessionCache(config: RailsConfig): Resolved<Backend> | undefined {
  const own = config.fact('session_store.cache');
  if (!own || (own.value.is === 'opaque' && own.value.source === 'Rails.cache')) return undefined;
  const kind = own.value.is === 'opaque' ? storeKind(own.value.source) : undefined;
  const because = [said(own.at, 'keeps sessions there')];
  switch (kind) {
    case 'memory':
      return known({ technology: 'memory', reach: 'process' }, because);
    case 'file':
      return known({ technology: 'file_store', reach: 'server' }, because);
    case 'redis':
      return known({ technology: kind, reach: 'shared' }, because);
    case 'solid':
      return storeIn(config, 'cache');
    default:
      return unknown('the cache of sessions is made by code', because);
  }
}

function builtin(source: string, says: string): Evidence {
  return { at: { builtin: source }, says };
}

/** `config.cache_store`; unset in production means files in tmp/cache (railties, application/configuration.rb). */
export function cacheBackend(config: RailsConfig): Resolved<Backend> {
  return chain(config.get('cache_store'), (store): Resolved<Backend> => {
    const name = store === undefined || store === null ? undefined : String(store);
    switch (name) {
      case undefined:
        return known({ technology: 'file_store', reach: 'server' }, [
          builtin('railties, application/configuration.rb', 'the cache is kept in files under tmp/cache by default'),
        ]);
      case 'redis_cache_store':
      case 'mem_cache_store':
        return known({ technology: name, reach: 'shared' }, []);
      case 'solid_cache_store':
        return storeIn(config, 'cache');
      case 'file_store':
        return known({ technology: name, reach: 'server' }, []);
      case 'memory_store':
        return known({ technology: name, reach: 'process' }, []);
      case 'null_store':
        return known({ technology: 'null_store, which keeps nothing', reach: 'shared' }, []);
      default:
        return unknown(`the cache store '${name}' is not one of Rails' own`, []);
    }
  });
}

export function caches(app: Resolution, config: RailsConfig): readonly CacheStore[] {
  const uses = usesOf(app, 'cache');
  const store: CacheStore = {
    label: 'Rails.cache',
    technology,
    backend: cacheBackend(config),
    uses: witnesses(uses, 'uses Rails.cache'),
    stakes:
      uses.length > 0 && config.get('cache_store').state === 'known' && config.fact('cache_store') ? 'data' : 'speed',
    repair: cacheRepair(app, config),
  };
  // a store that nobody chose and nothing uses keeps nothing; what is counted in it and nothing else is told of whoever counts
  const isUnused =
    uses.length === 0 && (config.under('cache_store').length === 0 || usesOf(app, 'rate-limit', 'throttle').length > 0);
  const own = isUnused ? [] : [store];
  const pages = usesOf(app, 'page-cache');
  const directory = config.fact('action_controller.page_cache_directory');
  const place = directory?.at ?? pages[0]?.at;
  if (!place || pages.length + (directory ? 1 : 0) === 0) return own;
  const backend = known<Backend>({ technology: 'files below public', reach: 'server' }, [
    ...witnesses(pages, 'caches the page'),
    said(place, 'pages are cached as files of this server'),
  ]);
  return [
    ...own,
    {
      label: 'the page cache',
      technology: 'any',
      backend,
      uses: witnesses(pages, 'caches the page'),
      content: 'pages',
      // what nobody takes out may be as old on a single server
      stakes: usesOf(app, 'page-expiry').length > 0 ? 'data' : 'speed',
    },
  ];
}

/** `Rails.cache.write(key, value, unless_exist: true)`: who writes first may go on. */
export function locks(app: Resolution, config: RailsConfig): readonly Lock[] {
  const uses = usesOf(app, 'cache-lock');
  const [first] = uses;
  if (!first) return [];
  const cache = cacheBackend(config);
  const backend = { ...cache, because: [...cache.because, said(first.at, 'takes a lock in Rails.cache')] };
  return [{ label: 'the lock in Rails.cache', technology, backend, uses: [], repair: cacheRepair(app, config) }];
}

/** Libraries whose own jobs (`perform_async`) never pass through Active Job (sidekiq 8.0, job.rb; shoryuken 6.2, worker.rb; sucker_punch 3.2, job.rb). */
const ownQueues = [
  { gem: 'sidekiq', label: 'Sidekiq', technology: 'redis', reach: 'shared', runs: 'broker' },
  { gem: 'shoryuken', label: 'Shoryuken', technology: 'sqs', reach: 'shared', runs: 'broker' },
  { gem: 'sucker_punch', label: 'Sucker Punch', technology: 'threads', reach: 'process', runs: 'in-process' },
] as const;

export function queues(app: Resolution, config: RailsConfig): readonly Queue[] {
  return [...activeJob(app, config), ...ownJobs(app)];
}

/** Jobs that a library enqueues itself: `config.active_job.queue_adapter` says nothing about them. */
export function ownJobs(app: Resolution): readonly Queue[] {
  const own = usesOf(app, 'own-job');
  const [first] = own;
  const library = ownQueues.find(({ gem }) => packageOf(app.facts, 'gem', gem));
  if (!first || !library) return [];
  const { label, technology: kind, reach, runs } = library;
  const backend = known<Backend>({ technology: kind, reach }, [said(first.at, `hands a job to ${label}`)]);
  return [{ label, technology, runs, uses: witnesses(own, 'enqueues a job'), backend }];
}

/** `config.active_job.queue_adapter`; unset means :async, in the memory of the web process (activejob, queue_adapter.rb). */
function activeJob(app: Resolution, config: RailsConfig): readonly Queue[] {
  const all = usesOf(app, 'job');
  // jobs of the app say more than its mails
  const jobs = [
    ...all.filter(({ name }) => name !== 'deliver_later'),
    ...all.filter(({ name }) => name === 'deliver_later'),
  ];
  if (jobs.length === 0) return [];
  const adapter = config.get('active_job.queue_adapter');
  const uses = witnesses(jobs, 'enqueues a job');
  const name = adapter.state === 'known' ? String(adapter.value ?? 'async') : undefined;
  const runs = name === 'inline' ? 'in-request' : name === 'async' || name === 'sucker_punch' ? 'in-process' : 'broker';
  return [
    { label: 'Active Job', technology, runs, uses, backend: queueBackend(config), repair: queueRepair(app, config) },
  ];
}

export function queueBackend(config: RailsConfig): Resolved<Backend> {
  return chain(config.get('active_job.queue_adapter'), (adapter): Resolved<Backend> => {
    const name = String(adapter ?? 'async');
    if (['sidekiq', 'resque', 'sneakers'].includes(name))
      return known({ technology: name === 'sneakers' ? 'rabbitmq' : 'redis', reach: 'shared' }, []);
    if (name === 'solid_queue') return storeIn(config, 'queue');
    if (['good_job', 'delayed_job', 'delayed', 'que', 'queue_classic'].includes(name))
      return storeIn(config, 'primary');
    const because =
      adapter === undefined
        ? [builtin('activejob, queue_adapter.rb', 'jobs run in threads of the web process by default')]
        : [];
    if (['inline', 'async', 'sucker_punch', 'test'].includes(name))
      return known({ technology: name, reach: 'process' }, because);
    return unknown(`the queue adapter '${name}' is not one that we know`, []);
  });
}

/** Action Cable's adapter in production, when the framework is loaded and something is broadcast. */
export function broadcasters(app: Resolution, config: RailsConfig): readonly Broadcaster[] {
  const loaded = usesOf(app, 'framework').some(({ name }) => name === 'rails/all' || name === 'action_cable/engine');
  const uses = usesOf(app, 'broadcast');
  if (!loaded || uses.length === 0) return [];
  const backend = chain(config.get('cable.adapter'), (adapter): Resolved<Backend> => {
    const name = String(adapter ?? 'redis');
    const own = config.fact('cable.url')?.value;
    if (name === 'redis' && own?.is === 'literal' && isHere(String(own.value)))
      return known({ technology: 'redis', reach: 'server' }, [said(own.at, 'is on this machine')]);
    if (name === 'redis' || name === 'postgresql' || name === 'any_cable' || name === 'anycable')
      return known({ technology: name, reach: 'shared' }, []);
    if (name === 'solid_cable') return storeIn(config, 'cable');
    if (name === 'async' || name === 'inline') return known({ technology: name, reach: 'process' }, []);
    return unknown(`the adapter '${name}' is not one of Rails' own`, []);
  });
  return [
    {
      label: 'Action Cable messages',
      technology,
      backend,
      uses: witnesses(uses, 'broadcasts'),
      repair: cableRepair(app, config),
    },
  ];
}

/** An address of the machine itself. */
function isHere(url: string): boolean {
  return /^\w+:\/\/(?:[^@/]*@)?(localhost|127\.|\[::1\])/.test(url);
}
