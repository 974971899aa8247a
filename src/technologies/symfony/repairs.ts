import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { packageOf } from '../../resolve/version.js';
import { lacking, redisWants, type Want } from '../lacking.js';
import { type RedisAddress, redisAddress, redisNeed } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import type { Path, SymfonyConfig } from './settings.js';

/** The address of Redis out of the variables that the app has for it. */
function addressIn(app: Resolution): string {
  const address = redisAddress(app);
  if ('url' in address) return `'%env(${address.url})%'`;
  const user = address.password ? `:%env(urlencode:${address.password})%@` : '';
  return `'redis://${user}%env(${address.host})%:${address.port ? `%env(${address.port})%` : '6379'}'`;
}

const client = 'Install the PHP extension redis, or: composer require predis/predis';

/** What it takes to talk to Redis, unless the manifest shows that a client is there. */
function redisNeeds(app: Resolution): readonly string[] {
  const there = ['predis/predis', 'ext-redis', 'snc/redis-bundle'].some((name) =>
    packageOf(app.facts, 'composer', name),
  );
  return there ? [redisNeed(app)] : [redisNeed(app), client];
}

/** Sessions in Redis: the handler of the base configuration, where it stands or where it would. */
export function sessionRepair(app: Resolution, config: SymfonyConfig): Repair | undefined {
  const handler = addressIn(app);
  const path = ['framework', 'session', 'handler_id'];
  const session = config.expr(['framework', 'session']);
  const change: Change | undefined =
    session?.is === 'literal' && session.value === true
      ? { is: 'replace', at: session.at, text: `{ handler_id: ${handler} }` }
      : setTo(config, path, handler);
  return (
    change && {
      title: `Set framework.session.handler_id to ${handler}`,
      safety: 'unsafe',
      changes: [change, ...redisUrl(app)],
      needs: redisNeeds(app),
      ...lacking(app, redisIn(app)),
    }
  );
}

/** `cache.app` in Redis; pools and limiters follow it. The provider is `redis://localhost` unless it is set (FrameworkBundle, Configuration.php). */
export function cacheRepair(app: Resolution, config: SymfonyConfig): Repair | undefined {
  const key = ['framework', 'cache', 'app'];
  const provider = ['framework', 'cache', 'default_redis_provider'];
  const home = homeOf(config, key);
  const changes: Change[] = [];
  const title = 'Set framework.cache.app to cache.adapter.redis';
  // without the address each server would ask a Redis of its own machine
  if (!config.expr(provider) && !setTo(config, provider, addressIn(app)))
    return byHand(
      title,
      `Set framework.cache.default_redis_provider with it, to the address of a Redis that every server reaches: without it each server asks redis://localhost`,
      ...redisNeeds(app).slice(1),
    );
  if (!config.expr(key) && home && !home.says) {
    const lines = ['app: cache.adapter.redis', `default_redis_provider: ${addressIn(app)}`];
    changes.push({ is: 'entry', file: home.file, path: key.slice(0, 2), value: lines });
  } else {
    const change = setTo(config, key, 'cache.adapter.redis');
    const address = config.expr(provider) ? undefined : setTo(config, provider, addressIn(app));
    changes.push(...(change ? [change] : []), ...(change && address ? [address] : []));
  }
  if (changes.length === 0) return undefined;
  return {
    title,
    safety: 'unsafe',
    changes: [...changes, ...(changes.length > 1 || !config.expr(provider) ? redisUrl(app) : [])],
    needs: redisNeeds(app),
    ...lacking(app, redisIn(app)),
  };
}

/** The variable behind framework.lock, or its literal: at the Redis that the app knows already, where it knows one. */
export function lockRepair(app: Resolution, written: Expr | undefined): Repair | undefined {
  const own = redisAddress(app);
  const service = app.services.find(({ engine }) => /^(redis|valkey|keydb)/.test(engine))?.name ?? 'redis';
  const env = own.isSet ? wholeAddress(app, own) : `redis://${service}:6379`;
  const change = switchTo(written, app.environment('layered'), {
    env: env ?? ('url' in own ? `\${${own.url}}` : `redis://${service}:6379`),
    code: addressIn(app),
  });
  const ofOwn = env === undefined && change?.is === 'variable' ? { lacks: `it takes the address of the Redis that ${'url' in own ? own.url : own.host} names, with its password` } : {}; // biome-ignore format: one choice
  return (
    change && {
      title: 'Keep locks in Redis',
      safety: 'unsafe',
      changes: [change],
      needs: ['Provide a Redis that every server reaches and put its address there.'],
      ...ofOwn,
      ...lacking(app, redisIn(app)),
    }
  );
}

