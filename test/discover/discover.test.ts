import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { type Discovered, type DiscoverOptions, discover } from '../../src/discover/discover.js';

const root = mkdtempSync(join(tmpdir(), 'ha-ready-discover-'));
after(() => rmSync(root, { recursive: true, force: true }));
let trees = 0;

/** Files of a tree and their texts. */
type Tree = Readonly<Record<string, string>>;

interface Row {
  readonly name: string;
  readonly tree: Tree;
  readonly options?: DiscoverOptions;
  readonly files: readonly string[];
  /** As `path reason count`. */
  readonly skipped?: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'files come sorted by code units, dot files among them',
    tree: { b: '', B: '', '.env': '', 'a/z': '', 'a.txt': '', é: '', 'a-b/c': '' },
    files: ['.env', 'B', 'a-b/c', 'a.txt', 'a/z', 'b', 'é'],
  },
  {
    name: 'folders of other people and of tools are not entered',
    tree: {
      'a.js': '',
      'node_modules/x/i.js': '',
      '.git/HEAD': '',
      'p/__pycache__/a.py': '',
      'wp-admin/a.php': '',
      '.next/a.js': '',
    },
    files: ['a.js'],
    skipped: ['.git ignored', '.next generated', 'node_modules vendored', 'p/__pycache__ ignored', 'wp-admin vendored'],
  },
  {
    name: 'vendor is foreign beside the manifest that fills it, and else is a folder like others',
    tree: { 'php/composer.json': '', 'php/vendor/a.php': '', 'shop/vendor/seller.ts': '' },
    files: ['php/composer.json', 'shop/vendor/seller.ts'],
    skipped: ['php/vendor vendored'],
  },
  {
    name: 'packages are foreign wherever Composer was told to put them, and where it left its loader',
    tree: {
      'lib/composer.json': '{"require":{"php":">=8","mailer/mailer":"6.9"},"config":{"vendor-dir":"./"}}',
      'lib/mailer/mailer/src/Mailer.php': '',
      'lib/feeds.php': '',
      'includes/vendor/autoload.php': '',
      'includes/vendor/composer/ClassLoader.php': '',
      'index.php': '',
      'system/core/CodeIgniter.php': '',
    },
    files: ['index.php', 'lib/composer.json', 'lib/feeds.php'],
    skipped: ['includes/vendor vendored', 'lib/mailer/mailer vendored', 'system vendored'],
  },
  {
    name: 'copies of packages that are loaded in their place are foreign, packages of the app itself are not',
    tree: {
      'composer.json':
        '{"autoload":{"psr-4":{"App\\\\":"app/","Acme\\\\Mailer\\\\":"overrides/acme/mailer/src/","Shop\\\\Tax\\\\":"packages/shop/tax/src/"}}}',
      'composer.lock':
        '{"packages":[{"name":"acme/mailer","dist":{"type":"zip"}},{"name":"shop/tax","dist":{"type":"path"}}]}',
      'app/Shop.php': '',
      'overrides/acme/mailer/src/Mailer.php': '',
      'packages/shop/tax/src/Tax.php': '',
    },
    files: ['app/Shop.php', 'composer.json', 'composer.lock', 'packages/shop/tax/src/Tax.php'],
    skipped: ['overrides/acme/mailer vendored'],
  },
  {
    name: 'build output beside a manifest is left out',
    tree: { 'package.json': '', 'dist/assets/index-4f9a31bc.js': '', 'dist/index.html': '', 'build/app.min.js': '' },
    files: ['package.json'],
    skipped: ['build generated', 'dist generated'],
  },
  {
    name: 'a build folder with an image in it ships, as does one without bundles',
    tree: {
      'package.json': '',
      'build/Dockerfile': '',
      'build/app.min.js': '',
      'dist/server.js': '',
      'x/build/app.min.js': '',
    },
    files: ['build/Dockerfile', 'build/app.min.js', 'dist/server.js', 'package.json', 'x/build/app.min.js'],
  },
  {
    name: 'a virtual environment is told by its marker, an env folder is not one',
    tree: { 'venv/pyvenv.cfg': '', 'venv/lib/a.py': '', '.env/pyvenv.cfg': '', 'env/prod.yml': '' },
    files: ['env/prod.yml'],
    skipped: ['.env vendored', 'venv vendored'],
  },
  {
    name: 'what a framework writes at run time is left out',
    tree: { 'storage/framework/cache/a': '', 'storage/app/.gitignore': '', 'var/cache/a': '', 'tmp/pids/a': '' },
    files: ['storage/app/.gitignore'],
    skipped: ['storage/framework ignored', 'tmp/pids ignored', 'var/cache ignored'],
  },
  {
    name: 'ignore files are honoured with negation and relative to their folder',
    tree: {
      '.gitignore': '*.log\n!keep.log\n/only-root\n',
      'a.log': '',
      'keep.log': '',
      'only-root': '',
      'sub/only-root': '',
      'sub/.gitignore': 'x/*\n!x/y\n',
      'sub/x/y': '',
      'sub/x/z': '',
      'x/z': '',
    },
    files: ['.gitignore', 'keep.log', 'sub/.gitignore', 'sub/only-root', 'sub/x/y', 'x/z'],
    skipped: ['. ignored 2', 'sub/x/z ignored'],
  },
  {
    name: 'an inner ignore file takes back what an outer one leaves out',
    tree: {
      '.gitignore': 'data\n*.log\n',
      'a/.gitignore': '!data\n!b.log\n',
      'a/data/x': '',
      'a/b.log': '',
      'b/data/x': '',
      'b/b.log': '',
    },
    files: ['.gitignore', 'a/.gitignore', 'a/b.log', 'a/data/x'],
    skipped: ['b/b.log ignored', 'b/data ignored'],
  },
  {
    name: 'an ignore file inside a folder that was let in again is still honoured',
    tree: {
      '.gitignore': 'data\n',
      'a/.gitignore': '!data\n',
      'a/data/.gitignore': 'x\n',
      'a/data/x': '',
      'a/data/y': '',
    },
    files: ['.gitignore', 'a/.gitignore', 'a/data/.gitignore', 'a/data/y'],
    skipped: ['a/data/x ignored'],
  },
  {
    name: 'environment files are looked at even if ignored',
    tree: {
      '.gitignore': '.env*\n*.txt\n',
      '.env': '',
      '.env.production': '',
      'api/.env': '',
      '.envs/.production/.django': '',
      'a.txt': '',
    },
    files: ['.env', '.env.production', '.envs/.production/.django', '.gitignore', 'api/.env'],
    skipped: ['a.txt ignored'],
  },
  {
    name: 'an ignore file with a mark and CRLF works',
    tree: { '.gitignore': '\uFEFFa.txt\r\nb.txt\r\n', 'a.txt': '', 'b.txt': '', 'c.txt': '' },
    files: ['.gitignore', 'c.txt'],
    skipped: ['. ignored 2'],
  },
  {
    name: 'the excludes of a clone count as an ignore file',
    tree: { '.git/info/exclude': 'mine\n', mine: '', 'yours/mine': '', a: '' },
    files: ['a'],
    skipped: ['.git ignored', 'mine ignored', 'yours/mine ignored'],
  },
  {
    name: 'ignore files can be switched off',
    tree: { '.gitignore': '*', 'a.log': '' },
    options: { gitignore: false },
    files: ['.gitignore', 'a.log'],
  },
  {
    name: 'globs choose and leave out',
    tree: { 'a.php': '', 'a.js': '', 'b/a.php': '', 'c/a.php': '' },
    options: { include: ['**/*.php'], exclude: ['b/**', 'x'] },
    files: ['a.php', 'c/a.php'],
  },
  {
    name: 'a folder named by a glob is entered whatever it is called',
    tree: { 'composer.json': '', 'vendor/mine/a.php': '', 'vendor/other/a.php': '' },
    options: { include: ['vendor/mine/**'] },
    files: ['vendor/mine/a.php'],
  },
  {
    name: 'a glob that begins with an exclamation mark leaves out, and a lone name is one file',
    tree: { 'a.php': '', 'b/a.php': '', 'b/c.php': '', 'd.js': '' },
    options: { include: ['**/*.php', '!b/c.php', 'd.js', 'e.js'] },
    files: ['a.php', 'b/a.php', 'd.js'],
  },
  {
    name: 'a folder is left out with all that it holds, whether named alone, with a slash or within braces',
    tree: { 'a/b.php': '', 'c/d/e.php': '', 'f/g.php': '', '.h/i.php': '', 'j.php': '' },
    options: { exclude: ['a', './c/', '{f,.h}'] },
    files: ['j.php'],
  },
  {
    name: 'no glob leads out of the root',
    tree: { 'a.php': '' },
    options: { include: ['../**', '/**', 'b/../../**', '../a.php'] },
    files: [],
  },
  {
    name: 'overlapping globs yield a file once',
    tree: { 'a/b.php': '', 'a/c.png': '' },
    options: { include: ['a/**', '**/*.php', 'a/b.php'] },
    files: ['a/b.php'],
    skipped: ['a/c.png binary'],
  },
  {
    name: 'binary files are counted by folder, databases stay',
    tree: { 'img/a.PNG': '', 'img/b.woff2': '', 'one.zip': '', 'app.sqlite': '', '.png': '' },
    files: ['.png', 'app.sqlite'],
    skipped: ['img binary 2', 'one.zip binary'],
  },
  {
    name: 'what is too large is named, lock files may be larger',
    tree: {
      'big.php': 'x'.repeat(1024 * 1024 + 1),
      'full.php': 'x'.repeat(1024 * 1024),
      'composer.lock': 'x'.repeat(2 * 1024 * 1024),
    },
    files: ['composer.lock', 'full.php'],
    skipped: ['big.php too-large'],
  },
  {
    name: 'hostile names are plain names',
    tree: {
      'a\\b.php': '',
      'new\nline.php': '',
      'new\rfolder/a.php': '',
      '[x]{a,b}*.php': '',
      '!bang': '',
      '..dots': '',
      ' space ': '',
      '#hash/a': '',
      '-rf': '',
    },
    files: [' space ', '!bang', '#hash/a', '-rf', '..dots', '[x]{a,b}*.php', 'a\\b.php'],
    skipped: ['new\nline.php unreadable', 'new\rfolder unreadable'],
  },
  { name: 'an empty tree has no files', tree: {}, files: [] },
];

