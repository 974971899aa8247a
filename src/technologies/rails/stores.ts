import type { Fact } from '../../facts/fact.js';
import { chain, type Evidence, known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type {
  Broadcaster,
  CacheStore,
  FileStore,
  LocalWrite,
  Queue,
  RateLimiter,
  SessionStore,
} from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { storeIn } from './databases.js';
import type { RailsConfig } from './settings.js';

const technology = 'rails';

/** Uses of one kind in the code that serves requests and jobs, in the order of their files. */
export function usesOf(app: Resolution, ...kinds: readonly string[]): readonly Fact<'use'>[] {
  return app.facts.of('use').filter((fact) => fact.technology === technology && kinds.includes(fact.what));
}

function witnesses(facts: readonly Fact<'use'>[], says: string): readonly Evidence[] {
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
    if (name === 'cache_store') return cacheBackend(config);
    return unknown(`the session store '${name}' is not one of Rails' own`, []);
  });
  return { label: 'sessions', technology, backend, uses: [] };
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
        return known(
          { technology: 'file_store', reach: 'server' },
          [
            builtin('railties, application/configuration.rb', 'the cache is kept in files under tmp/cache by default'),
          ].toSorted(() => -1),
        );
      case 'redis_cache_store':
      case 'mem_cache_store':
        return known({ technology: name, reach: 'shared' }, []);
      case 'solid_cache_store':
        return storeIn(config, 'cache');
      case 'file_store':
        return known({ technology: name, reach: 'server' }, []);
      case 'memory_store':
      case 'null_store':
        return known({ technology: name, reach: 'process' }, []);
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
    stakes: config.get('cache_store').state === 'known' && config.fact('cache_store') ? 'data' : 'speed',
    repair: cacheRepair(config),
  };
  const pages = usesOf(app, 'page-cache');
  const directory = config.fact('action_controller.page_cache_directory');
  const place = directory?.at ?? pages[0]?.at;
  if (!place || pages.length + (directory ? 1 : 0) === 0) return [store];
  const backend = known<Backend>({ technology: 'files below public', reach: 'server' }, [
    ...witnesses(pages, 'caches the page'),
    said(place, 'pages are cached as files of this server'),
  ]);
  return [
    store,
    { label: 'the page cache', technology, backend, uses: witnesses(pages, 'caches the page'), content: 'pages' },
  ];
}

function cacheRepair(config: RailsConfig): Repair | undefined {
  const fact = config.fact('cache_store');
  if (fact?.value.is !== 'literal' || fact.value.value !== 'file_store') return undefined;
  const text = ':redis_cache_store, { url: ENV.fetch("REDIS_URL") }';
  return {
    title: 'Keep the cache in Redis',
    safety: 'unsafe',
    changes: [{ is: 'replace', at: fact.at, text }],
    needs: ['bundle add redis', 'provision Redis and set REDIS_URL on every server'],
  };
}