/** The address that a variable holds as it stands, where nothing has to be put into it. */
function wholeAddress(app: Resolution, own: RedisAddress): string | undefined {
  if (!('url' in own)) return undefined;
  const texts = app.environment('layered').layers.flatMap(({ entries }) => literalText(entries.get(own.url)?.value) ?? []);
  return texts.find((text) => /^rediss?:\/\/[^$\s]+$/.test(text));
} // biome-ignore format: one call

/** A transport that keeps messages in the shared database instead of handling them at once. */
export function transportRepair(app: Resolution, written: Expr): Repair | undefined {
  const change = switchTo(written, app.environment('layered'), {
    env: 'doctrine://default',
    code: "'doctrine://default'",
  });
  const needs = [
    'Run `composer require symfony/doctrine-messenger`.',
    'Run `bin/console messenger:consume` under supervision.',
  ];
  return (
    change && {
      title: 'Keep messages in the database until a worker handles them',
      safety: 'unsafe',
      changes: [change],
      needs,
      ...lacking(app, [{ is: 'worker' }]),
    }
  );
}

/** Private ranges in a form that every version reads. */
export function proxyRepair(app: Resolution, config: SymfonyConfig): Repair | undefined {
  const path = ['framework', 'trusted_proxies'];
  const written = config.expr(path);
  const now = config.get(path);
  // a proxy on the same machine goes on being trusted
  const own = now.state === 'known' && /\b127\.0\.0\.1\b|\blocalhost\b|::1/.test(String(now.value ?? ''));
  const ranges = `${own ? '127.0.0.1,::1,' : ''}10.0.0.0/8,172.16.0.0/12,192.168.0.0/16`;
  // the peer may be the client himself, where the web server in front of PHP has put his address there
  if (written && /REMOTE_ADDR/.test(JSON.stringify(written)))
    return byHand(
      'Name the addresses of the proxies instead of REMOTE_ADDR',
      "Look first what the web server in front of PHP hands on as REMOTE_ADDR: where it is the client's own address (real_ip, RemoteIPHeader), leave it, let nothing but the balancer reach that server, and keep x-forwarded-for out of trusted_headers",
    );
  const change =
    written?.is === 'env'
      ? switchTo(written, app.environment('layered'), { env: ranges, code: `'${ranges}'` })
      : setTo(config, path, `'${ranges}'`);
  return (
    change && {
      title: 'Trust proxies of private networks',
      safety: 'unsafe',
      changes: [change],
      needs: ['Narrow the ranges to the address of the balancer.'],
    }
  );
}

/** A stream to the console instead of a file. */
export function logRepair(type: Expr | undefined, path: Expr | undefined): Repair | undefined {
  if (path?.is !== 'literal' && path?.is !== 'text') return undefined;
  const changes: Change[] = [{ is: 'replace', at: path.at, text: "'php://stderr'" }];
  if (type?.is === 'literal' && type.value !== 'stream')
    changes.unshift({ is: 'replace', at: type.at, text: wordIn(type.at.file, 'stream') });
  return { title: 'Log to php://stderr', safety: 'unsafe', changes, needs: ['Collect the output of the processes.'] };
}

/** Replaces a literal, or writes a new key into the file that speaks of such things: its own, else the one that says most of the path. */
function setTo(config: SymfonyConfig, path: Path, value: string): Change | undefined {
  const written = config.expr(path);
  if (written)
    return written.is === 'literal' && written.at.end > written.at.start
      ? { is: 'replace', at: written.at, text: wordIn(written.at.file, value) }
      : undefined;
  const home = homeOf(config, path);
  return home && { is: 'entry', file: home.file, path, value };
}

/** PHP has no bare words. */
function wordIn(file: string, word: string): string {
  return file.endsWith('.php') && !word.startsWith("'") ? `'${word}'` : word;
}

