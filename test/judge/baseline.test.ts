import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { baselineOf, baselineText, holdAgainst, readBaseline } from '../../src/judge/baseline.js';
import type { Finding } from '../../src/report/report.js';
import { auditedApp, reportWith } from '../report/reports.js';

function found(...all: readonly (readonly [rule: string, path: string, hash: string])[]): readonly Finding[] {
  const location = { path: '', line: 1, column: 1, endLine: 1, endColumn: 2 };
  return reportWith(...all.map(([ruleId, path, contentHash]) => ({ ruleId, contentHash, location: { ...location, path } }))).findings; // biome-ignore format: one line
}

function statuses(now: readonly Finding[], then: readonly Finding[]): readonly string[] {
  const paths = new Set(now.map(({ location }) => location.path));
  return holdAgainst(now, baselineOf(then), { paths }).findings.map(({ status }) => status);
}

describe('a baseline', () => {
  test('holds every finding that it was made of, whatever they are', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, name)), (all) => {
        const findings = found(...all);
        assert.ok(statuses(findings, findings).every((status) => status === 'baselined'));
        const text = baselineText(baselineOf(findings));
        assert.deepEqual(readBaseline(text), baselineOf(findings));
        assert.equal(baselineText(baselineOf(findings.toReversed())), text);
      }),
    );
  });

  const cases: readonly (readonly [about: string, now: readonly Finding[], then: readonly Finding[], want: readonly string[]])[] = [
    ['lets a new finding through', found(['r', 'a', '1'], ['r', 'a', '2']), found(['r', 'a', '1']), ['baselined', 'open']],
    ['lets only the surplus through', found(['r', 'a', '1'], ['r', 'a', '1']), found(['r', 'a', '1']), ['baselined', 'open']],
    ['does not take another rule for it', found(['s', 'a', '1']), found(['r', 'a', '1']), ['open']],
    ['follows a file that was moved', found(['r', 'new', '1']), found(['r', 'old', '1']), ['baselined']],
    ['does not follow into two files at once', found(['r', 'x', '1'], ['r', 'y', '1']), found(['r', 'old', '1']), ['open', 'open']],
    ['does not excuse another file while the old one is there', found(['r', 'old', '2'], ['r', 'new', '1']), found(['r', 'old', '1']), ['open', 'open']],
  ]; // biome-ignore format: a table
  for (const [about, now, then, want] of cases) {
    test(about, () => assert.deepEqual(statuses(now, then), want));
  }

  test('shrinks to what is still found, under the paths of today', () => {
    const then = found(['r', 'a', '1'], ['r', 'a', '1'], ['r', 'old', '2'], ['r', 'gone', '3']);
    const now = found(['r', 'a', '1'], ['r', 'new', '2'], ['r', 'a', '9']);
    const held = holdAgainst(now, baselineOf(then), { paths: new Set(['a', 'new', 'gone']) });
    assert.deepEqual(held.kept, [{ rule: 'r', path: 'a', hash: '1', count: 1 }, { rule: 'r', path: 'new', hash: '2', count: 1 }]); // biome-ignore format: one line
    assert.deepEqual(held.stale, [{ rule: 'r', path: 'a', hash: '1', count: 1 }, { rule: 'r', path: 'gone', hash: '3', count: 1 }]); // biome-ignore format: one line
  });

  test('has no line numbers: one entry per line, and lines that are added above a finding change nothing', async () => {
    const before = baselineText(baselineOf((await auditedApp()).findings));
    const after = baselineText(baselineOf((await auditedApp({ '.env.example': 'APP_NAME=Shop\n\n# more\nSESSION_DRIVER=file\nCACHE_STORE=redis\n' })).findings)); // biome-ignore format: one line
    assert.equal(after, before);
    assert.equal(
      before.split('\n').filter((line) => line.includes('"rule"')).length,
      JSON.parse(before).findings.length,
    );
  });

  test('counts neither what is accepted elsewhere nor, against it, what is', () => {
    const [one] = found(['r', 'a', '1']);
    assert.ok(one);
    const suppressed: Finding = { ...one, status: 'suppressed', reason: 'so' };
    assert.deepEqual(baselineOf([suppressed]).findings, []);
    const held = holdAgainst([suppressed, one], baselineOf([one]), { paths: new Set(['a']) });
    assert.deepEqual(held.findings.map(({ status, reason }) => [status, reason]), [['suppressed', 'so'], ['baselined', 'in the baseline']]);
    assert.equal(holdAgainst([one], baselineOf([one]), { paths: new Set(['a']), reason: 'old' }).findings[0]?.reason, 'old');
  }); // biome-ignore format: long lines

  test('knows what stands below a finding too', () => {
    const [one] = found(['r', 'a', '1']);
    const [below] = found(['s', 'b', '2']);
    assert.ok(one && below);
    assert.deepEqual(baselineOf([{ ...one, also: [below] }]).findings.map(({ rule, path }) => `${rule} ${path}`), ['r a', 's b']); // biome-ignore format: one line
  });

  test('follows a moved file only to an open finding of its rule and its text', () => {
    const then = found(['r', 'old', '1']);
    const [accepted] = found(['r', 'x', '1']);
    assert.ok(accepted);
    assert.deepEqual(statuses([...found(['r', 'new', '1']), { ...accepted, status: 'suppressed' }], then), ['baselined', 'suppressed']); // biome-ignore format: one line
    assert.deepEqual(statuses(found(['s', 'new', '1'], ['r', 'new', '2']), then), ['open', 'open']);
    assert.deepEqual(statuses([...found(['r', 'new', '1'], ['s', 'other', '1'])], then), ['baselined', 'open']);
  });

  test('is text in order, and none at all where nothing is in it', () => {
    assert.equal(baselineText({ version: 1, findings: [] }), '{\n  "version": 1,\n  "findings": []\n}\n');
    const entry = { rule: 'r', path: 'a', hash: '1', count: 2 };
    assert.equal(
      baselineText({ version: 1, findings: [{ ...entry, path: 'b' }, entry] }),
      `{\n  "version": 1,\n  "findings": [\n    ${JSON.stringify(entry)},\n    ${JSON.stringify({ ...entry, path: 'b' })}\n  ]\n}\n`,
    );
  });

  test('is refused where an entry lacks something', () => {
    const entry = { rule: 'r', path: 'a', hash: '1', count: 1 };
    for (const key of Object.keys(entry))
      assert.match(String(readBaseline(JSON.stringify({ version: 1, findings: [entry, { ...entry, [key]: undefined }] }))), /^entry 2 /); // biome-ignore format: one line
    for (const bad of [null, 1, [], 'x']) {
      assert.match(String(readBaseline(JSON.stringify({ version: 1, findings: [bad] }))), /^entry 1 /);
      assert.match(String(readBaseline(JSON.stringify(bad))), /version/);
    }
    for (const count of [0, -1, 1.5, '1'])
      assert.match(String(readBaseline(JSON.stringify({ version: 1, findings: [{ ...entry, count }] }))), /^entry 1 /);
    assert.deepEqual(readBaseline(`\ufeff${JSON.stringify({ version: 1, findings: [entry] })}`), { version: 1, findings: [entry] }); // biome-ignore format: one line
  });

  test('keeps findings in the score', async () => {
    const open = await auditedApp();
    const held = await auditedApp({}, { baseline: baselineOf(open.findings) });
    assert.ok(held.findings.length > 0 && held.findings.every(({ status }) => status === 'baselined'));
    assert.equal(held.score.value, open.score.value);
    assert.deepEqual(held.baseline?.stale, []);
  });

  const wrong: readonly (readonly [text: string, says: RegExp])[] = [
    ['{', /not valid JSON/],
    ['[]', /version/],
    ['{"version":2,"findings":[]}', /version/],
    ['{"version":1}', /no list/],
    ['{"version":1,"findings":[{"rule":"r","path":"p","hash":"h","count":0}]}', /entry 1/],
  ];
  for (const [text, says] of wrong)
    test(`is refused when it reads ${text}`, () => assert.match(String(readBaseline(text)), says));
});
