import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { discover } from '../../src/discover/discover.js';
import { trackedIn } from '../../src/discover/git-index.js';

const root = mkdtempSync(join(tmpdir(), 'ha-ready-index-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** The index of git, as it is written for these paths: only names are read from it. */
function indexOf(paths: readonly string[], version = 2): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(version, 4);
  head.writeUInt32BE(paths.length, 8);
  let before = '';
  const entries = paths.map((path) => {
    const name = Buffer.from(path);
    if (version < 4) {
      const length = 62 + name.length;
      return Buffer.concat([Buffer.alloc(62), name, Buffer.alloc(8 - (length % 8))]);
    }
    const cut = Buffer.from([before.length]);
    before = path;
    return Buffer.concat([Buffer.alloc(62), cut, name, Buffer.alloc(1)]);
  });
  return Buffer.concat([head, ...entries]);
}

function tree(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

for (const version of [2, 3, 4])
  test(`the paths of an index of version ${version}`, () => {
    const paths = ['README', 'a/b/c.yaml', 'a/bb.yaml', 'é.txt'];
    const { files, folders } = trackedIn(tree(`v${version}`, { '.git/index': indexOf(paths, version) }));
    assert.deepEqual([...files], paths);
    assert.deepEqual([...folders].sort(), ['a', 'a/b']);
  });

test('what git tracks is listed although an ignore file names it, and what it does not track is not', async () => {
  const folder = tree('tracked', {
    '.git/index': indexOf(['.gitignore', 'claims/files.yaml', 'secret.yaml']),
    '.gitignore': 'claims/\nsecret.yaml\nlocal.yaml\n',
    'claims/files.yaml': '',
    'claims/mine.yaml': '',
    'secret.yaml': '',
    'local.yaml': '',
  });
  const { files } = await discover(folder);
  assert.deepEqual(
    files.map(({ path }) => path),
    ['.gitignore', 'claims/files.yaml', 'secret.yaml'],
  );
});

test('bytes that are no index track nothing, whatever they are', () => {
  for (const bytes of ['', 'DIRC', `DIRC${'\0'.repeat(3)}\x02\xff\xff\xff\xff`, 'x'.repeat(500)]) {
    const folder = tree('broken', { '.git/index': Buffer.from(bytes, 'latin1') });
    assert.equal(trackedIn(folder).files.size, 0);
  }
  assert.equal(trackedIn(join(root, 'none')).files.size, 0);
});

test('a second work tree names the folder of its index in a file', () => {
  const folder = tree('second', { '.git': 'gitdir: ../first\n' });
  tree('first', { index: indexOf(['a.conf']) });
  assert.deepEqual([...trackedIn(folder).files], ['a.conf']);
});
