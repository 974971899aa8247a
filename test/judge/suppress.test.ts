import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AuditOptions } from '../../src/audit.js';
import { ignoreComments } from '../../src/judge/comments.js';
import { isDay } from '../../src/judge/suppress.js';
import type { Report } from '../../src/report/report.js';
import { auditedApp } from '../report/reports.js';

const rule = 'sessions/per-server-store';

function sourceOf(text: string) {
  return { path: 'a', role: 'shipped' as const, text, bom: false, eol: '\n' as const, hash: '', lossless: true };
}

async function withEnv(lines: readonly string[], options: AuditOptions = {}): Promise<Report> {
  return auditedApp({ '.env.example': `${lines.join('\n')}\n` }, { only: [rule], ...options });
}

describe('a comment that accepts a hazard', () => {
  const styles: readonly (readonly [language: string, text: string])[] = [
    ['PHP, JavaScript, Go', '// WORDS'],
    ['PHP, JavaScript, CSS', '/* WORDS */'],
    ['a block of several lines', ' * WORDS'],
    ['shell, YAML, Python, Ruby, nginx, Dockerfile, env files', '# WORDS'],
    ['HTML, XML', '<!-- WORDS -->'],
    ['Twig, Django, Jinja', '{# WORDS #}'],
    ['Blade', '{{-- WORDS --}}'],
    ['Helm', '{{/* WORDS */}}'],
    ['ERB', '<%# WORDS %>'],
    ['SQL, Lua, Haskell', '-- WORDS'],
    ['INI, supervisor', '; WORDS'],
    ['behind code', 'return 1; // WORDS'],
    ['behind a value', 'SESSION_DRIVER=file # WORDS'],
  ];
  for (const [language, text] of styles) {
    test(`is read in ${language}`, () => {
      const words = 'ha-ready-ignore a/b, c/d -- one worker -- by design until=2027-06-30';
      const [found, ...more] = ignoreComments(sourceOf(`first\n${text.replace('WORDS', words)}\nthird\n`));
      assert.deepEqual(more, []);
      assert.deepEqual(found?.rules, ['a/b', 'c/d']);
      assert.equal(found?.reason, 'one worker -- by design');
      assert.equal(found?.until, '2027-06-30');
      assert.equal(found?.covers, language.startsWith('behind') ? 2 : 3);
    });
  }

  for (const text of [
    'ha-ready-ignore a/b -- bare words',
    '# ha-ready-ignored a/b -- x',
    '# ha-ready-ignore-file a/b -- x',
  ])
    test(`is not ${text}`, () => assert.deepEqual(ignoreComments(sourceOf(text)), []));

  test('takes no longer than a moment on a hostile line', () => {
    const started = performance.now();
    ignoreComments(sourceOf(`${';'.repeat(100_000)} ha-ready-ignore${' '.repeat(100_000)}x`));
    assert.ok(performance.now() - started < 20_000);
  });

  test('suppresses the finding on the next line, with its reason, and out of the score', async () => {
    const open = await withEnv(['SESSION_DRIVER=file']);
    const report = await withEnv([`# ha-ready-ignore ${rule} -- one server until spring`, 'SESSION_DRIVER=file']);
    assert.deepEqual(report.findings.map(({ status, reason }) => [status, reason]), [['suppressed', 'one server until spring']]); // biome-ignore format: one line
    assert.equal(report.score.value, 100);
    assert.deepEqual(report.score.accepted, { count: 1, value: open.score.value });
    assert.notEqual(report.apps[0]?.topics.sessions.status, 'fail');
    assert.deepEqual(report.hints, []);
  });

  test('may name the topic, and several comments may stand one above the other', async () => {
    const report = await withEnv(['# ha-ready-ignore sessions -- one server', '# ha-ready-ignore cache -- a', 'SESSION_DRIVER=file']); // biome-ignore format: one line
    assert.equal(report.findings[0]?.status, 'suppressed');
  });

  const useless: readonly (readonly [about: string, comment: string, kind: string, says: RegExp])[] = [
    ['without a reason', `# ha-ready-ignore ${rule}`, 'no-reason', /without a reason/],
    ['with an empty reason', `# ha-ready-ignore ${rule} -- `, 'no-reason', /without a reason/],
    ['that has expired', `# ha-ready-ignore ${rule} -- later until=2026-11-20`, 'expired', /ended on 2026-11-20/],
    ['with an impossible day', `# ha-ready-ignore ${rule} -- later until=2026-02-30`, 'expired', /is no day/],
    ['of a mistyped rule', '# ha-ready-ignore sessions/per-server-stor -- x', 'unknown-rule', /did you mean sessions\/per-server-store\?/], // biome-ignore format: one line
    ['of no rule', '# ha-ready-ignore -- x', 'no-rule', /names no rule/],
  ];
  for (const [about, comment, kind, says] of useless) {
    test(`${about} suppresses nothing and is reported`, async () => {
      const report = await withEnv([comment, 'SESSION_DRIVER=file'], { today: '2026-11-21' });
      assert.equal(report.findings[0]?.status, 'open');
      assert.equal(report.hints[0]?.kind, kind);
      assert.match(report.hints[0]?.message ?? '', says);
      assert.equal(report.hints[0]?.location?.line, 1);
    });
  }

  test('holds through its last day', async () => {
    const lines = [`# ha-ready-ignore ${rule} -- later until=2026-11-21`, 'SESSION_DRIVER=file'];
    assert.equal((await withEnv(lines, { today: '2026-11-21' })).findings[0]?.status, 'suppressed');
  });

  test('is reported where nothing needs it, unless its rule was not asked', async () => {
    const lines = [`# ha-ready-ignore ${rule} -- old`, 'SESSION_DRIVER=redis'];
    assert.deepEqual(
      (await withEnv(lines)).hints.map(({ kind }) => kind),
      ['unused'],
    );
    assert.deepEqual((await withEnv(lines, { only: ['cache'] })).hints, []);
  });

  test('accepts nothing in the view of an auditor', async () => {
    const lines = [`# ha-ready-ignore ${rule} -- one server`, 'SESSION_DRIVER=file'];
    assert.equal((await withEnv(lines, { suppressions: false })).findings[0]?.status, 'open');
  });
});

