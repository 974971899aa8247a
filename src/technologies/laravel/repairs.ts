import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Resolved } from '../../resolve/evidence.js';
import type { Backend } from '../../resolve/reach.js';
import { type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { databaseBackend } from './backends.js';
import { literalOf } from './code-paths.js';
import type { LaravelConfig } from './settings.js';

/** The store that this app has at hand for what all servers share, and what it takes to use it. */
interface Target {
  readonly name: 'redis' | 'database';
  readonly needs: readonly string[];
}

/** What is kept in a table when it is kept in the database, and the command that makes it (laravel/framework 11.x renamed them). */
const tables = { session: 'session-table', cache: 'cache-table', queue: 'queue-table' } as const;

/** Redis where the app knows one, else the database where servers share it, else Redis all the same. */
export function sharedStore(app: Resolution, config: LaravelConfig, kind: keyof typeof tables): Target {
  const knows = config.scope.environment.layers.some(({ entries }) =>
    ['REDIS_HOST', 'REDIS_URL'].some((name) => entries.has(name)),
  );
  const client = ['predis/predis', 'ext-redis'].some((name) => packageOf(app.facts, 'composer', name));
  const database = databaseBackend(config, undefined);
  if (!knows && !client && database.state === 'known' && database.value.reach === 'shared') {
    const old = kind === 'session' ? 'session:table' : `${kind}:table`;
    const make = atLeast(config.version, 11) ? `make:${tables[kind]}` : old;
    return { name: 'database', needs: [`Unless the table exists: php artisan ${make} && php artisan migrate`] };
  }
  const address = 'Provide a Redis that every server reaches and set REDIS_HOST to its address.';
  const install = client
    ? []
    : ['Install the PHP extension redis, or: composer require predis/predis, and set REDIS_CLIENT=predis'];
  return { name: 'redis', needs: [address, ...install] };
}

/** Sets a driver to the shared store that the app has at hand. */
export function toSharedStore(
  app: Resolution,
  config: LaravelConfig,
  given: { key: string; kind: keyof typeof tables; needs?: readonly string[] },
): Repair | undefined {
  const { name, needs } = sharedStore(app, config, given.kind);
  return switched(config, given.key, name, [...needs, ...(given.needs ?? [])]);
}

/** A repair that sets a setting to another driver. */
export function switched(config: LaravelConfig, key: string, to: string, needs: readonly string[]): Repair | undefined {
  const change: Change | undefined = switchTo(config.expr(key), config.scope.environment, { env: to, code: `'${to}'` });
  if (!change) return undefined;
  const title = change.is === 'variable' ? `Set ${change.name}=${to}` : `Set ${key} to '${to}'`;
  return { title, safety: 'unsafe', changes: [change], needs };
}

/** The default disk becomes the S3 disk of the configuration. */
export function diskRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  const disk = config.text('filesystems.disks.s3.driver');
  if (disk.state === 'unknown' || disk.value !== 's3') return undefined;
  const range = atLeast(config.version, 9) ? '^3.0' : '^1.0';
  const folder = atLeast(config.version, 11) ? 'storage/app/private' : 'storage/app';
  const installed = packageOf(app.facts, 'composer', 'league/flysystem-aws-s3-v3');
  return switched(config, 'filesystems.default', 's3', [
    ...(installed ? [] : [`composer require league/flysystem-aws-s3-v3 "${range}" --with-all-dependencies`]),
    'Provide a bucket and set AWS_BUCKET, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY on every server.',
    `Move the files that are there: aws s3 sync ${folder} s3://$AWS_BUCKET`,
  ]);
}

/** A disk that code names becomes remote in the configuration: its options differ from app to app, so the words say how. */
export function namedDiskRepair(disk: string): Repair {
  return {
    title: `Give the disk '${disk}' the driver s3 in config/filesystems.php`,
    safety: 'manual',
    changes: [],
    needs: [
      `Write for disks.${disk} in config/filesystems.php: ['driver' => 's3', 'key' => env('AWS_ACCESS_KEY_ID'), 'secret' => env('AWS_SECRET_ACCESS_KEY'), 'region' => env('AWS_DEFAULT_REGION'), 'bucket' => env('AWS_BUCKET'), 'root' => '${disk}']`,
      `Move the files that are there: aws s3 sync storage/app/${disk} s3://$AWS_BUCKET/${disk}`,
    ],
  };
}

/** Reverb servers pass messages on to each other through Redis. */
export function reverbRepair(config: LaravelConfig, key: string): Repair | undefined {
  const written: Expr = config.expr(key) ?? {
    is: 'env',
    name: 'REVERB_SCALING_ENABLED',
    at: { file: '', start: 0, end: 0 },
  };
  const change = switchTo(written, config.scope.environment, { env: 'true', code: 'true' });
  if (!change) return undefined;
  const needs = ['Provide a Redis that every Reverb server reaches and set REDIS_HOST to its address.'];
  return { title: 'Let Reverb servers share messages', safety: 'unsafe', changes: [change], needs };
}

