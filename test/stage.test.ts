import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../src/rule/examples.js';
import { loadRules } from '../src/rule/load.js';
import { type Clock, inStages, secondsFor } from '../src/stage.js';

const shop = new Map([
  ['composer.json', '{"require":{"laravel/framework":"^11.0"}}'],
  ['.env.example', 'SESSION_DRIVER=file\n'],
]);

const named = { path: 'shop', what: 'the app could not be judged' };

function forever(): never {
  for (;;) Math.random();
}

/** What the work says, and which of its stages were stopped. */
function staged<T>(seconds: number, work: (clock: Clock) => T) {
  return inStages(seconds, async (clock) => ({ said: work(clock), late: clock.late }));
}

describe('a stage that does not end', () => {
  test('is stopped, is named, and leaves time for those behind it', async () => {
    const begun = performance.now();
    const { said, late } = await staged(0.1, (clock) => [
      clock.run<string>(named, forever, () => 'nothing'),
      clock.run(named, () => 'said', () => 'nothing'), // biome-ignore format: one stage a line
    ]);
    assert.ok(performance.now() - begun < 20_000);
    assert.deepEqual(said, ['nothing', 'said']);
    assert.deepEqual(late, [
      { path: 'shop', message: 'the app could not be judged: it takes longer than 0.1 seconds' },
    ]);
  });

  test('also within a regular expression and behind a guard of its own', async () => {
    const guarded = () => {
      try {
        return forever();
      } catch {
        return 'held';
      }
    };
    const { said } = await staged(0.1, (clock) => [
      clock.run(named, () => String(/^(a+)+$/.test(`${'a'.repeat(60)}!`)), () => 'nothing'), // biome-ignore format: one stage a line
      clock.run(named, guarded, () => 'nothing'),
    ]);
    assert.deepEqual(said, ['nothing', 'nothing']);
  });

  test('is not stopped where it only had to wait: all stages begin again, with more patience', async () => {
    const begun: string[] = [];
    const { said, late } = await staged(0.5, (clock) => {
      clock.run(named, () => begun.push('first'), () => 0); // biome-ignore format: one stage a line
      return clock.run(named, () => {
        begun.push('second');
        // as on a machine that does something else
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
        return 'said';
      }, () => 'nothing'); // biome-ignore format: one stage
    });
    assert.deepEqual([said, late, begun], ['said', [], ['first', 'second', 'first', 'second']]);
  });

  test('that fails is named, and those behind it go on; without a limit, as in tests, it is thrown', async () => {
    const failing = (clock: Clock) => clock.run(named, () => { throw new TypeError('x is not a function'); }, () => 'nothing');
    const { said, late } = await staged(1, (clock) => [failing(clock), clock.run(named, () => 'said', () => 'nothing')]);
    assert.deepEqual(said, ['nothing', 'said']);
    const message = 'the app could not be judged: a fault of this program (TypeError: x is not a function)';
    assert.deepEqual(late, [{ path: 'shop', message }]);
    await assert.rejects(staged(Number.POSITIVE_INFINITY, failing), TypeError);
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
