import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';

const path = 'tcp://redis:6379';
const sessionNeeds = [
  'Install the PHP extension redis on every server: pecl install redis (Debian: apt-get install php-redis).',
  `Provide a Redis that every server reaches and put its address into session.save_path, instead of ${path}.`,
];

/** The handler of sessions where no file of the repository names one: in its ini file, else in one for the web root, which FPM and CGI read. */
export function newHandlerRepair(app: Resolution, entry: string | undefined): Repair {
  const lines = ['session.save_handler = redis', `session.save_path = "${path}"`];
  const title = 'Keep sessions in Redis';
  const ini = app.files.find((file) => /(^|\/)(php\.ini|\.user\.ini)$/.test(file));
  if (ini) return { title, safety: 'unsafe', changes: [{ is: 'append', file: ini, text: lines }], needs: sessionNeeds };
  const image =
    imageOfPhp(app) ?? app.processes.find(({ image: name }) => /\bphp\b.{0,300}apache/.test(name ?? ''))?.at.file;
  if (image || entry === undefined) {
    const into = `Write docker/sessions.ini:\n${lines.join('\n')}`;
    const copy = isOfficial(app, image)
      ? `In ${image ?? 'the image'}: ${extension(app, image)}COPY docker/sessions.ini $PHP_INI_DIR/conf.d/sessions.ini`
      : `In ${image}, which has the PHP of its distribution: install the package of the extension redis (Debian: php-redis, Alpine: php, its version, then -pecl-redis), and copy the file into the conf.d of every way in which PHP runs there (\`php --ini\` shows it)`;
    return { title, safety: 'manual', changes: [], needs: [into, copy, ...sessionNeeds.slice(1)] };
  }
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  const about = '; sessions are kept where every server reaches them';
  return {
    title,
    safety: 'unsafe',
    changes: [{ is: 'create', file: `${folder}.user.ini`, text: `${[about, ...lines].join('\n')}\n` }],
    needs: [
      ...sessionNeeds,
      `Where PHP is a module of Apache it reads no .user.ini; in .htaccess instead: php_value session.save_handler redis and php_value session.save_path "${path}"`,
      'Let the web server hand out no file whose name begins with a dot.',
    ],
  };
}

/** The file of the image that runs PHP, by what it is built on and what it installs; else any. */
function imageOfPhp(app: Resolution): string | undefined {
  const files = app.files.filter((file) => /(^|\/)(Docker|Container)file$/.test(file));
  const ofPhp = app.facts
    .of('image')
    .find(({ at, stages }) => files.includes(at.file) && stages.some(({ from, runs }) => isPhp.test(from) || runs.some(({ value }) => isPhp.test(value))));
  return ofPhp?.at.file ?? files[0];
} // biome-ignore format: one condition

const isPhp = /(^|[/\s:-])(php(\d|-fpm|-cli)?|frankenphp|docker-php-ext-\w+)\b/;

/** `docker-php-ext-enable` and `$PHP_INI_DIR` are of the official image, or of one that builds on it and uses them (docker-library/php, Dockerfile). */
function isOfficial(app: Resolution, path: string | undefined): boolean {
  const stages = stagesOf(app, path);
  const isOf = (from: string) => /(^|\/)(php|frankenphp|wordpress|drupal|nextcloud|serversideup\/php)(:|@|$)/.test(from);
  return stages.length === 0 || stages.some(({ from, runs }) => isOf(from) || runs.some(({ value }) => /docker-php-ext-|PHP_INI_DIR/.test(value)));
} // biome-ignore format: one condition

function stagesOf(app: Resolution, path: string | undefined): Fact<'image'>['stages'] {
  return app.facts.of('image').flatMap(({ at, stages }) => (at.file === path ? stages : []));
}

/** The line that brings the extension, for the image as it is: none where it has it; Alpine's has no compiler (docker-library/php, PHPIZE_DEPS). */
function extension(app: Resolution, path: string | undefined): string {
  const stages = stagesOf(app, path);
  const runs = stages.flatMap((stage) => stage.runs.map(({ value }) => value));
  if (runs.some((run) => /\bredis\b/.test(run) && /pecl|php-ext|apk add|apt-get/.test(run))) return '';
  const build = 'pecl install redis && docker-php-ext-enable redis';
  if (!stages.some(({ from }) => /alpine/.test(from))) return `RUN ${build}\n`;
  return `RUN apk add --no-cache --virtual .build $PHPIZE_DEPS && ${build} && apk del .build\n`;
}

