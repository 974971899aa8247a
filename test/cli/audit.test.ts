import '../sample-rule.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { formatNames } from '../../src/report/index.js';
import { folderWith, haReady, lay, shop } from './run.js';

const only = ['--only', 'sessions/per-server-store'];

describe('exit codes', () => {
  const app = shop();
  const clean = shop({ '.env.example': 'SESSION_DRIVER=redis\n' });
  const empty = folderWith({ 'notes.txt': 'nothing here\n' });
  const codes: readonly (readonly [code: number, about: string, folder: string, args: readonly string[]])[] = [
    [0, 'nothing is open', clean, only],
    [1, 'an error is open', app, only],
    [0, 'no severity fails', app, [...only, '--fail-on', 'never']],
    [0, 'the gate may fail', app, [...only, '--exit-zero']],
    [1, 'the score is too low', app, [...only, '--fail-on', 'never', '--min-score', '90', '--allow-partial']],
    [0, 'the score is high enough', app, [...only, '--fail-on', 'never', '--min-score', '10', '--allow-partial']],
    [1, 'there are too many findings', app, [...only, '--fail-on', 'never', '--max-findings', '0']],
    [1, 'filters hide what fails', app, [...only, '--min-confidence', 'high', '--min-severity', 'error']],
    [2, 'a partial score is to be held', app, [...only, '--min-score', '10']],
    [2, 'an option is unknown', app, ['--fail-onn', 'error']],
    [2, 'a value is impossible', app, ['--min-score', '101']],
    [2, 'a value is empty', app, ['--min-score', '']],
    [2, 'a rule is unknown', app, ['--only', 'sessions/per-server-stor']],
    [2, 'a format is unknown', app, ['--format', 'sarfi']],
    [2, 'the folder is missing', app, ['missing']],
    [2, 'the env file is missing', app, ['--dotenv', '.env.missing']],
    [2, 'what production is started from is missing', app, ['--deployment', 'ops']],
    [2, 'flags contradict each other', app, ['--quiet', '--verbose']],
    [3, 'there is nothing to audit', empty, []],
    [0, 'there is nothing to audit, as expected', empty, ['--allow-empty']],
  ]; // biome-ignore format: a table
  for (const [code, about, folder, args] of codes) {
    test(`${code} when ${about}`, () => {
      const run = haReady(folder, args);
      assert.equal(run.code, code, run.stdout + run.stderr);
      if (code >= 2) assert.match(run.stderr, /^(ha-ready|error): \S/);
    });
  }

  test('are the same for every format, also with the output in a file', () => {
    const folder = shop();
    for (const format of formatNames) {
      assert.equal(haReady(folder, [...only, '--format', format]).code, 1, format);
      assert.equal(haReady(folder, [...only, '--format', `${format}=out/${format}`]).code, 1, format);
      assert.ok(statSync(join(folder, 'out', format)).size > 0, format);
    }
  });

  test('say what was probably meant', () => {
    assert.match(
      haReady(app, ['--only', 'sessions/per-server-stor']).stderr,
      /did you mean sessions\/per-server-store\?/,
    );
    assert.match(haReady(app, ['--format', 'sarfi']).stderr, /did you mean sarif\?/);
    assert.match(haReady(app, ['--min-scor', '3']).stderr, /Did you mean --min-score\?/);
  });
});

