import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, haReady, shop } from './run.js';

describe('init', () => {
  test('writes a configuration that the program accepts and that holds the score of today', () => {
    const folder = shop();
    assert.equal(haReady(folder, ['init']).code, 0);
    const config = JSON.parse(readFileSync(join(folder, 'ha-ready.json'), 'utf8'));
    const report = JSON.parse(haReady(folder, ['-f', 'json', '--fail-on', 'never']).stdout);
    assert.equal(config.minScore, report.score.value);
    assert.equal(haReady(folder, ['--fail-on', 'never']).code, 0);
  });

  test('names the apps of a repository of several', () => {
    const composer = readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8');
    const folder = folderWith({
      'apps/a/composer.json': composer,
      'apps/b/composer.json': composer,
      'apps/a/artisan': '',
      'apps/b/artisan': '',
    });
    haReady(folder, ['init']);
    assert.ok(JSON.parse(readFileSync(join(folder, 'ha-ready.json'), 'utf8')).apps.includes('apps/a'));
  });

  for (const files of [{ 'ha-ready.json': '{}' }, { '.github/ha-ready.jsonc': '{}' }, { 'package.json': '{ "ha-ready": {} }' }, { 'ha-ready.json': 'broken' }]) {
    test(`leaves ${JSON.stringify(files)} alone`, () => {
      const folder = shop(files as Record<string, string>);
      const run = haReady(folder, ['init']);
      assert.equal(run.code, 2);
      assert.match(run.stderr, /nothing was written/);
      const [[name, text] = ['', '']] = Object.entries(files);
      assert.equal(readFileSync(join(folder, name), 'utf8'), text);
    });
  } // biome-ignore format: one table
});