/** The handler that an ini file or `ini_set` names, and the address beside it, as that file writes them. */
export function handlerRepair(app: Resolution, chosen: Fact<'setting'>): Repair | undefined {
  if (!/\.(php|phtml|inc|ini|conf)\b/.test(chosen.at.file))
    return byHand(
      'Keep sessions in Redis',
      `Let it write session.save_handler = redis and session.save_path = "${path}"`,
      ...sessionNeeds,
    );
  const isCode = /\.(php|phtml|inc)$/.test(chosen.at.file);
  const environment = app.environment('one');
  const to = (env: string) => ({ env, code: isCode ? `'${env}'` : env.includes(':') ? `"${env}"` : env });
  const handler = switchTo(chosen.value, environment, to('redis'));
  const address = app.facts
    .of('setting')
    .findLast((fact) => fact.technology === 'php' && fact.key === 'session.save_path');
  const line = isCode
    ? `ini_set('session.save_path', '${path}');`
    : `${/\.conf$/.test(chosen.at.file) ? 'php_value[session.save_path]' : 'session.save_path'} = "${path}"`;
  const beside: Change | undefined = address
    ? switchTo(address.value, environment, to(path))
    : { is: 'lines', at: chosen.at, text: [line] };
  return (
    handler && {
      title: 'Keep sessions in Redis',
      safety: 'unsafe',
      changes: [handler, ...(beside ? [beside] : [])],
      needs: sessionNeeds,
    }
  );
}

/** The host of a connection comes from the environment; without it, it stays as it is. */
export function hostRepair(written: Expr): Repair {
  if (written.is !== 'literal') {
    const needs = ['Give the variable that the code reads the address of a database that all servers reach.'];
    return { title: 'Name the host of the database on every server', safety: 'manual', changes: [], needs };
  }
  const title = 'Take the host of the database from DB_HOST';
  const text = String(written.value);
  const host = /(^|host=)(localhost|127\.0\.0\.1|\[?::1\]?)(?=$|[;:\s])/.exec(text);
  if (!host || /['"$\\]/.test(text))
    return { title, safety: 'manual', changes: [], needs: ["Write as the host: getenv('DB_HOST')"] };
  const start = host.index + (host[1] ?? '').length;
  const name = host[2] ?? '';
  const parts = [text.slice(0, start), text.slice(start + name.length)].map((part) => part && `'${part}'`);
  const value = `(getenv('DB_HOST') ?: '${name}')`;
  const code = [parts[0], value, parts[1]].filter(Boolean).join(' . ');
  return {
    title,
    safety: 'unsafe',
    changes: [{ is: 'replace', at: written.at, text: code === value ? value.slice(1, -1) : code }],
    needs: ['Set DB_HOST on every server to the address of a database that all of them reach.'],
  };
}

/** The address of the peer, which the web server replaces by the client's where a known proxy sends it. */
export function peerRepair(fact: Fact<'use'>): Repair {
  const reads = fact.options?.reads;
  const items = reads?.is === 'list' ? reads.items : [];
  const addresses = items.every((item) => item.is === 'literal' && item.value === 'FOR');
  const isHost = items.length > 0 && items.every((item) => item.is === 'literal' && item.value === 'HOST');
  if (isHost)
    return byHand(
      'Take the name of the site from its settings',
      "Let the balancer pass the client's Host header on, and read $_SERVER['HTTP_HOST'], or a setting with the names that the site has",
    );
  const title = "Read the peer's address, and let the web server put the client's there";
  const needs = [
    'In nginx: set_real_ip_from 10.0.0.0/8; real_ip_header X-Forwarded-For; (Apache: RemoteIPHeader X-Forwarded-For and RemoteIPInternalProxy 10.0.0.0/8), with the range of the balancer.',
  ];
  if (!addresses || items.length === 0) return { title, safety: 'manual', changes: [], needs };
  const changes = items.map((item): Change => ({ is: 'replace', at: item.at, text: "$_SERVER['REMOTE_ADDR']" }));
  return { title, safety: 'unsafe', changes, needs };
}

/** PHP sessions of WordPress plugins in the database of the site. */
export function pluginSessionRepair(composer: boolean): Repair {
  const needs = [
    composer
      ? 'composer require wpackagist-plugin/wp-native-php-sessions && wp plugin activate wp-native-php-sessions'
      : 'wp plugin install wp-native-php-sessions --activate',
  ];
  return { title: 'Keep PHP sessions in the database', safety: 'manual', changes: [], needs };
}