for (const { name, tree, options, files, skipped } of ROWS) {
  test(name, async () => {
    const found = await discover(grow(tree), options);
    assert.deepEqual(pathsOf(found), files);
    assert.deepEqual(skipsOf(found), skipped ?? []);
  });
}

test('sizes and roles are told', async () => {
  const { files } = await discover(grow({ 'a.php': 'abc', 'tests/a.php': 'é', 'examples/a.php': '' }));
  assert.deepEqual(files, [
    { path: 'a.php', size: 3, role: 'shipped' },
    { path: 'examples/a.php', size: 0, role: 'docs' },
    { path: 'tests/a.php', size: 2, role: 'test' },
  ]);
  const asked = await discover(grow({ 'examples/a.php': '' }), { examplesAreShipped: true });
  assert.equal(asked.files[0]?.role, 'shipped');
});

test('what a test runner is told to run is a test, wherever it lies', async () => {
  const { files } = await discover(
    grow({
      'check/phpunit.xml':
        '<phpunit><source><include><directory suffix=".php">../lib</directory></include></source><testsuite name="all"><directory suffix=".php">./</directory></testsuite></phpunit>',
      'check/Boot.php': '',
      'check/data/one.json': '',
      'lib/Store.php': '',
      'phpunit.xml.dist':
        '<phpunit><testsuites><testsuite name="near"><directory>src</directory><directory>../out</directory><directory>src/*/Spec</directory></testsuite></testsuites></phpunit>',
      'src/Cart.php': '',
      'src/CartTest.php': '',
    }),
  );
  assert.deepEqual(
    files.filter(({ role, path }) => role === 'test' && path.endsWith('.php')).map(({ path }) => path),
    ['check/Boot.php', 'src/CartTest.php'],
  );
});

