import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fact } from '../../src/facts/fact.js';
import { indexFacts } from '../../src/facts/fact.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { isForDevelopment } from '../../src/technologies/compose/dev.js';
import { portsOf } from '../../src/technologies/compose/ports.js';
import { stacksOf } from '../../src/technologies/compose/stacks.js';
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
  return stacksOf(indexFacts(Object.entries(files).map(([file, text]) => fact(file, text))));
}

const web = 'services:\n  web:\n    build: .\n';

describe('the files of one stack', () => {
  const cases: readonly (readonly [string, readonly string[], readonly (readonly string[])[]])[] = [
    ['a base file alone', ['compose.yaml'], [['compose.yaml']]],
    ['what production lays over it', ['compose.yaml', 'compose.prod.yaml'], [['compose.yaml', 'compose.prod.yaml']]],
    ['a file for production without a base', ['docker-compose.production.yml'], [['docker-compose.production.yml']]],
    ['variants beside a base', ['docker-compose.yml', 'docker-compose-pgsql.yml'], [['docker-compose.yml']]],
    ['one of several variants', ['compose.sqlite.yml', 'compose.postgres.yml'], [['compose.postgres.yml']]],
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
    ['is not told by a mount alone', 'build: .\n    volumes: [".:/app"]', false],
    ['is not told by a server of a developer in the image', 'build: .', false],
  ];
  for (const [name, body, wanted] of cases)
    test(name, () => {
      const [stack] = stacks({ 'compose.yaml': `services:\n  web:\n    ${body}\n` });
      assert.ok(stack);
      assert.equal(isForDevelopment(stack), wanted);
    });

  test('is one that starts databases only', () => {
    const [stack] = stacks({ 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n' });
    assert.ok(stack && isForDevelopment(stack));
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
