import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deploymentOf } from '../../src/judge/deployment.js';
import type { Verdict } from '../../src/judge/judge.js';
import { sightOf } from '../../src/judge/sight.js';
import { stateMap } from '../../src/judge/state-map.js';
import { topicVerdicts } from '../../src/judge/topics.js';
import { topologyOf } from '../../src/judge/topology-map.js';
import { triage } from '../../src/judge/triage.js';
import { unclearOf } from '../../src/judge/unclear.js';
import type { Source } from '../../src/read/source.js';
import type { App, AppParts } from '../../src/resolve/app.js';
import { known, said, unknown } from '../../src/resolve/evidence.js';
import type { LoadedRule } from '../../src/rule/load.js';
import { hazard, type Outcome, rule, topics } from '../../src/rule/rule.js';

const text = 'one\ntwo = 2\nthree\nfour\n';
const source = (path: string, more: Partial<Source> = {}): Source => ({ path, role: 'shipped', text, bom: false, eol: '\n', hash: path, lossless: true, ...more }); // biome-ignore format: one line
const sight = sightOf(
  new Map(
    [source('a'), source('b', { lossless: false }), source('marked', { bom: true }), source('long', { text: 'x'.repeat(300) })].map((one) => [one.path, one]),
  ),
); // biome-ignore format: one line
const two = { file: 'a', start: 4, end: 11 };

function ruleOf(id: string, severity: LoadedRule['severity'] = 'error'): LoadedRule {
  const topic = topics.find((one) => id.startsWith(`${one}/`)) ?? 'cache';
  const remedy = { any: 'any way', laravel: 'the way of Laravel' };
  return { ...rule({ severity, title: `title of ${id}`, why: 'w', remedy, needs: ['caches'], *check() {}, examples: [] }), id, topic }; // biome-ignore format: one line
}

const onCache = ruleOf('cache/a');
const verdict = (outcome: Outcome, more: Partial<Verdict> = {}): Verdict & { app: string } => ({ app: '.', rule: onCache, outcome, at: two, ...more }); // biome-ignore format: one line

describe('what is shown of a place', () => {
  test('line and column from 1, also of its end', () =>
    assert.deepEqual(sight.place(two), { path: 'a', line: 2, column: 1, endLine: 2, endColumn: 8 }));
  test('a file that nobody read begins at 1', () =>
    assert.deepEqual(sight.place({ ...two, file: 'gone' }), { path: 'gone', line: 1, column: 1, endLine: 1, endColumn: 1 })); // biome-ignore format: one line
  test('its text, and none of a file that nobody read', () =>
    assert.deepEqual([sight.text(two), sight.text({ ...two, file: 'gone' })], ['two = 2', '']));
  test('its line with one before and one after', () => {
    const lines = (start: number) => sight.frame({ file: 'a', start, end: start }).map(({ line, text: shown }) => `${line} ${shown}`); // biome-ignore format: one line
    assert.deepEqual(lines(4), ['1 one', '2 two = 2', '3 three']);
    assert.deepEqual(lines(0), ['1 one', '2 two = 2']);
    assert.deepEqual(sight.frame({ ...two, file: 'gone' }), []);
    assert.equal(sight.frame({ file: 'long', start: 0, end: 1 })[0]?.text.length, 200);
  });
  test('the hash of its line, which a mark at the beginning changes; none where bytes were lost', () => {
    const hash = (file: string, start: number) => sight.lineHash({ file, start, end: start });
    assert.match(hash('a', 4) ?? '', /^[0-9a-f]+:1$/);
    assert.notEqual(hash('a', 4), hash('a', 0));
    assert.equal(hash('a', 5), hash('a', 4));
    assert.notEqual(hash('marked', 0), hash('a', 0));
    assert.deepEqual([hash('b', 4), hash('gone', 4)], [undefined, undefined]);
  });
});

