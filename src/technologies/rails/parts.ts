import { type Expr, entryOf } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { KeyValueConnection } from '../../resolve/parts/data.js';
import type { HttpApp, ProxyTrust } from '../../resolve/parts/http.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import type { ScheduledTask } from '../../resolve/parts/scheduled-task.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { databases } from './databases.js';
import { fileStores, sitemaps } from './files.js';
import { healthChecks, healthRoute } from './health.js';
import { rateLimiters } from './limits.js';
import { logRepair, queueRepair } from './repairs.js';
import { secret } from './secret.js';
import { type RailsConfig, railsConfig } from './settings.js';
import { jobThreads } from './sidekiq.js';
import { broadcasters, caches, locks, ownJobs, queueBackend, queues, sessions } from './stores.js';

const technology = 'rails';

/** What is in force in a Rails app in production. */
export function parts(app: Resolution): AppParts {
  const config = railsConfig(app);
  const entry = httpAppOf(app, config);
  return {
    sessionStores: [sessions(config)],
    caches: caches(app, config),
    queues: queues(app, config),
    fileStores: [...fileStores(app, config), ...sitemaps(app)],
    databases: databases(app, config),
    rateLimiters: rateLimiters(app, config),
    broadcasters: broadcasters(app, config),
    keyValueConnections: connections(app, config),
    scheduledTasks: scheduledTasks(app, config),
    httpApps: entry ? [entry] : [],
    healthChecks: healthChecks(app, config),
    proxyTrusts: [proxyTrust(config)],
    logSinks: logSinks(app, config),
    secrets: entry ? [secret(config, entry.at, app.facts)] : [],
    locks: locks(app, config),
    jobThreads: jobThreads(app),
  };
}

function httpAppOf(app: Resolution, config: RailsConfig): HttpApp | undefined {
  const file = ['config/routes.rb', 'config.ru', 'config/application.rb']
    .map((name) => (app.root === '.' ? name : `${app.root}/${name}`))
    .find((name) => app.files.includes(name));
  if (!file) return undefined;
  const repair = file.endsWith('routes.rb') ? healthRoute(app, config, file) : undefined;
  return { technology, at: { file, start: 0, end: 0 }, repair };
}

/** Rails believes forwarded headers from private addresses only (actionpack, remote_ip.rb). */
function proxyTrust(config: RailsConfig): ProxyTrust {
  const own = config.fact('action_dispatch.trusted_proxies');
  const trusts: ProxyTrust['trusts'] =
    own?.value.is === 'opaque' && /0\.0\.0\.0\/0/.test(own.value.source)
      ? known('everyone', [said(own.at, 'trusts every address')])
      : known('bounded', [
          { at: { builtin: 'actionpack, remote_ip.rb' }, says: 'private addresses are trusted as proxies by default' },
        ]);
  return { technology, trusts, matters: [] };
}

/** `config.logger` and lograge's own; without one, versions from 7.1 on are generated with STDOUT, older ones log to a file. */
function logSinks(app: Resolution, config: RailsConfig): readonly LogSink[] {
  const sinks: LogSink[] = [];
  // rails_stdout_logging 0.0.5, lib/rails_stdout_logging/railtie.rb: sets the logger before the app begins, whatever stands in its settings
  const gem = ['rails_stdout_logging', 'rails_12factor']
    .map((name) => packageOf(app.facts, 'gem', name))
    .find((one) => one);
  const logger = config.fact('logger');
  const chosen = config.get('logger');
  if (gem)
    sinks.push({
      label: "the application's logs",
      technology,
      destinations: known(['console'], [said(gem.fact.at, 'sets the logger to STDOUT')]),
    });
  else if (!logger && chosen.state === 'unknown')
    sinks.push({ label: "the application's logs", technology, destinations: chosen });
  else if (logger)
    sinks.push({
      label: "the application's logs",
      technology,
      destinations: destinationOf(config, logger),
      repair: logRepair(app, config),
    });
  else if (!atLeast(config.version, 5))
    sinks.push({ label: "the application's logs", technology, destinations: unknown('config.logger is not set', []) });
  else if (config.under('').length > 0) {
    const to = config.value({ is: 'env', name: 'RAILS_LOG_TO_STDOUT', at: { file: '', start: 0, end: 0 } });
    if (!(to.state === 'known' && to.value)) {
      sinks.push({
        label: "the application's logs",
        technology,
        destinations: known(
          ['file'],
          [
            {
              at: { builtin: 'railties, application/bootstrap.rb' },
              says: 'without config.logger the log is log/production.log',
            },
            ...chosen.because,
          ],
        ),
        repair: logRepair(app, config),
      });
    }
  }
  const lograge = config.fact('lograge.logger');
  if (lograge)
    sinks.push({ label: 'request logs (lograge)', technology, destinations: destinationOf(config, lograge) });
  return sinks;
}

