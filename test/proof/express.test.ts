import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { attemptsAllowed, hearsTheOther, reportsPerSecond, viewsAfterUpload, visitsAfterLogin } from './customers.js';
import { isInstalled } from './programs.js';
import { openShop, type Shop } from './shop.js';

const missing = ['nginx', 'redis-server'].find((program) => !isInstalled(program));
const skip = missing ? `skipped: ${missing} missing` : false;

const limit = 5;

describe('two copies of the shop that is not ready, behind nginx', { skip }, () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop('express-bad-shop');
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

describe('two copies of the shop that is ready, behind nginx', { skip }, () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop('express-good-shop');
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
