import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { dialectNeed } from '../../resolve/embedded.js';
import type { EnvValue } from '../../resolve/environments.js';
import type { Resolved } from '../../resolve/evidence.js';
import type { Backend } from '../../resolve/reach.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { lacking, type Want } from '../lacking.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, databaseBackend, deadNameOf } from './backends.js';
import { isOperatorUse } from './code-files.js';
import { literalOf } from './code-paths.js';
import type { LaravelConfig } from './settings.js';
import { askedByStart } from './start-facts.js';

/** The store that this app has at hand for what all servers share, and what it takes to use it. */
interface Target {
  readonly name: 'redis' | 'database';
  /** What has to point at it. */
  readonly changes: readonly Change[];
  readonly needs: readonly string[];
  readonly wants: readonly Want[];
  /** Why it fails where the app is installed anew: what asks it before the tables are made. */
  readonly early?: string;
}

/** What is kept in a table when it is kept in the database, and the command that makes it (laravel/framework 11.x renamed them). */
const tables = { session: 'session-table', cache: 'cache-table', queue: 'queue-table' } as const;

/** The migrations that bring these tables, as the framework's own commands and its skeleton name them (laravel/laravel 11.x, database/migrations). */
const migrations = {
  session: {
    path: /(create_sessions_table|0001_01_01_000000_create_users_table)\.php$/,
    for: 'the table sessions',
  },
  cache: { path: /create_cache_table\.php$/, for: 'the table cache' },
  queue: { path: /create_jobs_table\.php$/, for: 'the table jobs' },
} as const;

/** Redis where the app knows one, else the database where servers share it, else Redis all the same. */
export function sharedStore(app: Resolution, config: LaravelConfig, kind: keyof typeof tables): Target {
  const knows = config.scope.environment.layers.some(({ entries }) =>
    ['REDIS_HOST', 'REDIS_URL'].some((name) => entries.has(name)),
  );
  const client = ['predis/predis', 'ext-redis'].some((name) => packageOf(app.facts, 'composer', name));
  const database = databaseBackend(config, undefined);
  const wants: readonly Want[] = [{ is: 'service', engine: 'redis' }];
  const none = lacking(app, wants).lacks !== undefined;
  if ((none || (!knows && !client)) && database.state === 'known' && database.value.reach === 'shared') {
    const old = kind === 'session' ? 'session:table' : `${kind}:table`;
    const make = atLeast(config.version, 11) ? `make:${tables[kind]}` : old;
    const early = askedByPages(app) ?? (kind === 'cache' ? askedByStart(app) : undefined);
    return {
      name: 'database',
      changes: [],
      needs: [`Unless the table exists: php artisan ${make} && php artisan migrate`],
      wants: [{ is: 'file', ...migrations[kind] }],
      ...(early ? { early } : {}),
    };
  }
  const address = `Provide a Redis that every server reaches and set ${redisVariable(config)} to its address.`;
  const install = client
    ? []
    : ['Install the PHP extension redis, or: composer require predis/predis, and set REDIS_CLIENT=predis'];
  return {
    name: 'redis',
    changes: [...redisAddress(app, config), ...ownDatabase(config), ...ofPredis(app, config)],
    needs: [address, ...install],
    wants,
  };
}

/** A page that runs migrations: where it is there, an installation is served before its tables are. */
function askedByPages(app: Resolution): string | undefined {
  const call = app.facts
    .of('use')
    .find(
      ({ technology, what, name, ...fact }) =>
        technology === 'laravel' &&
        what === 'artisan-call' &&
        /^migrate(\s|$|:)/.test(name ?? '') &&
        !isOperatorUse({ technology, what, ...fact }),
    );
  return call && `${call.at.file} makes the tables in a request, and until then each page that asks this store fails`;
}

/** A whole address goes before a host (illuminate/support 12, ConfigurationUrlParser): where one is set, another host would change nothing. */
export function redisVariable(config: LaravelConfig): string {
  const [url, written] = [config.text('database.redis.default.url'), config.expr('database.redis.default.url')];
  return url.state === 'known' && url.value && written?.is === 'env' ? written.name : 'REDIS_HOST';
}

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/i;

