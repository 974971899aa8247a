import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppRoot, appOf, appsOf, findApps, shipsExamplesOnly } from '../../src/discover/apps.js';
import type { FileRef } from '../../src/discover/file-ref.js';
import { roleOf } from '../../src/discover/role.js';

/** A repository as its files' texts by path. */
type Tree = Readonly<Record<string, string>>;

const EXPRESS = '{"scripts":{"start":"node server.js"},"dependencies":{"express":"4"}}';
const VITE = '{"scripts":{"dev":"vite","build":"vite build","start":"vite preview"},"devDependencies":{"vite":"6"}}';
const NEXT = '{"scripts":{"start":"next start"},"dependencies":{"next":"15"}}';
const WORKSPACES = '{"workspaces":["apps/*"],"scripts":{"start":"turbo run start"}}';
const UI_LIBRARY = '{"main":"dist/index.js","peerDependencies":{"react":"19"}}';
const PROJECT = '{"type":"project"}';
const LIBRARY = '{"type":"library"}';

const REPOSITORIES: readonly { readonly name: string; readonly tree: Tree; readonly apps: readonly string[] }[] = [
  {
    name: 'Laravel with its frontend build is one app',
    tree: { 'composer.json': PROJECT, artisan: '', 'package.json': VITE, 'public/index.php': '' },
    apps: ['.'],
  },
  { name: 'Symfony is an app', tree: { 'composer.json': PROJECT, 'bin/console': '' }, apps: ['.'] },
  {
    name: 'a PHP library is no app of its own',
    tree: { 'composer.json': LIBRARY, 'index.php': '', 'api/composer.json': PROJECT, 'api/artisan': '' },
    apps: ['api'],
  },
  {
    name: 'a composer.json without a type and without an entry point is none',
    tree: { 'lib/composer.json': '{}', 'lib/a.php': '', 'web/composer.json': '{}', 'web/index.php': '' },
    apps: ['web'],
  },
  { name: 'WordPress is told by its content folder', tree: { 'site/wp-content/plugins/a.php': '' }, apps: ['site'] },
  {
    name: 'WordPress is told by the config of its image',
    tree: { 'wp-config-docker.php': '', 'php8/apache/wp-config-docker.php': '' },
    apps: ['.'],
  },
  {
    name: 'WordPress below a web folder is part of the app around it',
    tree: { 'composer.json': PROJECT, 'web/index.php': '', 'web/wp-config.php': '' },
    apps: ['.'],
  },
  {
    name: 'workspaces are divided and their root is no app',
    tree: {
      'package.json': WORKSPACES,
      'apps/api/package.json': EXPRESS,
      'apps/web/package.json': NEXT,
      'packages/ui/package.json': UI_LIBRARY,
    },
    apps: ['apps/api', 'apps/web'],
  },
  ...[
    'pnpm --filter ./apps/api run start:prod',
    'NODE_ENV=production npm -w @shop/api start',
    'npm start --workspace=apps/api',
    'npm --prefix apps/api start',
    'yarn workspace @shop/api start',
    'yarn --cwd apps/api start',
    'turbo run start --filter=@shop/api',
    'npx nx run api:start',
    'cd apps/api && npm start',
    'node apps/api/server.js',
  ].map((start) => ({
    name: `the root of a workspace that starts an app of it is none, whatever it needs: ${start}`,
    tree: {
      'package.json': JSON.stringify({ workspaces: ['apps/*'], scripts: { start }, dependencies: { express: '4' } }),
      Dockerfile: 'FROM node\nCOPY . .\nCMD ["npm", "start"]\n',
      'apps/api/package.json': EXPRESS.replace('{', '{"name":"@shop/api",'),
      'apps/api/server.js': '',
      'apps/web/package.json': VITE,
    },
    apps: ['apps/api'],
  })),
  {
    name: 'the root that starts something of its own is an app beside those of the workspace, and so is one whose package is none',
    tree: {
      'package.json': '{"workspaces":["apps/*"],"scripts":{"start":"node server.js"},"dependencies":{"express":"4"}}',
      'server.js': '',
      'apps/api/package.json': EXPRESS,
      'apps/api/server.js': '',
    },
    apps: ['.', 'apps/api'],
  },
  {
    name: 'the root starts a package that is no app by itself',
    tree: {
      'package.json':
        '{"workspaces":["packages/*"],"scripts":{"start":"pnpm --filter main start"},"dependencies":{"express":"4"}}',
      Dockerfile: '',
      'packages/main/package.json': '{"name":"main"}',
    },
    apps: ['.'],
  },
  {
    name: 'a package that others take in is no app, whatever it needs, unless it says how it is started',
    tree: {
      'package.json': WORKSPACES,
      'apps/web/package.json':
        '{"name":"web","scripts":{"start":"next start"},"dependencies":{"next":"15","@shop/api":"*","@shop/worker":"*"}}',
      'packages/api/package.json': '{"name":"@shop/api","dependencies":{"express":"5","next":"15"}}',
      'packages/api/index.ts': '',
      'packages/worker/package.json':
        '{"name":"@shop/worker","scripts":{"start":"node index.js"},"dependencies":{"bullmq":"5"}}',
      'packages/worker/index.js': '',
      'packages/alone/package.json': '{"name":"@shop/alone","dependencies":{"express":"5"}}',
      'packages/alone/index.ts': '',
    },
    apps: ['apps/web', 'packages/alone', 'packages/worker'],
  },
  {
    name: 'a frontend beside a backend is no app',
    tree: {
      'backend/pyproject.toml': '',
      'backend/app/main.py': '',
      'frontend/package.json': VITE,
      'frontend/Dockerfile': '',
      'pyproject.toml': '',
    },
    apps: ['backend'],
  },
  {
    name: 'a frontend with a server is an app',
    tree: { 'backend/manage.py': '', 'backend/requirements.txt': '', 'frontend/package.json': NEXT },
    apps: ['backend', 'frontend'],
  },
  {
    name: 'a second server inside an app counts',
    tree: { 'composer.json': PROJECT, artisan: '', 'realtime/package.json': EXPRESS },
    apps: ['.', 'realtime'],
  },
  {
    name: 'a manage.py inside an app does not',
    tree: { 'pyproject.toml': '', Dockerfile: '', 'src/manage.py': '' },
    apps: ['.'],
  },
  {
    name: 'Django with a folder of requirements is one app',
    tree: { 'manage.py': '', 'requirements/production.txt': '', 'config/wsgi.py': '' },
    apps: ['.'],
  },
  {
    name: 'a Python package without an entry point is none',
    tree: { 'lib/setup.py': '', 'lib/mod/a.py': '', 'web/requirements.txt': '', 'web/app.py': '' },
    apps: ['web'],
  },
  {
    name: 'Rails is an app, its gem is none',
    tree: { Gemfile: '', 'config.ru': '', 'config/application.rb': '', 'gems/a/Gemfile': '' },
    apps: ['.'],
  },
  {
    name: 'a manifest kept in a folder of the installer speaks for the program above',
    tree: {
      'install/package.json': '{"main":"app.js","scripts":{"start":"node loader.js"},"dependencies":{"express":"4"}}',
      'loader.js': '',
      'src/a.js': '',
    },
    apps: ['.'],
  },
  {
    name: 'a service in a language that is not read owns its folder',
    tree: {
      'src/front/go.mod': '',
      'src/front/Dockerfile': '',
      'src/mail/requirements.txt': '',
      'src/mail/mail.py': '',
      'src/mail/Dockerfile': '',
    },
    apps: ['src/front', 'src/mail'],
  },
  {
    name: 'a collection of stacks is divided by its compose files',
    tree: { 'a/compose.yaml': '', 'a/web/package.json': EXPRESS, 'b/compose.yaml': '', 'README.md': '' },
    apps: ['a', 'b'],
  },
  {
    name: 'folders of compose files beside an app are no stacks',
    tree: {
      'backend/manage.py': '',
      'backend/requirements.txt': '',
      'deploy/compose.yml': '',
      'docker/compose.yml': '',
    },
    apps: ['backend'],
  },
  { name: 'infrastructure alone is one app', tree: { 'nginx.conf': '', 'k8s/web.yaml': '' }, apps: ['.'] },
  { name: 'an empty repository is one app', tree: {}, apps: ['.'] },
  {
    name: 'the dummy app of a test is none',
    tree: { 'server/package.json': EXPRESS, 'test/dummy/package.json': EXPRESS },
    apps: ['server'],
  },
  {
    name: 'an image that holds tests alone is none',
    tree: {
      'shop/manage.py': '',
      'calls/Dockerfile': '',
      'calls/requirements.txt': '',
      'calls/test_orders.py': '',
    },
    apps: ['shop'],
  },
  {
    name: 'a manifest that cannot be parsed is judged by the image beside it',
    tree: { 'a/package.json': '{', 'a/Dockerfile': '', 'b/package.json': '[' },
    apps: ['a'],
  },
  {
    name: 'a server that no image takes in, where one takes in its neighbours, is for other machines',
    tree: {
      'web/package.json': EXPRESS,
      'web/server.js': '',
      'desk/vm/package.json': EXPRESS,
      'desk/vm/server.js': '',
      'desk/build.sh': 'cp -r vm /tmp/desk/vm',
      'docker/Dockerfile': 'FROM node:20\nCOPY --chown=node ./web /app/web/\n',
      '.github/workflows/image.yml': "on:\n  push:\n    paths-ignore:\n      - 'desk/vm/**'\n",
    },
    apps: ['web'],
  },
  {
    name: 'a server that no image takes in stays where something that starts programs names it',
    tree: {
      'web/package.json': EXPRESS,
      'web/server.js': '',
      'jobs/package.json': EXPRESS,
      'jobs/server.js': '',
      Dockerfile: 'FROM node:20\nCOPY web/ /app/\n',
      'deploy.sh': 'rsync -a jobs/ host:/srv/jobs',
    },
    apps: ['jobs', 'web'],
  },
  {
    name: 'an image that takes in everything takes in each app',
    tree: {
      'web/package.json': EXPRESS,
      'web/server.js': '',
      'jobs/package.json': EXPRESS,
      'jobs/server.js': '',
      Dockerfile: 'FROM node:20\nCOPY web/package.json web/\nCOPY . .\n',
    },
    apps: ['jobs', 'web'],
  },
];