describe('a hazard as a finding', () => {
  const found = (...verdicts: readonly Verdict[]) =>
    triage(
      verdicts.map((one) => ({ ...one, app: '.' })),
      sight,
    );
  const outcome = hazard('bad', [said({ file: 'a', start: 0, end: 3 }, 'says one'), { at: { builtin: 'v1' }, says: 'default' }]); // biome-ignore format: one line

  test('says what the rule says, with its steps', () => {
    const [one] = found(verdict(outcome));
    assert.ok(one);
    const { ruleId, topic, severity, confidence, title, message, remedy, status, app } = one;
    assert.deepEqual(
      { ruleId, topic, severity, confidence, title, message, remedy, status, app },
      { ruleId: 'cache/a', topic: 'cache', severity: 'error', confidence: 'high', title: 'title of cache/a', message: 'bad', remedy: 'any way', status: 'open', app: '.' },
    );
    assert.deepEqual(one.evidence, [
      { location: { path: 'a', line: 1, column: 1, endLine: 1, endColumn: 4 }, message: 'says one' },
      { builtin: 'v1', message: 'default' },
    ]);
    assert.equal(one.location.line, 2);
    assert.equal(one.lineHash, sight.lineHash(two));
    assert.equal('lineHash' in (found(verdict(outcome, { at: { ...two, file: 'b' } }))[0] ?? {}), false);
  }); // biome-ignore format: long lines
  test('its own severity and confidence, and the remedy of its technology', () => {
    const [one] = found(verdict(hazard('bad', [], { severity: 'note', confidence: 'low', technology: 'laravel' })));
    assert.deepEqual([one?.severity, one?.confidence, one?.remedy], ['note', 'low', 'the way of Laravel']);
    assert.equal(found(verdict(hazard('bad', [], { technology: 'rails' })))[0]?.remedy, 'any way');
  });
  test('accepted with its reason', () => {
    const [one] = triage([{ ...verdict(outcome), accepted: 'for now' }], sight);
    assert.deepEqual([one?.status, one?.reason], ['suppressed', 'for now']);
  });
  test('once for a place, its words and its rule; another of any of them is another one', () => {
    const others = [verdict(hazard('worse', [])), verdict(outcome, { at: { ...two, end: 12 } }), verdict(outcome, { rule: ruleOf('cache/b') }), verdict(outcome, { at: { ...two, file: 'b' } })]; // biome-ignore format: one line
    assert.equal(found(verdict(outcome), verdict(outcome), ...others).length, 5);
    assert.equal(new Set(found(verdict(outcome), ...others).map(({ fingerprint }) => fingerprint)).size, 5);
  });
  test('in the order of paths, places and rules, whatever else was said of them', () => {
    const at = (file: string, start: number) => ({ file, start, end: start + 1 });
    const all = [
      verdict(outcome, { at: at('b', 0) }),
      verdict(outcome, { at: at('a', 8) }),
      verdict(outcome, { at: at('a', 4), rule: ruleOf('cache/z') }),
      verdict(outcome, { at: at('a', 4) }),
      verdict({ is: 'safe', message: 'fine', evidence: [] }, { at: at('a', 1) }),
    ];
    const order = found(...all).map(({ ruleId, location }) => `${location.path}:${location.column} ${ruleId}`);
    assert.deepEqual(order, ['a:1 cache/a', 'a:1 cache/z', 'a:5 cache/a', 'b:1 cache/a']);
    assert.deepEqual(found(...all.toReversed()).map(({ fingerprint }) => fingerprint), found(...all).map(({ fingerprint }) => fingerprint)); // biome-ignore format: one line
  });
  test('what shows no text is known by its words', () => {
    const [one, other] = found(verdict(hazard('x', []), { at: { file: 'gone', start: 0, end: 0 } }), verdict(hazard('y', []), { at: { file: 'gone2', start: 0, end: 0 } })); // biome-ignore format: one line
    assert.notEqual(one?.contentHash, other?.contentHash);
    const [same] = found(verdict(hazard('y', [])));
    assert.equal(same?.contentHash, found(verdict(hazard('x', [])))[0]?.contentHash);
  });
  test('its repair, where there is one', () => {
    const repair = { title: 't', safety: 'safe' as const, changes: [], needs: [] };
    const fixOf = () => ({ title: 'made', safety: 'safe' as const, needs: [], edits: [] });
    const [one] = triage([verdict(hazard('x', [], { repair }))], sight, fixOf);
    assert.equal(one?.fix?.title, 'made');
    assert.equal(triage([verdict(hazard('x', []))], sight, fixOf)[0]?.fix, undefined);
  });
});

