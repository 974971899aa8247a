import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { summaryOf } from '../../src/cli/commands/summary.js';

test('the summary says what was repaired, what to do for it in which order, and what was left, why and what to do about it', async () => {
  const repaired = await (await openWorkshop('fixtures/apps/ha-stack-bad', {})).repair('unsafe');
  const lines = summaryOf(repaired, 80).split('\n');
  assert.ok(lines.every((line) => line.length <= 80));
  assert.match(lines[0] ?? '', /^Repaired \d+ findings in 8 files$/);
  const text = lines.map((line) => line.trim()).join(' ');
  for (const { finding, fix } of repaired.made) assert.ok(text.includes(`${fix.title} (${finding.ruleId})`));
  // What others rest on comes first: the database before Redis, Redis before the proxy.
  const order = ['patronictl edit-config', 'redis-cli -p 26379', 'X-Forwarded-Proto'].map((words) =>
    text.indexOf(words),
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(order.every((place) => place > 0));
  for (const { finding } of repaired.left) assert.ok(text.includes(`- ${finding.ruleId} (${finding.severity}): `));
  assert.match(
    text,
    /it waits until nothing is left that two copies would lose, overwrite or do twice \(redis\/announced-on-loopback, /,
  );
  assert.match(text, /By hand: Ask for a password 1\. Add "requirepass"/);
  assert.match(text, /Score 3 -> \d+/);
});
