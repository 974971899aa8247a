import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { audit } from '../../src/audit.js';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { answersHttp, freePort, isInstalled, type Running, start } from './programs.js';

/** The Python that has Django: the first one on the path, or the system's own. */
const python = ['python3', '/usr/bin/python3'].find((one) => spawnSync(one, ['-c', 'import django']).status === 0);
const skip = python ? false : 'skipped: Django missing';
const hasClient = spawnSync(python ?? 'python3', ['-c', 'import django_redis']).status === 0;
const withoutRedis = !isInstalled('redis-server') ? 'redis-server' : hasClient ? undefined : 'django-redis';

const common = `import os

SECRET_KEY = os.environ["SHOP_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "shop.urls"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.sessions"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
DATABASES = {
    "default": {
        "ENGINE": os.environ.get("SHOP_ENGINE", "django.db.backends.postgresql"),
        "HOST": "db.internal",
        "NAME": os.environ.get("SHOP_DATABASE", "shop"),
    }
}
`;

const perServer = `${common}
SESSION_ENGINE = "django.contrib.sessions.backends.file"
SESSION_FILE_PATH = os.environ.get("SHOP_SESSIONS", "/var/lib/shop")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
`;

const shared = `${common}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
`;

const urls = `from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path


def login(request):
    request.session["user"] = "ada"
    return HttpResponse("welcome")


def account(request):
    user = request.session.get("user")
    return HttpResponse(user or "nobody", status=200 if user else 401)


def password(request):
    cache.add("attempts", 0, 60)
    attempts = cache.incr("attempts")
    return HttpResponse(status=200 if attempts <= 5 else 429)


urlpatterns = [path("login", login), path("account", account), path("password", password)]
`;

const manage = `import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
`;

describe('a Django app on two servers', { skip, timeout: 90_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-django-'));
  const running: Running[] = [];
  after(async () => {
    await Promise.all(running.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  test('with sessions in files and the cache in memory loses logins and doubles limits, as the audit says', async () => {
    const app = writeApp('per-server', perServer);
    assert.deepEqual(await verdicts(app), { sessions: 'fail', cache: 'fail' });
    const ports = await twoServers(app, running);
    assert.ok((await visits(ports)).includes(401), 'somebody is logged out');
    assert.equal(await attemptsAllowed(ports), 10);
  });

  test('with both in the database keeps logins and limits, as the audit says', async () => {
    const app = writeApp('shared', shared);
    assert.deepEqual(await verdicts(app), { sessions: 'pass', cache: 'pass' });
    const ports = await twoServers(app, running);
    assert.deepEqual(new Set(await visits(ports)), new Set([200]));
    assert.equal(await attemptsAllowed(ports), 5);
  });

  const withRedis = withoutRedis ? `skipped: ${withoutRedis} missing` : false;
  test('repaired by the program keeps logins and limits, and answers health checks', { skip: withRedis }, async () => {
    const app = writeApp('repaired', perServer);
    writeFileSync(join(app, '.env.example'), 'REDIS_URL=redis://redis.internal:6379/0\n');
    const workshop = await openWorkshop(app, {});
    const repaired = await workshop.repair('unsafe');
    await workshop.write(repaired);
    assert.deepEqual(
      repaired.after.findings.map(({ ruleId }) => ruleId),
      [],
    );
    const redis = await redisServer();
    running.push(redis);
    const ports = await twoServers(app, running, { REDIS_URL: `redis://127.0.0.1:${redis.port}/0` });
    assert.deepEqual(new Set(await visits(ports)), new Set([200]));
    assert.equal(await attemptsAllowed(ports), 5);
    const health = await inTurn(ports, 2, async (url) => (await fetch(`${url}/healthz/`)).status);
    assert.deepEqual(health, [200, 200]);
  });

  function writeApp(name: string, settings: string): string {
    const app = join(folder, name);
    mkdirSync(join(app, 'shop'), { recursive: true });
    const files = {
      'requirements.txt': 'Django>=3.2\n',
      'manage.py': manage,
      'shop/__init__.py': '',
      'shop/settings.py': settings,
      'shop/urls.py': urls,
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(app, path), text);
    return app;
  }
});

async function verdicts(app: string): Promise<Record<string, string | undefined>> {
  const topics = (await audit(app)).apps[0]?.topics;
  return { sessions: topics?.sessions.status, cache: topics?.cache.status };
}

/** Two servers of one app: one database file stands for the database server, everything else is each server's own. */
async function twoServers(
  app: string,
  running: Running[],
  more: Readonly<Record<string, string>> = {},
): Promise<readonly number[]> {
  const common = {
    ...more,
    SHOP_KEY: 'the same',
    SHOP_ENGINE: 'django.db.backends.sqlite3',
    SHOP_DATABASE: join(app, 'shop.db'),
  };
  for (const command of ['migrate', 'createcachetable'])
    spawnSync(python ?? 'python3', ['manage.py', command], { cwd: app, env: { ...process.env, ...common } });
  const ports: number[] = [];
  for (const name of ['one', 'two']) {
    const sessions = join(app, `sessions-${name}`);
    mkdirSync(sessions);
    const port = await freePort();
    const args = ['manage.py', 'runserver', '--noreload', `127.0.0.1:${port}`];
    const env = { ...common, SHOP_SESSIONS: sessions };
    running.push(await start({ command: python ?? 'python3', args, port, cwd: app, env, ready: answersHttp }));
    ports.push(port);
  }
  return ports;
}

async function redisServer(): Promise<Running> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const ready = async () =>
    spawnSync('redis-cli', ['-p', String(port), 'ping'])
      .stdout?.toString()
      .trim() === 'PONG';
  return start({ command: 'redis-server', args, port, ready });
}

/** Logs in on the first server and asks six times who one is, the servers in turn. */
async function visits(ports: readonly number[]): Promise<readonly number[]> {
  const login = await fetch(`http://127.0.0.1:${ports[0]}/login`);
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return inTurn(ports, 6, async (url) => (await fetch(`${url}/account`, { headers: { cookie } })).status);
}

/** How many of twenty attempts a limit of five lets through. */
async function attemptsAllowed(ports: readonly number[]): Promise<number> {
  const statuses = await inTurn(ports, 20, async (url) => (await fetch(`${url}/password`)).status);
  return statuses.filter((status) => status === 200).length;
}

async function inTurn(
  ports: readonly number[],
  times: number,
  ask: (url: string) => Promise<number>,
): Promise<number[]> {
  const answers: number[] = [];
  for (let time = 0; time < times; time++) answers.push(await ask(`http://127.0.0.1:${ports[time % ports.length]}`));
  return answers;
}
