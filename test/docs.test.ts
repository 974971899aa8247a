import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkConfig } from '../src/config/check.js';
import { coveragePage } from '../src/rule/coverage.js';
import { loadRules, withExamples } from '../src/rule/load.js';
import { rulePage, rulesPage } from '../src/rule/page.js';

const rules = await withExamples(await loadRules());

describe('the pages of the rules', () => {
  const rule = {
    ...(rules.find(({ id }) => id === 'sessions/per-server-store') ?? rules[0]),
    id: 'sessions/some-hazard',
    topic: 'sessions',
    severity: 'error',
    title: 'Some hazard',
    examples: [{ on: 'laravel-11', about: 'a case', bad: { '.env': '«A=```x```»\n', gone: null }, good: { 'a.php': '<?php\n' } }],
  } as (typeof rules)[number]; // biome-ignore format: a table

  test('say what happens, what to do, and how to accept it, with the examples unmarked', () => {
    const page = rulePage(rule);
    for (const words of ['# Some hazard\n', rule.why, rule.remedy.any, '### laravel-11: a case', '`gone` is not there.', '````text\nA=```x```\n````', 'ha-ready-ignore sessions/some-hazard -- the reason']) // biome-ignore format: one line
      assert.ok(page.includes(words), words);
    assert.doesNotMatch(page, /[«»]/);
  });

  test('stand in a table by topic', () => {
    assert.match(rulesPage([rule]), /## sessions\n\n\| rule[^\n]*\n[^\n]*\n\| \[`sessions\/some-hazard`\]\(sessions\/some-hazard\.md\) \| error \| Some hazard \|/); // biome-ignore format: one line
  });

  test('are as the rules say, with the flags that each repair needs (npm run docs writes them)', () => {
    const { status, stdout } = spawnSync('node', ['.ci/docs.mjs', '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  test('name the flag that the repair of an example needs', () => {
    const repaired = { ...rule, examples: [{ on: 'laravel-11', bad: { a: 'x' }, fixed: { a: 'y' } }] };
    assert.match(
      rulePage(repaired, () => '--fix'),
      /\nAfter `--fix`:\n/,
    );
  });

  test('are counted in a table of topics and technologies', () => {
    const repaired = {
      ...rule,
      examples: [
        { on: 'laravel-11', bad: { a: 'x' }, fixed: { a: 'y' } },
        { on: 'rails-8', bad: { a: 'x' } },
      ],
    };
    assert.match(
      coveragePage([repaired]),
      /## sessions\n\n\| technology[^\n]*\n[^\n]*\n\| laravel \| 1 \| 1 \|\n\| rails \| 1 \| 0 \|/,
    );
  });
});

test('the configuration that README shows is accepted', () => {
  const text = /```jsonc\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  const checked = checkConfig({ name: 'README.md', text, within: [] }, rules);
  assert.deepEqual('problems' in checked ? checked.problems : [], []);
});

test('README and the notes name every format that there is', async () => {
  const { formatNames } = await import('../src/report/index.js');
  const readme = readFileSync('README.md', 'utf8');
  const listed = /Formats: ([^.]*)\./.exec(readme)?.[1] ?? '';
  assert.deepEqual(listed.split(/[\s,]+/).sort(), [...formatNames].sort());
});
