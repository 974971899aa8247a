import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { inOrder, type Scored, scoreOf, scoreValue } from '../../src/score/score.js';

const one = (severity: Scored['severity'], ruleId = 'a/b', confidence: Scored['confidence'] = 'high'): Scored => ({
  ruleId,
  severity,
  confidence,
});
const many = (count: number, finding: (index: number) => Scored): Scored[] =>
  Array.from({ length: count }, (_, index) => finding(index));

describe('the score', () => {
  const table: readonly (readonly [string, readonly Scored[], number])[] = [
    ['nothing found', [], 100],
    ['one note', [one('note')], 98],
    ['one warning', [one('warning')], 94],
    ['one error: it stays under 50', [one('error')], 40],
    ['two errors of two rules', [one('error', 'a/a'), one('error', 'b/b')], 32],
    ['fifty times the same warning saturates', many(50, () => one('warning')), 88],
    ['an error that is hardly sure', [one('error', 'a/b', 'low')], 47],
  ];
  for (const [about, findings, wanted] of table)
    test(`${about}: ${wanted}`, () => assert.equal(scoreValue(findings), wanted));

  test('an incomplete analysis is capped at 89', () => assert.equal(scoreValue([], false), 89));

  test('the gains name the rule whose repair helps most, first', () => {
    const { gains } = scoreOf([one('note', 'a/note'), one('error', 'b/error')], { complete: true, unclear: 0 });
    assert.deepEqual(
      gains.map(({ ruleId }) => ruleId),
      ['b/error', 'a/note'].slice(0, gains.length),
    );
    assert.ok((gains[0]?.gain ?? 0) > 50);
  });

  test('it counts by severity and tells what was unclear', () => {
    const score = scoreOf([one('note'), one('error'), one('error', 'x/y')], { complete: true, unclear: 3 });
    assert.deepEqual([score.counts, score.unclear], [{ error: 2, warning: 0, note: 1 }, 3]);
  });
});

describe('the score in full', () => {
  const findings = [
    one('note', 'n/n'),
    one('warning', 'w/low', 'low'),
    one('warning', 'w/w'),
    one('error', 'e/two', 'medium'),
    one('error', 'e/one'),
    one('warning', 'e/one'),
  ];
  const score = scoreOf(findings, { complete: true, unclear: 0, accepted: [one('error', 'x/x')] });

  test('counts, values and what is left out', () => {
    assert.deepEqual(score.counts, { error: 2, warning: 3, note: 1 });
    // 100 x .77 x .88 x .94 x .985 x .985, by rule; halved where an error stands
    assert.equal(score.raw, 61);
    assert.equal(score.value, 30);
    assert.equal(score.partial, false);
    assert.equal(scoreOf(findings, { complete: true, unclear: 0, partial: true }).partial, true);
    assert.deepEqual(score.accepted, { count: 1, value: 24 });
    assert.deepEqual(scoreOf(findings, { complete: true, unclear: 0 }).accepted, { count: 0, value: score.value });
  });

  test('the gains stand by the worst of each rule, then by what its repair brings', () => {
    assert.deepEqual(
      score.gains.map(({ ruleId }) => ruleId),
      ['e/one', 'e/two', 'w/w', 'w/low', 'n/n'],
    );
    assert.ok(score.gains.every(({ gain }) => gain > 0));
    const same = scoreOf([one('warning', 'b/b'), one('warning', 'a/a')], { complete: true, unclear: 0 });
    assert.deepEqual(
      same.gains.map(({ ruleId }) => ruleId),
      ['a/a', 'b/b'],
    );
  });

  test('what to repair first are all errors together, else the three that bring most', () => {
    assert.deepEqual(score.together, { ruleIds: ['e/one', 'e/two'], value: scoreValue(findings.slice(0, 3)) });
    const notes = ['a/a', 'b/b', 'c/c', 'd/d'].map((ruleId) => one('note', ruleId));
    const mild = scoreOf([...notes, one('warning', 'w/low', 'low'), one('warning', 'w/w')], {
      complete: true,
      unclear: 0,
    });
    assert.deepEqual(mild.together.ruleIds, ['w/w', 'w/low', 'a/a']);
  });

  test('the order goes by the worst of a rule, each time the one with which the score rises most', () => {
    const many = [
      one('note', 'a/a'),
      one('note', 'b/b', 'low'),
      one('error', 'b/b', 'low'),
      one('error', 'c/c'),
      one('warning', 'd/d'),
    ];
    assert.deepEqual(inOrder(many), ['c/c', 'b/b', 'd/d', 'a/a']);
    assert.deepEqual(inOrder([]), []);
  });

  test('each sureness has its weight', () => {
    const of = (confidence: Scored['confidence']) =>
      scoreOf([one('warning', 'a/b', confidence)], { complete: true, unclear: 0 }).raw;
    assert.deepEqual([of('high'), of('medium'), of('low')], [94, 96, 98]);
  });
});