function destinationOf(
  config: RailsConfig,
  fact: { readonly value: Expr; readonly at: Span },
): Resolved<readonly LogDestination[]> {
  const written = fact.value.is === 'opaque' ? fact.value.source : '';
  // `Rails.env.production? ? a : b`: only `a` ships
  const source = written.replace(/Rails\.env\.production\?\s*\?\s*(\S.{0,500}?)\s{1,99}:\s{1,99}[^,)]+/, '$1');
  const found: LogDestination[] = [];
  if (/STDOUT|STDERR|\$stdout|\$stderr/.test(source)) found.push('console');
  if (/syslog/i.test(source)) found.push('syslog');
  if (/logtail|logstash|datadog|papertrail|fluent|gelf/i.test(source)) found.push('collector');
  if (/log\/[\w.-]+|\.log["']/.test(source)) found.push('file');
  if (found.length > 0) return known(found, [said(fact.at, `logs to ${found.join(' and ')}`)]);
  if (/TaggedLogging|base_logger|logger/.test(source) && config.under('').length > 0)
    return known(['console'], [said(fact.at, 'wraps a logger that is made in the same file')]);
  return unknown('the logger is made by code', [said(fact.at, 'sets the logger')]);
}

/** Tasks of Solid Queue (a row per run in its own database decides) and of Sidekiq's schedulers (Redis decides, but not for `every`). */
function scheduledTasks(app: Resolution, config: RailsConfig): readonly ScheduledTask[] {
  const perHost = packageOf(app.facts, 'gem', 'sidekiq-scheduler') !== undefined;
  return app.facts
    .of('schedule')
    .filter((fact) => fact.technology === 'solid_queue' || fact.technology === 'sidekiq')
    .map((fact) => {
      const solid = fact.technology === 'solid_queue';
      const backend = solid
        ? queueBackend(config)
        : known({ technology: 'redis', reach: 'shared' as const }, [
            { at: { builtin: fact.technology }, says: 'one process enqueues per tick, decided in Redis' },
          ]);
      const unguarded = !solid && perHost && fact.modifiers.some(({ name }) => name === 'every');
      const guard = {
        label: solid ? 'the unique row per run' : 'the lock in Redis',
        kind: 'once' as const,
        backend,
        at: fact.at,
      };
      return {
      label: fact.name, technology, ...(fact.cadence ? { cadence: fact.cadence } : {}), effect: 'once' as const, guards: unguarded ? [] : [guard],
      single: known(false, []), at: fact.at, ...(solid ? { repair: queueRepair(app, config) } : {}), because: [said(fact.at, 'is scheduled here')],
    }; // biome-ignore format: one record
    });
}

/** Redis by the variables that its clients read. */
function connections(app: Resolution, config: RailsConfig): readonly KeyValueConnection[] {
  const found: KeyValueConnection[] = [];
  const adapter = config.get('active_job.queue_adapter');
  const isAdapter = adapter.state === 'known' && String(adapter.value) === 'sidekiq';
  if (packageOf(app.facts, 'gem', 'sidekiq') && (isAdapter || ownJobs(app).length > 0)) {
    found.push(withDatabase(connection(sidekiqUrl(config), 'Sidekiq', 'queue'), config.fact('redis')?.value, config));
  }
  if (
    broadcasters(app, config).some(({ backend }) => backend.state === 'known' && backend.value.technology === 'redis')
  )
    found.push(connection(config.get('cable.url'), 'Action Cable', 'broadcast'));
  const cache = config.fact('cache_store');
  if (
    cache?.value.is === 'list' &&
    cache.value.items[0]?.is === 'literal' &&
    cache.value.items[0].value === 'redis_cache_store'
  ) {
    const url = entryOf(cache.value.items[1], 'url');
    if (url)
      found.push(withDatabase(connection(config.value(url), 'Rails.cache', 'cache'), cache.value.items[1], config));
  }
  if (cache?.value.is === 'literal' && cache.value.value === 'redis_cache_store')
    found.push(connection(defaultUrl(config, cache.at), 'Rails.cache', 'cache'));
  return found;
}

/** `config.redis = { url: ... }` of an initializer, else REDIS_URL, else this machine (sidekiq 8.0, lib/sidekiq/redis_client_adapter.rb). */
function sidekiqUrl(config: RailsConfig): Resolved<unknown> {
  const own = config.fact('redis');
  const url = entryOf(own?.value, 'url');
  if (!own) return defaultUrl(config, { file: '', start: 0, end: 0 });
  if (!url) return unknown('the address is computed by code', [said(own.at, 'says where Redis is')]);
  return chain(config.value(url), (value) => (value === undefined ? defaultUrl(config, url.at) : known(value, [])));
}

/** Without an address the client asks REDIS_URL, then this machine (redis-client 0.25, config.rb). */
function defaultUrl(config: RailsConfig, at: Span): Resolved<unknown> {
  const fallback: Expr = { is: 'literal', value: 'redis://localhost:6379/0', at };
  return config.value({ is: 'env', name: 'REDIS_URL', at, fallback });
}

/** `{ url: ..., db: 1 }`: the option counts more than the address (redis-client 0.25, config.rb). */
function withDatabase(own: KeyValueConnection, options: Expr | undefined, config: RailsConfig): KeyValueConnection {
  const told = entryOf(options, 'db');
  return told ? { ...own, database: chain(config.value(told), (value) => known(String(value ?? 0), [])) } : own;
}

function connection(
  url: Resolved<unknown>,
  label: string,
  purpose: KeyValueConnection['purposes'][number],
): KeyValueConnection {
  const because = url.because.filter((step) => !('file' in step.at) || step.at.file !== '');
  const plain: Resolved<unknown> = { ...url, because };
  const part = (pattern: RegExp, otherwise: string) =>
    chain(plain, (value) =>
      value === undefined || value === null
        ? unknown('no address is set', [])
        : known(pattern.exec(String(value))?.[1] || otherwise, []),
    );
  return {
    label: `Redis of ${label}`,
    technology,
    engine: 'redis',
    host: part(/^\w+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?]*)/, 'localhost'),
    database: part(/\/(\d+)(?:\?|$)/, '0'),
    placeholder: true,
    purposes: [purpose],
    failover: known(false, []),
    because,
  };
}
