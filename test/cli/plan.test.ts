import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { haReady } from './run.js';

interface Plan {
  readonly score: number;
  readonly stages: readonly { readonly steps: readonly { readonly ruleId: string; readonly scoreAfter: number }[] }[];
}

for (const app of ['ha-stack-bad', 'laravel-bad-shop']) {
  describe(`the plan of ${app}`, () => {
    const folder = `fixtures/apps/${app}`;
    const plan = JSON.parse(haReady(folder, ['plan', '--format', 'json']).stdout) as Plan;
    const steps = plan.stages.flatMap((stage) => stage.steps);

    test('never lowers the score, and ends at 100', () => {
      const scores = [plan.score, ...steps.map(({ scoreAfter }) => scoreAfter)];
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => a - b),
      );
      assert.equal(scores.at(-1), 100);
    });

    test('fits into 80 columns, and numbers its steps', () => {
      const lines = haReady(folder, ['plan']).stdout.split('\n');
      assert.deepEqual(
        lines.filter((line) => line.length > 80),
        [],
      );
      assert.equal(lines.filter((line) => /^ ?\d+\. /.test(line)).length, steps.length);
    });

    test('is an issue to paste: a box for each step, and no mark that is not meant', () => {
      const markdown = haReady(folder, ['plan', '--format', 'markdown']).stdout;
      assert.equal(markdown.match(/^- \[ \] \*\*/gm)?.length, steps.length);
      for (const { ruleId } of steps) assert.ok(markdown.includes(`\`${ruleId}\``));
      const outside = markdown.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '');
      assert.doesNotMatch(outside, /<(?!!-- -->)|&gt;/);
    });
  });
}