/** Connections that look for Redis on this machine look for it by name: that of the deployment's service, else `redis`. */
function redisAddress(app: Resolution, config: LaravelConfig): readonly Change[] {
  const name = app.services.find(({ engine }) => engine === 'redis')?.name ?? 'redis';
  const changes = ['default', 'cache'].flatMap((connection) => {
    const key = `database.redis.${connection}`;
    const url = config.text(`${key}.url`);
    const host = config.text(`${key}.host`);
    if ((url.state === 'known' && url.value) || host.state === 'unknown' || !thisMachine.test(host.value ?? ''))
      return [];
    return switchTo(config.expr(`${key}.host`), config.scope.environment, { env: name, code: `'${name}'` }) ?? [];
  });
  const [first] = changes;
  return first?.is === 'variable' ? [first] : changes;
}

/** The client that the manifest asks for is the one to use: without a word of it the extension is, which nothing there asks for (laravel/framework 6.0, config/database.php). */
function ofPredis(app: Resolution, config: LaravelConfig): readonly Change[] {
  const has = (name: string) => packageOf(app.facts, 'composer', name) !== undefined;
  const chosen = config.text('database.redis.client');
  if (!has('predis/predis') || has('ext-redis') || (chosen.state === 'known' && chosen.value === 'predis')) return [];
  const written = config.expr('database.redis.client');
  const change = switchTo(written, config.scope.environment, { env: 'predis', code: "'predis'" });
  return change ? [change] : [];
}

/** A cache on the connection of sessions and jobs goes to the one that the framework made for it. */
function ownDatabase(config: LaravelConfig): readonly Change[] {
  const written = config.expr('cache.stores.redis.connection');
  const apart = written?.is === 'literal' && written.value === 'default' && config.has('database.redis.cache.host');
  return apart ? [{ is: 'replace', at: written.at, text: "'cache'" }] : [];
}

/** Sets a driver to the shared store that the app has at hand. */
export function toSharedStore(
  app: Resolution,
  config: LaravelConfig,
  given: { key: string; kind: keyof typeof tables; needs?: readonly string[] },
): Repair | undefined {
  const { name, needs, changes, wants, early } = sharedStore(app, config, given.kind);
  const repair = switched(config, given.key, { to: name, changes, needs: [...needs, ...(given.needs ?? [])] });
  const all: readonly Want[] = given.kind === 'queue' ? [...wants, { is: 'worker' }] : wants;
  if (repair && early !== undefined) return afterInstalling(repair, early);
  return repair && { ...repair, ...lacking(app, all) };
}

/** What a new installation is given (a sample, a default) is in force before its tables are made: a store that needs one of them fails there. */
function afterInstalling({ title, needs }: Repair, early: string): Repair {
  return {
    ...byHand(
      `${title} where the app is installed already, or give it a Redis`,
      `Not in what a new installation begins with: ${early}`,
      ...needs,
    ),
    whole: true,
  };
}

/** A repair that sets a setting to another driver, and makes the other changes that it takes. The name is that of the file in force, whatever others are told. */
export function switched(
  config: LaravelConfig,
  key: string,
  given: { readonly to: string; readonly needs: readonly string[]; readonly changes?: readonly Change[] },
): Repair | undefined {
  const expr = config.expr(key);
  const dead = deadNameOf(config, key);
  const change: Change | undefined =
    dead && expr?.is === 'env'
      ? { is: 'replace', at: dead.at, text: `${expr.name}=${given.to}` }
      : switchTo(expr, config.scope.environment, { env: given.to, code: `'${given.to}'` });
  if (!change) return undefined;
  const title = expr?.is === 'env' ? `Set ${expr.name}=${given.to}` : `Set ${key} to '${given.to}'`;
  return { title, safety: 'unsafe', whole: true, changes: [change, ...(given.changes ?? [])], needs: given.needs };
}

/** Reverb servers pass messages on to each other through Redis. */
export function reverbRepair(app: Resolution, config: LaravelConfig, key: string): Repair | undefined {
  const written: Expr = config.expr(key) ?? {
    is: 'env',
    name: 'REVERB_SCALING_ENABLED',
    at: { file: '', start: 0, end: 0 },
  };
  const change = switchTo(written, config.scope.environment, { env: 'true', code: 'true' });
  if (!change) return undefined;
  const needs = [`Provide a Redis that every Reverb server reaches and set ${redisVariable(config)} to its address.`];
  return { title: 'Let Reverb servers share messages', safety: 'unsafe', changes: [change], needs, ...lacking(app, [{ is: 'service', engine: 'redis' }]) }; // biome-ignore format: one record
}