/** `config.active_job.queue_adapter`; unset means :async, in the memory of the web process (activejob, queue_adapter.rb). */
export function queues(app: Resolution, config: RailsConfig): readonly Queue[] {
  const jobs = usesOf(app, 'job');
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

function queueRepair(app: Resolution, config: RailsConfig): Repair | undefined {
  const expr = config.fact('active_job.queue_adapter')?.value;
  if (expr?.is === 'literal' && expr.value === 'solid_queue') return undefined;
  const gem = ['sidekiq', 'solid_queue', 'good_job'].find((name) => packageOf(app.facts, 'gem', name)) ?? 'sidekiq';
  const change: Change | undefined = switchTo(expr, config.environment, { env: gem, code: `:${gem}` });
  return (
    change && {
      title: `Set the queue adapter to :${gem}`,
      safety: 'unsafe',
      changes: [change],
      needs: [`run ${gem} workers as a process of their own`],
    }
  );
}

/** Active Storage's service in production, when something is attached; its kind is in config/storage.yml. */
export function fileStores(app: Resolution, config: RailsConfig): readonly FileStore[] {
  const stores: FileStore[] = [];
  const attachments = usesOf(app, 'attachment');
  const mailbox = app.files.some((path) => /(^|\/)app\/mailboxes\//.test(path));
  if (attachments.length > 0 || mailbox) {
    const backend = chain(config.get('active_storage.service'), (service): Resolved<Backend> => {
      const name = String(service ?? 'local');
      const kind = config.get(`storage.${name}.service`);
      return chain(kind, (found): Resolved<Backend> => {
        if (found === 'Disk') return known({ technology: `the Disk service '${name}'`, reach: 'server' }, []);
        return found === undefined
          ? unknown(`config/storage.yml has no service '${name}'`, [])
          : known({ technology: String(found), reach: 'shared' }, []);
      });
    });
    const repair = storageRepair(config);
    const decided = { ...backend, because: reorder(backend.because) };
    stores.push({
      label: 'files in Active Storage',
      technology,
      backend: decided,
      uses: witnesses(attachments, 'attaches files'),
      content: 'upload',
      repair,
    });
  }
  for (const fact of usesOf(app, 'uploader').slice(0, 1)) {
    const fog =
      packageOf(app.facts, 'gem', 'fog-aws') ??
      packageOf(app.facts, 'gem', 'carrierwave-aws') ??
      packageOf(app.facts, 'gem', 'fog-google');
    if (!fog)
      stores.push({
        label: 'files of CarrierWave',
        technology,
        backend: known({ technology: 'the default storage :file', reach: 'server' }, [
          said(fact.at, 'mounts an uploader; no remote storage is installed'),
        ]),
        uses: [],
        content: 'upload',
      });
  }
  return stores;
}

/** A cloud service that config/storage.yml already describes. */
function storageRepair(config: RailsConfig): Repair | undefined {
  const cloud = config
    .under('storage.')
    .find(
      ({ key, value }) =>
        key.endsWith('.service') && value.is === 'literal' && /^(S3|GCS|Azure\w*)$/.test(String(value.value)),
    );
  const name = cloud?.key.split('.')[1];
  const needs = ['copy the files that exist below storage/ into the bucket, each under its blob key'];
  const change = name
    ? switchTo(config.fact('active_storage.service')?.value, config.environment, { env: name, code: `:${name}` })
    : undefined;
  if (!name || !change)
    return {
      title: 'Choose a cloud service for Active Storage',
      safety: 'manual',
      changes: [],
      needs: ['describe the bucket in config/storage.yml and choose it in config/environments/production.rb', ...needs],
    };
  return {
    title: `Keep Active Storage files in '${name}'`,
    safety: 'unsafe',
    changes: [change],
    needs: [`provision the bucket of the service '${name}'`, ...needs],
  };
}

/** The line that chooses the service is the one to show, not the service's own entry. */
function reorder(because: readonly Evidence[]): readonly Evidence[] {
  const own = because.filter((step) => 'file' in step.at && /storage\.yml/.test(step.at.file));
  const rest = because.filter((step) => !own.includes(step));
  return rest.some((step) => 'file' in step.at) ? [...own, ...rest] : because;
}

/** Generated files below public/ are fetched by users; everything else that the app writes is for itself. */
export function writtenFiles(app: Resolution): {
  readonly generated: readonly FileStore[];
  readonly writes: readonly LocalWrite[];
} {
  const served = usesOf(app, 'writes-public', 'writes-app').filter(
    ({ at }) => /(^|\/)(app|lib|extras)\//.test(at.file) && !/(^|\/)lib\/(tasks|generators)\//.test(at.file),
  );
  const generated: FileStore[] = [];
  const writes: LocalWrite[] = [];
  const seen = new Set<string>();
  for (const fact of served) {
    if (seen.has(fact.at.file)) continue;
    seen.add(fact.at.file);
    const backend = known<Backend>({ technology: 'a file', reach: 'server' }, [
      said(fact.at, `writes a file: ${fact.name}`),
    ]);
    if (fact.what === 'writes-public') {
      generated.push({
        label: `files written by ${fact.at.file}`,
        technology,
        backend,
        uses: [],
        content: 'generated',
      });
    } else
      writes.push({ label: `the file written by ${fact.at.file}`, technology, backend, uses: [], content: 'other' });
  }
  for (const fact of usesOf(app, 'sitemap')) {
    const at = { ...fact.at, end: Math.min(fact.at.end, fact.at.start + 'SitemapGenerator::Sitemap.create'.length) };
    const backend = known<Backend>({ technology: 'files below public', reach: 'server' }, [
      said(at, 'writes the sitemap below public/'),
    ]);
    generated.push({ label: 'the sitemap', technology, backend, uses: [], content: 'generated' });
  }
  return { generated, writes };
}

/** Rack::Attack counts in its own store or in Rails.cache; `rate_limit` in Rails.cache (actionpack, rate_limiting.rb). */
export function rateLimiters(app: Resolution, config: RailsConfig): readonly RateLimiter[] {
  const throttles = usesOf(app, 'throttle', 'rate-limit');
  const [first] = throttles;
  if (!first) return [];
  const own = app.facts
    .of('setting')
    .find(({ technology: by, key }) => by === technology && key === 'rack_attack.store');
  const store = own?.value.is === 'list' ? own.value : undefined;
  const name = store?.items[0]?.is === 'literal' ? String(store.items[0].value) : undefined;
  const database = store?.items[1]?.is === 'literal' ? String(store.items[1].value) : undefined;
  const backend = own ? ownBackend(config, { name, database, at: own.at }) : cacheBackend(config);
  const because = [
    ...backend.because.filter((step) => !('file' in step.at)),
    ...backend.because.filter((step) => 'file' in step.at),
  ];
  return [
    {
      label: 'the rate limit',
      technology,
      backend: own ? backend : { ...backend, because: [...because, said(first.at, 'counts in Rails.cache')] },
      uses: witnesses(throttles, 'limits requests'),
    },
  ];
}

function ownBackend(
  config: RailsConfig,
  { name, database, at }: { name: string | undefined; database: string | undefined; at: Fact['at'] },
): Resolved<Backend> {
  if (name === 'redis') return known({ technology: 'redis', reach: 'shared' }, [said(at, 'counts in Redis')]);
  if (name === 'memory') return known({ technology: 'memory', reach: 'process' }, [said(at, 'counts in memory')]);
  if (name === 'solid') return map({ ...storeIn(config, database ?? 'cache') }, (backend) => backend);
  return unknown('the store of Rack::Attack is computed by code', [said(at, 'sets the store')]);
}

/** Action Cable's adapter in production, when the framework is loaded and something is broadcast. */
export function broadcasters(app: Resolution, config: RailsConfig): readonly Broadcaster[] {
  const loaded = usesOf(app, 'framework').some(({ name }) => name === 'rails/all' || name === 'action_cable/engine');
  const uses = usesOf(app, 'broadcast');
  if (!loaded || uses.length === 0) return [];
  const backend = chain(config.get('cable.adapter'), (adapter): Resolved<Backend> => {
    const name = String(adapter ?? 'redis');
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
      repair: cableRepair(config),
    },
  ];
}

function cableRepair(config: RailsConfig): Repair | undefined {
  const fact = config.fact('cable.adapter');
  if (fact?.value.is !== 'literal' || fact.value.value !== 'async') return undefined;
  return {
    title: 'Let Action Cable use Redis',
    safety: 'unsafe',
    changes: [{ is: 'replace', at: fact.at, text: 'redis' }],
    needs: ['bundle add redis', 'set the url of the shared Redis in config/cable.yml'],
  };
}
