import '../sample-rule.js';
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkConfig } from '../../src/config/check.js';
import { type Config, layConfig, seenFrom } from '../../src/config/config.js';
import { findConfig, loadConfig } from '../../src/config/find.js';
import { loadRules } from '../../src/rule/load.js';
import { folderWith } from '../cli/run.js';

const rules = await loadRules();

function problemsOf(text: string, within: readonly string[] = []): readonly string[] {
  const checked = checkConfig({ name: 'f', text, within }, rules);
  return 'problems' in checked ? checked.problems : [];
}

describe('a configuration', () => {
  const wrong: readonly (readonly [text: string, says: RegExp])[] = [
    ['{', /^f:1:2 the file is not valid JSON/],
    ['', /^f:1:1 the file is/],
    ['[]', /^f:1:1 the configuration must be object/],
    ['{\n "exlude": [] }', /^f:2:2 there is no key exlude: did you mean exclude\?$/],
    ['{ "zzz": 1 }', /^f:1:3 there is no key zzz; keys: /],
    ['{ "profile": {\n  "server": 2 } }', /^f:2:3 there is no key server in profile: did you mean servers\?$/],
    ['{ "profile": { "servers": 0 } }', /^f:1:27 profile\.servers must be >= 1/],
    ['{ "failOn": "eror" }', /^f:1:13 failOn is none of error, warning, note, never: did you mean error\?$/],
    ['{ "rules": { "sessions/per-server-store": "critical" } }', /is none of error, warning, note, off/],
    ['{ "rules": {\n "sessions/per-server-stor": "off" } }', /^f:2:2 there is no rule .*did you mean sessions\/per-server-store\?$/],
    ['{ "overrides": [{ "files": ["a"], "rules": { "nope/nope": "off" } }] }', /^f:1:46 there is no rule nope\/nope/],
    ['{ "overrides": [{ "rules": {} }] }', /overrides\.0 has no files/],
    ['{ "ignore": [{ "rule": "sessions" }] }', /ignore\.0 has no reason/],
    ['{ "ignore": [{ "rule": "sessions", "reason": " " }] }', /ignore\.0\.reason is empty/],
    ['{ "ignore": [{ "rule": "sessionz", "reason": "x" }] }', /there is no rule sessionz: did you mean sessions\?/],
    ['{ "ignore": [{ "rule": "sessions", "reason": "x", "until": "soon" }] }', /until is no day such as/],
    ['{ "ignore": [{ "rule": "sessions", "reason": "x", "until": "2027-02-30" }] }', /until is no day of the calendar/],
    ['{ "baseline": "../x" }', /^f:1:15 baseline leads out of the repository/],
    ['{ "baseline": "/etc/x" }', /leads out/],
    ['{ "envFile": "a/../../x" }', /envFile leads out/],
    ['{ "deployment": "../ops" }', /deployment leads out/],
    ['{ "extends": 3 }', /extends must be/],
    [`${'['.repeat(100_000)}`, /nested too deeply/],
  ]; // biome-ignore format: a table
  for (const [text, says] of wrong)
    test(`is refused when it reads ${JSON.stringify(text.slice(0, 70))}`, () => {
      const problems = problemsOf(text);
      assert.ok(problems.some((problem) => says.test(problem)), JSON.stringify(problems)); // biome-ignore format: one line
    });

  test('may use every key, comments and trailing commas', () => {
    const text = `// ours
    { "$schema": "x", "extends": [], "profile": { "servers": 3, "sticky": false, "sharedPaths": ["storage"], "managed": ["redis"] },
      "apps": ["api"], "envFile": ".env", "deployment": "compose.yaml", "include": ["**"], "exclude": ["legacy/**"],
      "rules": { "sessions": "warning", "cache/per-server-store": "off" },
      "overrides": [{ "files": ["worker/**"], "rules": { "sessions/per-server-store": "off" } }],
      "ignore": [{ "rule": "sessions", "path": "a", "reason": "b", "until": "2027-06-30" }],
      "failOn": "warning", "minScore": 80, "maxFindings": 3, "baseline": "b.json", }`;
    assert.deepEqual(problemsOf(text), []);
  });

  test('in a package.json is checked with its lines there', () => {
    assert.match(problemsOf('{ "name": "x",\n "ha-ready": {\n  "failOnn": 1 } }', ['ha-ready'])[0] ?? '', /^f:3:3 there is no key failOnn/); // biome-ignore format: one line
  });
});