/** The switch of maintenance mode in the cache store that all servers share. */
export function maintenanceRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  const { environment } = config.scope;
  const driver = switchTo(config.expr('app.maintenance.driver'), environment, { env: 'cache', code: "'cache'" });
  if (!driver) return undefined;
  const chosen = config.text('cache.default');
  const now =
    chosen.state === 'known' && /^(redis|memcached|dynamodb|database)$/.test(chosen.value ?? '')
      ? chosen.value
      : undefined;
  const to = now ?? sharedStore(app, config, 'cache').name;
  const store = switchTo(config.expr('app.maintenance.store'), environment, { env: to, code: `'${to}'` });
  return {
    title: 'Keep the switch of maintenance mode in the cache',
    safety: 'unsafe',
    changes: [driver, ...(store ? [store] : [])],
    needs: now ? [] : sharedStore(app, config, 'cache').needs,
  };
}

/** `->onOneServer()` at the end of the chain; a closure needs a name first (laravel/framework, CallbackEvent.php throws without one). */
export function onOneServer(fact: Fact<'schedule'>, all: readonly Fact<'schedule'>[]): Repair | undefined {
  const chain = fact.options?.chain;
  if (!chain) return undefined;
  const needs = ['Keep the cache in a store that all servers share: the guard is a lock in it.'];
  const title = 'Add ->onOneServer() to the task';
  const closure = literalOf(chain) === 'call' && !fact.options?.named;
  const name = literalOf(fact.options?.class)
    ?.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  // two tasks of one name would share one lock
  const shared = all.filter((one) => one.name === fact.name && literalOf(one.options?.chain) === 'call').length > 1;
  if (closure && (!name || shared || fact.options?.loop))
    return {
      title,
      safety: 'manual',
      changes: [],
      needs: ["Append ->name('a-name-of-its-own')->onOneServer() to the task; the name is the lock's key.", ...needs],
    };
  const text = closure ? `->name('${name}')->onOneServer()` : '->onOneServer()';
  return { title, safety: 'unsafe', changes: [{ is: 'insert', at: chain.at, where: 'after', text }], needs };
}

/** What a guard on a local store needs is a shared cache, not another guard. */
export function taskRepair(
  app: Resolution,
  fact: Fact<'schedule'>,
  { guard, cache }: { guard: Resolved<Backend> | undefined; cache: Repair | undefined },
): Repair | undefined {
  if (guard) return guard.state === 'known' && guard.value.reach !== 'shared' ? cache : undefined;
  return onOneServer(fact, app.facts.of('schedule'));
}

const ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Private networks instead of everyone or nobody. */
export function proxyRepair(
  config: LaravelConfig,
  written: Expr | undefined,
  middleware: Fact<'use'> | undefined,
): Repair | undefined {
  const list = `[${ranges.map((range) => `'${range}'`).join(', ')}]`;
  const body = middleware?.options?.body;
  const change: Change | undefined = written
    ? switchTo(written, config.scope.environment, { env: ranges.join(','), code: list })
    : body && {
        is: 'insert',
        at: body.at,
        where: 'after',
        text: `\n        ${literalOf(body)}->trustProxies(at: ${list});`,
      };
  if (!change) return undefined;
  const needs = ['Narrow the ranges to the address of the balancer.'];
  return { title: 'Trust proxies of private networks', safety: 'unsafe', changes: [change], needs };
}

/** The health route that the framework brings since 11; before, words. */
export function healthRepair(config: LaravelConfig, routing: Fact<'use'> | undefined): Repair | undefined {
  const last = routing?.options?.last;
  const title = 'Answer the health checks of a balancer at /up';
  if (last && !routing.options?.using && !routing.options?.health)
    return {
      title,
      safety: 'safe',
      changes: [{ is: 'insert', at: last.at, where: 'after', text: ", health: '/up'" }],
      needs: [],
    };
  const web = atLeast(config.version, 8) ? "->withoutMiddleware('web')" : '';
  return {
    title,
    safety: 'manual',
    changes: [],
    needs: [
      `Add to routes/web.php: Route::get('/up', function () { DB::select('select 1'); return response('', 204); })${web};`,
    ],
  };
}

/** More time before a job is handed out again than it may take. */
export function retryRepair(config: LaravelConfig, key: string, timeout: number): Repair | undefined {
  const to = String(timeout + 30);
  const change = switchTo(config.expr(key), config.scope.environment, { env: to, code: to });
  return change && { title: `Hand a job out again after ${to} s only`, safety: 'safe', changes: [change], needs: [] };
}
