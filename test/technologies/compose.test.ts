import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fact } from '../../src/facts/fact.js';
import { indexFacts } from '../../src/facts/fact.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { portsOf } from '../../src/technologies/compose/ports.js';
import { refusals, startsIn } from '../../src/technologies/compose/starts.js';
import { decide } from '../../src/technologies/compose/ways.js';
import { knownImage } from '../../src/technologies/docker/known-images.js';
import { dataExpr } from '../../src/technologies/yaml/expr.js';
import { entries, roughText, within } from '../../src/technologies/yaml/values.js';

function fact(file: string, text: string): Fact {
  const [node] = parseYaml(text).tree;
  assert.ok(node);
  const at = { file, start: node.start, end: node.end };
  return { kind: 'document', technology: 'compose', tree: dataExpr(node, file, { variables: true }), at };
}

function stacks(files: Readonly<Record<string, string>>) {
  return decide(indexFacts(Object.entries(files).map(([file, text]) => fact(file, text)))).judged;
}

const web = 'services:\n  web:\n    build: .\n';

describe('the files of one stack', () => {
  const cases: readonly (readonly [string, readonly string[], readonly (readonly string[])[]])[] = [
    ['a base file alone', ['compose.yaml'], [['compose.yaml']]],
    ['what production lays over it', ['compose.yaml', 'compose.prod.yaml'], [['compose.yaml', 'compose.prod.yaml']]],
    ['a file for production without a base', ['docker-compose.production.yml'], [['docker-compose.production.yml']]],
    ['variants beside a base', ['docker-compose.yml', 'docker-compose-pgsql.yml'], [['docker-compose.yml']]],
    ['one of several variants', ['compose.sqlite.yml', 'compose.postgres.yml'], [['compose.postgres.yml']]],
    ['a sample to be copied', ['compose.lan.yml', 'compose.example.yml'], [['compose.example.yml']]],
    ['a version before its release', ['docker-compose.beta.yml', 'docker-compose.full.yml'], [['docker-compose.full.yml']]],
    ['the stacks of a collection', ['one/compose.yaml', 'two/compose.yaml'], [['one/compose.yaml'], ['two/compose.yaml']]],
    ['not what lies below another', ['compose.yaml', 'other/compose.yaml'], [['compose.yaml']]],
  ]; // biome-ignore format: one table
  for (const [name, files, wanted] of cases)
    test(name, () => {
      const found = stacks(Object.fromEntries(files.map((file) => [file, web])));
      assert.deepEqual(
        found.map(({ files: chosen }) => chosen),
        wanted,
      );
    });

  test('are merged: maps by key, ports added, volumes by their target', () => {
    const [stack] = stacks({
      'compose.yaml':
        'services:\n  web:\n    build: .\n    environment: [A=1, B=1]\n    ports: ["80:80"]\n    volumes: [".:/app", "x:/x"]\n',
      'compose.prod.yaml':
        'services:\n  web:\n    environment: { B: 2 }\n    ports: ["443:443"]\n    volumes: ["y:/x"]\n',
    });
    const body = stack?.services[0]?.body;
    assert.ok(body);
    const environment = entries(within(body, 'environment')).map(({ key, value }) => `${key}=${roughText(value)}`);
    assert.deepEqual(environment, ['A=1', 'B=2']);
    assert.deepEqual(
      portsOf(body).map(({ host }) => host),
      [80, 443],
    );
  });

  test('of a service that extends another', () => {
    const [stack] = stacks({
      'compose.yaml':
        'services:\n  base:\n    image: a\n    restart: always\n  web:\n    extends: base\n    image: b\n',
    });
    const body = stack?.services.find(({ name }) => name === 'web')?.body;
    assert.equal(roughText(within(body, 'restart')), 'always');
    assert.equal(roughText(within(body, 'image')), 'b');
  });
});