describe('extending', () => {
  test('lays tables over tables, appends lists and replaces values', () => {
    const under: Config = { rules: { sessions: 'note', cache: 'off' }, exclude: ['a'], failOn: 'note' };
    const over: Config = { rules: { sessions: 'error' }, exclude: ['b'], failOn: 'never' };
    assert.deepEqual(layConfig(under, over), { rules: { sessions: 'error', cache: 'off' }, exclude: ['a', 'b'], failOn: 'never' }); // biome-ignore format: one line
  });

  const files = {
    'ha-ready.json': '{ "extends": "base/a.json", "failOn": "note" }',
    'base/a.json': '{ "extends": ["b.json"], "minScore": 50, "failOn": "error" }',
    'base/b.json': '{ "maxFindings": 1, "minScore": 10 }',
  };

  test('follows paths relative to the file that names them', () => {
    const folder = folderWith(files);
    const found = findConfig(folder, folder, rules);
    assert.deepEqual(found && 'config' in found && found.config, { failOn: 'note', minScore: 50, maxFindings: 1 });
  });

  test('refuses circles, missing files and absolute paths', () => {
    for (const text of ['{ "extends": "../ha-ready.json" }', '{ "extends": "missing.json" }', '{ "extends": "/etc/passwd" }']) {
      const folder = folderWith({ ...files, 'base/a.json': text });
      const found = findConfig(folder, folder, rules);
      assert.ok(found && 'problems' in found, text);
    }
  }); // biome-ignore format: one line

  test('leads out of the repository only where the user names the file', () => {
    const outside = folderWith({ 'top/ha-ready.json': '{ "extends": "../other.json" }', 'other.json': '{ "minScore": 7 }', 'top/inner/x': '' }); // biome-ignore format: one line
    const found = findConfig(`${outside}/top`, `${outside}/top`, rules);
    assert.deepEqual(found && 'problems' in found && found.problems, ['other.json leads out of the repository']);
    const named = loadConfig(`${outside}/top/ha-ready.json`, `${outside}/top`, { rules });
    assert.equal(named && 'config' in named && named.config.minScore, 7);
    symlinkSync('../../other.json', `${outside}/top/inner/ha-ready.json`);
    assert.ok('problems' in (findConfig(`${outside}/top/inner`, `${outside}/top`, rules) ?? {}));
  });

  test('finds nothing above the top of the repository', () => {
    const folder = folderWith({ 'ha-ready.json': '{}', 'inner/x': '' });
    assert.equal(findConfig(`${folder}/inner`, `${folder}/inner`, rules), undefined);
    const found = loadConfig(`${folder}/ha-ready.json`, `${folder}/inner`, { rules });
    assert.equal(found && 'below' in found && found.below, 'inner');
  });
});

test('a configuration above the audited folder speaks of that folder only', () => {
  const config: Config = {
    apps: ['apps/shop', 'apps/api'],
    exclude: ['apps/shop/legacy/**', 'apps/api/**', '**/tmp/**'],
    overrides: [{ files: ['apps/**', '*.php', 'apps/api/x'], rules: {} }],
    ignore: [{ rule: 'sessions', path: 'apps/shop/cron/**', reason: 'x' }, { rule: 'cache', path: 'other/**', reason: 'x' }],
    baseline: 'b.json',
    failOn: 'note',
  }; // biome-ignore format: one key per line
  assert.deepEqual(seenFrom({ config, file: 'f', below: 'apps/shop' }), {
    apps: ['.'],
    exclude: ['legacy/**', '**/tmp/**'],
    overrides: [{ files: ['**', '*.php'], rules: {} }],
    ignore: [{ rule: 'sessions', path: 'cron/**', reason: 'x' }],
    baseline: '../../b.json',
    failOn: 'note',
  });
});