describe('the verdict of a topic', () => {
  const safe = verdict({ is: 'safe', message: 'fine', evidence: [said(two, 'is fine')] });
  const unclear = verdict({ is: 'unclear', message: 'who knows', evidence: [said(two, 'is code')] });
  const bad = verdict(hazard('bad', [said(two, 'is bad')]));
  const mild = verdict(hazard('mild', [], { severity: 'warning', confidence: 'high' }));
  const cases: readonly (readonly [string, readonly Verdict[], string, number])[] = [
    ['nothing was asked', [], 'not-applicable', 100],
    ['all is safe', [safe], 'pass', 100],
    ['something is unclear', [safe, unclear], 'unknown', 100],
    ['something is bad', [safe, unclear, mild], 'warn', 94],
    ['something is an error', [unclear, bad, safe], 'fail', 40],
  ];
  for (const [about, verdicts, status, score] of cases)
    test(`${about}: ${status}`, () => {
      const { cache, sessions } = topicVerdicts(verdicts, sight);
      assert.deepEqual([cache.status, cache.score], [status, score]);
      assert.deepEqual([sessions.status, sessions.score, sessions.evidence], ['not-applicable', 100, []]);
    });
  test('shows the steps of what decided, then its words', () => {
    const shown = (...verdicts: readonly Verdict[]) => topicVerdicts(verdicts, sight).cache.evidence.map(({ message }) => message); // biome-ignore format: one line
    assert.deepEqual(shown(safe, unclear, bad), ['is bad', 'bad']);
    assert.deepEqual(shown(safe, unclear), ['is code', 'who knows']);
    assert.deepEqual(shown(safe), ['is fine', 'fine']);
  });
});

describe('what stays unclear', () => {
  const asked = (message: string, evidence = [said(two, 'is code')]) =>
    unclearOf([verdict({ is: 'unclear', message, evidence })], sight)[0]?.settle;
  const cases: readonly (readonly [string, string])[] = [
    ['as soon as that is mended', 'the repair of what it rests on'],
    ['the file could not be read', 'mend a:2, so that it can be read whole'],
    ['SESSION_DRIVER decides', 'the env file of a server, in which SESSION_DRIVER is set: --dotenv FILE'],
    ['it includes more', 'the file that it takes in, in the repository'],
    ['how many copies there are', 'the number of servers: --servers N'],
    ['nobody says where the scheduler runs', 'the deployment file that starts the scheduler, in the repository'],
    ['who knows', 'a look at a:2: it is written in a way that is not followed'],
  ];
  for (const [message, settle] of cases)
    test(`${message}: ${settle}`, () => {
      assert.equal(asked(message), settle);
      if (!/as soon as/.test(message))
        assert.equal(asked('who can tell', [said(two, 'x'), said(two, message)]), settle);
    });
  test('each question once, for each app and rule, and nothing else', () => {
    const one = { is: 'unclear', message: 'm', evidence: [], settle: 'so' } as const;
    const all = [verdict(one), verdict(one), { ...verdict(one), app: 'b' }, verdict(one, { rule: ruleOf('cache/b') }), verdict({ ...one, message: 'n' }), verdict(hazard('bad', []))]; // biome-ignore format: one line
    const found = unclearOf(all, sight);
    assert.equal(found.length, 4);
    assert.deepEqual(found[0], { ruleId: 'cache/a', topic: 'cache', message: 'm', settle: 'so', location: sight.place(two), evidence: [], app: '.' }); // biome-ignore format: one line
  });
});

