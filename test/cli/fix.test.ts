import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, haReady, shop } from './run.js';

describe('--fix', () => {
  test('says repaired only of what it has written', () => {
    const root = shop();
    chmodSync(join(root, '.env.example'), 0o444);
    const { code, stdout, stderr } = haReady(root, ['--fix', '--unsafe-fixes', '-f', 'json']);
    assert.equal(code, 2);
    assert.match(stderr, /left \.env\.example: it is read-only/);
    assert.match(stderr, /1 file could not be written/);
    assert.match(readFileSync(join(root, '.env.example'), 'utf8'), /SESSION_DRIVER=file/);
    assert.ok(
      JSON.parse(stdout).findings.some(({ ruleId }: { ruleId: string }) => ruleId === 'sessions/per-server-store'),
    );
    assert.doesNotMatch(stderr, /Repaired .*\n.*sessions\/per-server-store/);
  });

  test('on a full disk changes nothing, says so and exits 2', () => {
    const root = shop();
    const before = JSON.parse(haReady(root, ['-f', 'json']).stdout);
    const run = spawnSync('sh', ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, resolve('bin/ha-ready.js'), '--fix', '--unsafe-fixes', '-f', 'json'], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', NODE_DISABLE_COMPILE_CACHE: '1' } }); // biome-ignore format: one line
    assert.equal(run.status, 2);
    assert.doesNotMatch(run.stderr, /Repaired|changed /);
    assert.match(run.stderr, /could not be written/);
    assert.deepEqual(JSON.parse(run.stdout).score, before.score);
    assert.deepEqual(
      readdirSync(root).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  test('sweeps what a killed run has left, which no audit looks at', () => {
    const draft = `.ha-ready-${'0'.repeat(32)}.tmp`;
    const root = shop({ [`config/${draft}`]: 'SESSION_DRIVER=file' });
    assert.doesNotMatch(haReady(root, ['--show-files']).stdout, /\.tmp/);
    haReady(root, ['--fix']);
    assert.deepEqual(readdirSync(join(root, 'config')), ['session.php']);
  });
});

test('a report is not written behind a folder that has become a link', () => {
  const elsewhere = folderWith({});
  const root = shop();
  symlinkSync(elsewhere, join(root, 'reports'));
  const { code, stderr } = haReady(root, ['-f', 'json=reports/out.json']);
  assert.equal(code, 2);
  assert.match(stderr, /its folder is a link/);
  assert.deepEqual(readdirSync(elsewhere), []);
  mkdirSync(join(root, 'real'));
  writeFileSync(join(root, 'real/out.json'), 'old');
  assert.equal(haReady(root, ['-f', 'json=real/out.json', '--exit-zero']).code, 0);
  assert.match(readFileSync(join(root, 'real/out.json'), 'utf8'), /"score"/);
});

describe('--diff', () => {
  const secret = 'hunter2-zDk39sLq';

  test('shows what a file holds only where it is changed, and stays a patch where it can', () => {
    const root = shop({
      '.env.example': `DB_PASSWORD=${secret}\nA=1\nB=2\nSESSION_DRIVER=file\nC=1\nD=1\nE=1\nF=1\nG=1\nCACHE_STORE=redis\n`,
    });
    const { stdout, stderr } = haReady(root, ['--diff', '--unsafe-fixes']);
    assert.match(stdout, /\+SESSION_DRIVER=redis/);
    assert.equal((stdout + stderr).includes(secret), false);
    execFileSync('git', ['init', '-q'], { cwd: root });
    execFileSync('git', ['apply', '-'], { cwd: root, input: stdout });
  });

  test('masks a secret right beside a change', () => {
    const root = shop({ '.env.example': `DB_PASSWORD=${secret}\nSESSION_DRIVER=file\nAPP_KEY=base64:${secret}\n` });
    const { stdout } = haReady(root, ['--diff', '--unsafe-fixes']);
    assert.match(stdout, /^ DB_PASSWORD=\*\*\*$/m);
    assert.equal(stdout.includes(secret), false);
  });
});
