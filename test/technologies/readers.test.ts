import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import dotenv from '../../src/technologies/dotenv/index.js';
import nginx from '../../src/technologies/nginx/index.js';

const tables = [
  {
    technology: dotenv,
    reads: ['.env', '.env.production', 'deploy/web.env', 'env-example'],
    leaves: ['.env.erb', 'deploy/web.env.erb', 'env.rb', '.env.ejs', 'src/env.ts'],
  },
  {
    technology: nginx,
    reads: ['nginx.conf', 'docker/shop.conf', 'etc/nginx/conf.d/syslog-proxy.conf', 'sites-enabled/shop'],
    leaves: ['syslog.conf', 'docker/rsyslog.conf', 'etc/syslog-ng.conf', 'etc/rsyslog.d/50-shop.conf'],
  },
];

for (const { technology, reads, leaves } of tables) {
  describe(`files of ${technology.title}`, () => {
    const taken = (path: string) => technology.readers.some(({ paths }) => paths.test(path));
    for (const path of reads) test(`${path} is read`, () => assert.ok(taken(path)));
    for (const path of leaves) test(`${path} is of another program`, () => assert.ok(!taken(path)));
  });
}