/** The switch of maintenance mode in the cache store that all servers share: before 9 there is none (laravel/framework 9.0, MaintenanceModeManager.php). */
export function maintenanceRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  if (!atLeast(config.version, 9))
    return {
      ...byHand(
        'Run `php artisan down` and `up` on every server, or take servers out at the balancer',
        `Laravel ${config.version?.version ?? ''} knows only the file: drivers of maintenance mode came with 9.`,
      ),
      whole: true,
    };
  const { environment } = config.scope;
  const driver = switchTo(config.expr('app.maintenance.driver'), environment, { env: 'cache', code: "'cache'" });
  if (!driver) return undefined;
  const chosen = config.text('cache.default');
  const now =
    chosen.state === 'known' && /^(redis|memcached|dynamodb|database)$/.test(chosen.value ?? '')
      ? chosen.value
      : undefined;
  const shared = sharedStore(app, config, 'cache');
  const to = now ?? shared.name;
  const store = switchTo(config.expr('app.maintenance.store'), environment, { env: to, code: `'${to}'` });
  return {
    title: 'Keep the switch of maintenance mode in the cache',
    safety: 'unsafe',
    whole: true,
    changes: [driver, ...(store ? [store] : []), ...(now ? [] : shared.changes)],
    needs: [
      ...(now ? [] : shared.needs),
      'Take cache:clear of that store out of what a starting copy runs first: it would end maintenance mode for all.',
    ],
    ...(now ? {} : lacking(app, shared.wants)),
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
  given: { guard: Resolved<Backend> | undefined; cache: Repair | undefined; writes: Fact<'use'> | undefined },
): Repair | undefined {
  const { guard, cache, writes } = given;
  if (!guard && writes)
    return byHand(
      'Let one server run the task, once its file is where every server reads it',
      `Write the file of ${writes.at.file} to a disk that all servers share (Storage::disk('s3')): it stays on the server that ran the task now`,
      'Then add ->onOneServer() to the task',
    );
  if (guard) return guard.state === 'known' && guard.value.reach !== 'shared' ? cache : undefined;
  const framework = packageOf(app.facts, 'composer', 'laravel/framework');
  if (framework?.version !== undefined && !atLeast(framework, 5, 6))
    return {
      ...byHand(
        'Start `php artisan schedule:run` on one server only',
        `Laravel ${framework.version} has no onOneServer() (it came with 5.6), and withoutOverlapping() alone lets the next server run a task that is done: let the cron line of one server start the schedule, or update the framework first.`,
      ),
      whole: true,
    };
  return onOneServer(fact, app.facts.of('schedule'));
}

/** More time before a job is handed out again than it may take; a job that says nothing takes as long as its worker lets it. */
export function retryRepair(
  config: LaravelConfig,
  key: string,
  { timeout, workers, open }: { readonly timeout: number; readonly workers: boolean; readonly open: readonly string[] },
): Repair | undefined {
  const to = String(timeout + 30);
  const named = [...open.slice(0, 5), ...(open.length > 5 ? [`${open.length - 5} more`] : [])].join(', ');
  // nobody knows the longest of them
  if (open.length > 0)
    return byHand(
      'Let the queue wait longer than its longest job can run',
      `Look at these jobs first, which work out their timeout or have 0, by which they are never ended: ${named}. Give each of them a bound.`,
      `Then set ${key} some seconds above the largest of all timeouts: ${to} is enough only for those that are plain numbers.`,
    );
  const change = switchTo(config.expr(key), config.scope.environment, { env: to, code: to });
  const needs = workers
    ? []
    : [
        'Look at the --timeout of every worker first: a job without a $timeout of its own may run that long, and the wait has to be longer still.',
      ];
  const safety = workers ? 'safe' : 'unsafe';
  return change && { title: `Hand a job out again after ${to} s only`, safety, changes: [change], needs };
}

/** Failed jobs in a table of the shared database (laravel/framework 8.x, QueueServiceProvider.php: `database-uuids`). */
export function failedJobsRepair(config: LaravelConfig): Repair | undefined {
  const make = atLeast(config.version, 11) ? 'make:queue-failed-table' : 'queue:failed-table';
  return switched(config, 'queue.failed.driver', {
    to: atLeast(config.version, 8) ? 'database-uuids' : 'database',
    needs: [`Unless the table exists: php artisan ${make} && php artisan migrate`],
  });
}