const scored = fc.record({
  ruleId: fc.constantFrom('a/a', 'b/b', 'c/c', 'd/d'),
  severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
  confidence: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
});

describe('the score, for any findings', () => {
  test('adding a finding never raises it, removing one never lowers it', () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 30 }), scored, (findings, more) => {
        assert.ok(scoreValue([...findings, more]) <= scoreValue(findings));
      }),
      { numRuns: 2000 },
    );
  });

  test('downgrading a finding never lowers it', () => {
    const milder = { error: 'warning', warning: 'note', note: 'note' } as const;
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1, maxLength: 30 }), fc.nat(), (findings, pick) => {
        const index = pick % findings.length;
        const changed = findings.map((finding, at) =>
          at === index ? { ...finding, severity: milder[finding.severity] } : finding,
        );
        assert.ok(scoreValue(changed) >= scoreValue(findings));
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of findings does not matter', () => {
    fc.assert(
      fc.property(fc.array(scored), (findings) =>
        assert.equal(scoreValue(findings.toReversed()), scoreValue(findings)),
      ),
    );
  });

  test('any open error keeps it under 50 when we are sure of it, and 100 means that nothing was found', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1 }), (findings) => {
        assert.ok(scoreValue(findings) < 100);
        if (findings.some(({ severity }) => severity === 'error')) assert.ok(scoreValue(findings) < 50);
      }),
    );
  });
});

describe('the score at its edges', () => {
  const ids = (findings: readonly Scored[]) => scoreOf(findings, { complete: true, unclear: 0 }).gains.map(({ ruleId }) => ruleId); // biome-ignore format: one line

  test('rules of the same gain stand by their names, whoever was found first', () => {
    const all = ['c/c', 'a/a', 'b/b'].map((id) => one('warning', id));
    assert.deepEqual(ids(all), ['a/a', 'b/b', 'c/c']);
    assert.deepEqual(ids(all.toReversed()), ['a/a', 'b/b', 'c/c']);
    assert.deepEqual(inOrder(all), ['a/a', 'b/b', 'c/c']);
    assert.deepEqual(inOrder(all.toReversed()), ['a/a', 'b/b', 'c/c']);
  });

  test('a gain is what the score would rise by, and a rule without one is left out', () => {
    const { value, gains } = scoreOf([one('error', 'a/a'), one('error', 'b/b')], { complete: true, unclear: 0 });
    assert.equal(gains[0]?.gain, scoreValue([one('error', 'b/b')]) - value);
    const incomplete = scoreOf([one('note', 'a/a', 'low')], { complete: false, unclear: 0 });
    assert.deepEqual(incomplete.gains, []);
  });

  test('100 is only for nothing at all: a hardly sure note keeps it below', () => {
    assert.equal(scoreValue([one('note', 'a/b', 'low')]), 99);
    assert.equal(scoreOf([], { complete: true, unclear: 0 }).model, '2026-1');
  });

  test('without an error, the three that bring most are named', () => {
    const notes = ['a', 'b', 'c', 'd'].map((id) => one('note', `${id}/x`));
    assert.equal(scoreOf(notes, { complete: true, unclear: 0 }).together.ruleIds.length, 3);
  });
});
