import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, haReady, shop } from './run.js';

const laravel = readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8');

describe('a command line', () => {
  test('with a word that is nearly a command is told which', () => {
    const { code, stderr } = haReady(folderWith({}), ['explian']);
    assert.equal(code, 2);
    assert.match(stderr, /^ha-ready: explian is not a folder\n {2}Did you mean the command explain\?/);
  });

  test('has one prefix for whatever goes wrong', () => {
    assert.match(haReady(folderWith({}), ['--no-such-flag']).stderr, /^ha-ready: unknown option/);
  });

  test('with several folders is one run over them and nothing else', () => {
    const folder = folderWith({
      'a/composer.json': laravel,
      'a/artisan': '',
      'b/composer.json': laravel,
      'b/artisan': '',
      'c/composer.json': laravel,
      'c/artisan': '',
    });
    const report = JSON.parse(haReady(folder, ['a', 'b', '-f', 'json', '--fail-on', 'never']).stdout);
    assert.deepEqual(report.apps.map(({ path }: { readonly path: string }) => path), ['a', 'b']);
  });

  test('over files of code that are named like configuration finds nothing to audit', () => {
    const code = 'export const command = "FROM x";\n';
    const folder = folderWith({ 'src/Dockerfile.ts': code, 'src/nginx.js': `${code}// proxy_pass http://a\n`, 'src/crontab.ts': 'export const x = " * * * * *";\n' });
    assert.equal(haReady(folder, []).code, 3);
  });
}); // biome-ignore format: files

describe('a configuration that speaks of files that are not there', () => {
  test('is told so, and --strict fails by it', () => {
    const config = {
      exclude: ['no-such-folder/**', 'artisan'],
      overrides: [{ files: ['gone/*.php'], rules: { cache: 'off' } }],
    };
    const folder = shop({ artisan: '', 'ha-ready.json': JSON.stringify(config) });
    const { stdout, code } = haReady(folder, ['--strict', '--exit-zero']);
    const said = stdout.replace(/\s+/g, ' ');
    assert.match(said, /excludes 'no-such-folder\/\*\*', which matches nothing/);
    assert.match(said, /overrides rules for 'gone\/\*\.php', where no file is/);
    assert.doesNotMatch(said, /excludes 'artisan'/);
    assert.equal(code, 2);
  });
});

describe('explain', () => {
  test('says where the hazard stands in this folder, and only what its stack can do', () => {
    const { stdout } = haReady(shop({ '.env.example': 'SESSION_DRIVER=file\n' }), [
      'explain',
      'sessions/per-server-store',
    ]);
    assert.match(stdout, /In this folder \(Laravel/);
    assert.match(stdout, /\.env\.example:1 error, medium confidence/);
    assert.match(stdout, /Repair: Set SESSION_DRIVER=redis; the program does it, with a decision\s+\(--fix/);
    assert.doesNotMatch(stdout, /\n {2}rails: /);
    assert.match(stdout, /ha-ready-ignore sessions\/per-server-store -- the reason/);
  });

  test('says it for everybody where there is no app, or where it is asked to', () => {
    assert.match(haReady(folderWith({}), ['explain', 'cache/per-server-store']).stdout, /\n {2}rails: /);
    assert.match(haReady(shop(), ['explain', '--all', 'cache/per-server-store']).stdout, /\n {2}rails: /);
  });

  test('lists the rules of a topic, and those that a word stands in', () => {
    const empty = folderWith({});
    assert.match(
      haReady(empty, ['explain', 'health']).stdout,
      /^\d+ rules about health\n[\s\S]*health\/no-health-check/,
    );
    assert.match(haReady(empty, ['explain', 'websocket']).stdout, /realtime\/no-upgrade-headers/);
    const { code, stderr } = haReady(empty, ['explain', 'sesions']);
    assert.equal(code, 2);
    assert.match(stderr, /Did you mean sessions\?/);
  });
});

test('rules --table counts what is found and repaired, by topic and technology', () => {
  assert.match(haReady(folderWith({}), ['rules', '--table']).stdout, /\nsessions +[\s\S]*laravel:1\/1/);
});

describe('init without Node.js', () => {
  test('names a schema that is there once the package is, and holds no score of 0', () => {
    const folder = folderWith({ 'composer.json': laravel, artisan: '', '.env.example': 'SESSION_DRIVER=file\n' });
    haReady(folder, ['init']);
    const config = JSON.parse(readFileSync(join(folder, 'ha-ready.json'), 'utf8'));
    assert.match(
      config.$schema,
      /^https:\/\/unpkg\.com\/ha-ready@\d+\.\d+\.\d+\/dist\/src\/config\/config\.schema\.json$/,
    );
    assert.notEqual(config.minScore, 0);
  });
});

test('the schema of the configuration knows the ids of rules, and takes those of a team too', () => {
  const schema = JSON.parse(readFileSync('dist/src/config/config.schema.json', 'utf8'));
  assert.ok(schema.definitions.rules.properties['sessions/per-server-store']);
  assert.ok(schema.definitions.rules.properties.sessions);
  assert.ok(schema.definitions.rules.additionalProperties);
});
