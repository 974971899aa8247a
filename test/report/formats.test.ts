import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkstyle } from '../../src/report/checkstyle.js';
import { compact } from '../../src/report/compact.js';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import type { Reporter } from '../../src/report/index.js';
import { junit } from '../../src/report/junit.js';
import { escapeMarkdown, markdown } from '../../src/report/markdown.js';
import { rdjson } from '../../src/report/rdjson.js';
import type { Finding, Report } from '../../src/report/report.js';
import { sentence } from '../../src/report/words.js';
import { plainOptions, reportWith } from './reports.js';

const below = { ...plainOptions, repository: 'apps/shop' };

function many(number: number, given: Partial<Finding> = {}): Report {
  return reportWith(...Array.from({ length: number }, () => given));
}

describe('compact', () => {
  test('gives one line per finding, worst first, with the path from the root of the repository', () => {
    const lines = compact(reportWith({ severity: 'note' }, {}), below).split('\n');
    assert.equal(lines[0], "apps/shop/config/session.php:4:17 error sessions/per-server-store Sessions are kept in 'file' on one server. Set SESSION_DRIVER=redis."); // biome-ignore format: one line
    assert.match(lines[1] ?? '', / note /);
  });
  test('gives nothing where nothing was found', () => assert.equal(compact(reportWith(), plainOptions), ''));
});

describe('github', () => {
  test('escapes what would end a property or a command', () => {
    const [line = ''] = github(reportWith({ title: 'a, b: 100%', message: '50% of\nit' }), plainOptions).split('\n');
    assert.match(line, /^::error file=config\/session\.php,line=4,endLine=4,col=17,endColumn=48,title=sessions\/per-server-store%3A a%2C b%3A 100%25::/); // biome-ignore format: one line
    assert.match(line, /::config\/session\.php:4:17 error sessions\/per-server-store 50%25 of\\u000ait\. Set/);
  });

  test('gives no columns for a place of several lines, which the runner would drop', () => {
    const location = { path: 'a', line: 1, column: 2, endLine: 3, endColumn: 4 };
    assert.match(github(reportWith({ location }), plainOptions), /^::error file=a,line=1,endLine=3,title=/);
  });

  test('annotates the worst ten of each severity and says how many it did not', () => {
    const report = reportWith(...many(12).findings, ...many(11, { severity: 'note' }).findings);
    const lines = github(report, plainOptions).split('\n');
    assert.equal(lines.filter((line) => line.startsWith('::error ')).length, 10);
    assert.equal(lines.filter((line) => line.startsWith('::notice ')).length, 10);
    assert.ok(lines.some((line) => line.startsWith('3 findings without annotation')));
  });

  test('cuts a message before the runner does', () => {
    const [line = ''] = github(reportWith({ message: 'x'.repeat(10_000), remedy: 'y'.repeat(10_000) }), plainOptions).split('\n'); // biome-ignore format: one line
    assert.ok(line.length < 4400);
  });
});

describe('gitlab', () => {
  test('gives what the code quality widget reads', () => {
    const [one] = JSON.parse(gitlab(reportWith({}), below));
    assert.deepEqual(one, {
      description: "sessions/per-server-store: Sessions are kept in 'file' on one server. Set SESSION_DRIVER=redis.",
      check_name: 'sessions/per-server-store',
      fingerprint: '0000000000000000',
      severity: 'critical',
      location: { path: 'apps/shop/config/session.php', lines: { begin: 4, end: 4 } },
    });
  });
  test('is an empty list where nothing was found', () => assert.deepEqual(JSON.parse(gitlab(reportWith(), below)), []));
});

