import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

/** Files are read in other threads: the editors of repairs must find their grammars in this one. */
for (const app of ['django-bad-clinic', 'laravel-bad-shop', 'rails-bad-shop', 'flask-bad-library']) {
  test(`a new process offers repairs for ${app}`, () => {
    const run = spawnSync(
      process.execPath,
      ['bin/ha-ready.js', 'audit', `fixtures/apps/${app}`, '-f', 'json', '--exit-zero'],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(run.stderr, '');
    assert.equal(run.status, 0);
    assert.ok(JSON.parse(run.stdout).findings.some(({ fix }: { fix?: unknown }) => fix));
  });
}
