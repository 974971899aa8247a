import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { audit } from '../src/audit.js';
import { loadRules } from '../src/rule/load.js';

const folder = join('fixtures', 'apps');

const rules = new Set((await loadRules()).map(({ id }) => id));

describe('whole apps', () => {
  for (const app of readdirSync(folder).sort()) {
    test(`${app} has just the findings of its expected.txt`, async () => {
      const report = await audit(join(folder, app));
      const found = report.findings.map(
        ({ ruleId, severity, location }) => `${location.path}:${location.line} ${ruleId} ${severity}`,
      );
      const expected = readFileSync(join(folder, app, 'expected.txt'), 'utf8')
        .split('\n')
        .filter((line) => rules.has(line.split(' ')[1] ?? ''));
      assert.deepEqual(found.toSorted(), expected.toSorted());
    });
  }
});
