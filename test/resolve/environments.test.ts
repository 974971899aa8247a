import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Fact, indexFacts } from '../../src/facts/fact.js';
import { type EnvStyle, environmentOf, lookUp } from '../../src/resolve/environments.js';
import { known } from '../../src/resolve/evidence.js';
import type { Process } from '../../src/resolve/parts/topology.js';

const entry = (file: string, name: string, value: string): Fact<'env-entry'> => ({
  kind: 'env-entry',
  name,
  value,
  at: { file, start: 0, end: 1 },
});

function valueIn(
  facts: readonly Fact[],
  name: string,
  given: { style?: EnvStyle; processes?: readonly Process[]; envFile?: string; root?: string } = {},
) {
  const environment = environmentOf({ facts: indexFacts(facts), root: '.', processes: [], style: 'one', ...given });
  const found = lookUp(environment, name);
  return found?.value.is === 'literal' ? found.value.value : undefined;
}

function process(role: Process['role'], name: string, value: string): Process {
  const at = { file: 'compose.yaml', start: 0, end: 1 };
  return {
    name: role,
    technology: 'compose',
    role,
    replicas: known(1, []),
    pinned: [],
    environment: [{ name, value: { is: 'literal', value, at } }],
    volumes: [],
    ports: [],
    at,
  };
}

describe('the env file in force', () => {
  const all = [
    entry('.env.example', 'A', 'example'),
    entry('.env', 'A', 'local'),
    entry('.env.production', 'A', 'production'),
  ];

  test('is .env.production over .env over .env.example', () => {
    assert.equal(valueIn(all, 'A'), 'production');
    assert.equal(valueIn(all.slice(0, 2), 'A'), 'local');
    assert.equal(valueIn(all.slice(0, 1), 'A'), 'example');
  });

  test('is the only one that is read, where the framework reads one', () => {
    const facts = [entry('.env.example', 'B', 'x'), entry('.env', 'A', 'y')];
    assert.equal(valueIn(facts, 'B'), undefined);
    assert.equal(valueIn(facts, 'B', { style: 'layered' }), 'x');
  });

  test('is the one that the user names, over all others', () => {
    assert.equal(
      valueIn([...all, entry('ops/server1.env', 'A', 'given')], 'A', { envFile: 'ops/server1.env' }),
      'given',
    );
  });

  test('is looked for in the folder of the app', () => {
    assert.equal(valueIn([entry('api/.env', 'A', 'api'), entry('.env', 'A', 'root')], 'A', { root: 'api' }), 'api');
  });

  test('is the one that an image puts in place, over what lies there to be read by people', () => {
    const image = (source: string, target = '.env'): Fact => ({
      kind: 'image',
      stages: [
        {
          from: 'php:8.3',
          environment: [],
          volumes: [],
          ports: [],
          runs: [],
          copies: [{ sources: [source], target }],
          at: { file: 'docker/Dockerfile', start: 0, end: 1 },
        },
      ],
      at: { file: 'docker/Dockerfile', start: 0, end: 1 },
    });
    const facts = [...all, entry('docker/.env.image', 'A', 'of the image')];
    assert.equal(valueIn([...facts, image('docker/.env.image')], 'A'), 'of the image');
    assert.equal(valueIn([...facts, image('./.env.image', '/srv/shop/.env')], 'A'), 'of the image');
    assert.equal(valueIn([...facts, image('docker/.env.image', '/etc/defaults')], 'A'), 'production');
    const linked = [...facts, entry('docker/.env.image', 'B', '${DB_PORT_5432_TCP_ADDR}'), image('docker/.env.image')];
    assert.equal(valueIn(linked, 'A'), 'production');
  });

  test('the last assignment in a file wins', () => {
    assert.equal(valueIn([entry('.env', 'A', '1'), entry('.env', 'A', '2')], 'A'), '2');
  });

  test("a process's environment stands above every env file, the web process first", () => {
    const processes = [process('worker', 'A', 'of the worker'), process('web', 'A', 'of the web process')];
    assert.equal(valueIn(all, 'A', { processes }), 'of the web process');
    assert.equal(valueIn(all, 'B', { processes: [process('worker', 'B', 'only here')] }), 'only here');
  });
});
