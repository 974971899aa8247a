import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { lay } from './run.js';

const program = resolve('bin/ha-ready.js');
const env = { PATH: process.env.PATH ?? '', NODE_DISABLE_COMPILE_CACHE: '1' };
const files = textsIn(resolve('fixtures/apps/laravel-bad-shop'));

/** Every file of a folder. */
function textsIn(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

function run(root: string, args: readonly string[], as: { readonly uid?: number } = {}) {
  return spawnSync(process.execPath, [program, ...args, '-f', 'json'], { cwd: root, env, encoding: 'utf8', ...as });
}

/** The report is that of the files as they lie there now, and no draft is left; gives the files that changed. */
function holdsWhatIsClaimed(root: string, fixed: { readonly stdout: string; readonly stderr: string }): readonly string[] {
  const now = textsIn(root);
  assert.deepEqual(Object.keys(now).filter((path) => path.endsWith('.tmp')), []);
  const changed = Object.keys(now).filter((path) => path !== 'filling' && now[path] !== files[path]);
  const told = [...fixed.stderr.matchAll(/^\s*changed (\S+)$/gm)].map(([, path]) => path ?? '');
  assert.deepEqual(told.toSorted(), changed.toSorted());
  assert.deepEqual(JSON.parse(fixed.stdout).score, JSON.parse(run(root, []).stdout).score);
  return changed;
} // biome-ignore format: one question a line

describe('--fix on a disk of its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'ha-ready-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', root]).status === 0;
  before(() => lay(root, files));
  after(() => {
    if (mounted) spawnSync('umount', ['-l', root]);
    rmSync(root, { recursive: true, force: true });
  });
  const skip = !mounted && 'nobody may mount one here';

  /** Fills the disk up to some blocks. */
  function fill(left: number): void {
    writeFileSync(join(root, 'filling'), '');
    const { bavail, bsize } = statfsSync(root);
    writeFileSync(join(root, 'filling'), Buffer.alloc((bavail - left) * bsize));
  }

  test('that is full: nothing is changed, and nothing is said to be', { skip }, () => {
    fill(0);
    const fixed = run(root, ['--fix', '--unsafe-fixes']);
    assert.equal(fixed.status, 2);
    assert.match(fixed.stderr, /the disk is full \(ENOSPC\)/);
    assert.doesNotMatch(fixed.stderr, /Repaired|changed /);
    assert.deepEqual(holdsWhatIsClaimed(root, fixed), []);
  });

  test('on which some of the files have room: what is written is what is claimed', { skip }, () => {
    fill(2);
    const fixed = run(root, ['--fix', '--unsafe-fixes']);
    assert.equal(fixed.status, 2);
    assert.match(fixed.stderr, /the disk is full \(ENOSPC\)/);
    const changed = holdsWhatIsClaimed(root, fixed);
    assert.ok(changed.length > 0, 'some files have room');
  });

  test('that is read-only: nothing is changed, and nothing is said to be', { skip }, () => {
    for (const path of readdirSync(root)) rmSync(join(root, path), { recursive: true });
    lay(root, files);
    assert.equal(spawnSync('mount', ['-o', 'remount,ro', root]).status, 0);
    const fixed = run(root, ['--fix', '--unsafe-fixes']);
    spawnSync('mount', ['-o', 'remount,rw', root]);
    assert.equal(fixed.status, 2);
    assert.match(fixed.stderr, /the file system is read-only \(EROFS\)/);
    assert.deepEqual(holdsWhatIsClaimed(root, fixed), []);
  });
});

test('--fix in folders that nobody may write to changes nothing, says so and exits 2', (context) => {
  const root = mkdtempSync(join(tmpdir(), 'ha-ready-closed-'));
  context.after(() => {
    for (const path of folders) chmodSync(path, 0o755);
    rmSync(root, { recursive: true, force: true });
  });
  lay(root, files);
  const below = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = [root, ...below.map((entry) => join(entry.parentPath, entry.name))];
  for (const path of folders) chmodSync(path, 0o555);
  // whoever may write everywhere lets somebody run it who may not
  const as = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  if ('uid' in as && spawnSync(process.execPath, [program, '--version'], { env, ...as }).status !== 0)
    return context.skip('nobody else may run the program here');
  const fixed = run(root, ['--fix', '--unsafe-fixes'], as);
  assert.equal(fixed.status, 2);
  assert.match(fixed.stderr, /there is no permission to write it \(EACCES\)/);
  assert.doesNotMatch(fixed.stderr, /Repaired|changed /);
  assert.deepEqual(holdsWhatIsClaimed(root, fixed), []);
});
