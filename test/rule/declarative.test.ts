import '../sample-rule.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { userRules } from '../../src/config/user-rules.js';
import type { Parts } from '../../src/resolve/app.js';
import { known, said, unknown } from '../../src/resolve/evidence.js';
import { defaultProfile } from '../../src/resolve/profile.js';
import { type DeclarativeRule, declared, type Matchers } from '../../src/rule/declarative.js';
import { folderWith, haReady, shop } from '../cli/run.js';

const at = { file: 'compose.yaml', start: 0, end: 3 };
const because = [said(at, 'is said here')];
const process = {
  name: 'web',
  technology: 'compose',
  role: 'web',
  replicas: known(2, because),
  restarts: unknown('it depends', because),
  pinned: [],
  volumes: [{ path: '/data' }],
  command: 'node server.js',
  at,
} as unknown as Parts['processes'];

function ask(given: Partial<DeclarativeRule>) {
  const rule = declared({ severity: 'note', title: 't', why: 'w', remedy: { any: 'a' }, given: 'processes', message: '{name} x{replicas} {nothing}', examples: [], ...given }); // biome-ignore format: one line
  return [
    ...rule.check({ processes: [process], profile: defaultProfile } as unknown as Parameters<typeof rule.check>[0]),
  ];
}

describe('a rule as data', () => {
  const matchers: readonly (readonly [matchers: Matchers, is: 'safe' | 'hazard' | 'unclear'])[] = [
    [{ role: 'web' }, 'safe'],
    [{ role: 'worker' }, 'hazard'],
    [{ role: { in: ['web', 'worker'] } }, 'safe'],
    [{ role: { not: 'web' } }, 'hazard'],
    [{ role: { not: ['job', 'worker'] } }, 'safe'],
    [{ replicas: 2 }, 'safe'],
    [{ replicas: { least: 3 } }, 'hazard'],
    [{ replicas: { most: 2 } }, 'safe'],
    [{ restarts: true }, 'unclear'],
    [{ restarts: { exists: true } }, 'safe'],
    [{ stopSignal: { exists: true } }, 'hazard'],
    [{ 'pinned.length': 0 }, 'safe'],
    [{ command: { contains: 'server' } }, 'safe'],
    [{ constructor: { exists: true } }, 'hazard'],
    [{ role: 'web', replicas: 3 }, 'hazard'],
    [{ role: 'worker', restarts: true }, 'hazard'],
  ];
  for (const [require, is] of matchers)
    test(`that requires ${JSON.stringify(require)} says ${is}`, () => assert.deepEqual(ask({ require }).map((one) => one.is), [is])); // biome-ignore format: one line

  test('that forbids turns the answer round', () => {
    assert.deepEqual(ask({ forbid: { role: 'web' } }).map((one) => one.is), ['hazard']);
    assert.deepEqual(ask({ forbid: { role: 'job' } }).map((one) => one.is), ['safe']);
  }); // biome-ignore format: one line each

  test('is silent about what it does not ask for, and unclear where that cannot be known', () => {
    assert.deepEqual(ask({ where: { role: 'job' }, require: { replicas: 9 } }), []);
    assert.deepEqual(ask({ where: { restarts: true }, require: { replicas: 9 } }).map((one) => one.is), ['unclear']);
  }); // biome-ignore format: one line each

  test('names the fields in its message and keeps the steps that decided', () => {
    const [outcome] = ask({ require: { replicas: 9 } });
    assert.equal(outcome?.message, 'web x2 unknown');
    assert.deepEqual(outcome?.evidence, because);
    assert.deepEqual(ask({ require: { role: 'job' } })[0]?.evidence, [said(at, 'is declared here')]);
  });
});

const rule = {
  severity: 'warning',
  title: 'A worker runs beside the web server',
  why: 'It is stopped with every deploy of the web server.',
  remedy: { any: 'Start it as a service of its own.' },
  given: 'processes',
  where: { technology: 'compose' },
  forbid: { command: { contains: 'worker' } },
  message: '{name} starts a worker beside the web server',
  examples: [{
    bad: { 'compose.yaml': 'services:\n  web:\n    image: shop\n    command: start-with-worker\n' },
    good: { 'compose.yaml': 'services:\n  web:\n    image: shop\n    command: start\n' },
  }],
}; // biome-ignore format: a table

