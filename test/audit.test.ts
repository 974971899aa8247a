import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { audit, auditFiles } from '../src/audit.js';
import { discover } from '../src/discover/discover.js';
import { readSource } from '../src/read/read.js';
import { json } from '../src/report/json.js';
import { text } from '../src/report/text.js';

const bad = join('fixtures', 'apps', 'laravel-bad-shop');
const options = { width: 80, color: false, verbose: true, quiet: false };

describe('an audit', () => {
  test('says the same, byte for byte, for any order of files', async () => {
    const { files, skipped } = await discover(bad, {});
    const read = (ref: (typeof files)[number]) => readSource(bad, ref);
    const forwards = await auditFiles({ refs: files, read }, { root: bad, skipped });
    const backwards = await auditFiles(
      { refs: files.toReversed(), read },
      { root: bad, skipped: skipped.toReversed() },
    );
    assert.ok(forwards.findings.length > 0);
    assert.equal(json(backwards, options), json(forwards, options));
    assert.equal(text(backwards, options), text(forwards, options));
  });

  test('says the same from any folder and in any place', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'ha-ready-copy-'));
    try {
      cpSync(bad, copy, { recursive: true });
      const here = { ...(await audit(bad)), root: '.' };
      const there = { ...(await audit(resolve(copy))), root: '.' };
      assert.equal(json(there, options), json(here, options));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  test('names the programs that nothing puts on a server, and judges none of them', async () => {
    const server = "import express from 'express';\nconst seen = new Map();\nexpress().listen(3000);\n";
    const tree: Record<string, string> = {
      Dockerfile: 'FROM node:20\nCOPY web/ /app/\nCMD ["node", "server.js"]\n',
      'web/package.json': '{"dependencies":{"express":"5.1.0"},"scripts":{"start":"node server.js"}}',
      'web/server.js': server,
      'desk/package.json': '{"dependencies":{"express":"5.1.0"},"scripts":{"start":"node server.js"}}',
      'desk/server.js': server,
    };
    const folder = mkdtempSync(join(tmpdir(), 'ha-ready-parts-'));
    for (const [path, words] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), words);
    }
    const report = await audit(folder);
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      report.apps.map(({ path }) => path),
      ['web'],
    );
    assert.deepEqual(report.skipped, [{ reason: 'not-shipped', count: 1, examples: ['desk'] }]);
    assert.match(text(report, options), /Skipped: 1 not-shipped \(desk\)/);
    assert.ok(report.findings.every(({ location }) => !location.path.startsWith('desk/')));
  });

  test('survives broken files of every kind, names them, and takes none for good news', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ha-ready-broken-'));
    try {
      cpSync(join('fixtures', 'broken'), join(folder, 'broken'), { recursive: true });
      cpSync(bad, folder, { recursive: true });
      mkdirSync(join(folder, 'loop'));
      symlinkSync('..', join(folder, 'loop', 'again'));
      writeFileSync(
        join(folder, 'config', 'queue.php'),
        "<?php return ['default' => env('QUEUE_CONNECTION', 'redis'\n",
      );
      writeFileSync(join(folder, 'docker-compose.yml'), `services: [${'x'.repeat(2_000_000)}`);
      const report = await audit(folder);
      assert.ok(
        report.errors.some(({ path }) => path === 'config/queue.php'),
        'the broken file is named',
      );
      assert.ok(
        report.skipped.some(({ reason }) => reason === 'too-large'),
        'the huge file is named',
      );
      assert.equal(report.score.complete, false);
      assert.ok(report.score.value <= 89);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('of a folder without anything finds one app with no stack', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ha-ready-empty-'));
    try {
      const report = await audit(folder);
      assert.deepEqual([report.findings, report.apps.map(({ stack }) => stack)], [[], [[]]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
