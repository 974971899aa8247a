import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditFiles } from '../../src/audit.js';
import { roleOf } from '../../src/discover/role.js';
import { sourceOf } from '../../src/read/read.js';

const job = `job "shop" {
  group "web" {
    count = 1
    task "web" {
      driver = "docker"
      config { image = "ghcr.io/acme/shop:1" }
    }
  }
}
`;

test('a workload in a format that is not read keeps the report from being complete, and from 100', async () => {
  const refs = [{ path: 'shop.nomad.hcl', size: job.length, role: roleOf('shop.nomad.hcl') }];
  const report = await auditFiles({ refs, read: (ref) => sourceOf(Buffer.from(job), ref) });
  assert.deepEqual(
    report.errors.map(({ path, line, message }) => [path, line, message]),
    [['shop.nomad.hcl', 1, 'starts processes in a format that is not read: what it starts was not judged']],
  );
  assert.equal(report.score.complete, false);
  assert.ok(report.score.value < 90);
});

/** A repository of two apps, whose platform file lies above both. */
const two = (image: string): Readonly<Record<string, string>> => ({
  'api/package.json': '{"scripts":{"start":"node server.js"},"dependencies":{"express":"5.0.0"}}',
  'api/server.js':
    "const express = require('express');\nconst app = express();\napp.get('/healthz', (req, res) => res.sendStatus(200));\napp.listen(3000);\n",
  'site/package.json': '{"scripts":{"start":"node build/index.js"},"dependencies":{"@sveltejs/adapter-node":"5.2.0"}}',
  'docker/api.Dockerfile': 'FROM node:22\nWORKDIR /srv/api\nCOPY api /srv/api\nCOPY docker/run.sh /srv/run.sh\nCMD ["/srv/run.sh"]\n',
  'docker/run.sh': '#!/bin/sh\nexec node server.js\n',
  'docker/Dockerfile.heroku': image,
  'heroku.yml': 'build:\n  docker:\n    web: docker/Dockerfile.heroku\nrun:\n  web: /srv/run.sh\n',
}); // biome-ignore format: a file a line

for (const [what, image] of [
  ['its own Dockerfile', 'FROM node:22\nWORKDIR /srv/api\nCOPY api /srv/api\nCMD ["/srv/run.sh"]\n'],
  ['another name for the published image', 'FROM acme/shop:latest\n'],
] as const)
  test(`a process that is built by a Dockerfile runs the app of that image: ${what}`, async () => {
    const files = two(image);
    const refs = Object.entries(files).map(([path, text]) => ({ path, size: text.length, role: roleOf(path) }));
    const report = await auditFiles({ refs, read: (ref) => sourceOf(Buffer.from(files[ref.path] ?? ''), ref) });
    const found = report.findings.filter(({ location }) => location.path === 'heroku.yml');
    assert.deepEqual(
      found.map(({ app, ruleId }) => `${app} ${ruleId}`),
      [],
    );
  });

test('what the image of a process has made already is not done at its start', async () => {
  const files: Readonly<Record<string, string>> = {
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': "STATIC_ROOT = 'static'\n",
    Dockerfile: 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\nCMD ["/app/run.sh"]\n',
    'run.sh': '#!/bin/bash\nif [[ ! -d static ]] || [[ -z $(ls -A static) ]]; then\n  python manage.py collectstatic --noinput\nfi\nexec gunicorn shop.wsgi\n',
    'heroku.yml': 'build:\n  docker:\n    web: Dockerfile\nrun:\n  web: /app/run.sh\n',
  }; // biome-ignore format: a file a line
  const refs = Object.entries(files).map(([path, text]) => ({ path, size: text.length, role: roleOf(path) }));
  const report = await auditFiles({ refs, read: (ref) => sourceOf(Buffer.from(files[ref.path] ?? ''), ref) });
  assert.deepEqual(
    report.findings.filter(({ ruleId }) => ruleId === 'deploy/work-at-start'),
    [],
  );
});