for (const { name, tree, apps } of REPOSITORIES) {
  test(name, () => {
    const found = findApps(refsOf(tree), (path) => tree[path]).apps;
    assert.deepEqual(
      found.map((app) => app.path),
      apps,
    );
  });
}

test('an app names the manifests that made it one', () => {
  const tree = { 'api/composer.json': PROJECT, 'api/artisan': '', 'api/package.json': VITE };
  const expected: readonly AppRoot[] = [{ path: 'api', manifests: ['api/composer.json', 'api/package.json'] }];
  assert.deepEqual(findApps(refsOf(tree), (path) => (tree as Tree)[path]).apps, expected);
});

const APPS: readonly AppRoot[] = [
  { path: '.', manifests: [] },
  { path: 'apps/api', manifests: [] },
  { path: 'apps/api/worker', manifests: [] },
];

const OWNERS = [
  { path: 'apps/api/src/a.ts', nested: ['apps/api'], withRoot: ['apps/api'] },
  { path: 'apps/api/worker/a.ts', nested: ['apps/api/worker'], withRoot: ['apps/api/worker'] },
  { path: 'apps/api-docs/a.ts', nested: ['apps/api', 'apps/api/worker'], withRoot: ['.'] },
  { path: 'config/session.php', nested: ['apps/api', 'apps/api/worker'], withRoot: ['.'] },
  { path: 'compose.yaml', nested: ['apps/api', 'apps/api/worker'], withRoot: ['.', 'apps/api', 'apps/api/worker'] },
  { path: 'docker/entry.sh', nested: ['apps/api', 'apps/api/worker'], withRoot: ['.', 'apps/api', 'apps/api/worker'] },
  { path: 'k8s/web.yaml', nested: ['apps/api', 'apps/api/worker'], withRoot: ['.', 'apps/api', 'apps/api/worker'] },
];

