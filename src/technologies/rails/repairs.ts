import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { lacking, redisWants } from '../lacking.js';
import { redisNeed } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import { storeRepair } from './databases.js';
import { redisCode, redisGems } from './redis.js';
import type { RailsConfig } from './settings.js';

/** A line at the top of the production environment's block. */
function inProduction(app: Resolution, line: string): Change | undefined {
  const block = app.facts
    .of('use')
    .find(({ technology, what }) => technology === 'rails' && what === 'production-block');
  return block && { is: 'insert', at: block.at, where: 'after', text: `\n  ${line}` };
}

/** A cache of one process or server becomes Redis, one in a SQLite file of its own a database; where Rails' own default decides, the line is added. */
export function cacheRepair(app: Resolution, config: RailsConfig): Repair | undefined {
  const fact = config.fact('cache_store');
  if (fact?.value.is === 'literal' && fact.value.value === 'solid_cache_store')
    return storeRepair(app, config, 'cache');
  // Rails has a store for Redis since 5.2 (README of redis-activesupport; that of redis-rails has `:redis_store`): an older one does not boot with it
  if (!atLeast(config.version, 5, 2))
    return byHand(
      'Keep the cache in Memcached or Redis',
      'Decide: `config.cache_store = :mem_cache_store` with the addresses of a Memcached that every server reaches, and the gem dalli; or `:redis_store` with the URL of a Redis, and the gem redis-rails. Rails has a store for Redis of its own since 5.2',
    );
  const text = `:redis_cache_store, { url: ${redisCode(app, config, fileOf(app, fact?.at))} }`;
  const local = fact?.value.is === 'literal' && /^(file|memory)_store$/.test(String(fact.value.value));
  const change: Change | undefined = local
    ? { is: 'replace', at: fact.at, text }
    : fact
      ? undefined
      : inProduction(app, `config.cache_store = ${text}`);
  if (!change) return undefined;
  return {
    title: 'Keep the cache in Redis',
    safety: 'unsafe',
    changes: [change],
    needs: [...redisGems(app), redisNeed(app), ...apartFromJobs(app)],
    ...lacking(app, redisWants(app)),
  };
}

/** The file that a choice stands in, or would: that of the production environment. */
function fileOf(app: Resolution, at: Span | undefined): string {
  const block = app.facts.of('use').find(({ technology, what }) => technology === 'rails' && what === 'production-block');
  return at?.file ?? block?.at.file ?? '';
} // biome-ignore format: one question

/** `Rails.cache.clear` empties the database of Redis that the cache is in, unless it has a namespace (activesupport 8.0, redis_cache_store.rb). */
function apartFromJobs(app: Resolution): readonly string[] {
  const jobs = ['sidekiq', 'resque'].find((name) => packageOf(app.facts, 'gem', name));
  return jobs
    ? [`Give the cache a Redis, or a database of it (\`db: 1\`), of its own: clearing the cache would take the jobs of ${jobs} with it.`]
    : [];
} // biome-ignore format: one sentence

export function queueRepair(app: Resolution, config: RailsConfig): Repair | undefined {
  const expr = config.fact('active_job.queue_adapter')?.value;
  if (expr?.is === 'literal' && expr.value === 'solid_queue') return storeRepair(app, config, 'queue');
  // another adapter would leave the workers and the jobs that wait behind: it is the server that is not shared
  if (expr?.is === 'literal' && /^(sidekiq|resque)$/.test(String(expr.value)))
    return {
      ...byHand(
        `Give ${String(expr.value)} a Redis that every server reaches`,
        redisNeed(app),
        'Processes that hand jobs over and workers need the same address; let the old Redis run dry first: jobs do not move by themselves.',
      ),
      whole: true,
    };
  if (expr?.is === 'literal' && /^(good_job|delayed(_job)?|que|queue_classic)$/.test(String(expr.value)))
    return undefined;
  const installed = ['sidekiq', 'solid_queue', 'good_job'].find((name) => packageOf(app.facts, 'gem', name));
  const gem = installed ?? 'sidekiq';
  const change = expr
    ? switchTo(expr, config.environment, { env: gem, code: `:${gem}` })
    : inProduction(app, `config.active_job.queue_adapter = :${gem}`);
  if (!change) return undefined;
  const needs = [`run ${gem} workers as a process of their own`];
  return {
    title: `Set the queue adapter to :${gem}`,
    safety: 'unsafe',
    changes: [change],
    needs: installed ? needs : [`bundle add ${gem}`, redisNeed(app), ...needs],
    ...lacking(app, [...(gem === 'sidekiq' ? redisWants(app) : []), { is: 'worker' }]),
  };
}

