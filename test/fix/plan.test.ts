import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { patchOf } from '../../src/fix/diff.js';
import { applyEdits, conflict, type Edit } from '../../src/fix/edit.js';
import { joinNeeds } from '../../src/fix/needs.js';
import { newTexts, planFixes } from '../../src/fix/plan.js';
import { stepsOf } from '../../src/fix/steps.js';
import { repair } from '../../src/fix/verify.js';
import type { Finding, FixEdit, Report } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';

const place = { path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 };
const edit = (start: number, end: number, text: string, was = 'abcdefghij'.slice(start, end)): FixEdit => ({
  path: 'a',
  start,
  end,
  was,
  text,
  location: place,
});

function finding(ruleId: string, edits: readonly FixEdit[], more: Partial<Finding> = {}): Finding {
  return {
    ruleId, topic: 'cache', severity: 'error', confidence: 'high', title: '', message: ruleId, remedy: '', location: place, evidence: [], app: '.',
    fingerprint: ruleId,
    contentHash: ruleId, frame: [], status: 'open', fix: { title: ruleId, safety: 'safe', edits, needs: [] }, ...more,
  }; // biome-ignore format: the shape does not matter here
}

describe('edits', () => {
  test('are refused when the text is not what they expect', () =>
    assert.equal(applyEdits('abc', [edit(0, 1, 'x', 'z')]), undefined));
  test('that overlap are refused', () =>
    assert.equal(applyEdits('abcdefghij', [edit(0, 3, 'x'), edit(2, 4, 'y')]), undefined));
  test('that stand for themselves may stand at one place, in the same order whoever comes first', () => {
    const [one, other] = [
      { ...edit(3, 3, 'A\n'), joins: true as const },
      { ...edit(3, 3, 'B\n'), joins: true as const },
    ];
    assert.equal(applyEdits('abcdef', [one, other]), 'abcA\nB\ndef');
    assert.equal(applyEdits('abcdef', [other, one]), 'abcA\nB\ndef');
    assert.equal(conflict(one, other), false);
    assert.equal(conflict(one, edit(3, 3, 'C')), true);
  });
  test('that are equal count once', () =>
    assert.equal(applyEdits('abcdefghij', [edit(0, 1, 'x'), edit(0, 1, 'x')]), 'xbcdefghij'));
  test('give the same text in any order', () => {
    const cuts = fc.uniqueArray(fc.nat(10), { minLength: 2, maxLength: 8 }).map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.string({ maxLength: 3 })), (places, words) => {
        const edits: Edit[] = [];
        for (let index = 0; index + 1 < places.length; index += 2)
          edits.push(edit(places[index] ?? 0, places[index + 1] ?? 0, words.next().value));
        assert.equal(applyEdits('abcdefghij', edits), applyEdits('abcdefghij', edits.toReversed()));
        assert.notEqual(applyEdits('abcdefghij', edits), undefined);
      }),
    );
  });
});

