import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { copyFirst } from '../bucket-copy.js';
import { hostRepair } from '../php/repairs.js';
import type { Resolution } from '../technology.js';
import type { WordPressConfig } from './settings.js';

/** The command that brings a plugin, as this site is managed: Composer (Bedrock), or WP-CLI. */
export function pluginCommand(config: WordPressConfig, slug: string): string {
  return config.define === 'define'
    ? `wp plugin install ${slug} --activate`
    : `composer require wpackagist-plugin/${slug} && wp plugin activate ${slug}`;
}

const peer = "preg_match('/^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.)/', $_SERVER['REMOTE_ADDR'] ?? '')";
const narrow = 'Narrow the ranges to the address of the balancer.';

/** The scheme from X-Forwarded-Proto, believed from private networks only: WordPress itself believes nobody (wp-includes/load.php, is_ssl). */
export function schemeRepair(config: WordPressConfig): Repair | undefined {
  const change = config.add([
    '',
    `if (${peer} && ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {`,
    "    $_SERVER['HTTPS'] = 'on';",
    '}',
  ]);
  const title = 'Take the scheme from proxies of private networks';
  return change && { title, safety: 'unsafe', changes: [change], needs: [narrow] };
}

/** The condition that believes everybody asks for the peer's address too. */
export function boundedRepair(block: Fact<'use'>): Repair {
  const inner: Span = { ...block.at, start: block.at.start + 1, end: block.at.end - 1 };
  const before: Span = { ...inner, end: inner.start };
  const after: Span = { ...inner, start: inner.end };
  const either = block.options?.either !== undefined;
  const changes: Change[] = either
    ? [
        { is: 'insert', at: before, where: 'before', text: `${peer} && (` },
        { is: 'insert', at: after, where: 'after', text: ')' },
      ]
    : [{ is: 'insert', at: before, where: 'before', text: `${peer} && ` }];
  return { title: 'Believe proxies of private networks only', safety: 'unsafe', changes, needs: [narrow] };
}

/** Errors of PHP go to the console: `error_log` takes a path, not a stream (WordPress 6.8, wp-includes/load.php, wp_debug_mode). */
export function logRepair(definition: Fact<'setting'> | undefined): Repair | undefined {
  const value = definition?.value;
  if (value?.is !== 'literal') return undefined;
  const changes: Change[] = [{ is: 'replace', at: value.at, text: "'/dev/stderr'" }];
  return { title: 'Log to /dev/stderr', safety: 'unsafe', changes, needs: ['Collect the output of the processes.'] };
}

/** The host of the database from the environment, where it is a literal. */
export function databaseRepair(definition: Fact<'setting'> | undefined): Repair {
  const value: Expr | undefined = definition?.value;
  if (value?.is === 'literal' && value.at.file !== '') return hostRepair(value);
  const needs = ['In the environment of every server: DB_HOST=<the address of a database that all servers reach>'];
  return { title: 'Set DB_HOST on every server', safety: 'manual', changes: [], needs };
}

/**
 * Uploads in a bucket, by the constants of a plugin that needs no setting in the database: without the plugin they do nothing.
 * humanmade/s3-uploads 3.0, README (Composer); deliciousbrains/wp-amazon-s3-and-cloudfront, README (WP-CLI).
 */
export function uploadRepair(app: Resolution, config: WordPressConfig, folder: string): Repair {
  const composer = app.facts.of('dependency').some(({ ecosystem }) => ecosystem === 'composer');
  const { define } = config;
  const file = app.environment('one').layers.find(({ kind }) => kind !== 'deployment')?.at.file;
  const bucket = "getenv('S3_UPLOADS_BUCKET') ?: 'wordpress-uploads'";
  const lines = !composer
    ? [
        `define('AS3CF_SETTINGS', serialize(['provider' => 'aws', 'bucket' => ${bucket}, 'copy-to-s3' => true, 'serve-from-s3' => true, 'use-server-roles' => true]));`,
      ]
    : [
        `${define}('S3_UPLOADS_BUCKET', ${define === 'define' ? bucket : "env('S3_UPLOADS_BUCKET')"});`,
        `${define}('S3_UPLOADS_REGION', ${define === 'define' ? 'getenv' : 'env'}('S3_UPLOADS_REGION'));`,
        `${define}('S3_UPLOADS_USE_INSTANCE_PROFILE', true);`,
      ];
  const variable: Change | undefined =
    file !== undefined && define !== 'define'
      ? { is: 'variable', file, name: 'S3_UPLOADS_BUCKET', value: 'wordpress-uploads' }
      : undefined;
  const change = variable || define === 'define' ? config.add(lines) : undefined;
  const manifest = [`${app.root}/composer.json`, 'composer.json'].find((path) => app.files.includes(path));
  const require: Change | undefined =
    composer && manifest && !has(app, 'humanmade/s3-uploads')
      ? { is: 'entry', file: manifest, path: ['require', 'humanmade/s3-uploads'], value: '"^3.0"' }
      : undefined;
  const install = composer
    ? 'composer update humanmade/s3-uploads && wp plugin activate s3-uploads'
    : 'wp plugin install amazon-s3-and-cloudfront --activate';
  const move = composer
    ? `Move the files that are there: wp s3-uploads verify && wp s3-uploads upload-directory ${folder}`
    : copyFirst(folder, `s3://$S3_UPLOADS_BUCKET/${folder}`);
  return {
    title: 'Keep uploads in a bucket',
    safety: change ? 'unsafe' : 'manual',
    changes: change ? [change, ...(variable ? [variable] : []), ...(require ? [require] : [])] : [],
    needs: [
      'Provide a bucket that the servers may write by their role, and set S3_UPLOADS_BUCKET and S3_UPLOADS_REGION.',
      ...(composer ? [install, move] : [move, install]),
      ...(change ? [] : [`In ${config.at?.file ?? 'wp-config.php'}:\n${lines.join('\n')}`]),
    ],
  };
}

function has(app: Resolution, name: string): boolean {
  return app.facts.of('dependency').some((fact) => fact.name === name);
}

/** The object cache in Redis. */
export function objectCacheRepair(config: WordPressConfig, dropIn: Span): Repair {
  const { define } = config;
  const env = define === 'define' ? "getenv('WP_REDIS_HOST')" : "env('WP_REDIS_HOST')";
  return {
    title: 'Keep the object cache in Redis',
    safety: 'manual',
    changes: [],
    needs: [
      `git rm ${dropIn.file}`,
      pluginCommand(config, 'redis-cache'),
      `In ${config.at?.file ?? 'wp-config.php'}: ${define}('WP_REDIS_HOST', ${env} ?: 'redis');`,
      'wp redis enable',
    ],
  };
}

/** Pages belong into a cache that stands before all servers. */
export function pageCacheRepair(slug: string): Repair {
  const needs = [
    `wp plugin deactivate ${slug} && wp plugin delete ${slug}`,
    'Keep pages in the balancer or a CDN (nginx: proxy_cache, not for requests with a wordpress_logged_in cookie), or in the object cache.',
  ];
  return { title: 'Keep pages before the servers, not on each', safety: 'manual', changes: [], needs };
}
