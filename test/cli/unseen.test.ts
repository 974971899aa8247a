import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { gitAt } from '../../src/cli/git.js';
import { folderWith, haReady, shop } from './run.js';

/** Runs the program as somebody who may not read everything; the tests may be root, who may. */
function asNobody(cwd: string, args: readonly string[]) {
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  return spawnSync(process.execPath, [resolve('bin/ha-ready.js'), ...args], { cwd, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' }, ...nobody }); // biome-ignore format: one line
}

interface Told {
  readonly score: { readonly value: number; readonly complete: boolean };
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

describe('what cannot be read is no good news', () => {
  const closed = shop({ '.env': 'SESSION_DRIVER=redis\n' });
  for (const path of ['.', '.env', '.env.example', 'composer.json']) chmodSync(join(closed, path), path === '.' ? 0o755 : 0o644); // biome-ignore format: one line
  chmodSync(join(closed, 'config'), 0);

  test('a closed folder makes the report incomplete, and --strict fails', () => {
    const { status, stdout } = asNobody(closed, ['-f', 'json', '--exit-zero']);
    assert.equal(status, 0);
    const told = JSON.parse(stdout) as Told;
    assert.equal(told.score.complete, false);
    assert.ok(told.score.value <= 89);
    assert.deepEqual(told.errors, [{ path: 'config', message: 'it cannot be read' }]);
    assert.equal(asNobody(closed, ['--strict', '--exit-zero']).status, 2);
    assert.match(asNobody(closed, []).stdout, /Score <= /);
  });

  test('a closed root is not ready, and not audited', () => {
    const root = folderWith({});
    chmodSync(root, 0o311);
    const { status, stdout, stderr } = asNobody('/', ['audit', root, '--allow-empty']);
    assert.equal(status, 2);
    assert.match(stderr, /cannot be read \(EACCES\)/);
    assert.doesNotMatch(stdout, /READY/);
  });

  test('a path that is too long for the system is left out by name', () => {
    const root = shop();
    const long = 'd'.repeat(200);
    execFileSync('sh', ['-c', `for i in $(seq 1 22); do mkdir ${long}; cd ${long}; touch ${long}.php; done`], { cwd: root }); // biome-ignore format: one line
    const { code, stdout } = haReady(root, ['-f', 'json', '--exit-zero']);
    assert.equal(code, 0);
    const told = JSON.parse(stdout) as Told;
    assert.equal(told.score.complete, false);
    assert.match(told.errors.at(-1)?.message ?? '', /cannot be read/);
    execFileSync('rm', ['-rf', join(root, long)]);
  });
});

describe('a file that steers the audit', () => {
  const zero = (name: string) => {
    const root = shop();
    mkdirSync(join(root, '.git/info'), { recursive: true });
    mkdirSync(join(root, '.ha-ready/rules/sessions'), { recursive: true });
    symlinkSync('/dev/zero', join(root, name));
    return root;
  };
  const pipe = (name: string) => {
    const root = shop();
    mkdirSync(join(root, '.git/info'), { recursive: true });
    mkdirSync(join(root, '.ha-ready/rules/sessions'), { recursive: true });
    execFileSync('mkfifo', [join(root, name)]);
    return root;
  };
  for (const name of [
    '.gitignore',
    '.git/info/exclude',
    'ha-ready.json',
    'package.json',
    '.ha-ready-baseline.json',
    '.ha-ready/rules/sessions/x.yaml',
    'config/.gitignore',
    '.git/index',
  ]) {
    for (const [kind, make] of [
      ['a pipe', pipe],
      ['a link to a device', zero],
    ] as const) {
      test(`${name} may be ${kind}: nobody waits for it`, () => {
        const { code, stdout, stderr } = haReady(make(name), ['--exit-zero']);
        assert.ok(code === 0 || code === 2, `${code} ${stderr}`);
        assert.match(stdout + stderr, /regular file|leads out|No hazard|Score/);
        // a configuration that cannot be read is not a configuration that asks for nothing
        if (/ha-ready/.test(name)) assert.equal(code, 2);
      });
    }
  }

  test('.git itself may be a pipe or lead to a device', () => {
    for (const make of [
      (path: string) => execFileSync('mkfifo', [path]),
      (path: string) => symlinkSync('/dev/zero', path),
      (path: string) => writeFileSync(path, 'gitdir: /dev/zero\n'),
    ]) {
      const root = shop();
      make(join(root, '.git'));
      assert.equal(haReady(root, ['--exit-zero']).code, 0);
    }
  });

  test('an index that would say more than it holds is none', () => {
    // version 4: each path goes on from the one before, which it takes nothing away from
    const entry = Buffer.concat([Buffer.alloc(62), Buffer.from([0]), Buffer.from('d/'.repeat(30)), Buffer.from([0])]);
    const head = Buffer.from('DIRC\0\0\0\x04\0\0\0\0', 'latin1');
    head.writeUInt32BE(50_000, 8);
    const root = shop();
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.git/index'), Buffer.concat([head, ...Array.from({ length: 50_000 }, () => entry)]));
    assert.equal(haReady(root, ['--exit-zero']).code, 0);
  });

  test('git is not waited for for ever', () => {
    const root = shop();
    execFileSync('git', ['init', '-q'], { cwd: root });
    rmSync(join(root, '.git/HEAD'));
    execFileSync('mkfifo', [join(root, '.git/HEAD')]);
    assert.throws(() => gitAt(root, 1500).mergeBase('main'), /git cannot be run/);
  });

  test('that is too long is refused, and an ignore file is honoured as far as it can be', () => {
    const root = shop({ 'ha-ready.json': `{"exclude":[]}${' '.repeat(2_000_000)}` });
    assert.match(haReady(root, []).stderr, /more than the 1048576 that are read/);
    writeFileSync(join(root, 'ha-ready.json'), '{}');
    writeFileSync(join(root, '.gitignore'), Array.from({ length: 60_000 }, (_, index) => `x${index}`).join('\n'));
    const { code, stdout } = haReady(root, ['-f', 'json', '--exit-zero']);
    assert.equal(code, 0);
    assert.match((JSON.parse(stdout) as Told).errors[0]?.message ?? '', /first 5000/);
  });

  const slow: readonly (readonly [key: string, config: object])[] = [
    ['exclude', { exclude: ['{a,b}'.repeat(20)] }],
    ['exclude', { exclude: ['*a*a*a*a*a*a*a*b'] }],
    ['include', { include: ['+(a|aa)+(a|aa)b'] }],
    ['ignore', { ignore: [{ rule: 'sessions', path: '**/a/**/a/**/a/**/a/**/b', reason: 'x' }] }],
    ['overrides', { overrides: [{ files: ['*a*a*a*a*a*b'], rules: {} }] }],
  ];
  for (const [key, config] of slow)
    test(`may not hold ${JSON.stringify(config)}`, () => {
      const { code, stderr } = haReady(shop({ 'ha-ready.json': JSON.stringify(config) }), []);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`ha-ready\\.json:1:\\d+ ${key}\\.`));
    });

  test('matches long names in a moment', () => {
    const root = shop({ '.gitignore': '*a*a*a*a*a*a*a*a*a*b\n', [`${'a'.repeat(200)}.php`]: '<?php\n' });
    const started = performance.now();
    assert.match(haReady(root, ['--exit-zero', '-f', 'json']).stdout, /a pattern is not honoured/);
    assert.ok(performance.now() - started < 20_000);
  });

  test('is not looked for outside of the repository', () => {
    const elsewhere = folderWith({ 'sessions/x.yaml': 'title: x', 'c.json': '{}' });
    const root = shop();
    mkdirSync(join(root, '.ha-ready'));
    symlinkSync(elsewhere, join(root, '.ha-ready/rules'));
    assert.match(haReady(root, []).stderr, /leads out of the repository/);
    const linked = shop();
    symlinkSync(join(elsewhere, 'c.json'), join(linked, 'ha-ready.json'));
    assert.match(haReady(linked, []).stderr, /leads out of the repository/);
  });
});