describe('a stack for development', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['builds the stage of a developer', 'build: { context: ., target: dev }', true],
    ['builds from a Dockerfile of a developer', 'build: { context: ., dockerfile: Dockerfile.dev }', true],
    ['says its mode', 'build: .\n    environment: { APP_ENV: local }', true],
    ['has settings of a developer', 'build: .\n    environment: [DJANGO_SETTINGS_MODULE=shop.settings.dev]', true],
    ['reloads the mounted code', 'build: .\n    command: npm run dev\n    volumes: [".:/app"]', true],
    ['mounts the code from above it, with a terminal', 'build: .\n    tty: true\n    volumes: ["../.:/var/www"]', true],
    ['is not told by a mount alone', 'build: .\n    volumes: [".:/app"]', false],
    ['is not told by a server of a developer in the image', 'build: .', false],
  ];
  for (const [name, body, wanted] of cases)
    test(name, () => {
      const judged = stacks({ 'compose.yaml': `services:\n  web:\n    ${body}\n` });
      assert.equal(judged.length === 0, wanted);
    });

  test('is one that starts databases only', () => {
    assert.deepEqual(stacks({ 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n' }), []);
  });
});

const start = (file: string, text: string): readonly Fact[] => {
  const at = { file, start: 0, end: 0 };
  const [, name = '', value = ''] = /^([A-Z_]+)=(\w+)/.exec(text) ?? [];
  if (name) return [{ kind: 'env-entry', name, value, at }];
  if (text.startsWith('{'))
    return [{ kind: 'dependency', ecosystem: 'npm', name: 'express', locked: false, dev: false, at }];
  return [...startsIn(text, file)];
};
const dev = 'services:\n  web:\n    build: { context: ., target: dev }\n';
const whole = 'services:\n  web:\n    image: shop:1\n    ports: ["80:80"]\n  db:\n    image: postgres:17\n';
const railed = 'services:\n  web:\n    image: shop:1\n    environment:\n      RAILS_ENV: ${RAILS_ENV:-production}\n';
const developed = 'services:\n  php:\n    build: .\n  db:\n    image: postgres:17\n';

describe('the way of production', () => {
  type Case = readonly [
    string,
    Readonly<Record<string, string>>,
    Readonly<Record<string, readonly string[]>>,
    Readonly<Record<string, string>>?,
  ];
  const cases: readonly Case[] = [
    ['is the one that no developer starts', { 'compose.yaml': dev, 'deploy/compose.yaml': web }, { 'deploy/compose.yaml': [], 'compose.yaml': ['not', 'as for a developer'] }],
    ['is not just anything below a stack for development', { 'compose.yaml': dev, 'lib/compose.yaml': web }, { 'compose.yaml': ['not'], 'lib/compose.yaml': ['not', 'lies below'] }],
    ['is named so, also below another', { 'compose.yaml': web, 'production/compose.yaml': whole }, { 'compose.yaml': ['not', 'production/compose.yaml is named'], 'production/compose.yaml': ['named for production'] }],
    ['stands alone where it is whole', { 'docker-compose.yml': developed, 'docker-compose.production.yml': whole }, { 'docker-compose.production.yml': [] }],
    ['is laid over the base that it needs', { 'docker-compose.yml': developed, 'docker-compose.prod.yml': web }, { 'docker-compose.yml + docker-compose.prod.yml': [] }],
    ['is laid over the base where somebody does so', { 'docker-compose.yml': developed, 'docker-compose.prod.yml': whole }, { 'docker-compose.yml + docker-compose.prod.yml': ['README.md starts it'] }, { 'README.md': 'Run `docker compose -f docker-compose.yml -f docker-compose.prod.yml up -d`.\n' }],
    ['is the variant that people are told to start', { 'compose.mysql.yml': whole, 'compose.all.yml': whole }, { 'compose.all.yml': ['starts it'] }, { 'bin/install.sh': 'docker compose -f compose.all.yml up -d\n' }],
    ['is the inner one where a script starts that', { 'compose.yaml': web, 'ops/compose.yaml': web }, { 'compose.yaml': ['not', 'told to start'], 'ops/compose.yaml': ['README.md'] }, { 'README.md': 'docker compose -f ops/compose.yaml up\n' }],
    ['is an example where nothing else is there', { 'compose.yaml': dev, 'examples/compose.example.yml': whole }, { 'examples/compose.example.yml': ['is an example'], 'compose.yaml': ['not'] }],
    ['is no example beside another', { 'deploy/compose.yaml': web, 'examples/compose.yml': whole }, { 'deploy/compose.yaml': [], 'examples/compose.yml': ['not', 'is an example'] }],
    ['is none of many examples', { 'examples/a/compose.yml': whole, 'examples/b/compose.yml': whole, 'examples/c/compose.yml': whole }, { 'examples/a/compose.yml': ['not'], 'examples/b/compose.yml': ['not'], 'examples/c/compose.yml': ['not'] }],
    ['is its own fallback, not a sample that nobody need copy', { 'docker/compose.yaml': railed }, { 'docker/compose.yaml': [] }, { 'docker/.env.example': 'RAILS_ENV=development\n' }],
    ['is what its environment file says before its fallback', { 'docker/compose.yaml': railed }, { 'docker/compose.yaml': ['not', 'as for a developer'] }, { 'docker/.env': 'RAILS_ENV=development\n' }],
    ['is no tool that starts the app elsewhere', { 'deploy/compose.yaml': web, 'tools/seed/compose.yaml': 'services:\n  web:\n    build: { context: ../.. }\n  db:\n    image: postgres:17\n' }, { 'deploy/compose.yaml': [], 'tools/seed/compose.yaml': ['not', 'place for deployments'] }, { 'tools/seed/package.json': '{"dependencies":{"express":"5.0.0"}}' }],
    ['is a part with code that it builds itself', { 'deploy/compose.yaml': web, 'chat/compose.yaml': 'services:\n  web:\n    build: .\n' }, { 'deploy/compose.yaml': [], 'chat/compose.yaml': [] }, { 'chat/package.json': '{"dependencies":{"express":"5.0.0"}}' }],
    ['is not for trials', { 'docker/regtest/compose.yaml': whole }, { 'docker/regtest/compose.yaml': ['not', 'tests and trials'] }],
    ['takes others in', { 'compose.yaml': 'include:\n  - path: db/compose.yaml\n  - web/compose.yaml\n', 'db/compose.yaml': 'services:\n  db:\n    image: postgres:17\n', 'web/compose.yaml': web }, { 'compose.yaml': [] }],
  ]; // biome-ignore format: one table
  for (const [name, files, wanted, texts = {}] of cases)
    test(name, () => {
      const facts = [...Object.entries(files).map(([file, text]) => fact(file, text)), ...Object.entries(texts).flatMap(([file, text]) => start(file, text))];
      const { ways } = decide(indexFacts(facts));
      assert.deepEqual(ways.map(({ label }) => label).toSorted(), Object.keys(wanted).toSorted());
      for (const { label, judged, why } of ways) {
        const [first, ...rest] = wanted[label] ?? [];
        assert.equal(judged, first !== 'not', `${label}: ${why}`);
        for (const words of first === 'not' ? rest : [...(first ? [first] : [])]) assert.ok(why.includes(words), `${label}: ${why}`);
      }
    }); // biome-ignore format: two lists

  test('is what the user names', () => {
    const chosen: Fact = { kind: 'chosen-way', path: 'ops', at: { file: 'ops', start: 0, end: 0 } };
    const { ways } = decide(indexFacts([fact('compose.yaml', web), fact('ops/compose.dev.yaml', dev), chosen]));
    assert.deepEqual(
      ways.map(({ label, judged }) => [label, judged]),
      [
        ['ops/compose.dev.yaml', true],
        ['compose.yaml', false],
      ],
    );
    const file: Fact = { ...chosen, path: 'ops/compose.dev.yaml' };
    const named = decide(indexFacts([fact('compose.yaml', web), fact('ops/compose.dev.yaml', dev), file]));
    assert.deepEqual(
      named.ways.map(({ label, judged }) => [label, judged]),
      [
        ['ops/compose.dev.yaml', true],
        ['compose.yaml', false],
      ],
    );
  });

  const heads: readonly (readonly [string, boolean])[] = [
    ['# NOTE: please do not use this configuration for production setups.\n', true],
    ['# This is intended to be used for demo, development, and\n# learning purposes only.\n', true],
    ['# Not recommended for production.\n', true],
    ['# docker-compose for Shop development.\n', true],
    ['# docker-compose for development and production.\n', false],
    ['# Do not use the default password in production.\n', false],
    ['# For production see the documentation.\n', false],
  ];
  for (const [head, wanted] of heads)
    test(`${head.trim()} ${wanted ? 'refuses it' : 'refuses nothing'}`, () => {
      assert.equal([...refusals(`${head}\n${whole}`, 'compose.yaml')].length > 0, wanted);
    });
});

describe('a published port', () => {
  const cases: readonly (readonly [string, number, number | undefined, string | undefined])[] = [
    ['"80:8080"', 8080, 80, undefined],
    ['"8080"', 8080, undefined, undefined],
    ['"127.0.0.1:5432:5432/tcp"', 5432, 5432, '127.0.0.1'],
    ['"${PORT:-3000}:3000"', 3000, 3000, undefined],
    ['"${PORT}:5432"', 5432, 0, undefined],
    ['"[::1]:6379:6379"', 6379, 6379, '::1'],
    ['{ target: 80, published: 8080 }', 80, 8080, undefined],
    ['{ target: 80, published: "8080-8089" }', 80, undefined, undefined],
    ['{ target: 80, published: "8080", host_ip: 127.0.0.1 }', 80, 8080, '127.0.0.1'],
    ['{ target: 80, published: "${PORT}" }', 80, 0, undefined],
    ['{ target: 80 }', 80, undefined, undefined],
    ['"${BIND:-}:${PORT:-8080}:80"', 80, 8080, undefined],
    ['"${BIND:-127.0.0.1}:${PORT:-8080}:80"', 80, 8080, '127.0.0.1'],
    ['"${STORE_PORT:-127.0.0.1:13306}:3306"', 3306, 13306, '127.0.0.1'],
    ['"${WEB_PORT:-127.0.0.1:3001}"', 3001, undefined, '127.0.0.1'],
    ['\'${WEB_PORT:-"127.0.0.1:3001:3001"}\'', 3001, 3001, '127.0.0.1'],
    ['"3000-3005:3000-3005"', 3000, 3000, undefined],
    ['"3000-3005:80"', 80, undefined, undefined],
    ['"80:${INNER}"', 0, 80, undefined],
    ['"53:53/udp"', 53, 53, undefined],
    ['"9000:9000/sctp"', 9000, 9000, undefined],
  ];
  for (const [written, container, host, address] of cases)
    test(`${written} is ${container}`, () => {
      const [node] = parseYaml(`ports:\n  - ${written}\n`).tree;
      assert.ok(node);
      const [port] = portsOf(dataExpr(node, 'x', { variables: true }));
      assert.deepEqual([port?.container, port?.host, port?.address], [container, host, address]);
    });
});

describe('an image', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['postgres:17-alpine', 'postgresql'],
    ['docker.io/library/postgres@sha256:abc', 'postgresql'],
    ['registry.example.com:5000/team/redis', 'redis'],
    ['redislabs/redismod', 'redis'],
    ['nginx', 'proxy'],
    ['ghcr.io/example/shop:1', undefined],
    ['node:22', undefined],
  ];
  for (const [reference, engine] of cases)
    test(`${reference} is ${engine ?? "the app's own"}`, () => {
      assert.equal(knownImage(reference)?.engine, engine);
    });
});