describe('a plan', () => {
  test('takes what does not conflict, worst first, and says why the rest is left', () => {
    const mild = finding('b/mild', [edit(0, 2, 'x')], { severity: 'note' });
    const bad = finding('a/bad', [edit(1, 3, 'y')]);
    const plan = planFixes([mild, bad], 'safe');
    assert.deepEqual(
      plan.made.map((one) => one.finding.ruleId),
      ['a/bad'],
    );
    assert.deepEqual(
      plan.left.map(({ why }) => why),
      ['it changes the same text as the fix of a/bad'],
    );
  });

  const unsafe = finding('a/a', [edit(0, 1, 'x')], {
    fix: { title: '', safety: 'unsafe', edits: [edit(0, 1, 'x')], needs: [] },
  });
  test('asks for permission', () => {
    assert.deepEqual(
      planFixes([unsafe], 'safe').left.map(({ why }) => why),
      ['it needs --unsafe-fixes'],
    );
    assert.equal(planFixes([unsafe], 'unsafe').made.length, 1);
  });

  test('leaves what is done by hand, what has no fix, and what is not open', () => {
    const { fix: _, ...none } = finding('n/n', []);
    const manual = finding('m/m', [], {
      fix: { title: '', safety: 'manual', edits: [], needs: [], cannot: 'code decides' },
    });
    const accepted = finding('s/s', [edit(0, 1, 'x')], { status: 'suppressed' });
    const plan = planFixes([none, manual, accepted], 'unsafe');
    assert.deepEqual([plan.made, plan.left.map(({ why }) => why)], [[], ['there is no automatic fix', 'code decides']]);
  });

  test('lets users reach a second copy only when no error is left', () => {
    const last = finding('l/last', [edit(0, 1, 'x')], {
      severity: 'warning',
      fix: { title: '', safety: 'unsafe', edits: [edit(0, 1, 'x')], needs: [], lastly: true },
    });
    const { fix: _, ...error } = finding('e/error', []);
    assert.match(planFixes([last, error], 'unsafe').left.at(-1)?.why ?? '', /^it waits until no error is left/);
    assert.equal(planFixes([last, { ...error, status: 'suppressed' }], 'unsafe').made.length, 1);
  });

  test('says why a fix was taken back', () => {
    const bad = finding('a/bad', [edit(0, 1, 'x')]);
    assert.deepEqual(
      planFixes([bad], 'safe', new Map([['a/bad', 'it would break a']])).left.map(({ why }) => why),
      ['it would break a'],
    );
  });

  test('changes texts by file', () => {
    assert.deepEqual(
      [...newTexts(planFixes([finding('a/a', [edit(0, 1, 'x')])], 'safe'), () => 'abcdefghij')],
      [['a', 'xbcdefghij']],
    );
  });
});

const report = (findings: readonly Finding[], errors: Report['errors'] = []): Report => ({
  schemaVersion: 1, tool: { name: 'ha-ready', version: '0' }, root: '.', apps: [], findings, unclear: [], rules: [], skipped: [], errors, hints: [], files: { found: 0, read: 0 },
  score: { value: 0, raw: 0, model: '', complete: true, counts: { error: 0, warning: 0, note: 0 }, unclear: 0, gains: [], together: { ruleIds: [], value: 0 }, partial: false, accepted: { count: 0, value: 0 } },
}); // biome-ignore format: the shape does not matter here

describe('repairing', () => {
  const given = { permission: 'safe' as const, textOf: () => 'abcdefghij' };

  test('keeps a fix whose hazard is gone', async () => {
    const before = report([finding('a/a', [edit(0, 1, 'x')])]);
    const done = await repair(before, { ...given, audit: async () => report([]) });
    assert.deepEqual([...done.texts.values()], ['xbcdefghij']);
  });

  test('takes back a fix that does not help, that breaks the file, or that brings another hazard, and keeps the good one beside it', async () => {
    const bad = finding('a/bad', [edit(0, 1, 'x')]);
    const good = finding('b/good', [edit(5, 6, 'y')], { severity: 'note' });
    const outcomes: readonly (readonly [RegExp, (text: string) => Report])[] = [
      [/still be there/, (text) => report([bad, ...(text.includes('y') ? [] : [good])])],
      [
        /would break a/,
        (text) =>
          report(
            [...(text.startsWith('x') ? [] : [bad]), ...(text.includes('y') ? [] : [good])],
            text.startsWith('x') ? [{ path: 'a', message: 'broken' }] : [],
          ),
      ],
      [
        /would bring c\/new/,
        (text) =>
          report([...(text.startsWith('x') ? [finding('c/new', [])] : [bad]), ...(text.includes('y') ? [] : [good])]),
      ],
    ];
    for (const [why, audit] of outcomes) {
      const done = await repair(report([bad, good]), {
        ...given,
        audit: async (texts) => audit(texts.get('a') ?? 'abcdefghij'),
      });
      assert.deepEqual([...done.texts.values()], ['abcdeyghij']);
      assert.match(done.left.find((one) => one.finding.ruleId === 'a/bad')?.why ?? '', why);
    }
  });

  test('keeps a fix that leaves something milder behind, and refuses one that adds to the findings of another rule', async () => {
    const bad = finding('a/bad', [edit(0, 1, 'x')]);
    const milder = finding('c/milder', [], { severity: 'note' });
    const done = await repair(report([bad]), { ...given, audit: async () => report([milder]) });
    assert.equal(done.texts.get('a'), 'xbcdefghij');
    const old = finding('c/other', []);
    const more = finding('c/other', [], { message: 'elsewhere', fingerprint: 'more' });
    const refused = await repair(report([bad, old]), { ...given, audit: async () => report([old, more]) });
    assert.equal(refused.texts.size, 0);
    const moved = await repair(report([bad, old]), { ...given, audit: async () => report([more]) });
    assert.equal(moved.texts.size, 1);
  });

  test('says which repairs were not reached', async () => {
    const all = Array.from({ length: 12 }, (_, index) => finding(`a/${index}`, [edit(0, 0, `${index}`, '')]));
    let round = 0;
    const done = await repair(report(all), { ...given, audit: async () => report(all.slice(++round)) });
    assert.equal(done.made.length, 10);
    assert.deepEqual(
      done.left.map(({ why }) => why),
      ['it changes the same text as the fix of a/10', '10 passes were not enough: run it again'],
    );
  });

  test('changes nothing when there is nothing to repair', async () => {
    const done = await repair(report([]), { ...given, audit: async () => assert.fail('no second audit is needed') });
    assert.equal(done.texts.size, 0);
  });
});

