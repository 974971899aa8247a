import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type {
  Broadcaster, CacheStore, FailedJobStore, Lock, MaintenanceSwitch, MemoryState, Queue, RateLimiter, SessionStore,
} from '../../resolve/parts/store.js'; // biome-ignore format: one list
import type { Backend, Reach } from '../../resolve/reach.js';
import { packageOf } from '../../resolve/version.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, databaseBackend, withDeadKey } from './backends.js';
import { isOperatorUse } from './code-files.js';
import {
  failedJobsRepair,
  maintenanceRepair,
  redisVariable,
  reverbRepair,
  switched,
  toSharedStore,
} from './repairs.js';
import { asText, chosenBy, type LaravelConfig } from './settings.js';

const technology = 'laravel';

/** The facts of one kind of use in the app's own code. */
export function usesOf(app: Resolution, ...whats: readonly string[]): readonly Fact<'use'>[] {
  return app.facts.of('use').filter((fact) => fact.technology === technology && whats.includes(fact.what));
}

/** laravel/framework, SessionManager.php: the drivers and who can reach what they keep. */
const sessionReach: Readonly<Record<string, Reach>> = table({
  file: 'server', native: 'server', apc: 'server', array: 'process', null: 'process',
  cookie: 'client', redis: 'shared', memcached: 'shared', dynamodb: 'shared', mongodb: 'shared',
}); // biome-ignore format: a table

/** None where no page starts a session: users are told by tokens, and the group `web` holds pages that are alike for everybody. */
export function sessionStores(app: Resolution, config: LaravelConfig): readonly SessionStore[] {
  return isWithoutPages(app, config) ? [] : [sessionStore(app, config)];
}

/** Packages that bring pages of their own, with sessions. */
const paged = /^(filament\/.+|laravel\/(nova|horizon|telescope|pulse|jetstream|breeze|fortify|passport)|livewire\/livewire|inertiajs\/inertia-laravel|backpack\/.+|tcg\/voyager)$/; // biome-ignore format: a list

function isWithoutPages(app: Resolution, config: LaravelConfig): boolean {
  const [routes, ...others] = usesOf(app, 'web-routes');
  const guard = config.text('auth.defaults.guard');
  if (routes?.name !== 'bare' || others.length > 0 || guard.state === 'unknown' || !guard.value) return false;
  const driver = config.text(`auth.guards.${guard.value}.driver`);
  const isToken = driver.state === 'known' && driver.value !== undefined && driver.value !== 'session';
  return isToken && !app.facts.of('dependency').some(({ name }) => paged.test(name));
}

function sessionStore(app: Resolution, config: LaravelConfig): SessionStore {
  const backend = chosenBy(config.get('session.driver'), (driver): Resolved<Backend> => {
    if (driver === undefined) return unknown('no config file sets session.driver', []);
    const name = String(driver ?? 'null');
    if (name === 'database') {
      const connection = config.text('session.connection');
      return databaseBackend(config, connection.state === 'known' ? connection.value : undefined);
    }
    const reach = sessionReach[name];
    return reach
      ? known({ technology: name, reach }, [])
      : unknown(`the session driver '${name}' is not one of Laravel's own`, []);
  });
  const repair = toSharedStore(app, config, { key: 'session.driver', kind: 'session' });
  return {
    label: 'sessions',
    technology,
    backend,
    uses: [],
    repair,
    ...(tokensOnly(config) ? { secondary: true } : {}),
  };
}

/** True when no guard of the app logs users in by the session. */
function tokensOnly(config: LaravelConfig): boolean {
  const own = config.names('auth.guards');
  if (own.length === 0) return false;
  // the framework's own guard stays beside them where guards are merged (since 11)
  const guards = new Set([...own, 'web'].filter((name) => name !== 'web' || own.includes(name) || merged(config)));
  return [...guards].every((guard) => {
    const driver = config.text(`auth.guards.${guard}.driver`);
    return driver.state === 'known' && driver.value !== undefined && driver.value !== 'session';
  });
}

function merged(config: LaravelConfig): boolean {
  const web = config.text('auth.guards.web.driver');
  return web.state === 'known' && web.value !== undefined;
}

const handing = new Set([
  'pull',
  'add',
  'increment',
  'decrement',
  'forget',
  'lock',
  'restoreLock',
  'block',
  'funnel',
  'flush',
  'tags',
]);

