import type { Expr } from '../../facts/expr.js';
import { atLeast, type PackageVersion } from '../../resolve/version.js';
import { table } from '../../table.js';

/** A value that the framework itself supplies when the app's config files do not. */
export interface Default {
  readonly value: Expr;
  /** The source that it was read in. */
  readonly builtin: string;
}

const nowhere = { file: '', start: 0, end: 0 };

/** `NAME=fallback` reads a variable; a plain word is a literal. */
function said(text: string): Expr {
  const cut = text.indexOf('=');
  if (cut < 0) return { is: 'literal', value: text, at: nowhere };
  const fallback: Expr = { is: 'literal', value: text.slice(cut + 1), at: nowhere };
  return { is: 'env', name: text.slice(0, cut), at: nowhere, ...(cut < text.length - 1 ? { fallback } : {}) };
}

/**
 * The framework's own config files, merged under the app's since 11 (laravel/framework 11.x, Foundation/Bootstrap/LoadConfiguration.php,
 * config/*.php); before 11 a missing file means that the key is not set.
 */
export function laravelDefault(key: string, version: PackageVersion | undefined): Default | undefined {
  if (!atLeast(version, 11)) return undefined;
  const value = merged[key] ?? connection(key);
  return value === undefined
    ? undefined
    : { value: said(value), builtin: `laravel/framework 11.x, config/${key.split('.')[0]}.php` };
}

/** Keys whose entries are merged one by one: an entry that the app defines is the app's alone. */
export const mergedByEntry =
  /^(auth\.guards|cache\.stores|database\.connections|filesystems\.disks|logging\.channels|queue\.connections|broadcasting\.connections)\.[^.]+\./;

const merged: Readonly<Record<string, string>> = table({
  'auth.guards.web.driver': 'session',
  'app.env': 'APP_ENV=production',
  'app.maintenance.driver': 'APP_MAINTENANCE_DRIVER=file',
  'app.maintenance.store': 'APP_MAINTENANCE_STORE=database',
  'session.driver': 'SESSION_DRIVER=database',
  'session.connection': 'SESSION_CONNECTION=',
  'session.store': 'SESSION_STORE=',
  'cache.default': 'CACHE_STORE=database',
  'cache.stores.array.driver': 'array',
  'cache.stores.session.driver': 'session',
  'cache.stores.database.driver': 'database',
  'cache.stores.database.connection': 'DB_CACHE_CONNECTION=',
  'cache.stores.file.driver': 'file',
  'cache.stores.memcached.driver': 'memcached',
  'cache.stores.redis.driver': 'redis',
  'cache.stores.redis.connection': 'REDIS_CACHE_CONNECTION=cache',
  'cache.stores.redis.lock_connection': 'REDIS_CACHE_LOCK_CONNECTION=default',
  'cache.stores.dynamodb.driver': 'dynamodb',
  'cache.stores.octane.driver': 'octane',
  'cache.stores.failover.driver': 'failover',
  'queue.default': 'QUEUE_CONNECTION=database',
  'queue.connections.sync.driver': 'sync',
  'queue.connections.deferred.driver': 'deferred',
  'queue.connections.database.driver': 'database',
  'queue.connections.database.connection': 'DB_QUEUE_CONNECTION=',
  'queue.connections.database.retry_after': 'DB_QUEUE_RETRY_AFTER=90',
  'queue.connections.beanstalkd.driver': 'beanstalkd',
  'queue.connections.beanstalkd.retry_after': 'BEANSTALKD_QUEUE_RETRY_AFTER=90',
  'queue.connections.sqs.driver': 'sqs',
  'queue.connections.redis.driver': 'redis',
  'queue.connections.redis.connection': 'REDIS_QUEUE_CONNECTION=default',
  'queue.connections.redis.retry_after': 'REDIS_QUEUE_RETRY_AFTER=90',
  'queue.failed.driver': 'QUEUE_FAILED_DRIVER=database-uuids',
  'filesystems.default': 'FILESYSTEM_DISK=local',
  'filesystems.disks.local.driver': 'local',
  'filesystems.disks.public.driver': 'local',
  'filesystems.disks.s3.driver': 's3',
  'database.default': 'DB_CONNECTION=sqlite',
  'database.redis.default.url': 'REDIS_URL=',
  'database.redis.default.host': 'REDIS_HOST=127.0.0.1',
  'database.redis.default.database': 'REDIS_DB=0',
  'database.redis.cache.url': 'REDIS_URL=',
  'database.redis.cache.host': 'REDIS_HOST=127.0.0.1',
  'database.redis.cache.database': 'REDIS_CACHE_DB=1',
  'logging.default': 'LOG_CHANNEL=stack',
  'logging.channels.stack.driver': 'stack',
  'logging.channels.stack.channels': 'LOG_STACK=single',
  'logging.channels.single.driver': 'single',
  'logging.channels.daily.driver': 'daily',
  'logging.channels.slack.driver': 'slack',
  'logging.channels.papertrail.driver': 'monolog',
  'logging.channels.papertrail.handler': 'SyslogUdpHandler',
  'logging.channels.stderr.driver': 'monolog',
  'logging.channels.stderr.handler': 'StreamHandler',
  'logging.channels.stderr.with.stream': 'php://stderr',
  'logging.channels.syslog.driver': 'syslog',
  'logging.channels.errorlog.driver': 'errorlog',
  'logging.channels.null.driver': 'monolog',
  'logging.channels.null.handler': 'NullHandler',
  'broadcasting.default': 'BROADCAST_CONNECTION=null',
  'broadcasting.connections.reverb.driver': 'reverb',
  'broadcasting.connections.pusher.driver': 'pusher',
  'broadcasting.connections.ably.driver': 'ably',
  'broadcasting.connections.log.driver': 'log',
  'broadcasting.connections.null.driver': 'null',
});

const networked: Readonly<Record<string, string>> = table({
  driver: '',
  url: 'DB_URL=',
  host: 'DB_HOST=127.0.0.1',
});

/** The framework's database connections differ by their driver's name only. */
function connection(key: string): string | undefined {
  const [, name = '', leaf = ''] =
    /^database\.connections\.(sqlite|mysql|mariadb|pgsql|sqlsrv)\.(\w+)$/.exec(key) ?? [];
  if (leaf === 'driver') return name;
  if (leaf === 'database' && name === 'sqlite') return 'DB_DATABASE=database.sqlite';
  if (name === 'sqlite' && leaf === 'host') return undefined;
  return name === '' ? undefined : networked[leaf];
}
