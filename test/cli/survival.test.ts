import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, haReady, lay, shop } from './run.js';

const program = resolve('bin/ha-ready.js');
const env = { PATH: process.env.PATH ?? '' };

describe('output that nobody gets', () => {
  test('a full device: exit 2, one line', { skip: !existsSync('/dev/full') }, () => {
    const full = openSync('/dev/full', 'w');
    const run = spawnSync(process.execPath, [program, '--exit-zero'], { cwd: shop(), env, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /^ha-ready: the output cannot be written \(ENOSPC\)\n$/);
  });

  test('a reader that went away: exit 2, one line', async () => {
    const child = spawn('sh', ['-c', '{ "$0" "$@"; echo "code $?" >&2; } | true', process.execPath, program, '--exit-zero', '-f', 'html'], { cwd: shop(), env });
    let said = '';
    child.stderr.on('data', (text) => { said += text; });
    await new Promise((done) => child.on('close', done));
    assert.match(said, /^ha-ready: the output cannot be written \(EPIPE\)\ncode 2\n$/);
  });

  test('a working folder that is gone: exit 2, one line', () => {
    const gone = mkdtempSync(join(tmpdir(), 'ha-ready-gone-'));
    const run = spawnSync('sh', ['-c', 'rm -rf "$PWD"; exec "$0" "$@"', process.execPath, program], { cwd: gone, env, encoding: 'utf8' });
    rmSync(gone, { recursive: true, force: true });
    assert.equal(run.status, 2);
    assert.match(run.stderr, /^ha-ready: the working folder is gone \(ENOENT\)\n$/);
  });
}); // biome-ignore format: one run a line

/** Every file of a folder. */
function texts(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => { const path = join(entry.parentPath, entry.name); return [path.slice(root.length + 1), readFileSync(path, 'utf8')]; })); // biome-ignore format: one line
}

const kills = Number(process.env.HA_READY_KILLS ?? 4);

test(`${kills} kills while files are written leave each old or new, and nothing that the next run does not sweep`, async () => {
  const files = Object.fromEntries(texts(resolve('fixtures/apps/laravel-bad-shop')));
  const whole = folderWith(files);
  haReady(whole, ['--fix', '--unsafe-fixes', '-f', 'compact']);
  const after = texts(whole);
  const changed = [...after.keys()].filter((path) => files[path] !== after.get(path));
  assert.ok(changed.length >= 3, `${changed.length} files are repaired`);
  const root = folderWith(files);
  for (let kill = 0; kill < kills; kill++) {
    rmSync(root, { recursive: true, force: true });
    lay(root, files);
    const child = spawn(process.execPath, [program, '--fix', '--unsafe-fixes', '-f', 'compact'], { cwd: root, env, stdio: 'ignore' });
    // the writing takes a few milliseconds somewhere at the end: it is waited for, then cut short
    const ended = new Promise((done) => child.on('exit', done));
    const begun = Date.now();
    while (child.exitCode === null && Date.now() - begun < 60_000) {
      const some = changed.some((path) => readdirSync(dirname(join(root, path))).some((name) => name.endsWith('.tmp')));
      if (some) break;
      await new Promise((done) => setImmediate(done));
    }
    child.kill('SIGKILL');
    await ended;
    for (const [path, text] of texts(root)) {
      if (path.endsWith('.tmp')) continue;
      assert.ok(text === files[path] || text === after.get(path), `${path} is neither old nor new`);
    }
    haReady(root, ['--fix', '--unsafe-fixes', '-f', 'compact']);
    assert.deepEqual(texts(root), after);
  }
}); // biome-ignore format: one file a line

const traced =
  spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

test('an audit connects to nobody, runs nothing but node and git, and opens nothing outside', { skip: !traced }, () => {
  const root = shop({ 'package.json': '{"scripts":{"postinstall":"touch /tmp/run"},"dependencies":{"express":"5"}}', '.git/config': '[core]\n\tfsmonitor = /bin/false\n' });
  const log = join(folderWith({}), 'log');
  const run = spawnSync('strace', ['-f', '-qq', '-e', 'trace=connect,execve,openat,open,creat,rename,renameat,unlink,unlinkat,link,linkat,mkdir,symlink', '-o', log, process.execPath, program, '--exit-zero', '-f', `json=${join(root, 'out.json')}`], { cwd: root, env, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const lines = readFileSync(log, 'utf8').split('\n');
  assert.deepEqual(lines.filter((line) => /connect\(/.test(line)), []);
  const executed = lines.flatMap((line) => /execve\("([^"]*)"/.exec(line)?.[1] ?? []);
  assert.deepEqual(executed.filter((path) => path !== process.execPath && !/\/git$/.test(path)), []);
  const written = lines.flatMap((line) => (/O_WRONLY|O_RDWR|O_CREAT|^\d+ +(?:rename|unlink|link|mkdir|symlink|creat)/.test(line) ? (/"([^"]*)"/.exec(line)?.[1] ?? []) : []));
  const allowed = new RegExp(`^(${root}(/|$)|/dev/(null|tty)|/proc/|/sys/)`);
  assert.deepEqual(written.filter((path) => !allowed.test(path)), []);
  const opened = lines.flatMap((line) => /open(?:at)?\((?:AT_FDCWD, )?"([^"]*)"/.exec(line)?.[1] ?? []);
  const own = new RegExp(`^(${root}(/|$)|${resolve('.')}/|${realpathSync('node_modules')}/|/(proc|sys|dev|etc|lib|lib64|usr)/)`);
  assert.deepEqual(opened.filter((path) => path.startsWith('/') && !own.test(path)), []);
}); // biome-ignore format: one question a line
