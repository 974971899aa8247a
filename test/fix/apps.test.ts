import '../sample-rule.js';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { loadRules } from '../../src/rule/load.js';

/** Why a rule's findings remain after every automatic repair. */
const reasons = {
  given: 'the variable is read already: every server has to be given it',
  code: 'the code that does it has to be written anew',
  address: 'only the operator knows the address of the shared server',
  service: 'a plugin, a bucket or shared storage has to be chosen',
  endpoint: 'the endpoint, or the balancer it is for, is not part of the repository',
  release: 'where releases run a step once is not said in the repository',
  worker: 'what would run a worker beside the web server is not said in the repository',
  machines: 'it takes further machines',
  choice: 'which of two values, or of two servers, is meant is a decision',
  secret: 'no program writes a password into a file',
  key: 'without the key that nobody gives yet, the app would no longer start',
  waits: 'users reach any server only once the errors are gone',
} as const;

/** What accepts or refuses a file of a language. */
const checks: readonly (readonly [ending: string, program: string, ...options: string[]])[] = [
  ['.js', 'node', '--check'],
  ['.py', 'python3', '-mpy_compile'],
  ['.php', 'php', '-l'],
  ['.rb', 'ruby', '-c'],
  ['.ru', 'ruby', '-c'],
  [
    '.ts',
    'node_modules/.bin/tsc',
    ...'--noEmit --noCheck --noResolve --ignoreConfig --experimentalDecorators'.split(' '),
  ],
];

function installed(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

const known = new Set((await loadRules()).map(({ id }) => id));

/** The apps, and the rules that are left for people, each with its reason. */
const apps: readonly (readonly [string, Readonly<Record<string, keyof typeof reasons>>])[] = [
  [
    'ha-stack-bad',
    {
      'network/open-without-login': 'secret',
      'redis/announced-on-loopback': 'address',
      'redis/quorum-not-a-majority': 'machines',
      'scheduler/scheduler-in-every-copy': 'choice',
      'database/too-few-voters': 'machines',
      'loadbalancer/single-backend': 'address',
      'loadbalancer/sticky-sessions': 'waits',
      'loadbalancer/port-check-only': 'endpoint',
    },
  ],
  [
    'compose-shop',
    {
      'secrets/differs-between-processes': 'choice',
      'redis/single-node': 'machines',
      // its containers do not read the sample that the line would stand in
      'deploy/per-server-maintenance-mode': 'given',
    },
  ],
  [
    'django-bad-clinic',
    {
      'uploads/local-disk': 'code',
      'state/lock-on-one-server': 'code',
      'redis/on-this-machine': 'given',
      'secrets/differs-per-server': 'key',
      'deploy/migration-on-every-start': 'release',
      'deploy/work-at-start': 'release',
    },
  ],
  [
    'flask-bad-library',
    {
      'secrets/differs-per-server': 'key',
      'redis/one-database-for-everything': 'choice',
      'database/file-on-one-server': 'given',
      'uploads/local-disk': 'code',
      'scheduler/unguarded-task': 'code',
      'deploy/migration-on-every-start': 'release',
      'state/kept-in-memory': 'code',
    },
  ],
  [
    'fastapi-bad-market',
    {
      'secrets/differs-per-server': 'key',
      'uploads/local-disk': 'code',
      'scheduler/unguarded-task': 'code',
      'realtime/per-server-broadcast': 'code',
      'queue/per-server-queue': 'code',
      'state/kept-in-memory': 'code',
    },
  ],
  [
    'laravel-bad-shop',
    {
      'uploads/local-disk': 'code',
      'local-writes/per-server-file': 'code',
    },
  ],
  [
    'symfony-bad-tickets',
    {
      'deploy/migration-on-every-start': 'release',
      'secrets/differs-per-server': 'key',
      'uploads/local-disk': 'service',
      'database/on-this-machine': 'address',
      'queue/work-inside-request': 'worker',
    },
  ],
  ['wordpress-bad-bedrock', { 'database/on-this-machine': 'address' }],
  [
    'wordpress-bad-magazine',
    {
      'cache/per-server-store': 'service',
      'sessions/per-server-store': 'service',
      'database/on-this-machine': 'address',
    },
  ],
  [
    'php-bad-guestbook',
    {
      // what reads the peer then is told the balancer's address until the web server restores the client's
      'proxy/everyone-trusted': 'endpoint',
      'database/on-this-machine': 'address',
      'uploads/local-disk': 'code',
      'state/kept-in-memory': 'code',
      'local-writes/per-server-file': 'code',
    },
  ],
  ['express-bad-shop', {}],
  [
    'socketio-bad-whiteboard',
    { 'secrets/differs-per-server': 'key', 'state/kept-in-memory': 'code', 'realtime/per-server-broadcast': 'service' },
  ],
  [
    'nest-bad-clinic',
    {
      'uploads/local-disk': 'service',
      'database/on-this-machine': 'address',
      'capacity/more-connections-than-accepted': 'choice',
      'scheduler/unguarded-task': 'code',
    },
  ],
  [
    'next-bad-magazine',
    {
      'cache/per-server-store': 'code',
      'uploads/local-disk': 'service',
      'realtime/per-server-broadcast': 'service',
      'deploy/work-at-start': 'release',
      'secrets/differs-per-server': 'release',
      'state/kept-in-memory': 'code',
      'database/file-on-one-server': 'service',
    },
  ],
  ['rails-bad-shop', { 'local-writes/per-server-file': 'code' }],
  [
    'sinatra-bad-gallery',
    {
      'scheduler/scheduler-in-every-copy': 'code',
      'uploads/local-disk': 'code',
      'realtime/per-server-broadcast': 'code',
      'state/kept-in-memory': 'code',
      'state/lock-on-one-server': 'code',
    },
  ],
];

/** What is ready before the app is repaired: the variables by which it is given servers that all copies reach. */
const given: Readonly<Record<string, readonly string[]>> = {
  'django-bad-clinic': [
    'REDIS_URL',
    'DATABASE_ENGINE',
    'DATABASE_NAME',
    'DATABASE_USER',
    'DATABASE_PASSWORD',
    'DATABASE_HOST',
  ],
  'flask-bad-library': ['REDIS_URL'],
  'fastapi-bad-market': ['REDIS_URL', 'DATABASE_URL'],
  'express-bad-shop': ['REDIS_URL'],
  'nest-bad-clinic': ['REDIS_URL'],
  'rails-bad-shop': ['REDIS_URL', 'DB_HOST', 'DB_USERNAME', 'DB_PASSWORD', 'AWS_REGION', 'AWS_BUCKET'],
  'sinatra-bad-gallery': ['DATABASE_URL', 'SESSION_SECRET'],
};

const values: Readonly<Record<string, string>> = {
  REDIS_URL: 'redis://redis.internal:6379',
  DATABASE_ENGINE: 'django.db.backends.postgresql',
  DATABASE_HOST: 'db.internal',
};

function inCopy<T>(app: string, run: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'ha-ready-'));
  cpSync(join('fixtures/apps', app), root, { recursive: true });
  for (const name of given[app] ?? []) appendFileSync(join(root, '.env.example'), `${name}=${values[name] ?? ''}\n`);
  return run(root).finally(() => rmSync(root, { recursive: true, force: true }));
}