describe('the maps', () => {
  const appOf = (parts: AppParts): App => ({ path: '.', stack: [], parts, unread: [], anchor: two });
  const kept = (label: string, at = two) => ({ label, technology: 't', uses: [], backend: known({ technology: 'file', reach: 'server' } as const, [said(at, 'one')]) }); // biome-ignore format: one line

  test('everything that is kept, by its topic', () => {
    const names = ['sessionStores', 'fileStores', 'caches', 'queues', 'failedJobStores', 'databases', 'broadcasters', 'rateLimiters', 'locks', 'memoryStates', 'localWrites', 'maintenanceSwitches']; // biome-ignore format: one line
    const map = stateMap(appOf(Object.fromEntries(names.map((name) => [name, [kept(name)]])) as AppParts), sight);
    assert.deepEqual(
      map.map(({ label, topic }) => `${label} ${topic}`),
      ['sessionStores sessions', 'fileStores uploads', 'caches cache', 'queues queue', 'failedJobStores queue', 'databases database', 'broadcasters realtime', 'rateLimiters state', 'locks state', 'memoryStates state', 'localWrites local-writes', 'maintenanceSwitches deploy'],
    );
    assert.deepEqual([map[0]?.backend, map[0]?.reach, map[0]?.because.map(({ message }) => message)], ['file', 'server', ['one']]); // biome-ignore format: one line
    const open = { ...kept('x'), backend: unknown('who knows', [said(two, 'code')]) };
    const [entry] = stateMap(appOf({ caches: [open] } as unknown as AppParts), sight);
    assert.deepEqual([entry?.backend, entry?.reach], ['unknown', 'unknown']);
  }); // biome-ignore format: long lines

  const process = { name: 'web', technology: 'compose', role: 'web', replicas: known(2, []), pinned: [said(two, 'x')], at: two }; // biome-ignore format: one line
  const service = { name: 'db', technology: 'compose', engine: 'postgresql', role: 'database', nodes: known(1, []), failover: known(false, []), persistent: unknown('', []), at: two }; // biome-ignore format: one line
  const balancer = { name: 'lb', technology: 'nginx', backends: known(2, []), checks: known('none', []), sticky: known(true, []), at: two }; // biome-ignore format: one line
  const mapped = (parts: object) => topologyOf(appOf(parts as AppParts));

  test('nothing is drawn where nothing is deployed', () => assert.equal(mapped({ caches: [kept('x')] }), undefined));
  test('processes, services and balancers, without what is not known', () =>
    assert.deepEqual(mapped({ processes: [process, { ...process, replicas: unknown('', []), pinned: [] }], services: [service], balancers: [balancer] }), {
      processes: [
        { name: 'web', technology: 'compose', role: 'web', pinned: true, replicas: 2 },
        { name: 'web', technology: 'compose', role: 'web', pinned: false },
      ],
      services: [{ name: 'db', engine: 'postgresql', role: 'database', nodes: 1, failover: false }],
      balancers: [{ name: 'lb', technology: 'nginx', backends: 2, checks: 'none', sticky: true }],
    })); // biome-ignore format: long lines
  test('each alone is drawn', () => {
    for (const parts of [{ processes: [process] }, { services: [service] }, { balancers: [balancer] }])
      assert.ok(mapped(parts));
  });
  test('what only its own file tells of, once, unless it is started already', () => {
    const at = { file: 'etc/redis.conf', start: 0, end: 1 };
    const redis = { label: 'r', technology: 'redis', role: 'cache', at, persistence: known('none', []) };
    const parts = {
      dataServers: [redis, { ...redis, label: 'again' }, { ...redis, technology: 'mysql', role: 'database', at: { ...at, file: 'my.cnf' }, persistence: known('log', []) }, { ...redis, technology: 'postgresql', at: { ...at, file: 'p.conf' } }],
      poolers: [{ label: 'p', technology: 'pgbouncer', at: { ...at, file: 'a/b/pgbouncer.ini' } }],
      failovers: [{ label: 'Sentinel', technology: 'sentinel', voters: known(3, []) }],
    };
    assert.deepEqual(mapped({ ...parts, services: [service] })?.services.slice(1), [
      { name: 'pgbouncer.ini', engine: 'pgbouncer', role: 'pooler' },
      { name: 'Sentinel', engine: 'sentinel', role: 'failover', nodes: 3 },
      { name: 'redis.conf', engine: 'redis', role: 'cache', persistent: false },
      { name: 'my.cnf', engine: 'mysql', role: 'database', persistent: true },
    ]);
    assert.equal(mapped({ dataServers: [redis] })?.services.length, 1);
  }); // biome-ignore format: long lines

  test('the way of starting that was judged, and the others', () => {
    const way = { label: 'compose.yaml', technology: 'compose', judged: true, why: 'is named so', at: two };
    const started = (file: string) => ({ ...process, technology: 'systemd', at: { ...two, file } });
    const of = (parts: object) => deploymentOf(appOf(parts as AppParts)).deployment;
    assert.equal(of({}), undefined);
    assert.deepEqual(of({ ways: [way, { ...way, label: 'dev', judged: false, why: 'is for work' }], processes: [process] }), {
      judged: [{ path: 'compose.yaml', technology: 'compose', why: 'is named so' }],
      notJudged: [{ path: 'dev', technology: 'compose', why: 'is for work' }],
    });
    const judged = (...files: readonly string[]) => of({ processes: files.map(started) })?.judged.map(({ path }) => path);
    assert.deepEqual([judged('a'), judged('a', 'a'), judged('a', 'b', 'c')], [['a'], ['a'], ['a and 2 more']]);
  }); // biome-ignore format: long lines
});
