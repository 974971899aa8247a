import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { ask, askRedis, clear, type Program } from './programs.js';

after(clear);

const files: readonly (readonly [Program, string])[] = [
  ['nginx', 'fixtures/bases/nginx-1/nginx.conf'],
  ['nginx', 'fixtures/apps/ha-stack-good/proxy/nginx.conf'],
  ['nginx', 'fixtures/apps/compose-shop/docker/nginx.conf'],
  ['haproxy', 'fixtures/bases/haproxy-2/haproxy.cfg'],
  ['haproxy', 'fixtures/apps/ha-stack-good/proxy/haproxy.cfg'],
  ['apache', 'fixtures/bases/apache-2/balancer.conf'],
  ['supervisor', 'fixtures/bases/supervisor-4/supervisord.conf'],
  ['supervisor', 'fixtures/apps/ha-stack-good/workers/supervisord.conf'],
  ['supervisor', 'fixtures/apps/symfony-good-tickets/docker/supervisord.conf'],
  ['supervisor', 'fixtures/bases/cron-3/docker/supervisord.conf'],
  ['systemd', 'fixtures/bases/systemd-252/web.service'],
  ['systemd', 'fixtures/apps/ha-stack-good/workers/shop-web.service'],
  ['php-fpm', 'fixtures/apps/ha-stack-good/workers/www.conf'],
  ['caddy', 'fixtures/bases/caddy-2/Caddyfile'],
];

describe('configurations that we call good are accepted by the real program', () => {
  for (const [name, file] of files) {
    test(`${name} accepts ${file}`, (context) => {
      const { skipped, complaint } = ask(name, file, readFileSync(file, 'utf8'));
      if (skipped) return context.skip(skipped);
      assert.equal(complaint, undefined);
    });
  }

  const redis = [
    'fixtures/bases/redis-7/redis.conf',
    'fixtures/bases/redis-7/sentinel-1.conf',
    'fixtures/apps/ha-stack-good/redis/redis.conf',
    'fixtures/apps/ha-stack-good/redis/redis-cache.conf',
    'fixtures/bases/redis-7/sentinel-2.conf',
    'fixtures/bases/redis-7/sentinel-3.conf',
    'fixtures/apps/ha-stack-good/redis/sentinel-1.conf',
    'fixtures/apps/ha-stack-good/redis/sentinel-2.conf',
    'fixtures/apps/ha-stack-good/redis/sentinel-3.conf',
  ];
  for (const file of redis) {
    test(`redis-server starts with ${file}`, async (context) => {
      const { skipped, complaint } = await askRedis(file, readFileSync(file, 'utf8'));
      if (skipped) return context.skip(skipped);
      assert.equal(complaint, undefined);
    });
  }
});
