import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { attemptsAllowed, hearsTheOther, reportsPerSecond, viewsAfterUpload, visitsAfterLogin } from './customers.js';
import { isInstalled } from './programs.js';
import { openShop, type Shop } from './shop.js';

const missing = ['nginx', 'redis-server'].find((program) => !isInstalled(program));
const skip = missing ? `skipped: ${missing} missing` : false;

const limit = 5;
const badShop = join('fixtures', 'apps', 'express-bad-shop');

describe('two copies of the shop that is not ready, behind nginx', { skip }, () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop(badShop);
  });
  after(() => shop?.stop());

  test('a login made on one server is unknown to the other', async () => {
    const visits = await visitsAfterLogin(shop.url);
    assert.ok(visits.includes(200) && visits.includes(401), visits.join(' '));
  });

  test('an uploaded picture is not found on the other server', async () => {
    const views = await viewsAfterUpload(shop.url);
    assert.ok(views.includes(200) && views.includes(404), views.join(' '));
  });

  test('the limit lets twice as much through', async () => {
    assert.equal(await attemptsAllowed(shop.url), 2 * limit);
  });

  test('the report is sent twice', async () => {
    assert.equal(await reportsPerSecond(shop.reports), 2);
  });

  test('a message does not reach a customer of the other server', async () => {
    assert.equal(await hearsTheOther(shop.url), false);
  });
});

/** What the shops are opened from, and what has become of the bad one when they are. */
const ready: readonly (readonly [string, () => Promise<string>])[] = [
  ['the shop that is ready', async () => join('fixtures', 'apps', 'express-good-shop')],
  ['the shop that is not, repaired by --fix --unsafe-fixes', repairedShop],
];

for (const [name, folderOf] of ready) {
  describe(`two copies of ${name}, behind nginx`, { skip }, () => {
    let shop: Shop;
    before(async () => {
      shop = await openShop(await folderOf());
    });
    after(() => shop?.stop());

    test('a login holds on both servers', async () => {
      assert.deepEqual([...new Set(await visitsAfterLogin(shop.url))], [200]);
    });

    test('an uploaded picture is found on both servers', async () => {
      assert.deepEqual([...new Set(await viewsAfterUpload(shop.url))], [200]);
    });

    test('the limit is counted once for both servers', async () => {
      assert.equal(await attemptsAllowed(shop.url), limit);
    });

    test('the report is sent once', async () => {
      assert.equal(await reportsPerSecond(shop.reports), 1);
    });

    test('a message reaches a customer of the other server', async () => {
      assert.equal(await hearsTheOther(shop.url), true);
    });
  });
}

/** A copy of the bad shop, which is given a Redis, with every repair that the program makes, and nothing else. */
async function repairedShop(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-repaired-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(badShop, folder, { recursive: true });
  appendFileSync(join(folder, '.env.example'), 'REDIS_URL=redis://redis.internal:6379\n');
  const workshop = await openWorkshop(folder, {});
  await workshop.write(await workshop.repair('unsafe'));
  return folder;
}
