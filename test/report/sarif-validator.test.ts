import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { sarif } from '../../src/report/sarif.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

const broken = { path: 'a b.php', line: 2, message: 'unexpected end' };

const documents: readonly (readonly [about: string, text: string])[] = [
  ['an audited app', sarif(await auditedApp(), plainOptions)],
  ['nothing found', sarif(reportWith(), plainOptions)],
  ['accepted findings and a file that could not be read, below a folder of the repository', sarif({ ...reportWith({}, { status: 'suppressed', reason: 'one worker' }), errors: [broken], hints: [{ kind: 'unused', location: { path: 'a b.php', line: 1, column: 1, endLine: 1, endColumn: 2 }, message: 'it accepts nothing' }] }, { ...plainOptions, repository: 'apps/shop', showAccepted: true })],
]; // biome-ignore format: a table

for (const [about, text] of documents) {
  test(`the validator of code scanning has no error and no warning on ${about}`, (t) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['.ci/sarif.mjs'], { input: text, encoding: 'utf8' });
    if (stdout.startsWith('skipped')) return t.skip('skipped: the validator cannot run on this machine');
    assert.match(stdout, /^\d+ remarks, 0 errors and warnings$/m, stdout + stderr);
  });
}

test('the validator is heard: a document without locations is refused', (t) => {
  const bad = sarif(reportWith({}), plainOptions).replace(/"locations": \[/, '"locations": [], "x": [');
  const run = spawnSync(process.execPath, ['.ci/sarif.mjs'], { input: bad, encoding: 'utf8' });
  if (run.stdout.startsWith('skipped')) return t.skip('skipped: the validator cannot run on this machine');
  assert.equal(run.status, 1);
});