export function cacheStores(app: Resolution, config: LaravelConfig): readonly CacheStore[] {
  const calls = usesOf(app, 'cache-use').filter((fact) => !isOperatorUse(fact));
  const relied = [
    ...calls.toSorted((a, b) => Number(handing.has(b.name ?? '')) - Number(handing.has(a.name ?? ''))),
    ...usesOf(app, 'limits'),
    ...usesOf(app, 'trait').filter(({ name }) => name === 'ThrottlesLogins'),
  ];
  const own = relied.filter(({ options }) => options?.store === undefined).map(toEvidence);
  const guarded = app.facts
    .of('schedule')
    .some(({ modifiers }) => modifiers.some(({ name }) => name === 'onOneServer'));
  return [
    {
      label: 'the cache',
      technology,
      backend: cacheBackend(config),
      uses: own.slice(0, 5),
      repair: toSharedStore(app, config, { key: 'cache.default', kind: 'cache' }),
      ...(own.length === 0 && !guarded ? { stakes: 'speed' as const } : {}),
    },
    ...responseCache(app, config),
  ];
}

/** spatie/laravel-responsecache 7, config/responsecache.php: whole pages in a store of its own choice, which one server clears for itself. */
function responseCache(app: Resolution, config: LaravelConfig): readonly CacheStore[] {
  const chosen = config.text('responsecache.cache_store');
  const isUsed = packageOf(app.facts, 'composer', 'spatie/laravel-responsecache');
  if (!isUsed || chosen.state === 'unknown' || !chosen.value) return [];
  const enabled = config.get('responsecache.enabled');
  if (enabled.state === 'known' && enabled.value === false) return [];
  const backend = cacheBackend(config, chosen);
  return [{ label: 'the cache of whole pages', technology, stakes: 'speed', backend, uses: [] }];
}

function toEvidence(fact: Fact<'use'>): Evidence {
  return said(fact.at, fact.what === 'limits' ? `counts requests (${fact.name})` : `calls ${fact.name ?? fact.what}`);
}

/** Counters and locks live in the cache: when the cache is out of reach, that fault stands once, there. */
function inCache(backend: Resolved<Backend>): Resolved<Backend> {
  return chain(backend, (value) =>
    known(value.reach === 'shared' || value.dependsOn ? value : { ...value, dependsOn: 'cache' }, []),
  );
}

export function rateLimiters(app: Resolution, config: LaravelConfig): readonly RateLimiter[] {
  const uses = usesOf(app, 'limits').map(toEvidence);
  if (uses.length === 0) return [];
  const chosen = config.text('cache.limiter');
  const own = chosen.state === 'known' && chosen.value !== undefined;
  const backend = own ? cacheBackend(config, chosen) : inCache(cacheBackend(config));
  const repair = own ? toSharedStore(app, config, { key: 'cache.limiter', kind: 'cache' }) : undefined;
  return [{ label: 'rate limits', technology, backend, uses: uses.slice(0, 3), repair }];
}

export function locks(app: Resolution, config: LaravelConfig): readonly Lock[] {
  const found: Lock[] = [];
  const cached = usesOf(app, 'cache-use').filter(
    (fact) => /^(lock|restoreLock|funnel)$/.test(fact.name ?? '') && !isOperatorUse(fact) && !fact.options?.store,
  );
  if (cached.length > 0)
    found.push({
      label: 'locks',
      technology,
      backend: inCache(cacheBackend(config)),
      uses: cached.slice(0, 3).map(toEvidence),
    });
  for (const fact of usesOf(app, 'flock')) {
    if (isOperatorUse(fact)) continue;
    found.push({
      label: 'a file lock',
      technology,
      backend: known({ technology: 'flock', reach: 'server' }, [
        said(fact.at, 'locks a file of this server around data that all servers share'),
      ]),
      uses: [],
    });
  }
  return found;
}

const inMemory: Readonly<Record<string, Reach>> = table({ octane: 'server', array: 'process', apc: 'server' });

