import '../sample-rule.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, haReady, lay, shop } from './run.js';

const noGit = spawnSync('git', ['--version']).status === 0 ? false : 'skipped: there is no git on this machine';
const clean = 'APP_NAME=Shop\nSESSION_DRIVER=redis\nCACHE_STORE=redis\n';
const pinned = 'services:\n  web:\n    image: shop\n    container_name: web\n';
const rules = ['--only', 'sessions,loadbalancer/pinned-to-one-host'];

function git(folder: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], { encoding: 'utf8' }); // biome-ignore format: one line
  assert.equal(status, 0, stderr);
}

/** A repository with one commit on main and the branch `work` checked out. */
function repository(files: Readonly<Record<string, string>> = {}): string {
  const folder = shop(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'first');
  git(folder, 'checkout', '-qb', 'work');
  return folder;
}

describe('--since', { skip: noGit }, () => {
  test('lets old findings through and stops at new ones, wherever they are written', () => {
    const folder = repository();
    assert.equal(haReady(folder, rules).code, 1);
    const run = haReady(folder, [...rules, '--since', 'main']);
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /1 not part of the change: in the score, not in the gate/);
    lay(folder, { '.env.example': 'APP_NAME=Shop\n\nSESSION_DRIVER=file\n', 'compose.yaml': pinned });
    const report = JSON.parse(haReady(folder, [...rules, '--since', 'main', '-f', 'json']).stdout);
    assert.deepEqual(report.findings.map(({ ruleId, status }: { ruleId: string; status: string }) => [ruleId, status]), [['sessions/per-server-store', 'baselined'], ['loadbalancer/pinned-to-one-host', 'open']]); // biome-ignore format: one line
  });

  test('sees untracked files, and hazards that a deletion brings', () => {
    const added = repository({ '.env.example': clean });
    lay(added, { '.env.production': 'SESSION_DRIVER=file\n' });
    assert.equal(haReady(added, [...rules, '--since', 'main']).code, 1);
    const deleted = repository({ '.env.production': clean });
    assert.equal(haReady(deleted, [...rules, '--since', 'main']).code, 0);
    rmSync(join(deleted, '.env.production'));
    assert.equal(haReady(deleted, [...rules, '--since', 'main']).code, 1);
  });

  test('takes files that git ignores for part of both sides', () => {
    const folder = repository({ '.env.example': clean, '.gitignore': '.env\n' });
    lay(folder, { '.env': 'SESSION_DRIVER=file\n' });
    assert.equal(haReady(folder, rules).code, 1);
    assert.equal(haReady(folder, [...rules, '--since', 'main']).code, 0);
  });

  test('compares with the merge base, not with what others did since', () => {
    const folder = repository();
    git(folder, 'checkout', '-q', 'main');
    lay(folder, { '.env.example': clean });
    git(folder, 'commit', '-qam', 'repaired by others');
    git(folder, 'checkout', '-q', 'work');
    assert.equal(haReady(folder, [...rules, '--since', 'main']).code, 0);
  });

  test('works for a folder below the top of the repository', () => {
    const folder = repository();
    const top = folderWith({});
    git(top, 'init', '-q', '-b', 'main');
    lay(top, { 'shop/composer.json': '{"require":{"laravel/framework":"^11.9"}}', 'shop/.env.example': 'SESSION_DRIVER=file\n' }); // biome-ignore format: one line
    git(top, 'add', '-A');
    git(top, 'commit', '-qm', 'first');
    assert.equal(haReady(join(top, 'shop'), [...rules, '--since', 'HEAD']).code, 0);
    assert.ok(existsSync(folder));
  });

  test('says clearly what it cannot compare with', () => {
    const folder = repository();
    lay(folder, { 'b.txt': '' });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'second');
    const unknown = haReady(folder, ['--since', 'origin/main']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /there is no commit origin\/main/);
    assert.equal(haReady(folder, ['--since', '--output=x']).code, 2);
    const shallow = folderWith({});
    git(shallow, 'clone', '-q', '--depth', '1', `file://${folder}`, 'copy');
    const run = haReady(join(shallow, 'copy'), ['--since', 'main']);
    assert.equal(run.code, 2);
    assert.match(run.stderr, /shallow clone[\s\S]*fetch-depth: 0/);
    assert.match(haReady(shop(), ['--since', 'main']).stderr, /not a git repository/);
  });

  test('runs nothing that the repository configures', () => {
    const folder = repository();
    const trap = join(folder, 'trap');
    git(folder, 'config', 'core.fsmonitor', `touch ${trap}; false`);
    git(folder, 'config', 'filter.x.smudge', `touch ${trap}`);
    git(folder, 'config', 'diff.x.textconv', `touch ${trap}`);
    rmSync(trap, { force: true });
    lay(folder, { '.gitattributes': '* filter=x diff=x\n' });
    haReady(folder, [...rules, '--since', 'main']);
    haReady(folder, [...rules, '--staged']);
    assert.equal(existsSync(trap), false);
  });
});

describe('--staged', { skip: noGit }, () => {
  test('sees what is staged and nothing else', () => {
    const folder = repository({ '.env.example': clean });
    lay(folder, { '.env.example': 'SESSION_DRIVER=file\n' });
    assert.equal(haReady(folder, [...rules, '--staged']).code, 0);
    git(folder, 'add', '-A');
    assert.equal(haReady(folder, [...rules, '--staged']).code, 1);
    lay(folder, { '.env.example': clean });
    assert.equal(haReady(folder, [...rules, '--staged']).code, 1);
  });

  test('takes everything for new before the first commit', () => {
    const folder = shop();
    git(folder, 'init', '-q');
    git(folder, 'add', '-A');
    assert.equal(haReady(folder, [...rules, '--staged']).code, 1);
  });
});
