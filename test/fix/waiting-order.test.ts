import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withWaiting } from '../../src/fix/waiting.js';
import type { Finding, FindingFix, Unclear } from '../../src/report/report.js';
import type { Severity, Topic } from '../../src/rule/rule.js';

interface Given {
  readonly severity?: Severity;
  readonly app?: string;
  readonly path?: string;
  readonly line?: number;
  readonly status?: Finding['status'];
  readonly fix?: FindingFix;
}

function finding(ruleId: string, { severity = 'error', app = 'shop', path = 'shop/a.js', line = 1, status = 'open', fix }: Given = {}): Finding {
  const place = { path, line, column: 1 } as Finding['location'];
  return {
    ruleId, severity, app, status, topic: ruleId.split('/')[0] as Topic, confidence: 'high', title: `title of ${ruleId}`, message: '', remedy: '',
    location: place, evidence: [], fingerprint: '', contentHash: '', frame: [], ...(fix ? { fix } : {}),
  };
} // biome-ignore format: one record

const edit = {
  path: 'shop/compose.yaml',
  start: 0,
  end: 1,
  was: 'a',
  text: 'b',
} as unknown as FindingFix['edits'][number];
const lastly: FindingFix = { title: 'run two', safety: 'unsafe', needs: ['own need'], edits: [edit], lastly: true };
const second = (given: Given = {}) => finding('loadbalancer/one-copy', { path: 'shop/compose.yaml', fix: lastly, ...given }); // biome-ignore format: one line

function question(topic: string, message: string, { app = 'shop', settle = 'a look', located = true } = {}): Unclear {
  const location = located ? { location: { path: 'shop/b.js', line: 7, column: 1 } } : {};
  return { ruleId: `${topic}/x`, topic, message, settle, app, evidence: [], ...location } as unknown as Unclear;
}

/** What the repair that waits asks for first. */
function firstNeeds(
  findings: readonly Finding[],
  unclear: readonly Unclear[] = [],
  who = second(),
  apps: readonly string[] = [],
): FindingFix {
  const { fix } = withWaiting([...findings, who], unclear, () => ({ key: '', apps, isBeside: () => false })).at(
    -1,
  ) as Finding;
  assert.ok(fix);
  return fix;
}