export function memoryStates(app: Resolution, config: LaravelConfig): readonly MemoryState[] {
  const found: MemoryState[] = usesOf(app, 'octane-table').map(({ at }) => ({
    label: 'the Octane table',
    technology,
    backend: known({ technology: 'octane', reach: 'server' }, [said(at, 'keeps rows in the memory of this server')]),
    uses: [],
  }));
  for (const fact of usesOf(app, 'cache-use')) {
    const { at, options, name } = fact;
    const store = options?.store;
    const chosen = store ? asText(config.evaluate(store)) : undefined;
    const reach = chosen?.state === 'known' && chosen.value ? inMemory[chosen.value] : undefined;
    if (!chosen || !reach || chosen.state === 'unknown' || isOperatorUse(fact)) continue;
    const because = [said(at, `calls ${name} on the cache store '${chosen.value}'`)];
    found.push({
      label: `the cache store '${chosen.value}'`,
      technology,
      backend: known({ technology: String(chosen.value), reach }, because),
      uses: [],
    });
  }
  return found;
}

const queueReach: Readonly<Record<string, Reach>> = table({
  redis: 'shared', sqs: 'shared', beanstalkd: 'shared', rabbitmq: 'shared', iron: 'shared', mongodb: 'shared',
  'google-pubsub': 'shared', kafka: 'shared', horizon: 'shared', deferred: 'process', background: 'server', null: 'process',
}); // biome-ignore format: a table

/**
 * The workers that all jobs of the app need: one takes the default queue of the default connection only, unless it is told others
 * (laravel/framework 11.9, Queue/Console/WorkCommand.php: `queue:work connection --queue=first,second`).
 */
function workersNeeded(app: Resolution, config: LaravelConfig): readonly string[] {
  const all = usesOf(app, 'on-queue', 'on-connection').map((fact) => ({ fact, name: fact.name ?? nameIn(config, fact.options?.named) }));
  const named = (what: string) => [...new Set(all.flatMap(({ fact, name }) => (fact.what === what && name && !/^(default|sync)$/.test(name) ? [name] : [])))].toSorted(); // biome-ignore format: one list
  const queues = named('on-queue');
  const listed = queues.length > 0 ? ` --queue=${[...queues, 'default'].join(',')}` : '';
  const dark = [...new Set(all.flatMap(({ fact, name }) => (name === undefined ? [fact.at.file] : [])))];
  return [
    ...['', ...named('on-connection').map((one) => ` ${one}`)].map(
      (connection) =>
        `Run workers under supervision: php artisan queue:work${connection}${listed} --tries=3 --timeout=60`,
    ),
    ...(dark.length > 0 ? [`Look which queue or connection ${dark.slice(0, 3).join(', ')} names, and tell it to a worker too: none takes jobs of a name that it is not told`] : []),
  ];
} // biome-ignore format: one list

function nameIn(config: LaravelConfig, expr: Expr | undefined): string | undefined {
  const value = expr && asText(config.evaluate(expr));
  return value?.state === 'known' ? value.value : undefined;
}

export function queues(app: Resolution, config: LaravelConfig): readonly Queue[] {
  // a mailable or notification that could be queued is work too; only `ShouldQueue` makes Laravel queue it by itself
  const jobs = [...usesOf(app, 'job'), ...usesOf(app, 'trait').filter(({ name }) => name === 'Queueable')];
  if (jobs.length === 0) return [];
  const label = 'the queue';
  const uses = jobs.slice(0, 5).map(({ at, name }) => said(at, `${name} is to be done by the queue`));
  const name = withDeadKey(config, 'queue.default', config.text('queue.default'));
  const driver = chosenBy(name, (connection) =>
    chain(config.text(`queue.connections.${connection}.driver`), (found) => known(found ?? connection, [])),
  );
  const repair = toSharedStore(app, config, {
    key: 'queue.default',
    kind: 'queue',
    needs: workersNeeded(app, config),
  });
  const is = driver.state === 'known' ? driver.value : undefined;
  if (is === 'sync')
    return [
      {
        label,
        technology,
        backend: known({ technology: 'sync', reach: 'process' }, driver.because),
        runs: 'in-request',
        uses,
        repair,
      },
    ];
  const backend = chain(driver, (found): Resolved<Backend> => {
    if (found === undefined) return unknown('no config file names the queue connection', []);
    if (found === 'database') {
      const connection = name.state === 'known' ? config.text(`queue.connections.${name.value}.connection`) : name;
      return databaseBackend(config, connection.state === 'known' ? connection.value : undefined);
    }
    const reach = queueReach[found];
    return reach
      ? known({ technology: found, reach }, [])
      : unknown(`the queue driver '${found}' is not one of Laravel's own`, []);
  });
  const ordered = backend.state === 'known' ? known(backend.value, deciding(backend.because, driver.because)) : backend;
  const inProcess = is === 'deferred' || is === 'background' || is === 'null';
  return [{ label, technology, backend: ordered, runs: inProcess ? 'in-process' : 'broker', uses, repair }];
}