function folderOf(value: object, path = 'supervision/worker-beside-web.json'): string {
  return folderWith({ [path]: JSON.stringify(value) });
}

describe('rules of a team', () => {
  const { examples, ...without } = rule;
  const wrong: readonly (readonly [about: string, folder: string, says: RegExp])[] = [
    ['have no examples', folderOf(without), /required property 'examples'/],
    ['have no good example', folderOf({ ...rule, examples: [{ bad: { a: 'b' } }] }), /needs an example that is flagged \(bad\) and one that is not/],
    ['have an unknown key', folderOf({ ...rule, serverity: 'error' }), /unknown key serverity/],
    ['ask about an unknown part', folderOf({ ...rule, given: 'process' }), /given is none of .*processes/],
    ['require nothing', folderOf({ ...without, forbid: undefined, examples }), /either require or forbid/],
    ['stand in no topic', folderOf(rule, 'supervison/x.json'), /did you mean supervision\//],
    ['are no data', folderWith({ 'state/x.yaml': '- [' }), /cannot be read/],
    ['are a bomb', folderWith({ 'state/x.yaml': `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [${Array(9).fill(i === 0 ? '*a' : `*b${i - 1}`).join()}]`).join('\n')}\n` }), /cannot be read|needs|required/],
  ]; // biome-ignore format: a table
  for (const [about, folder, says] of wrong) {
    test(`are refused when they ${about}`, () => {
      const { problems, rules } = userRules(folder);
      assert.ok(problems.some((problem) => says.test(problem)), JSON.stringify(problems)); // biome-ignore format: one line
      assert.deepEqual(rules, []);
      assert.equal(haReady(folder, ['rules', 'test', '.']).code, 2);
    });
  }

  test('are tested by their own examples', () => {
    const fine = haReady(folderOf(rule), ['rules', 'test', '.']);
    assert.equal(fine.stdout, '1 rule, 2 examples, 0 wrong\n');
    assert.equal(fine.code, 0);
    const bad = haReady(folderOf({ ...rule, forbid: { command: 'nothing' } }), ['rules', 'test', '.']);
    assert.match(bad.stdout, /supervision\/worker-beside-web bad: nothing was flagged/);
    assert.equal(bad.code, 1);
  });

  test('are asked beside the built-in ones, by flag or from .ha-ready/rules', () => {
    const compose = rule.examples[0]?.bad['compose.yaml'] ?? '';
    const only = ['--only', 'supervision/worker-beside-web', '--fail-on', 'warning'];
    const folder = shop({ 'compose.yaml': compose, '.ha-ready/rules/supervision/worker-beside-web.json': JSON.stringify(rule) }); // biome-ignore format: one line
    assert.equal(haReady(folder, only).code, 1);
    assert.equal(haReady(folder, [...only, '--no-rules']).code, 2);
    assert.equal(haReady(shop({ 'compose.yaml': compose }), [...only, '--rules', folderOf(rule)]).code, 1);
  });

  test('may not take the id of a built-in one', () => {
    const run = haReady(shop(), ['--rules', folderOf(rule, 'sessions/per-server-store.json')]);
    assert.equal(run.code, 2);
    assert.match(run.stderr, /is the id of a built-in rule/);
  });
});

test('the built-in rules that are data keep to the schema', () => {
  const files = readdirSync('rules', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  assert.ok(files.length >= 2);
  const folder = folderWith(Object.fromEntries(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(`rules/${file}`, 'utf8')]))); // biome-ignore format: one line
  assert.deepEqual(userRules(folder).problems, []);
});

test('the schema knows only parts that there are', () => {
  const declaredParts = readdirSync('src/resolve/parts')
    .map((file) => readFileSync(`src/resolve/parts/${file}`, 'utf8'))
    .flatMap((text) => [...(/interface Parts \{([^}]*)\}/.exec(text)?.[1] ?? '').matchAll(/^\s*(\w+):/gm)].map(([, name]) => name)); // biome-ignore format: one line
  const schema = JSON.parse(readFileSync('src/rule/declarative.schema.json', 'utf8'));
  const parts: readonly string[] = schema.properties.given.enum;
  assert.deepEqual(parts.filter((part) => !declaredParts.includes(part)), []); // biome-ignore format: one line
});
