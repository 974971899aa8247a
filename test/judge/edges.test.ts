import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ignoreComments } from '../../src/judge/comments.js';
import { contentHash, fingerprint } from '../../src/judge/fingerprint.js';
import { secretsOf, shownLines, withoutSecrets } from '../../src/judge/masking.js';
import { mergeFaults } from '../../src/judge/merge.js';
import type { LoadedRule } from '../../src/rule/load.js';
import { auditedApp, reportWith } from '../report/reports.js';

describe('a comment that accepts a hazard, to the letter', () => {
  const source = (text: string) => ({ path: 'a', role: 'shipped' as const, text, bom: false, eol: '\n' as const, hash: '', lossless: true }); // biome-ignore format: one line

  test('stands where its word stands, and speaks of the next line that is no such comment', () => {
    const text = 'a = 1\n# ha-ready-ignore x/y -- so\n# ha-ready-ignore x/z -- so\nb = 2 # ha-ready-ignore u/v, w\n';
    const found = ignoreComments(source(text));
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      ['ha-ready-ignore', 'ha-ready-ignore', 'ha-ready-ignore'],
    );
    assert.deepEqual(
      found.map(({ line, covers, rules, reason }) => [line, covers, rules, reason]),
      [
        [2, 4, ['x/y'], 'so'],
        [3, 4, ['x/z'], 'so'],
        [4, 4, ['u/v', 'w'], ''],
      ],
    );
  });
  test('that is the first word of a file, or names nothing', () => {
    assert.deepEqual(ignoreComments(source('# ha-ready-ignore\nb')).map(({ start, covers, rules }) => [start, covers, rules]), [[2, 2, []]]); // biome-ignore format: one line
    assert.deepEqual(ignoreComments(source('# ha-ready-ignore -- so')).map(({ rules, reason }) => [rules, reason]), [[[], 'so']]); // biome-ignore format: one line
  });
  test('far along a line is behind code', () => {
    const [found] = ignoreComments(source(`${'#'.repeat(1100)} # ha-ready-ignore x/y -- so\nb`));
    assert.equal(found?.covers, 1);
  });
});

describe('what a finding is known by', () => {
  const id = (text: string) => fingerprint({ ruleId: 'r', app: '.', path: 'a', text, nth: 0 });
  test('white space is one blank', () => {
    assert.equal(id(' a \n\t b '), id('a b'));
    assert.notEqual(id('ab'), id('a b'));
    assert.match(id('a'), /^[0-9a-f]{16}$/);
  });
  test('the hash of a text, without its versions', () => {
    assert.equal(contentHash('r', 'v 1.2.3'), contentHash('r', 'v  10.20'));
    assert.notEqual(contentHash('r', 'v 1.2.3'), contentHash('r', 'v '));
    assert.notEqual(contentHash('r', 'a b'), contentHash('r', 'ab'));
    assert.notEqual(contentHash('r', 'a'), contentHash('s', 'a'));
  });
});

describe('the door that secrets do not pass', () => {
  const secret = 'hunter2-zDk39s';
  test('masks a known value wherever it is quoted, but nothing that names a rule or a place', () => {
    const report = reportWith({ message: `is '${secret}'`, app: secret, ruleId: 'x/y', frame: [{ line: 3, text: `a = ${secret}` }] }); // biome-ignore format: one line
    const [one] = withoutSecrets(report, new Set([secret])).findings;
    assert.equal(one?.message, "is '***'");
    assert.deepEqual(one?.frame, [{ line: 3, text: 'a = ***' }]);
    assert.deepEqual([one?.app, one?.ruleId], [secret, 'x/y']);
    assert.equal(one?.location.line, report.findings[0]?.location.line);
    assert.equal(withoutSecrets(report, new Set()).findings[0]?.message, `is '${secret}'`);
  });
  test('leaves the name of a process whole, whoever has it for a key too', () => {
    const report = reportWith({ message: `web takes '${secret}'` });
    const process = { name: secret, technology: 'compose', role: 'web', pinned: false };
    const app = {
      path: '.',
      stack: [],
      score: 0,
      topics: {},
      state: [],
      topology: { processes: [process], services: [], balancers: [] },
    };
    const [one] = withoutSecrets({ ...report, apps: [app] } as unknown as typeof report, new Set([secret])).findings;
    assert.equal(one?.message, `web takes '${secret}'`);
  });
  test('marks an edit that holds one, and no other', () => {
    const place = { path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const edit = (text: string) => ({ path: 'a', start: 0, end: 1, was: 'x', text, location: place });
    const fix = { title: 'Set it', safety: 'safe' as const, needs: [], edits: [edit(secret), edit('plain')] };
    const [one] = withoutSecrets(reportWith({ fix }), new Set([secret])).findings;
    assert.deepEqual(one?.fix?.edits.map(({ text, holdsSecret }) => [text, holdsSecret]), [[secret, true], ['plain', undefined]]); // biome-ignore format: one line
  });
  test('learns values from files, not from those that are very long', () => {
    const file = (path: string, more = '') => ({ path, text: `DB_PASSWORD=${secret}\n${more}` });
    assert.ok(secretsOf([file('.env')]).has(secret));
    assert.equal(secretsOf([file('.env', 'x'.repeat(1024 * 1024))]).size, 0);
    assert.deepEqual(shownLines({ path: '.env', text: `A=1\r\nDB_PASSWORD=${secret}` }).length, 2);
    assert.ok(!shownLines(file('.env'))[0]?.includes(secret));
  });
});

test('one step of the proof is enough for two findings to meet', () => {
  const rules = [{ id: 'queue/lead', covers: ['supervision/other'] }] as unknown as readonly LoadedRule[];
  const at = (line: number) => ({ path: 'a', line, column: 1, endLine: line, endColumn: 2 });
  const step = (line: number) => ({ location: at(line), message: '' });
  const merged = mergeFaults(
    reportWith(
      { ruleId: 'queue/lead', location: at(3), evidence: [] },
      { ruleId: 'supervision/other', location: at(9), message: 'x', evidence: [step(3), step(7)] },
    ).findings,
    rules,
  );
  assert.deepEqual(merged.map(({ ruleId, also = [] }) => [ruleId, also.length]), [['queue/lead', 1]]); // biome-ignore format: one line
});

test('the configuration is told what it accepts no more', async () => {
  const rule = 'sessions/per-server-store';
  const ignores = [{ rule, reason: 'x', until: '2026-11-20' }, { rule: 'cache', path: 'gone/**', reason: 'x' }];
  const report = await auditedApp({}, { only: [rule], today: '2026-11-21', policy: { severities: [], ignores } });
  assert.deepEqual(report.hints.map(({ kind, ruleId, message }) => [kind, ruleId, message]), [['expired', rule, `the acceptance of ${rule} ended on 2026-11-20`]]); // biome-ignore format: one line
}); // biome-ignore format: two entries
