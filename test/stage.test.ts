import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../src/rule/examples.js';
import { loadRules } from '../src/rule/load.js';
import { clockOf, secondsFor } from '../src/stage.js';

const shop = new Map([
  ['composer.json', '{"require":{"laravel/framework":"^11.0"}}'],
  ['.env.example', 'SESSION_DRIVER=file\n'],
]);

const named = { path: 'shop', what: 'the app could not be judged' };

function forever(): never {
  for (;;) Math.random();
}

describe('a stage that does not end', () => {
  test('is stopped, is named, and leaves time for those behind it', () => {
    const clock = clockOf(0.1);
    const begun = performance.now();
    assert.equal(
      clock.run<string>(named, forever, () => 'nothing'),
      'nothing',
    );
    assert.ok(performance.now() - begun < 5000);
    assert.equal(
      clock.run(
        named,
        () => 'said',
        () => 'nothing',
      ),
      'said',
    );
    assert.deepEqual(clock.late, [
      { path: 'shop', message: 'the app could not be judged: it takes longer than 0.1 seconds' },
    ]);
  });

  test('also within a regular expression and behind a guard of its own', () => {
    const clock = clockOf(0.1);
    assert.equal(
      clock.run(
        named,
        () => String(/^(a+)+$/.test(`${'a'.repeat(60)}!`)),
        () => 'nothing',
      ),
      'nothing',
    );
    const guarded = () => {
      try {
        return forever();
      } catch {
        return 'held';
      }
    };
    assert.equal(
      clock.run(named, guarded, () => 'nothing'),
      'nothing',
    );
  });

  test('but what it throws itself is thrown', () => {
    assert.throws(() => clockOf(1).run(named, () => { throw new TypeError('x'); }, () => 0), TypeError);
  }); // biome-ignore format: one line

  test('makes the report incomplete by its name, and the others are read', async () => {
    const [rule] = (await loadRules()).filter(({ id }) => id === 'sessions/per-server-store');
    assert.ok(rule);
    const endless = { ...rule, id: 'sessions/endless', check: () => forever() };
    const report = await auditTexts(shop, { rules: [rule, endless], seconds: 1 });
    assert.deepEqual(report.errors, [{ path: '.', message: 'the app could not be judged: it takes longer than 1 seconds' }]);
    assert.equal(report.score.complete, false);
    assert.ok(report.score.value <= 89);
    assert.deepEqual(report.apps.map(({ stack }) => stack.map(({ name }) => name)), [['laravel', 'php']]);
  }); // biome-ignore format: one question a line

  test('no audit of what people write comes near the limit', () => {
    assert.ok(secondsFor(1) >= 60);
    assert.ok(secondsFor(10_000) >= 200);
  });
});
