import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprint } from '../../src/judge/fingerprint.js';
import { judgeApp } from '../../src/judge/judge.js';
import type { App } from '../../src/resolve/app.js';
import { known, said, unknown } from '../../src/resolve/evidence.js';
import { defaultProfile } from '../../src/resolve/profile.js';
import { builtinRules, type LoadedRule, loadRules } from '../../src/rule/load.js';
import { hazard, judge, rule } from '../../src/rule/rule.js';

const at = { file: 'a.php', start: 3, end: 9 };
const anchor = { file: 'composer.lock', start: 1, end: 2 };

function appWith(more: Partial<App>): App {
  return { path: '.', stack: [], parts: {}, unread: [], anchor, ...more };
}

const onSessions: LoadedRule = {
  ...rule({
    severity: 'error',
    title: 't',
    why: 'w',
    remedy: { any: 'r' },
    needs: ['sessionStores'],
    *check({ sessionStores }) {
      for (const { backend } of sessionStores)
        yield* judge('it', backend, ({ reach }, because) => (reach === 'server' ? hazard('bad', because) : undefined));
    },
    examples: [],
  }),
  id: 'sessions/x',
  topic: 'sessions',
};

const store = (
  backend: App['parts']['sessionStores'] extends readonly (infer S)[] | undefined
    ? S extends { backend: infer B }
      ? B
      : never
    : never,
) => ({
  label: 's',
  technology: 'laravel',
  uses: [],
  backend,
});

function outcomes(app: App) {
  return judgeApp(app, [onSessions], defaultProfile).map(({ outcome, at: place }) => [outcome.is, place.file] as const);
}

describe('confidence is earned', () => {
  const judged = (outcome: ReturnType<typeof hazard>, ways: App['parts']['ways'] = []) => {
    const own: LoadedRule = { ...onSessions, check: () => [outcome] };
    const backend = known({ technology: 'file', reach: 'server' } as const, [said(at, 'one')]);
    const [verdict] = judgeApp(appWith({ parts: { sessionStores: [store(backend)], ways } }), [own], defaultProfile);
    assert.ok(verdict?.outcome.is === 'hazard');
    return [verdict.outcome.confidence, verdict.outcome.severity];
  };

  test('by steps that stand in files', () => assert.deepEqual(judged(hazard('m', [said(at, 'x')])), ['high', 'error']));
  test('what no file shows is of medium confidence', () => assert.deepEqual(judged(hazard('m', [])), ['medium', 'error']));
  test('what rests on a name only is never an error', () => assert.deepEqual(judged(hazard('m', [said(at, 'x')], { confidence: 'low' })), ['low', 'warning']));
  test('what code proves in part is never an error', () => assert.deepEqual(judged(hazard('m', [said(at, 'x')], { confidence: 'medium' })), ['medium', 'warning']));
  test('what stands in a file that people copy is a convention', () =>
    assert.deepEqual(judged(hazard('m', [said({ ...at, file: '.env.example' }, 'x'), said(at, 'y')])), ['medium', 'error']));
  test('so is a stack of which nothing says that production is started from it', () => {
    const way = { label: at.file, technology: 'compose', judged: true, why: 'is the only one', at };
    assert.deepEqual(judged(hazard('m', [said(at, 'x')]), [way]), ['high', 'error']);
    assert.deepEqual(judged(hazard('m', [said(at, 'x')]), [{ ...way, guessed: [at.file] }]), ['medium', 'error']);
  });
  test('a milder severity stays', () => assert.deepEqual(judged(hazard('m', [], { confidence: 'low', severity: 'note' })), ['low', 'note']));
}); // biome-ignore format: one line each