/** The chain with the steps that decide at its end. */
function deciding(all: readonly Evidence[], last: readonly Evidence[]): readonly Evidence[] {
  return [...all.filter((step) => !last.includes(step)), ...last];
}

export function failedJobStores(app: Resolution, config: LaravelConfig): readonly FailedJobStore[] {
  if (usesOf(app, 'job').length === 0) return [];
  const backend = chosenBy(config.get('queue.failed.driver'), (driver): Resolved<Backend> => {
    const name = driver === undefined ? 'database' : String(driver ?? 'null');
    if (name.startsWith('database')) return databaseBackend(config, undefined);
    if (name === 'dynamodb') return known({ technology: name, reach: 'shared' }, []);
    return known({ technology: name, reach: name === 'null' ? 'process' : 'server' }, []);
  });
  return [{ label: 'failed jobs', technology, backend, uses: [], repair: failedJobsRepair(config) }];
}

export function broadcasters(app: Resolution, config: LaravelConfig): readonly Broadcaster[] {
  const events = usesOf(app, 'broadcasts');
  if (events.length === 0) return [];
  const name = withDeadKey(config, 'broadcasting.default', config.text('broadcasting.default'));
  const connection = name.state === 'known' ? (name.value ?? 'null') : '';
  const driver = config.text(`broadcasting.connections.${connection}.driver`);
  const is = driver.state === 'known' ? (driver.value ?? connection) : connection;
  if (is === 'log' || is === 'null') return [];
  const uses = events.slice(0, 3).map(({ at, name: event }) => said(at, `${event} is broadcast`));
  const backend = chosenBy(name, (): Resolved<Backend> => {
    if (is === 'reverb') return reverb(config);
    if (is === 'pusher' && packageOf(app.facts, 'composer', 'beyondcode/laravel-websockets')) return websockets(config);
    if (is === 'pusher' || is === 'ably' || is === 'redis') return known({ technology: is, reach: 'shared' }, []);
    return unknown(`the broadcaster '${is}' is not one of Laravel's own`, []);
  });
  const repair =
    is === 'reverb'
      ? reverbRepair(app, config, scalingKey(config))
      : switched(config, 'websockets.replication.mode', {
          to: 'redis',
          needs: [
            `Provide a Redis that every WebSocket server reaches and set ${redisVariable(config)} to its address.`,
          ],
        });
  return [{ label: 'broadcast messages', technology, backend, uses, repair }];
}

/** Several Reverb servers pass messages on only when scaling is enabled (laravel/reverb, config/reverb.php: REVERB_SCALING_ENABLED, false). */
function reverb(config: LaravelConfig): Resolved<Backend> {
  const key = scalingKey(config);
  const scaling = config.has(key)
    ? config.get(key)
    : config.evaluate({ is: 'env', name: 'REVERB_SCALING_ENABLED', at: { file: '', start: 0, end: 0 } });
  const because = scaling.because.filter((step) => !('file' in step.at) || step.at.file !== '');
  if (scaling.state === 'unknown') return scaling;
  return known(
    { technology: 'reverb', reach: scaling.value === true || scaling.value === 'true' ? 'shared' : 'server' },
    because,
  );
}

function scalingKey(config: LaravelConfig): string {
  const server = config.text('reverb.default');
  return `reverb.servers.${(server.state === 'known' && server.value) || 'reverb'}.scaling.enabled`;
}

function websockets(config: LaravelConfig): Resolved<Backend> {
  return chain(config.text('websockets.replication.mode'), (mode) =>
    known<Backend>({ technology: 'websockets', reach: (mode ?? 'local') === 'local' ? 'server' : 'shared' }, []),
  );
}

/** `php artisan down` writes a file unless the cache driver is chosen (since 9; laravel/framework, MaintenanceModeManager.php). */
export function maintenanceSwitch(app: Resolution, config: LaravelConfig): MaintenanceSwitch {
  const backend = chosenBy(config.text('app.maintenance.driver'), (driver): Resolved<Backend> => {
    if (driver === 'cache') return cacheBackend(config, config.text('app.maintenance.store'));
    return known({ technology: driver ?? 'file', reach: 'server' }, []);
  });
  return { label: 'maintenance mode', technology, backend, uses: [], repair: maintenanceRepair(app, config) };
}