describe('what goes before a further copy', () => {
  test('stands in the order in which it is best done, each rule once with its first place', () => {
    const found = [
      finding('uploads/z', { severity: 'warning' }),
      finding('uploads/y', { severity: 'warning', line: 3 }),
      finding('sessions/a'),
      finding('cache/k', { line: 4 }),
      finding('sessions/a', { line: 9 }),
      finding('sessions/a', { line: 12 }),
    ];
    const { needs, edits, safety, cannot } = firstNeeds(found);
    assert.deepEqual(needs, [
      'First repair cache/k: title of cache/k (shop/a.js:4)',
      'First repair sessions/a: title of sessions/a (shop/a.js:1 and 2 more)',
      'First repair uploads/y: title of uploads/y (shop/a.js:3)',
      'First repair uploads/z: title of uploads/z (shop/a.js:1)',
      'own need',
    ]);
    assert.deepEqual([edits, safety], [[], 'manual']);
    assert.match(cannot ?? '', /\(cache\/k, sessions\/a, uploads\/y, uploads\/z\)$/);
  });

  test('takes the worst of a rule for its weight', () => {
    const found = [finding('uploads/a', { severity: 'warning' }), finding('queue/b', { severity: 'warning' }), finding('uploads/a', { line: 5 })];
    const { needs } = firstNeeds(found);
    assert.match(needs[0] ?? '', /^First repair uploads\/a: .* \(shop\/a\.js:1 and 1 more\)$/);
    assert.match(needs[1] ?? '', /^First repair queue\/b/);
  });

  for (const [what, one, waits] of [
    ['a note', finding('sessions/a', { severity: 'note' }), false],
    ['a store that each copy would look for on its own machine', finding('redis/on-this-machine', { severity: 'note' }), true],
    ['what is accepted', finding('sessions/a', { status: 'suppressed' }), false],
    ['another matter', finding('health/a'), false],
    ['an error of what copies share', finding('database/a'), true],
    ['a warning of what copies share', finding('database/a', { severity: 'warning' }), false],
    ['work that each start does', finding('deploy/work-at-start', { severity: 'warning' }), true],
    ['secrets', finding('secrets/a', { severity: 'warning' }), true],
    ['uploads', finding('uploads/a', { severity: 'warning' }), true],
    ['an app beside it', finding('sessions/a', { app: 'other' }), false],
    ['an app whose name only begins so', finding('sessions/a', { app: 'shop2' }), false],
    ['an app below it', finding('sessions/a', { app: 'shop/api' }), true],
    ['its own rule', second({ line: 2 }), false],
    ['a volume of the same start', finding('loadbalancer/volume-of-one-node', { path: 'shop/stack.yaml' }), true],
    ['a volume of another start', finding('loadbalancer/volume-of-one-node', { path: 'old/stack.yaml' }), false],
  ] as const)
    test(`${what} ${waits ? 'does' : 'does not'}`, () => {
      assert.equal(firstNeeds([one]).needs.length > 1, waits);
      assert.equal(firstNeeds([one]).edits.length, waits ? 0 : 1);
    });

  test('what is started at the top waits for all apps', () => {
    assert.equal(firstNeeds([finding('sessions/a', { app: 'api' })], [], second({ app: '.' })).needs.length, 2);
  });

  test('what starts several apps in one container waits for each of them', () => {
    const found = [finding('scheduler/a', { app: 'worker' }), finding('sessions/a', { app: 'other' })];
    assert.deepEqual(firstNeeds(found, [], second(), ['shop', 'worker']).needs, ['First repair scheduler/a: title of scheduler/a (shop/a.js:1)', 'own need']);
  });

  test('questions that nobody could answer are found out first, three by name', () => {
    const { needs, cannot } = firstNeeds([], [1, 2, 3, 4, 5].map((n) => question('sessions', `what is ${n}`)));
    assert.deepEqual(needs, ['Find out first: what is 1 (shop/b.js:7)', 'Find out first: what is 2 (shop/b.js:7)', 'Find out first: what is 3 (shop/b.js:7)', 'Find out first what else the report cannot tell (2 more)', 'own need']);
    assert.equal(cannot, 'it waits until it is known whether two copies can run: what is 1');
    assert.equal(firstNeeds([], [question('database', 'which')]).needs.length, 2);
    assert.equal(firstNeeds([], [question('uploads', 'where', { located: false })]).needs[0], 'Find out first: where');
  });

  test('questions of other matters and apps, and those that follow from others, are none', () => {
    const others = [question('health', 'a'), question('sessions', 'b', { app: 'other' }), question('sessions', 'c', { settle: 'the repair of what it rests on' })];
    assert.deepEqual(firstNeeds([], others), lastly);
  });

  test('a repair that waits for nothing, or that nobody waits with, stays as it is', () => {
    assert.deepEqual(firstNeeds([]), lastly);
    const plain = second({ fix: { title: 'run two', safety: 'unsafe', needs: ['own need'], edits: [edit] } });
    assert.deepEqual(firstNeeds([finding('sessions/a')], [], plain), plain.fix);
    const told = second({ fix: { ...lastly, edits: [], cannot: 'it is a template' } });
    assert.equal(firstNeeds([finding('sessions/a')], [], told).cannot, 'it is a template');
  });
}); // biome-ignore format: one question a line

describe('what a repair rests on goes before it', () => {
  const told: FindingFix = { title: 'longer', safety: 'safe', needs: ['own need'], edits: [edit] };
  const rows: readonly (readonly [rule: string, ground: string])[] = [
    ['supervision/stop-shorter-than-job', 'deploy/ungraceful-stop'],
    ['loadbalancer/volume-of-one-node', 'database/file-on-one-server'],
  ];
  for (const [rule, ground] of rows)
    test(`${rule} on ${ground}`, () => {
      const alone = firstNeeds([], [], finding(rule, { fix: told }));
      assert.deepEqual(alone, told);
      const { needs, edits, cannot } = firstNeeds([finding(ground, { severity: 'warning' })], [], finding(rule, { fix: told })); // biome-ignore format: one call
      assert.deepEqual(needs, [`First repair ${ground}: title of ${ground} (shop/a.js:1)`, 'own need']);
      assert.deepEqual(edits, []);
      assert.match(cannot ?? '', /^it rests on /);
    });
});
