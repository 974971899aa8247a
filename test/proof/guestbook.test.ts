import '../sample-rule.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { fpm, type Guestbook, openGuestbook, password, startRedis } from './guestbook.js';
import { isInstalled, type Running } from './programs.js';

const extension = fpm && /^redis$/m.test(String(spawnSync('php', ['-m']).stdout));
const missing = [fpm ?? 'php-fpm', 'nginx', 'redis-server'].find((program) => !isInstalled(program));
const skip = missing ? `skipped: ${missing} missing` : extension ? false : 'skipped: php-redis missing';

/** Signs in once and comes back eight times: what the guestbook answered, and which servers did. */
async function visits(url: string): Promise<{ statuses: Set<number>; servers: Set<string | null> }> {
  const body = new URLSearchParams({ password });
  const login = await fetch(`${url}/login.php`, { method: 'POST', body });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const statuses = new Set<number>();
  const servers = new Set<string | null>();
  for (let turn = 0; turn < 8; turn++) {
    const page = await fetch(`${url}/index.php`, { headers: { cookie }, redirect: 'manual' });
    statuses.add(page.status);
    servers.add(page.headers.get('x-server'));
  }
  return { statuses, servers };
}

describe('two copies of the guestbook as it is, behind nginx', { skip, timeout: 60_000 }, () => {
  let guestbook: Guestbook;
  before(async () => {
    guestbook = await openGuestbook(async () => {});
  });
  after(() => guestbook?.stop());

  test('a login made on one server is unknown to the other', async () => {
    const { statuses, servers } = await visits(guestbook.url);
    assert.equal(servers.size, 2);
    assert.deepEqual(statuses, new Set([302, 200]));
  });

  test('no page tells a balancer that a server works', async () => {
    assert.equal((await fetch(`${guestbook.url}/health.php`)).status, 404);
  });
});

describe('two copies of the guestbook as --fix --unsafe-fixes leaves it, behind nginx', {
  skip,
  timeout: 60_000,
}, () => {
  let guestbook: Guestbook;
  let redis: Running;
  before(async () => {
    redis = await startRedis();
    guestbook = await openGuestbook(async (root) => {
      const workshop = await openWorkshop(root, {});
      await workshop.write(await workshop.repair('unsafe'));
      // what the repair asks the operator for: the address of Redis
      const ini = join(root, 'public/.user.ini');
      writeFileSync(ini, readFileSync(ini, 'utf8').replace('//redis:6379', `//127.0.0.1:${redis.port}`));
    });
  });
  after(async () => {
    await guestbook?.stop();
    await redis?.stop();
  });

  test('a login holds on both servers', async () => {
    const { statuses, servers } = await visits(guestbook.url);
    assert.equal(servers.size, 2);
    assert.deepEqual(statuses, new Set([200]));
  });

  test('a balancer is told that each server works', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => fetch(`${guestbook.url}/health.php`)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(answers.map(({ headers }) => headers.get('x-server'))).size, 2);
    assert.equal(await answers[0]?.text(), 'ok');
  });
});
