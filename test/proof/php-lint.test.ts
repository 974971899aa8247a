import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { layOver } from '../../src/rule/examples.js';
import { loadRules, withExamples } from '../../src/rule/load.js';

const skip = spawnSync('php', ['-v']).status === 0 ? false : 'php is not installed';

const written = (await withExamples(await loadRules())).flatMap((rule) =>
  rule.examples.flatMap(({ on, fixed }) =>
    [...layOver(new Map(), fixed ?? {}).files]
      .filter(([path]) => path.endsWith('.php'))
      .map(([path, text]) => ({ name: `${rule.id} on ${on}: ${path}`, text })),
  ),
);

describe('PHP that fixes write', { skip }, () => {
  test('is there to be read', () => {
    assert.ok(written.length > 0);
  });

  for (const { name, text } of written) {
    test(`${name} is read by PHP`, () => {
      const { status, stdout } = spawnSync('php', ['-n', '-l'], { input: text, encoding: 'utf8', timeout: 10_000 });
      assert.equal(status, 0, stdout);
    });
  }
});