describe('junit', () => {
  test('fails a case per finding, in a suite per file', () => {
    const text = junit(
      reportWith({}, { location: { path: 'b', line: 1, column: 1, endLine: 1, endColumn: 2 } }),
      below,
    );
    assert.match(text, /<testsuites name="ha-ready" time="0" tests="2" failures="2" errors="0">/);
    assert.match(text, /<testsuite name="apps\/shop\/b" time="0" tests="1" failures="1" errors="0" skipped="0">/);
    assert.match(text, /<failure message="Sessions are kept on one server" type="error">/);
  });
  test('has one case that passed where nothing was found', () => {
    assert.match(junit(reportWith(), below), /tests="1" failures="0"[\s\S]*<testcase name="No hazard was found"/);
  });
  test('fails where the gate fails, and skips what lies below it, with its words', () => {
    const findings = reportWith({}, { severity: 'warning' }, { severity: 'note' });
    assert.match(junit(findings, below), /tests="3" failures="1"/);
    assert.match(junit(findings, { ...below, failOn: 'note' }), /tests="3" failures="3"/);
    assert.match(junit(findings, { ...below, failOn: 'never' }), /tests="3" failures="0"/);
    assert.match(
      junit(findings, below),
      /<skipped message="warning: the gate does not fail by it"\/>\n {6}<system-out>/,
    );
  });
  test('has only what the schemas of Jenkins and Maven know', () => {
    const text = junit(reportWith({}, { severity: 'note' }), { ...below, showAccepted: true });
    const known: Readonly<Record<string, readonly string[]>> = {
      // junit-10.xsd of the xunit plugin; maven-surefire-plugin, surefire-test-report.xsd (suite and case)
      testsuites: ['name', 'time', 'tests', 'failures', 'errors'],
      testsuite: ['name', 'time', 'tests', 'errors', 'skipped', 'failures'],
      testcase: ['name', 'classname', 'time'],
      failure: ['message', 'type'],
      skipped: ['message'],
      'system-out': [],
    };
    for (const [, element = '', attributes = ''] of text.matchAll(/<([\w-]+)((?: [\w-]+="[^"]*")*)\/?>/g)) {
      assert.ok(known[element], element);
      for (const [, name = ''] of attributes.matchAll(/ ([\w-]+)=/g))
        assert.ok(known[element]?.includes(name), `${element} ${name}`);
    }
  });
  test('skips accepted findings with their reason', () => {
    const text = junit(reportWith({ status: 'suppressed', reason: 'one "worker"' }), { ...below, showAccepted: true });
    assert.match(text, /failures="0"[\s\S]*<skipped message="one &quot;worker&quot;"\/>/);
  });
});

test('checkstyle gives files with their errors', () => {
  const text = checkstyle(reportWith({ severity: 'note' }), below);
  assert.match(text, /<file name="apps\/shop\/config\/session\.php">\n {4}<error line="4" column="17" severity="info" message="Sessions are/);
  assert.match(text, /source="ha-ready\.sessions\.per-server-store"\/>/);
}); // biome-ignore format: one line each

describe('rdjson', () => {
  const location = { path: 'a', line: 4, column: 11, endLine: 4, endColumn: 14 };
  const frame = [{ line: 4, text: "  'ünï' => 'abc'," }];

  test('counts columns in bytes where the line is at hand', () => {
    const { diagnostics } = JSON.parse(rdjson(reportWith({ location, frame }), plainOptions));
    assert.deepEqual(diagnostics[0].location.range, { start: { line: 4, column: 13 }, end: { line: 4, column: 16 } });
    assert.equal(diagnostics[0].severity, 'ERROR');
  });

  test('offers the automatic fix of one place as a suggestion', () => {
    const edit = { path: 'a', start: 0, end: 3, was: 'abc', text: 'xyz', location };
    const fix = { title: 'say xyz', safety: 'safe' as const, edits: [edit], needs: [] };
    const suggestionsOf = (finding: Partial<Finding>) => JSON.parse(rdjson(reportWith(finding), plainOptions)).diagnostics[0].suggestions; // biome-ignore format: one line
    assert.equal(suggestionsOf({ location, fix })[0].text, 'xyz');
    assert.equal(suggestionsOf({ location, fix: { ...fix, edits: [edit, edit] } }), undefined);
    assert.equal(suggestionsOf({ location, fix: { ...fix, edits: [{ ...edit, path: 'b' }] } }), undefined);
  });
});

describe('markdown', () => {
  test('begins with the score and folds what to do', () => {
    const text = markdown(reportWith({}), { ...below, gate: 'Gate failed: 1 open finding.' });
    assert.match(text, /^## ha-ready: 40\/100, not ready for a second server\n/);
    assert.match(text, /\*\*Gate failed: 1 open finding\.\*\*/);
    assert.match(text, /\| `apps\/shop\/config\/session\.php:4` \|/);
    assert.match(text, /<details><summary>What to do<\/summary>[\s\S]*\* Set SESSION_DRIVER=redis\./);
  });
  test('shows twenty rows and folds the rest', () => {
    assert.match(markdown(many(23), below), /<summary>3 more<\/summary>/);
    assert.ok(markdown(many(5000), below).length < 65_536);
  });
  const escapes: readonly (readonly [text: string, escaped: string])[] = [
    ['a|b', 'a\\|b'],
    ['`x` *y* _z_', '\\`x\\` \\*y\\* \\_z\\_'],
    ['<img src=x>', '&lt;img src=x>'],
    ['[click](http://evil)', '\\[click\\](http&#58;//evil)'],
    ['@everyone #1 www.evil.com', '@<!-- -->everyone #<!-- -->1 www&#46;evil.com'],
  ];
  for (const [text, escaped] of escapes)
    test(`shows ${text} as text`, () => assert.equal(escapeMarkdown(text), escaped));
});

const formats: readonly (readonly [name: string, print: Reporter])[] = [['compact', compact], ['github', github], ['gitlab', gitlab], ['junit', junit], ['checkstyle', checkstyle], ['rdjson', rdjson], ['markdown', markdown]]; // biome-ignore format: one line
for (const [name, print] of formats) {
  test(`${name} leaves accepted findings out unless they are wanted`, () => {
    const report = reportWith({ message: 'the held one', status: 'baselined' });
    assert.ok(!print(report, plainOptions).includes('The held one'));
    if (name !== 'junit') assert.ok(print(report, { ...plainOptions, showAccepted: true }).includes('The held one'));
  });
}

const sentences: readonly (readonly [message: string, sentence: string])[] = [
  ['sessions are lost', 'Sessions are lost.'],
  ['app/x.php writes', 'app/x.php writes.'],
  ["'file' is per server!", "'file' is per server!"],
  ['', '.'],
];
for (const [message, want] of sentences)
  test(`says ${JSON.stringify(message)} as a sentence`, () => assert.equal(sentence(message), want));
