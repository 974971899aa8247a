import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditedApp } from '../report/reports.js';

const rule = 'supervision/stop-shorter-than-job';

function programs(count: number): Record<string, string> {
  const text = Array.from({ length: count }, (_, index) => `[program:p${index}]\ncommand=php artisan queue:work\n`);
  return { 'composer.json': '{"require":{"laravel/framework":"^11.0"}}', 'supervisord.conf': text.join('') };
}

describe('hazards of one rule that nobody can read', () => {
  test('are listed up to a thousand, the first by their places, and the others are counted', async () => {
    const report = await auditedApp(programs(1200), { only: [rule] });
    const lines = report.findings.map(({ location }) => location).filter(({ path }) => path === 'supervisord.conf');
    assert.equal(report.findings.length, 1000);
    assert.ok(Math.max(...lines.map(({ line }) => line)) < 2005, 'those further down are left out');
    const [said] = report.unclear.filter(({ message }) => /are not listed/.test(message));
    assert.match(said?.message ?? '', /^20\d more hazards of this rule are not listed: a report holds 1000/);
    assert.equal(said?.ruleId, rule);
    assert.match(said?.settle ?? '', /repair of those that are listed/);
  });

  test('are all listed up to there, and nothing is said', async () => {
    const report = await auditedApp(programs(50), { only: [rule] });
    assert.ok(report.findings.length >= 50);
    assert.deepEqual(
      report.unclear.filter(({ message }) => /not listed/.test(message)),
      [],
    );
  });

  test('that are accepted are not counted', async () => {
    const reason = 'these jobs are short';
    const report = await auditedApp(programs(1200), {
      only: [rule],
      policy: { severities: [], ignores: [{ rule, path: 'supervisord.conf', reason }] },
    });
    assert.ok(report.findings.filter(({ status }) => status === 'suppressed').length >= 1200);
    assert.deepEqual(
      report.unclear.filter(({ message }) => /not listed/.test(message)),
      [],
    );
  });
});