/** The YAML file for a new key, and whether it holds the map that the key belongs to. */
function homeOf(config: SymfonyConfig, path: Path): { readonly file: string; readonly says: boolean } | undefined {
  const homes = config.homes(path[0] ?? '').filter((home) => home.is === 'map' && /\.ya?ml$/.test(home.at.file));
  const [best] = homes.toSorted((a, b) => fitOf(b, path) - fitOf(a, path));
  return best && { file: best.at.file, says: depthOf(best, path) >= path.length - 1 };
}

function depthOf(home: Expr, path: Path): number {
  let depth = 0;
  for (let here: Expr | undefined = home; here?.is === 'map' && depth < path.length; depth++)
    here = entryOf(here, path[depth + 1] ?? '');
  return depth;
}

function fitOf(home: Expr, path: Path): number {
  const name = home.at.file.replace(/^.*\/|\.\w+$/g, '');
  const prod = /\/prod\//.test(home.at.file) ? -1 : 0;
  return depthOf(home, path) + prod + (name === path[1] ? 4 : name === path[0] ? 3 : 0);
}

/** The server; and the variable, where no env file is there to get it. */
function redisIn(app: Resolution): readonly Want[] {
  const wants = redisWants(app);
  return redisUrl(app).length > 0 ? wants.filter(({ is }) => is === 'service') : wants;
}

/** `%env(REDIS_URL)%` stops the app where the variable is missing: the env file gets it. */
function redisUrl(app: Resolution): readonly Change[] {
  const { layers } = app.environment('layered');
  if (redisAddress(app).isSet) return [];
  const name = app.services.find(({ engine }) => engine === 'redis')?.name ?? 'redis';
  const file = layers.findLast(({ kind }) => kind !== 'deployment')?.at.file;
  return file ? [{ is: 'variable', file, name: 'REDIS_URL', value: `redis://${name}:6379` }] : [];
}

const bucket = [
  'composer require league/flysystem-bundle "^3.0" league/flysystem-aws-s3-v3 "^3.0"',
  'Provide a bucket and set AWS_BUCKET, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY on every server.',
];

/** A storage of Flysystem in a bucket, as config/packages/flysystem.yaml says it (league/flysystem-bundle 3.x, docs/2-cloud-storage-providers.md). */
function storage(name: string, prefix: string): string {
  return [
    'In config/packages/flysystem.yaml:',
    'flysystem:',
    '    storages:',
    `        ${name}:`,
    "            adapter: 'aws'",
    `            options: { client: Aws\\S3\\S3Client, bucket: '%env(AWS_BUCKET)%', prefix: ${prefix} }`,
    'services:',
    '    Aws\\S3\\S3Client:',
    "        arguments: [{ version: latest, region: '%env(AWS_DEFAULT_REGION)%' }]",
  ].join('\n');
}

/** A storage that is a local folder becomes one in a bucket; what reads through it need not change. */
export function storageRepair(name: string): Repair {
  return {
    title: `Keep the storage ${name} in a bucket`,
    safety: 'manual',
    changes: [],
    needs: [...bucket, storage(name, name.replace(/\W/g, '-'))],
  };
}

/** A mapping of Vich goes through Flysystem (vich/uploader-bundle, docs/storage/flysystem.md). */
export function mappingRepair(mapping: string, at: { readonly file: string }): Repair {
  return {
    title: `Keep the uploads of the mapping ${mapping} in a bucket`,
    safety: 'manual',
    changes: [],
    needs: [
      ...bucket,
      storage(`${mapping}.storage`, mapping),
      `In ${at.file}: storage: flysystem below vich_uploader, and upload_destination: ${mapping}.storage in the mapping ${mapping}.`,
    ],
  };
}

/** Only the operator knows the address. */
export function addressRepair(written: Expr): Repair {
  const what = written.is === 'env' ? written.name : 'the url of doctrine.dbal';
  const title = `Give ${what} the address of a database that every server reaches`;
  const needs = [
    `In the environment of every server: ${what}=<driver>://<user>:<password>@<host>:<port>/<name>`,
    'Bring the tables into being there (doctrine:migrations:migrate) and carry over what the database of now holds, before you switch: nothing moves by itself',
  ];
  return { title, safety: 'manual', changes: [], needs };
}