describe('output', () => {
  test('goes to several files at once while the text stays on the standard output', () => {
    const folder = shop();
    const run = haReady(folder, [...only, '-f', 'sarif=a/out.sarif', '-f', 'json=out.json']);
    assert.match(run.stdout, /Sessions are kept on one server/);
    assert.equal(JSON.parse(readFileSync(join(folder, 'a/out.sarif'), 'utf8')).version, '2.1.0');
    assert.equal(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).schemaVersion, 1);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('.tmp')),
      [],
    );
  });

  test('takes -o as the file of the format', () => {
    const folder = shop();
    haReady(folder, [...only, '-f', 'json', '-o', 'out.json']);
    assert.equal(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).schemaVersion, 1);
  });

  test('names files from the top of the repository, wherever the program is started', () => {
    const top = folderWith({ '.git/HEAD': '', 'apps/my shop/composer.json': readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8'), 'apps/my shop/.env.example': 'SESSION_DRIVER=file\n' }); // biome-ignore format: one line
    for (const [cwd, args] of [
      [join(top, 'apps/my shop'), []],
      [top, ['apps/my shop']],
    ] as const) {
      const { stdout } = haReady(cwd, [...only, '-f', 'sarif', ...args]);
      assert.equal(JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'apps/my%20shop/.env.example'); // biome-ignore format: one line
      assert.match(haReady(cwd, [...only, '-f', 'compact', ...args]).stdout, /^apps\/my shop\/\.env\.example:1:1 /);
    }
  });

  test('survives a reader that goes away, and keeps its exit code', () => {
    const script = `'${process.execPath}' bin/ha-ready.js audit fixtures/bases/laravel-11 -f json --fail-on never | head -c 10; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  test('speaks of progress to people only', {
    skip: spawnSync('script', ['--version']).status === 0 ? false : 'skipped: no script(1)',
  }, () => {
    const run = (env: Record<string, string>) => spawnSync('script', ['-qec', `'${process.execPath}' bin/ha-ready.js audit fixtures/bases/laravel-11 -o /dev/null > /dev/null`, '/dev/null'], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', TERM: 'xterm', ...env } }).stdout; // biome-ignore format: one line
    assert.match(run({}), /reading \d+ of \d+ files[\s\S]*\r\u001b\[K$/);
    assert.equal(run({ CI: 'true' }), '');
  });

  test('of a machine format is alone on the standard output', () => {
    assert.equal(JSON.parse(haReady(shop(), [...only, '--format', 'json']).stdout).schemaVersion, 1);
  });

  const refused: readonly (readonly string[])[] = [
    ['-f', 'json', '-f', 'sarif'],
    ['-f', 'json=x', '-f', 'sarif=x'],
    ['-f', 'json='],
    ['-f', 'json=config/session.php/x'],
  ];
  for (const args of refused)
    test(`refuses ${args.join(' ')}`, () => assert.equal(haReady(shop(), [...only, ...args]).code, 2));

  test('never writes through a link: it may point anywhere', () => {
    const folder = shop({ 'real/out.json': 'old' });
    symlinkSync('real/out.json', join(folder, 'link.json'));
    symlinkSync('real/out.json', join(folder, '.ha-ready-baseline.json'));
    haReady(folder, [...only, '--no-baseline', '-f', 'json=link.json']);
    haReady(folder, ['--generate-baseline', '--no-baseline']);
    assert.equal(readFileSync(join(folder, 'real/out.json'), 'utf8'), 'old');
    assert.equal(JSON.parse(readFileSync(join(folder, 'link.json'), 'utf8')).schemaVersion, 1);
  });

  test('can go to a device, which is not replaced', () => {
    assert.equal(haReady(shop(), [...only, '-f', 'json=/dev/null']).code, 1);
    assert.ok(statSync('/dev/null').isCharacterDevice());
  });

  test('is coloured only where it is wanted', () => {
    const folder = shop();
    const colored = (args: readonly string[], env = {}) => haReady(folder, [...only, ...args], env).stdout.includes('\u001b[');
    assert.equal(colored([]), false);
    assert.equal(colored(['--color', 'always']), true);
    assert.equal(colored([], { FORCE_COLOR: '1' }), true);
    assert.equal(colored([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
    assert.equal(colored(['--no-color'], { FORCE_COLOR: '1' }), false);
  }); // biome-ignore format: one line each

  test('hides what filters leave out, and counts it still', () => {
    const report = JSON.parse(haReady(shop(), ['--format', 'json', '--min-severity', 'error']).stdout);
    assert.ok(report.findings.every(({ severity }: { severity: string }) => severity === 'error'));
    const all = JSON.parse(haReady(shop(), ['--format', 'json']).stdout);
    assert.deepEqual(report.score, all.score);
  });

  test('does not speak of progress or colours where no terminal is', () => {
    assert.equal(haReady(shop(), only).stderr, '');
  });
});

describe('the configuration', () => {
  test('sets severities, the gate and what is left out', () => {
    const folder = shop({ 'ha-ready.json': '{ "rules": { "sessions": "note" }, "failOn": "note" }' });
    const run = haReady(folder, [...only, '--format', 'json']);
    assert.equal(JSON.parse(run.stdout).findings[0].severity, 'note');
    assert.equal(run.code, 1);
    assert.equal(haReady(folder, [...only, '--fail-on', 'error']).code, 0, 'flags win');
    assert.equal(haReady(folder, [...only, '--no-config', '--fail-on', 'never', '-q']).stdout.includes('ERROR'), true);
  });

  test('is found in package.json, and above the audited folder as far as the repository goes', () => {
    const top = folderWith({ '.git/HEAD': '', 'ha-ready.jsonc': '// ours\n{ "overrides": [{ "files": ["apps/shop/**"], "rules": { "sessions": "off" } }], }\n' }); // biome-ignore format: one line
    lay(join(top, 'apps/shop'), { 'composer.json': readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8'), '.env.example': 'SESSION_DRIVER=file\n' }); // biome-ignore format: one line
    assert.equal(haReady(join(top, 'apps/shop'), only).code, 0);
    const app = shop({ 'package.json': '{ "name": "shop", "ha-ready": { "failOn": "never" } }' });
    assert.equal(haReady(app, only).code, 0);
  });

  test('holds for the plan as well', () => {
    const config = '{ "ignore": [{ "rule": "sessions", "reason": "one server" }] }';
    assert.match(haReady(shop(), ['plan']).stdout, /sessions\/per-server-store/);
    assert.doesNotMatch(haReady(shop({ 'ha-ready.json': config }), ['plan']).stdout, /sessions\/per-server-store/);
  });

  test('that names an app which is not there stops the run', () => {
    assert.equal(haReady(shop({ 'ha-ready.json': '{ "apps": ["web"] }' }), []).code, 2);
  });

  test('that is wrong stops the run, with its line', () => {
    const run = haReady(shop({ 'ha-ready.json': '{\n  "failOnn": "error"\n}\n' }), []);
    assert.equal(run.code, 2);
    assert.match(run.stderr, /ha-ready\.json:2:3 there is no key failOnn: did you mean failOn\?/);
  });

  test('cannot speak to the terminal or the pipeline through its errors', () => {
    const run = haReady(shop({ 'ha-ready.json': '{ "::error::\\u001b[2J ##[x]\\n::error::y": 1 }' }), []);
    assert.equal(run.code, 2);
    assert.ok(!run.stderr.includes('\u001b') && !run.stderr.includes('##[') && !/^\s*::/m.test(run.stderr), run.stderr);
  });

  test('and flags are printed as what they amount to', () => {
    const folder = shop({ 'ha-ready.json': '{ "profile": { "servers": 4 }, "minScore": 70 }' });
    const printed = JSON.parse(haReady(folder, ['--print-config', '--exclude', 'legacy/**']).stdout);
    assert.equal(printed.profile.servers, 4);
    assert.equal(printed.gate.minScore, 70);
    assert.deepEqual(printed.exclude, ['legacy/**']);
    assert.equal(printed.file, 'ha-ready.json');
  });

  test('leaves files out, and --show-files says which are read', () => {
    const folder = shop({ 'ha-ready.json': '{ "exclude": ["config/**"] }' });
    const { stdout } = haReady(folder, ['--show-files']);
    assert.match(stdout, /^shipped +\.env\.example$/m);
    assert.doesNotMatch(stdout, /session\.php/);
  });
});

describe('the baseline', () => {
  test('is generated, found, holds the gate, and shrinks but never grows', () => {
    const folder = shop();
    const file = join(folder, '.ha-ready-baseline.json');
    assert.equal(haReady(folder, ['--generate-baseline']).code, 0);
    const before = readFileSync(file, 'utf8');
    assert.equal(haReady(folder, []).code, 0);
    assert.equal(haReady(folder, ['--no-baseline']).code, 1);
    assert.equal(haReady(folder, ['--generate-baseline']).code, 0);
    assert.equal(readFileSync(file, 'utf8'), before, 'generating twice gives the same');
    const pinned = 'services:\n  web:\n    image: shop\n    container_name: web\n';
    lay(folder, { '.env.example': 'SESSION_DRIVER=redis\n', 'compose.yaml': pinned });
    assert.match(haReady(folder, []).stdout, /of the baseline found no more/);
    assert.equal(haReady(folder, ['--fail-on', 'note']).code, 1);
    assert.equal(haReady(folder, ['--strict', '--fail-on', 'never']).code, 2);
    assert.equal(haReady(folder, ['--update-baseline']).code, 0);
    const after = readFileSync(file, 'utf8');
    assert.ok(after.length < before.length);
    assert.ok(!after.includes('compose.yaml'), 'what is new is not taken in');
  });

  test('is not written by a pipeline', () => {
    const folder = shop();
    assert.equal(haReady(folder, ['--generate-baseline'], { CI: 'true' }).code, 2);
    assert.equal(existsSync(join(folder, '.ha-ready-baseline.json')), false);
    assert.equal(haReady(folder, ['--generate-baseline', '--force'], { CI: 'true' }).code, 0);
  });

  test('that was asked for must exist, and must be one', () => {
    assert.equal(haReady(shop(), ['--baseline', 'missing.json']).code, 2);
    const run = haReady(shop({ '.ha-ready-baseline.json': '[]' }), []);
    assert.equal(run.code, 2);
    assert.match(run.stderr, /cannot be used/);
  });
});

test('--strict stops at a suppression that does nothing', () => {
  const folder = shop({ '.env.example': '# ha-ready-ignore sessions -- old\nSESSION_DRIVER=redis\n' });
  assert.equal(haReady(folder, [...only, '--strict']).code, 2);
  assert.equal(haReady(folder, only).code, 0);
});

for (const args of [['--help'], ['audit', '--help'], ['rules', '--help'], ['explain', '--help']]) {
  test(`the help of ${args.join(' ')} fits 80 columns`, () => {
    const { stdout, code } = haReady('.', args);
    assert.equal(code, 0);
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.length > 80),
      [],
    );
  });
}