/** The adapter of config/cable.yml; Solid Cable where it is installed, else Redis with an address from the environment. */
export function cableRepair(app: Resolution, config: RailsConfig): Repair | undefined {
  const fact = config.fact('cable.adapter');
  if (fact?.value.is !== 'literal' || !/^(async|inline)$/.test(String(fact.value.value))) return undefined;
  if (packageOf(app.facts, 'gem', 'solid_cable'))
    return {
      title: 'Let Action Cable use the database',
      safety: 'unsafe',
      changes: [{ is: 'replace', at: fact.at, text: 'solid_cable' }],
      needs: ['run `bin/rails solid_cable:install` and migrate'],
    };
  const url: Change = { is: 'lines', at: fact.at, text: [`url: <%= ${redisCode(app, config, fact.at.file)} %>`] };
  return {
    title: 'Let Action Cable use Redis',
    safety: 'unsafe',
    changes: [{ is: 'replace', at: fact.at, text: 'redis' }, ...(config.fact('cable.url') ? [] : [url])],
    needs: [...redisGems(app), redisNeed(app)],
    ...lacking(app, redisWants(app)),
  };
}

/** A store of Rack::Attack's own that one process keeps. */
export function limiterRepair(app: Resolution, config: RailsConfig, at: Span): Repair {
  return {
    title: 'Let Rack::Attack count in Redis',
    safety: 'unsafe',
    changes: [
      { is: 'replace', at, text: `ActiveSupport::Cache::RedisCacheStore.new(url: ${redisCode(app, config, at.file)})` },
    ],
    needs: [...redisGems(app), redisNeed(app)],
    ...lacking(app, redisWants(app)),
  };
}

/** The app's own switch: it logs to STDOUT where one variable is set, which it is not as shipped. */
function switchedLogger(config: RailsConfig): Repair | undefined {
  const waiting = config.under('logger').find((fact) => fact.key === 'logger' && fact.guard);
  const names = waiting?.guard ? [...new Set(variablesIn(waiting.guard))] : [];
  const [name] = names;
  if (!waiting || name === undefined || names.length > 1 || config.fact('logger')) return undefined;
  return {
    ...byHand(
      `Set ${name}`,
      `Set ${name}=true in the environment of every process: ${waiting.at.file} gives the app its logger then, and look that it writes to STDOUT.`,
    ),
    whole: true,
  };
}

function variablesIn(expr: Expr): readonly string[] {
  switch (expr.is) {
    case 'env':
      return [expr.name];
    case 'choice':
      return [
        ...(expr.when ? variablesIn(expr.when) : []),
        ...variablesIn(expr.whenTrue),
        ...variablesIn(expr.whenFalse),
      ];
    case 'equals':
      return [...variablesIn(expr.left), ...variablesIn(expr.right)];
    default:
      return [];
  }
}

/** A logger that is one call with a file becomes the same call with STDOUT; where none is set, the line is added. */
export function logRepair(app: Resolution, config: RailsConfig): Repair | undefined {
  const own = switchedLogger(config);
  if (own) return own;
  const logger = config.fact('logger');
  const plain = logger?.value.is === 'opaque' && /^ActiveSupport::Logger\.new\([^\n]*\)$/.test(logger.value.source);
  const change: Change | undefined = plain
    ? { is: 'replace', at: logger.at, text: 'ActiveSupport::Logger.new(STDOUT)' }
    : logger
      ? undefined
      : inProduction(app, 'config.logger = ActiveSupport::TaggedLogging.new(ActiveSupport::Logger.new(STDOUT))');
  if (!change) return undefined;
  // such a gem makes Rails.logger before the framework looks at config.logger
  const gem = app.facts
    .of('dependency')
    .find(({ ecosystem, name }) => ecosystem === 'gem' && /^(logging-rails|rails_semantic_logger|ougai)$/.test(name));
  if (gem)
    return byHand(
      'Let the log go to STDOUT',
      `${gem.name} decides where the log goes: give it STDOUT, since config.logger comes too late beside it`,
    );
  return {
    title: 'Log to STDOUT',
    safety: 'safe',
    changes: [change],
    needs: ['let the container runtime or systemd keep the log'],
  };
}
