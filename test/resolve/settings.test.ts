import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Expr } from '../../src/facts/expr.js';
import type { Environment, EnvLayer } from '../../src/resolve/environments.js';
import { evaluate, mask, type Scope } from '../../src/resolve/settings.js';

const at = { file: 'config/app.php', start: 10, end: 20 };
const lit = (value: string | number | boolean | null): Expr => ({ is: 'literal', value, at });
const env = (name: string, fallback?: Expr): Expr => ({ is: 'env', name, at, ...(fallback ? { fallback } : {}) });

function layer(label: string, entries: Readonly<Record<string, string>>): EnvLayer {
  const place = { file: label, start: 0, end: 5 };
  return {
    label,
    kind: 'local',
    at: place,
    entries: new Map(
      Object.entries(entries).map(([name, value]) => [name, { value: { is: 'literal', value, at: place }, at: place }]),
    ),
  };
}

function scopeOf(layers: readonly EnvLayer[], more: Partial<Scope> = {}): Scope {
  const environment: Environment = { layers };
  return { environment, ...more };
}

function says(expr: Expr, scope: Scope) {
  const value = evaluate(expr, scope);
  return {
    value: value.state === 'known' ? value.value : `unknown: ${value.why}`,
    because: value.because.map(({ says: words }) => words),
  };
}

describe('a value in force', () => {
  test('is what the env file sets, and the chain ends there', () => {
    assert.deepEqual(says(env('DRIVER', lit('file')), scopeOf([layer('.env', { DRIVER: 'redis' })])), {
      value: 'redis',
      because: ['reads DRIVER', 'sets DRIVER=redis'],
    });
  });

  test('is the fallback when the variable is not set, and the chain says where it is missing', () => {
    assert.deepEqual(says(env('DRIVER', lit('file')), scopeOf([layer('.env', {})])), {
      value: 'file',
      because: ['.env does not set DRIVER', "falls back to 'file' when DRIVER is not set"],
    });
  });

  test('follows nested fallbacks', () => {
    assert.equal(says(env('A', env('B', lit('last'))), scopeOf([layer('.env', { B: 'b' })])).value, 'b');
    assert.equal(says(env('A', env('B', lit('last'))), scopeOf([])).value, 'last');
  });

  test('the more specific layer wins', () => {
    assert.equal(
      says(env('A'), scopeOf([layer('web in compose.yaml', { A: 'one' }), layer('.env', { A: 'two' })])).value,
      'one',
    );
  });

  test("a deployment's reference to the same variable asks the layers below only", () => {
    const deployment: EnvLayer = {
      ...layer('web in compose.yaml', {}),
      entries: new Map([['A', { value: env('A', lit('default')), at }]]),
    };
    assert.equal(says(env('A'), scopeOf([deployment])).value, 'default');
    assert.equal(says(env('A'), scopeOf([deployment, layer('.env', { A: 'set' })])).value, 'set');
  });

  test('an empty variable counts as unset where the language says so', () => {
    const layers = [layer('.env', { A: '' })];
    assert.equal(says(env('A', lit('d')), scopeOf(layers)).value, '');
    assert.equal(says(env('A', lit('d')), scopeOf(layers, { emptyIsUnset: true })).value, 'd');
  });

  test('text is joined from its parts', () => {
    assert.equal(
      says({ is: 'text', at, parts: [lit('redis://'), env('HOST', lit('cache')), lit(':6379')] }, scopeOf([])).value,
      'redis://cache:6379',
    );
  });

  test('a reference to another setting is followed', () => {
    const scope = scopeOf([], { setting: (key) => (key === 'cache.default' ? lit('redis') : undefined) });
    assert.equal(says({ is: 'setting', key: 'cache.default', at }, scope).value, 'redis');
    assert.equal(says({ is: 'setting', key: 'other', at }, scope).value, undefined);
  });

  test('a reference to itself ends as unknown', () => {
    const self: Expr = { is: 'setting', key: 'a', at };
    assert.equal(says(self, scopeOf([], { setting: () => self })).value, 'unknown: the value refers to itself');
  });

  test('a choice is decided by its condition, when that is known', () => {
    const choice = (when: Expr): Expr => ({ is: 'choice', when, whenTrue: lit('redis'), whenFalse: lit('memory'), at });
    assert.equal(says(choice(env('REDIS_URL')), scopeOf([layer('.env', { REDIS_URL: 'redis://x' })])).value, 'redis');
    assert.equal(says(choice(env('REDIS_URL')), scopeOf([])).value, 'memory');
    assert.match(
      String(says(choice({ is: 'opaque', source: 'f()', at }), scopeOf([])).value),
      /^unknown: it depends on a condition/,
    );
  });

  test('a choice between equal values needs no condition', () => {
    assert.equal(says({ is: 'choice', whenTrue: lit(1), whenFalse: lit(1), at }, scopeOf([])).value, 1);
  });

  test('code and lists are not guessed at', () => {
    assert.equal(says({ is: 'opaque', source: 'pick()', at }, scopeOf([])).value, 'unknown: it is computed by code');
    assert.match(String(says({ is: 'list', items: [], at }, scopeOf([])).value), /^unknown/);
  });
});

describe('secrets', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['DB_PASSWORD', 'hunter2', '***'],
    ['APP_KEY', 'base64:abc', '***'],
    ['STRIPE_SECRET', 'sk_live', '***'],
    ['REDIS_URL', 'redis://user:pass@cache:6379/1', 'redis://cache:6379'],
    ['SESSION_DRIVER', 'file', 'file'],
    ['APP_KEY', '', ''],
  ];
  for (const [name, value, shown] of table)
    test(`${name}=${value} is shown as ${shown || 'nothing'}`, () => assert.equal(mask(name, value), shown));

  test('are masked in a chain', () => {
    assert.deepEqual(says(env('API_TOKEN'), scopeOf([layer('.env', { API_TOKEN: 'abc' })])).because, [
      'reads API_TOKEN',
      'sets API_TOKEN=***',
    ]);
  });
});
