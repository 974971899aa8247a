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
  test('sends what comes to each of several ports to that port', async () => {
    const published = compose.replace("expose: ['8000']", "ports: ['3000:3000', '3003:3003']").replace('    container_name: shop-web\n', '');
    const { fix } = await copiesOf(files('redis', { 'compose.yaml': published }));
    assert.match(fix?.needs.join('\n') ?? '', /http:\/\/web:3000, what comes to port 3003 today to that port/);
  }); // biome-ignore format: one call
  test('a remedy that adds a server waits as a repair would', async () => {
    const nginx = 'server { listen 80; location / { proxy_pass http://10.0.0.11:8000; } }\n';
    const { findings } = await auditTexts(files('file', { 'deploy/nginx.conf': nginx }), {});
    const alone = findings.find(({ ruleId }) => ruleId === 'loadbalancer/single-backend');
    assert.match(alone?.fix?.needs[0] ?? '', /^First repair sessions\/per-server-store/);
    assert.equal(alone?.fix?.needs.at(-1), alone?.remedy);
  }); // biome-ignore format: one line
  test('copies that are replaced one after another run side by side: what one of them alone may hold goes first', async () => {
    const shop = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  strategy: { type: Recreate }
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers: [{ name: shop, image: 'shop:1', ports: [{ containerPort: 8000 }], volumeMounts: [{ name: data, mountPath: /data }] }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80, targetPort: 8000 }] }
`;
    const texts = new Map([...files('file'), ['k8s/shop.yaml', shop]].filter(([path]) => path !== 'compose.yaml') as [string, string][]);
    const { findings } = await auditTexts(texts, {});
    const needs = findings.find(({ ruleId }) => ruleId === 'deploy/stops-all-copies')?.fix?.needs ?? [];
    assert.match(needs[0] ?? '', /^First repair sessions\/per-server-store/);
    assert.match(needs.at(-1) ?? '', /ReadWriteMany/);
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
  test('is no matter of what another image takes in, or of the stores of another stack', async () => {
    const needs = await needsOfEach({});
    assert.match(needs.get('api') ?? '', /First repair sessions\/per-server-store/);
    assert.doesNotMatch(needs.get('api') ?? '', /data-in-container/);
    assert.doesNotMatch(needs.get('site') ?? '', /^First/m);
    assert.doesNotMatch(needs.get('shots') ?? '', /^First/m);
  });
  test('stays one where it cannot be told what an image is made of', async () => {
    const needs = await needsOfEach({
      'shots/Dockerfile': 'FROM node:22\nCOPY dist ./\nCMD ["node", "main.js"]\n',
      'site/Dockerfile': 'FROM nginx:1.27\nRUN apk add php84-fpm\nCOPY . /srv\n',
    });
    assert.match(needs.get('site') ?? '', /First repair sessions\/per-server-store/);
    assert.match(needs.get('shots') ?? '', /First repair sessions\/per-server-store/);
  });
});

/** An API, a site that nginx serves and a program of its own, each from its image, in a cluster; and a stack for one machine. */
async function needsOfEach(more: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: 'ghcr.io/acme/shop-${name}:1', ports: [{ containerPort: 8000 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8000 }] }
`;
  const build = (name: string) => `      - uses: docker/build-push-action@v6
        with: { push: true, context: ., file: ${name}/Dockerfile, tags: '\${{ vars.OWNER }}/shop-${name}:\${{ github.sha }}' }
`;
  const texts = new Map(
    Object.entries({
      'package.json': '{ "dependencies": { "express": "^5.0.0", "express-session": "^1.18.0" } }',
      'api/main.js': "const app = require('express')();\napp.use(require('express-session')({ secret: process.env.KEY }));\napp.listen(8000);\n",
      'api/Dockerfile': 'FROM node:22\nCOPY package.json ./\nCOPY api api\nCMD ["node", "api/main.js"]\n',
      'site/package.json': '{ "name": "site", "scripts": { "build": "vite build" } }',
      'site/Dockerfile': 'FROM node:22 AS build\nCOPY . .\nRUN npm run build\nFROM nginx:1.27\nCOPY --from=build /site/dist /usr/share/nginx/html\n',
      'shots/main.js': "require('node:http').createServer((_, res) => res.end('a picture')).listen(8000);\n",
      'shots/Dockerfile': 'FROM node:22\nWORKDIR /app\nCOPY shots ./\nCMD ["node", "main.js"]\n',
      'k8s/all.yaml': ['api', 'site', 'shots'].map(workload).join('---\n'),
      'compose.yaml': 'services:\n  db:\n    image: mariadb:11\n    restart: always\n',
      '.github/workflows/publish.yml': `on: push\njobs:\n  images:\n    steps:\n${['api', 'site', 'shots'].map(build).join('')}`,
      ...more,
    }),
  );
  const { findings } = await auditTexts(texts, {});
  const alone = findings.filter(({ ruleId }) => ruleId === 'loadbalancer/single-copy');
  return new Map(alone.map(({ fix }) => [/copies of (\S+)/.exec(fix?.title ?? '')?.[1] ?? '', fix?.needs.join('\n') ?? '']));
} // biome-ignore format: one map