test('links are named and never followed, so a cycle ends and nothing outside is seen', async () => {
  const tree = grow({ 'a/b/c.php': '', 'd.php': '' });
  const outside = grow({ 'secret.php': '' });
  symlinkSync(tree, join(tree, 'a', 'b', 'cycle'));
  symlinkSync(join(tree, 'd.php'), join(tree, 'alias.php'));
  symlinkSync(join(tree, 'gone'), join(tree, 'broken'));
  symlinkSync(outside, join(tree, 'outside'));
  const found = await discover(tree);
  assert.deepEqual(pathsOf(found), ['a/b/c.php', 'd.php']);
  assert.deepEqual(skipsOf(found), ['. link 3', 'a/b/cycle link']);
  const asked = await discover(tree, { include: ['outside/**', 'outside/secret.php', 'alias.php'] });
  assert.deepEqual(pathsOf(asked), []);
});

test('a root that is a link is entered', async () => {
  const tree = grow({ 'a.php': '' });
  const link = `${tree}-link`;
  symlinkSync(tree, link);
  assert.deepEqual(pathsOf(await discover(link)), ['a.php']);
});

test('a root that is no folder is unreadable', async () => {
  const tree = grow({ 'a.php': '' });
  for (const path of [join(tree, 'missing'), join(tree, 'a.php')]) {
    assert.deepEqual(await discover(path), {
      files: [],
      skipped: [{ path: '.', reason: 'unreadable' }],
      drafts: [],
      problems: [],
    });
  }
});

test('a folder without permission is named and the walk goes on', { skip: process.getuid?.() === 0 }, async () => {
  const tree = grow({ 'closed/a.php': '', 'open/a.php': '' });
  chmodSync(join(tree, 'closed'), 0);
  after(() => chmodSync(join(tree, 'closed'), 0o755));
  const found = await discover(tree);
  assert.deepEqual(pathsOf(found), ['open/a.php']);
  assert.deepEqual(skipsOf(found), ['closed unreadable']);
});

test('a tree two hundred folders deep is walked to its end', async () => {
  const path = `${'d/'.repeat(200)}a.php`;
  assert.deepEqual(pathsOf(await discover(grow({ [path]: '' }))), [path]);
});

test('two thousand files are listed once each', async () => {
  const names = Array.from({ length: 2000 }, (_, n) => `f${n % 50}/${n}.php`);
  const found = await discover(grow(Object.fromEntries(names.map((name) => [name, '']))));
  assert.deepEqual(pathsOf(found), names.sort());
});

function grow(tree: Tree): string {
  const folder = join(root, String(trees++));
  mkdirSync(folder);
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function pathsOf(found: Discovered): readonly string[] {
  return found.files.map((file) => file.path);
}

function skipsOf(found: Discovered): readonly string[] {
  return found.skipped.map(({ path, reason, count }) =>
    [path, reason, ...(count === undefined ? [] : [count])].join(' '),
  );
}
