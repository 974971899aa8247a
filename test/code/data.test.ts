import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lowerIni, lowerYaml } from '../../src/code/lower/data.js';
import { codeLanguageOf } from '../../src/code/lower/languages.js';
import type { CodeModule } from '../../src/code/model.js';
import { parseIni } from '../../src/parse/ini.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { say } from './say.js';

function returned({ functions }: CodeModule): string {
  const [event] = functions[0]?.events ?? [];
  return event?.is === 'return' && event.value ? say(event.value) : '';
}

describe('files of settings as code that returns a table', () => {
  test('YAML', () => {
    const text = 'store: disk\nmail:\n  hosts: [a, b]\n';
    assert.equal(
      returned(lowerYaml(parseYaml(text).tree, text, 'config/settings.yml')),
      '{"store": "disk", "mail": {"hosts": ["a", "b"]}}',
    );
  });
  test('sections and lists of an INI file', () => {
    const text = '; the defaults\n[Cache]\nbackend = chained\n\n[Chain]\nbackends[] = array\nbackends[] = "file"\n';
    assert.equal(
      returned(lowerIni(parseIni(text, 'php').tree, text, 'config/defaults.ini.php')),
      '{"Cache": {"backend": "chained"}, "Chain": {"backends": ["array", "file"]}}',
    );
  });
  test('an empty file returns nothing', () => {
    assert.equal(returned(lowerYaml([], '', 'config/settings.yml')), '');
  });
  const paths: readonly (readonly [string, string | undefined])[] = [
    ['config/settings.yml', 'yaml'],
    ['config/settings/production.yml', 'yaml'],
    ['config/global.ini.php', 'php-ini'],
    ['config/packages/cache.yaml', 'yaml'],
    ['app/config/shop/packages/prod/cache.yml', 'yaml'],
    ['config/packages/test/cache.yaml', undefined],
    ['config/locales/de.yml', undefined],
    ['docker-compose.yml', undefined],
  ];
  for (const [path, language] of paths)
    test(`${path} is read as ${language ?? 'no code'}`, () => assert.equal(codeLanguageOf(path), language));
});