describe('an app repaired with every permission', () => {
  for (const [app, left] of apps) {
    test(`${app} keeps exactly the rules that are left for people`, () =>
      inCopy(app, async (root) => {
        const repaired = await (await openWorkshop(root, {})).repair('unsafe');
        const open = repaired.after.findings.filter(({ status }) => status === 'open');
        assert.deepEqual(
          [...new Set(open.map(({ ruleId }) => ruleId))].sort(),
          Object.keys(left)
            .filter((id) => known.has(id))
            .sort(),
        );
        assert.ok(repaired.after.score.value >= repaired.before.score.value);
      }));

    test(`${app} is the same after a second repair, and its language accepts it`, (context) =>
      inCopy(app, async (root) => {
        const first = await openWorkshop(root, {});
        const repaired = await first.repair('unsafe');
        assert.deepEqual(
          new Set((await first.write(repaired)).files.map(({ path, refused }) => refused ?? path)),
          new Set(repaired.texts.keys()),
        );
        assert.equal((await (await openWorkshop(root, {})).repair('unsafe')).texts.size, 0);
        for (const path of repaired.texts.keys()) {
          const check = checks.find(([ending]) => path.endsWith(ending));
          if (!check) continue;
          const [, program, ...options] = check;
          if (installed(program)) execFileSync(program, [...options, join(root, path)], { stdio: 'pipe' });
          else context.diagnostic(`${program} is not installed: syntax not checked`);
        }
      }));
  }
});

test('a file keeps its byte order mark and its line ends', () =>
  inCopy('laravel-bad-shop', async (root) => {
    for (const name of ['.env.example', 'bootstrap/app.php']) {
      const path = join(root, name);
      const mark = name.startsWith('.env') ? '\ufeff' : '';
      writeFileSync(path, mark + readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    }
    const workshop = await openWorkshop(root, {});
    await workshop.write(await workshop.repair('unsafe'));
    const env = readFileSync(join(root, '.env.example'), 'utf8');
    assert.match(env, /^\ufeffAPP_NAME[\s\S]*\r\nSESSION_DRIVER=redis\r\n/);
    for (const text of [env, readFileSync(join(root, 'bootstrap/app.php'), 'utf8')])
      assert.doesNotMatch(text, /[^\r]\n/);
    assert.match(readFileSync(join(root, 'bootstrap/app.php'), 'utf8'), /\{\r\n {8}\$middleware->trustProxies\(/);
  }));
