import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planFixes } from '../../src/fix/plan.js';
import { auditTexts } from '../../src/rule/examples.js';

const compose = `services:
  web:
    build: .
    restart: always
    container_name: shop-web
    expose: ['8000']
`;
const files = (session: string, more: Readonly<Record<string, string>> = {}) =>
  new Map(
    Object.entries({
      Dockerfile: 'FROM php:8.4-apache\nCOPY . /var/www/html\n',
      'compose.yaml': compose,
      'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
      '.env': `SESSION_DRIVER=${session}\nREDIS_HOST=redis.internal\nCACHE_STORE=redis\nDB_CONNECTION=mysql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\n`,
      ...more,
    }),
  );

async function copiesOf(texts: ReadonlyMap<string, string>) {
  const report = await auditTexts(texts, {});
  return { report, fix: report.findings.find(({ ruleId }) => ruleId === 'loadbalancer/pinned-to-one-host')?.fix };
}

describe('what lets users reach a second copy', () => {
  test('names first what the app would lose with it, and changes nothing as long as that stands', async () => {
    const { report, fix } = await copiesOf(files('file'));
    assert.match(fix?.needs[0] ?? '', /^First repair sessions\/per-server-store: .* \(\.env:1\)$/);
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.cannot ?? '', /sessions\/per-server-store/);
    assert.ok(planFixes(report.findings, 'unsafe').made.every(({ finding }) => finding.ruleId !== 'loadbalancer/pinned-to-one-host')); // biome-ignore format: one call
  });
  test('is made once nothing of that is left', async () => {
    const { fix } = await copiesOf(files('redis'));
    assert.deepEqual(fix?.edits.map(({ was }) => was.trim()), ['container_name: shop-web']); // biome-ignore format: one call
    assert.doesNotMatch(fix?.needs.join('\n') ?? '', /^First/m);
  });
  test('asks the makers where nothing here builds the product', async () => {
    const { fix } = await copiesOf(new Map([['compose.yaml', compose.replace('build: .', 'image: acme/mail:4')]]));
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join('\n') ?? '', /Nothing here builds acme\/mail:4: look up first how its makers run it/);
  });
  test('tells of addresses that name the port which is taken away', async () => {
    const published = compose
      .replace("expose: ['8000']", "ports: ['3000:8000', '5000:5000/udp']\n    environment: { BASE_URL: 'http://shop.example.com:3000' }")
      .replace('    container_name: shop-web\n', '');
    const { fix } = await copiesOf(files('redis', { 'compose.yaml': published }));
    const needs = fix?.needs.join('\n') ?? '';
    assert.match(needs, /BASE_URL of web names port 3000, which is gone then/);
    assert.match(needs, /Datagrams to 5000\/udp have to reach the copy that they are meant for/);
  }); // biome-ignore format: one call
  test('leaves what is no request over HTTP, and addresses of other services, as they are', async () => {
    const published = `services:
  web:
    build: .
    ports: ['25:25', '80:80', '443:443', '8000:8000']
    environment: { FACES_URL: 'http://faces:8000' }
  faces:
    image: acme/faces:1
`;
    const { fix } = await copiesOf(files('redis', { 'compose.yaml': published }));
    const needs = fix?.needs.join('\n') ?? '';
    assert.deepEqual(fix?.edits, []);
    assert.doesNotMatch(needs, /FACES_URL/);
    assert.match(needs, /What comes to port 25 is no HTTP/);
    assert.match(needs, /that take HTTP by expose/);
    assert.match(needs, /web serves 443 itself/);
  });
});