for (const { path, nested, withRoot } of OWNERS) {
  test(`${path} speaks for ${nested.join(', ')}, and with an app at the root for ${withRoot.join(', ')}`, () => {
    assert.deepEqual(pathsOf(appsOf(path, APPS.slice(1))), nested);
    assert.deepEqual(pathsOf(appsOf(path, APPS)), withRoot);
  });
}

test('a file outside all apps has no owner', () => {
  assert.equal(appOf('compose.yaml', APPS.slice(1)), undefined);
  assert.equal(appOf('compose.yaml', APPS)?.path, '.');
});

test('a package belongs to the apps that use it, also through others, and one that nobody names to all', () => {
  const tree: Tree = {
    'apps/shop/package.json':
      '{"name":"shop","scripts":{"start":"next start"},"dependencies":{"next":"15","@x/files":"*"}}',
    'apps/mailer/package.json': '{"name":"mailer","scripts":{"start":"node mail.js"},"dependencies":{"express":"4"}}',
    'packages/files/package.json':
      '{"name":"@x/files","dependencies":{"@x/paths":"*"},"devDependencies":{"@x/build":"*"}}',
    'packages/paths/package.json': '{"name":"@x/paths"}',
    'packages/build/package.json': '{"name":"@x/build"}',
    'packages/loose/package.json': '{"name":"@x/loose"}',
  };
  const apps = findApps(refsOf(tree), (path) => tree[path]).apps;
  const users = (path: string) => appsOf(path, apps).map((app) => app.path);
  assert.deepEqual(users('packages/files/index.ts'), ['apps/shop']);
  assert.deepEqual(users('packages/paths/index.ts'), ['apps/shop']);
  assert.deepEqual(users('packages/build/index.ts'), []);
  assert.deepEqual(users('packages/loose/index.ts'), ['apps/mailer', 'apps/shop']);
  assert.deepEqual(users('compose.yaml'), ['apps/mailer', 'apps/shop']);
});

test('a repository of examples is told from one that also ships', () => {
  assert.equal(shipsExamplesOnly(refsOf({ 'README.md': '', 'examples/shop/package.json': EXPRESS })), true);
  assert.equal(shipsExamplesOnly(refsOf({ 'package.json': '', 'examples/shop/package.json': EXPRESS })), false);
  assert.equal(shipsExamplesOnly(refsOf({ 'README.md': '' })), false);
});

function refsOf(tree: Tree): readonly FileRef[] {
  return Object.keys(tree).map((path) => ({ path, size: 0, role: roleOf(path) }));
}

function pathsOf(apps: readonly AppRoot[]): readonly string[] {
  return apps.map((app) => app.path);
}