/** PostgreSQL instead of a file; where the server is, is the operator's to say. */
export function databaseRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  const { environment } = config.scope;
  const known = app.services.find(({ engine }) => engine === 'postgresql')?.name;
  const name = known ?? 'postgres';
  const host = switchTo(config.expr('database.connections.pgsql.host'), environment, { env: name, code: `'${name}'` });
  const repair =
    host &&
    switched(config, 'database.default', {
      to: 'pgsql',
      changes: [host],
      needs: [
        'Provide a PostgreSQL that every server reaches: set DB_HOST, DB_PORT, DB_DATABASE, DB_USERNAME and DB_PASSWORD.',
        'Install the PHP extension pdo_pgsql.',
        `Move the data: php artisan migrate --force, then pgloader ${sqliteFile(config)} pgsql://$DB_USERNAME:$DB_PASSWORD@$DB_HOST/$DB_DATABASE`,
        dialectNeed,
      ],
    });
  return (
    repair && {
      ...repair,
      ...(known === undefined
        ? { lacks: 'no PostgreSQL is part of the repository: where one is has to be said first' }
        : {}),
    }
  );
}

/** Where the file of the connection 'sqlite' is, from the app's folder; code may put its name together in ways that are not followed. */
function sqliteFile(config: LaravelConfig): string {
  const file = config.text('database.connections.sqlite.database');
  if (file.state === 'known' && file.value) return file.value;
  const expr = config.expr('database.connections.sqlite.database');
  const usual = expr?.is === 'env' ? expr.fallback : expr;
  const named = usual?.is === 'opaque' ? /^(database|storage|base)_path\(\s*['"]([\w./-]{1,100})['"]\s*\)$/.exec(usual.source.trim()) : undefined; // biome-ignore format: one question
  if (!named) return "<the file that the connection 'sqlite' names>";
  return named[1] === 'base' ? `${named[2]}` : `${named[1]}/${named[2]}`;
}

/** `--isolated` for a migration that code starts: a lock in the cache (laravel/framework 9.38, MigrateCommand.php), which must be there before the tables are. */
export function isolatedRepair(config: LaravelConfig, call: Fact<'use'>): Repair | undefined {
  const { parameters, command, line } = call.options ?? {};
  if (!atLeast(config.version, 9, 38) || (!parameters && !command)) return undefined;
  const change: Change | undefined = parameters
    ? { is: 'insert', at: parameters.at, where: 'after', text: "'--isolated' => true, " }
    : command && isolatedLine(command, literalOf(line) ?? '');
  const cache = cacheBackend(config);
  const isApart = cache.state === 'known' && cache.value.reach === 'shared' && cache.value.technology !== 'database';
  return (
    change && {
      title: 'Migrate under a lock that all servers share',
      safety: 'unsafe',
      changes: [change],
      needs: [
        'Keep the cache in a store that all servers share and that is there before the first migration (Redis): the lock is in it.',
      ],
      ...(isApart
        ? {}
        : { lacks: 'the cache, which holds the lock, is not kept apart from the tables that migrations make' }),
    }
  );
}

/** With parameters the first argument is a name and no line: `call('migrate --force', [...])` finds no such command (laravel/framework 11.9, Console/Application.php). */
function isolatedLine(command: Expr, line: string): Change {
  if (!line.includes(' ')) return { is: 'insert', at: command.at, where: 'after', text: ", ['--isolated' => true]" };
  const end = command.at.end - 1;
  return { is: 'insert', at: { ...command.at, start: end, end }, where: 'before', text: ' --isolated' };
}

/** The name that the configuration of this version reads; where that one is set too, the dead one becomes a comment. */
export function deadKeyRepair(
  config: LaravelConfig,
  { name, instead, value }: { readonly name: string; readonly instead: string; readonly value: EnvValue },
): Repair | undefined {
  const text = literalOf(value.value) ?? '';
  if (config.scope.environment.layers.some(({ entries }) => entries.has(instead)))
    return {
      title: `Leave ${name} out: ${instead} decides`,
      safety: 'safe',
      changes: [{ is: 'insert', at: value.at, where: 'before', text: '# ' }],
      needs: [],
    };
  if (!/^[\w./:@-]*$/.test(text)) return undefined;
  return {
    title: `Rename ${name} to ${instead}`,
    safety: 'unsafe',
    changes: [{ is: 'replace', at: value.at, text: `${instead}=${text}` }],
    needs: [],
  };
}
