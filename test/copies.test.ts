import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { audit } from '../src/audit.js';

const licence = (holder: string) =>
  `MIT License\n\nCopyright (c) 2017 ${holder}\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software\n`;

const store = `const { LRUCache } = require('lru-cache');

class MemoryStore {
  constructor() {
    this.kept = new LRUCache({ max: 1000 });
    setInterval(() => this.prune(), 60000);
  }
  prune() {
    this.kept.purgeStale();
  }
}

module.exports = MemoryStore;
`;

const server = `const express = require('express');
const session = require('express-session');
const MemoryStore = require('./libs/memorystore');
const cron = require('./libs/nodeCron');
const db = require('mysql2/promise').createPool(process.env.DATABASE_URL);

class Server {
  start() {
    const app = express();
    app.use(session({ secret: process.env.SECRET, store: new MemoryStore() }));
    app.get('/healthz', (req, res) => res.sendStatus(200));
    this.startJobs();
    app.listen(3000);
  }

  startJobs() {
    cron.schedule('0 3 * * *', () => db.query('insert into reports (day) values (now())'));
  }
}

new Server().start();
`;

const cron = `const timers = new Map();

function schedule(at, work) {
  timers.set(at, setTimeout(() => work(), 1000));
}

module.exports = { schedule };
`;

async function found(holder: string): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'ha-ready-copies-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    write(
      'package.json',
      JSON.stringify({
        name: 'shop',
        author: 'Ann Other',
        scripts: { start: 'node server/app.js' },
        dependencies: { express: '5', 'express-session': '1', 'lru-cache': '10', mysql2: '3' },
      }),
    );
    write('server/app.js', server);
    write('server/libs/memorystore/LICENSE', licence(holder));
    write('server/libs/memorystore/index.js', store);
    write('server/libs/nodeCron/LICENSE', licence(holder));
    write('server/libs/nodeCron/index.js', cron);
    const { findings } = await audit(root);
    return findings.map(({ ruleId, location }) => `${ruleId} ${location?.path}:${location?.line}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('a library that was copied into an app', () => {
  test('is no code of the app, and is known for what it is where the app uses it', async () => {
    const told = await found('Somebody Else');
    assert.ok(told.includes('sessions/per-server-store server/app.js:10'), told.join('\n'));
    assert.ok(told.includes('scheduler/unguarded-task server/app.js:17'), told.join('\n'));
    assert.deepEqual(
      told.filter((one) => one.includes('/libs/')),
      [],
    );
  });

  test('is looked into where the authors of the app gave the licence', async () => {
    const told = await found('Ann Other');
    assert.ok(!told.includes('sessions/per-server-store server/app.js:10'), told.join('\n'));
    assert.ok(!told.includes('scheduler/unguarded-task server/app.js:17'), told.join('\n'));
  });
});
