import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../src/report/report.js';
import { text } from '../../src/report/text.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

const edit = {
  path: 'a',
  start: 0,
  end: 1,
  was: 'a',
  text: 'b',
  location: { path: 'a', line: 1, column: 1, endLine: 1, endColumn: 2 },
};

function fix(
  title: string,
  safety: 'safe' | 'unsafe' | 'manual',
  needs: readonly string[] = [],
): Finding['fix'] & object {
  return { title, safety, edits: safety === 'manual' ? [] : [edit], needs };
}

describe('the text report', () => {
  test("says this repository's own repair first, how it is made and what it takes", () => {
    const shown = text(reportWith({ fix: fix('Set CACHE_DRIVER=redis', 'unsafe', ['Provide a Redis']) }), plainOptions);
    assert.match(shown, /Fix {2}Set CACHE_DRIVER=redis \(--fix --unsafe-fixes\)\n {7}- Provide a Redis/);
    assert.doesNotMatch(shown, /Set SESSION_DRIVER=redis\./);
  });

  test('says the general remedy where nothing of this repository is known', () => {
    assert.match(text(reportWith({}), plainOptions), /Fix {2}Set SESSION_DRIVER=redis\./);
  });

  test('prints the confidence, and why the severity is not that of the rule', () => {
    const shown = text(reportWith({ severity: 'warning', confidence: 'medium' }), plainOptions);
    assert.match(shown, /sessions\/per-server-store, medium confidence/);
    assert.match(shown, /warning here, error by the rule/);
  });

  test('shows the other places of a fault below it', () => {
    const also = [{ ruleId: 'a/b', message: 'the same', location: edit.location, contentHash: '' }];
    assert.match(text(reportWith({ also }), plainOptions), /\(2 places\)[\s\S]*Also a:1:1 a\/b: the same/);
  });

  test('folds notes after five kinds, unless more is asked for', () => {
    const notes = Array.from({ length: 7 }, (_, index) => ({ severity: 'note' as const, ruleId: `n/r${index}` }));
    assert.match(text(reportWith(...notes), plainOptions), /and 2 more kinds of note \(--verbose\): n\/r5, n\/r6/);
    assert.doesNotMatch(text(reportWith(...notes), { ...plainOptions, verbose: true }), /more kinds of note/);
  });

  test('leads on: what can be repaired and how, where it applies', async () => {
    const report = reportWith({ fix: fix('x', 'safe') }, { fix: fix('y', 'unsafe') }, { fix: fix('z', 'manual') });
    const shown = text({ ...report, score: { ...report.score, together: { ruleIds: ['sessions/per-server-store'], value: 90 } } }, plainOptions);
    assert.match(shown, /Repair: +1 safely \(--diff shows, --fix writes\)/);
    assert.match(shown, /Decide: +1 with a service/);
    assert.match(shown, /together 40 -> 90/);
    const clean = text(await auditedApp({ '.env.example': 'SESSION_DRIVER=redis\nCACHE_STORE=redis\n' }), plainOptions);
    assert.doesNotMatch(clean, /Repair: +0|Decide: +0/);
  });

  test('underlines what is flagged in colour, and links to it where the terminal has links', () => {
    const shown = text(reportWith({}), { ...plainOptions, color: true, linkFrom: '/home/ada/a shop' });
    assert.ok(shown.includes("\u001b[4menv('SESSION_DRIVER', 'file')"), shown);
    assert.ok(shown.includes('\u001b]8;;file:///home/ada/a%20shop/config/session.php\u001b\\'));
    assert.ok(!text(reportWith({}), plainOptions).includes('\u001b'));
  });

  test('says how many findings are not shown', () => {
    assert.match(text(reportWith({}), { ...plainOptions, hidden: 2 }), /2 more left out by --min-severity/);
  });

  test('gives each app of a monorepo its own score', async () => {
    const report = await auditedApp();
    const [app] = report.apps;
    assert.ok(app);
    const apps = [{ ...app, path: 'api', score: 12 }, { ...app, path: 'web', score: 95 }];
    assert.match(text({ ...report, apps }, plainOptions), /App by app:\n {4}api +12 {2}not ready, .*\n {4}web +95 /);
  });
}); // biome-ignore format: one line each