test('a plan lets users reach further copies last of all', () => {
  const last = finding('a/copies', [edit(0, 1, 'x')], {
    fix: { title: '', safety: 'unsafe', edits: [edit(0, 1, 'x')], needs: [], lastly: true },
  });
  const stages = stepsOf(
    report([last, finding('z/code', [], { fix: { title: '', safety: 'manual', edits: [], needs: [] } })]),
  );
  assert.deepEqual(
    stages.map(({ name, steps }) => [name, ...steps.map(({ ruleId }) => ruleId)]),
    [
      ['code and configuration', 'z/code'],
      ['further copies', 'a/copies'],
    ],
  );
});

test('a patch names the file as git does, and keeps CRLF and a missing last line end', () => {
  const patch = patchOf(new Map([['a b.env', 'A=2\r\nB=1']]), { textOf: () => 'A=1\r\nB=1' });
  assert.equal(
    patch,
    'diff --git a/a b.env b/a b.env\n--- a/a b.env\n+++ b/a b.env\n@@ -1,2 +1,2 @@\n-A=1\r\n+A=2\r\n B=1\n\\ No newline at end of file\n',
  );
});

test('an audit in memory reads what it is given', async () => {
  const found = await auditTexts(new Map([['composer.json', '{"require":{"laravel/framework":"^10.0"}}']]), {
    rules: [],
  });
  assert.deepEqual(
    found.apps.map(({ stack }) => stack.some(({ name }) => name === 'laravel')),
    [true],
  );
});

test('the steps of a plan stand in the order in which they rest on each other', async () => {
  const files = {
    'composer.json': '{"require":{"laravel/framework":"^11.0"}}',
    artisan: '',
    'routes/console.php':
      "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('report:send')->daily();\n",
    '.env.production': 'DB_CONNECTION=pgsql\nDB_HOST=127.0.0.1\nCACHE_STORE=file\nSESSION_DRIVER=file\n',
  };
  const [services] = stepsOf(await auditTexts(new Map(Object.entries(files)), {})).filter(
    ({ name }) => name === 'services to provision',
  );
  const order = services?.steps.map(({ ruleId }) => ruleId) ?? [];
  const wanted = ['database/on-this-machine', 'cache/per-server-store', 'scheduler/unguarded-task'];
  assert.deepEqual(
    order.filter((id) => wanted.includes(id)),
    wanted.filter((id) => order.includes(id)),
  );
  assert.equal(order[0], 'database/on-this-machine');
});

test('packages that are installed the same way are installed at once', () => {
  assert.deepEqual(
    joinNeeds([
      'Install what the code imports: npm install connect-redis redis',
      'Provide a Redis.',
      'Install what the code imports: npm install multer-s3 redis',
      'bundle add redis',
      'Provide a Redis.',
    ]),
    [
      'Install what the code imports: npm install connect-redis redis multer-s3',
      'Provide a Redis.',
      'bundle add redis',
    ],
  );
});