describe('a rule', () => {
  test('is not asked when the app has nothing of the kind', () => {
    assert.deepEqual(outcomes(appWith({})), []);
  });

  test('says unclear when a file that would tell could not be read', () => {
    assert.deepEqual(outcomes(appWith({ unread: [{ part: 'sessionStores', evidence: said(at, 'broken') }] })), [
      ['unclear', 'a.php'],
    ]);
  });

  test('says unclear when it fails itself, which is not good news', () => {
    const failing: LoadedRule = {
      ...onSessions,
      // biome-ignore lint/correctness/useYield: it does not come to it
      *check() {
        throw new TypeError('x is not a function');
      },
    };
    const backend = known({ technology: 'file', reach: 'server' } as const, [said(at, 'one')]);
    const [verdict] = judgeApp(appWith({ parts: { sessionStores: [store(backend)] } }), [failing], defaultProfile);
    assert.deepEqual(verdict?.outcome, {
      is: 'unclear',
      message: 'it could not be judged: a fault of this program (TypeError: x is not a function)',
      evidence: [],
    });
  });

  test('is asked when the app has one of the kinds that it needs, and says why it cannot tell', () => {
    const either: LoadedRule = { ...onSessions, needs: ['caches', 'sessionStores'] };
    const backend = known({ technology: 'file', reach: 'server' } as const, [said(at, 'one')]);
    assert.equal(judgeApp(appWith({ parts: { sessionStores: [store(backend)] } }), [either], defaultProfile).length, 1);
    const unread = [
      { part: 'sessionStores' as const, evidence: said(at, 'broken') },
      { part: 'queues' as const, evidence: said(at, 'other') },
    ];
    const [verdict] = judgeApp(appWith({ unread }), [onSessions], defaultProfile);
    assert.ok(verdict?.outcome.is === 'unclear');
    assert.equal(verdict.outcome.message, 'a file that would tell could not be read');
    assert.equal(verdict.outcome.evidence.length, 1);
  });

  test('flags the deciding step', () => {
    const backend = known({ technology: 'file', reach: 'server' } as const, [
      said({ ...at, file: 'first' }, 'one'),
      said(at, 'two'),
    ]);
    assert.deepEqual(outcomes(appWith({ parts: { sessionStores: [store(backend)] } })), [['hazard', 'a.php']]);
  });

  test('flags the anchor when the deciding step stands in no file', () => {
    const backend = known({ technology: 'file', reach: 'server' } as const, [
      { at: { builtin: 'framework' }, says: 'default' },
    ]);
    assert.deepEqual(outcomes(appWith({ parts: { sessionStores: [store(backend)] } })), [['hazard', 'composer.lock']]);
  });

  test('cannot take an unknown value for good news', () => {
    assert.deepEqual(outcomes(appWith({ parts: { sessionStores: [store(unknown('code', [said(at, 'code')]))] } })), [
      ['unclear', 'a.php'],
    ]);
  });
});

describe('sticky sessions', () => {
  const local = known({ technology: 'file', reach: 'server' } as const, [said(at, 'two')]);
  const parts = { sessionStores: [store(local)] };
  const balancer = {
    name: 'lb',
    technology: 'nginx',
    backends: known(2, []),
    checks: known('passive' as const, []),
    sticky: known(true, [said({ file: 'nginx.conf', start: 0, end: 7 }, 'ip_hash')]),
    at,
  };

  test('by the profile mask a hazard of sessions: one step milder, and said', () => {
    const [verdict] = judgeApp(appWith({ parts }), [onSessions], { ...defaultProfile, sticky: true });
    assert.deepEqual(
      verdict?.outcome.is === 'hazard' && [
        verdict.outcome.severity,
        /sticky sessions mask/.test(verdict.outcome.message),
      ],
      ['warning', true],
    );
  });

  test('of a balancer do the same, with its place among the evidence', () => {
    const [verdict] = judgeApp(appWith({ parts: { ...parts, balancers: [balancer] } }), [onSessions], defaultProfile);
    assert.deepEqual(
      verdict?.outcome.evidence.map(({ says }) => says),
      ['ip_hash', 'two'],
    );
    assert.equal(verdict?.at.file, 'a.php');
  });
});

describe('loading rules', () => {
  test('takes every file of a folder, without any list', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ha-ready-rules-'));
    try {
      mkdirSync(join(folder, 'cache'));
      const door = pathToFileURL(resolve('dist/src/rule/rule.js')).href;
      const text = `import { rule } from '${door}';\nexport default rule({ severity: 'note', title: 'T', why: 'W', remedy: { any: 'R' }, needs: ['caches'], *check() {}, examples: [] });\n`;
      writeFileSync(join(folder, 'cache', 'a-new-one.js'), text);
      const rules = await loadRules(folder);
      assert.deepEqual(
        rules.map(({ id, topic, title }) => [id, topic, title]),
        [['cache/a-new-one', 'cache', 'T']],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('finds the built-in ones in the order of their ids', async () => {
    const ids = (await loadRules(builtinRules)).map(({ id }) => id);
    assert.ok(ids.length > 0);
    assert.deepEqual(ids, ids.toSorted());
  });
});

describe('a fingerprint', () => {
  const identity = { ruleId: 'a/b', app: '.', path: 'x.php', text: "env('A',  'file')", nth: 0 };
  test('does not change with white space', () =>
    assert.equal(fingerprint(identity), fingerprint({ ...identity, text: "env('A', 'file')" })));
  test('differs for the second finding of the same text', () =>
    assert.notEqual(fingerprint(identity), fingerprint({ ...identity, nth: 1 })));
  test('differs by rule, app, path and text', () => {
    const others = [{ ruleId: 'a/c' }, { app: 'api' }, { path: 'y.php' }, { text: 'other' }].map((change) =>
      fingerprint({ ...identity, ...change }),
    );
    assert.equal(new Set([fingerprint(identity), ...others]).size, 5);
  });
});