describe('the policy of a team', () => {
  const lines = ['SESSION_DRIVER=file'];
  const nothing = { severities: [], ignores: [] };

  test('gives a rule another severity, and the score follows', async () => {
    const report = await withEnv(lines, { policy: { ...nothing, severities: [{ rules: { [rule]: 'note' } }] } });
    assert.equal(report.findings[0]?.severity, 'note');
    assert.ok(report.score.value > 90);
  });

  test('turns a rule off in some files only', async () => {
    const off = (files: readonly string[]) => ({ ...nothing, severities: [{ files, rules: { sessions: 'off' as const } }] }); // biome-ignore format: one line
    assert.equal((await withEnv(lines, { policy: off(['.env*']) })).findings.length, 0);
    assert.equal((await withEnv(lines, { policy: off(['worker/**']) })).findings.length, 1);
  });

  test('turns a rule off everywhere, which makes the score partial', async () => {
    const policy = { ...nothing, severities: [{ rules: { [rule]: 'off' as const } }] };
    const report = await auditedApp({}, { policy });
    assert.equal(
      report.findings.some(({ ruleId }) => ruleId === rule),
      false,
    );
    assert.equal(report.score.partial, true);
  });

  test('accepts a hazard by path with a reason', async () => {
    const ignores = [{ rule, path: '.env.example', reason: 'one worker by design' }];
    const report = await withEnv(lines, { policy: { ...nothing, ignores } });
    assert.deepEqual(report.findings.map(({ status, reason }) => [status, reason]), [['suppressed', 'one worker by design']]); // biome-ignore format: one line
  });

  test('is told what it accepts in vain', async () => {
    const ignores = [
      { rule, path: 'other/**', reason: 'x' },
      { rule: 'sessions/gone', reason: 'x' },
    ];
    const report = await withEnv(lines, { policy: { ...nothing, ignores } });
    assert.deepEqual(
      report.hints.map(({ kind }) => kind),
      ['unused', 'unknown-rule'],
    );
  });
});

test('a day is one of the calendar', () => {
  assert.deepEqual(['2027-06-30', '2028-02-29', '2027-02-29', '2027-6-30', 'tomorrow', '2027-13-01'].map(isDay), [true, true, false, false, false, false]); // biome-ignore format: one line
});
