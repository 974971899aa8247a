import type { Backend, Reach } from '../../resolve/reach.js';

/** Schemes of connection strings that Symfony's components understand, with what stands behind them. */
const schemes: readonly (readonly [scheme: RegExp, technology: string, reach: Reach])[] = [
  [/^(rediss?|valkeys?)(\+\w+)?:|^redis_/, 'redis', 'shared'],
  [/^memcached:/, 'memcached', 'shared'],
  [/^(sqlite3?|pdo[_-]sqlite):/, 'sqlite', 'server'],
  [
    /^(doctrine|pgsql|postgres|postgresql|mysql|mysql2|mariadb|mssql|oci|pdo[_-]?\w*)(\+advisory)?:/,
    'database',
    'shared',
  ],
  [/^mongodb(\+srv)?:/, 'mongodb', 'shared'],
  [/^amqps?:/, 'rabbitmq', 'shared'],
  [/^(https:\/\/sqs\.|sqs:)/, 'sqs', 'shared'],
  [/^(beanstalkd|kafka|pheanstalk|gps|azure|sns):/, 'broker', 'shared'],
  [/^(zookeeper|dynamodb|couchbase):/, 'shared store', 'shared'],
  [/^(flock|file)(:|$)/, 'files', 'server'],
  [/^semaphore(:|$)/, 'semaphore', 'server'],
  [/^in-memory(:|$)/, 'memory', 'process'],
  [/^null(:|$)/, 'nothing', 'process'],
];

/** Where a connection string points to; undefined when the scheme is not one we know. */
export function backendOf(dsn: string): Backend | undefined {
  const found = schemes.find(([scheme]) => scheme.test(dsn.trim()));
  return found && { technology: found[1], reach: found[2] };
}

/** The host of a connection string, without its port. */
export function hostOf(dsn: string): string | undefined {
  const match = /^[a-z][\w+.-]*:\/\/(?:[^@/?]*@)?(\[[^\]]+\]|[^:/?#,]*)/i.exec(dsn.trim());
  return match?.[1] === '' ? undefined : match?.[1];
}
