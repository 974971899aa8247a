import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { extractorOf } from '../src/extract/extract.js';
import { auditTexts } from '../src/rule/examples.js';
import { loadTechnologies } from '../src/technologies/load.js';

type Files = Readonly<Record<string, string>>;

/** What became of the audit of a row. */
export interface Told {
  readonly seconds: number;
  readonly faults: readonly string[];
  readonly longestMessage: number;
}

const laravel: Files = { 'composer.json': '{"require":{"laravel/framework":"^11.0"}}' };
const symfony: Files = { 'composer.json': '{"require":{"symfony/framework-bundle":"^7.0"}}' };
const express: Files = { 'package.json': '{"dependencies":{"express":"5.0.0","express-session":"1.18.0"}}' };
const django: Files = {
  'requirements.txt': 'django\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "s.settings")\n',
};
const started: Files = { ...laravel, Dockerfile: 'FROM php:8\nCOPY e.sh /e.sh\nENTRYPOINT ["/e.sh"]\n' };

const deep = 40;
const wide = 30;
/** Lines that make forty names, each of the one before, twice. */
const lines = (line: (from: string, to: string) => string): string =>
  Array.from({ length: deep }, (_, index) => line(`a${index}`, `a${index + 1}`)).join('');
/** The same eight deep, thirty wide. */
const wideLines = (
  one: (from: string) => string,
  between: string,
  line: (to: string, value: string) => string,
): string =>
  Array.from({ length: 8 }, (_, index) =>
    line(`a${index + 1}`, Array.from({ length: wide }, () => one(`a${index}`)).join(between)),
  ).join('');
const files = (count: number, file: (index: number) => readonly (readonly [string, string])[]): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => file(index)).flat());
const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec:\n  replicas: 2\n  template:\n    spec:\n      containers:\n        - {name: w, image: php:8}\n';

/** Repositories by what they double. */
export const rows: Readonly<Record<string, () => Files>> = {
  'variables of an env file': () => ({ ...laravel, '.env': `a0=x\n${lines((from, to) => `${to}=\${${from}}\${${from}}\n`)}SESSION_DRIVER=\${a40}\n` }),
  'variables of an env file that compose reads': () => ({ ...laravel, '.env': `a0=x\n${wideLines((from) => `\${${from}}`, '', (to, value) => `${to}=${value}\n`)}`, 'compose.yaml': 'services:\n  web:\n    image: "${a8}"\n    ports: ["${a8}:80"]\n' }),
  'variables of an image': () => ({ ...laravel, Dockerfile: `ARG a0=x\n${lines((from, to) => `ARG ${to}=$${from}$${from}\n`)}FROM php:8\nENV a0=x\n${lines((from, to) => `ENV ${to}=$${from}$${from}\n`)}WORKDIR $a40\nCOPY . $a40\n` }),
  'variables of a script': () => ({ ...started, 'e.sh': `#!/bin/sh\na0=x\n${wideLines((from) => `$${from}`, '', (to, value) => `${to}="${value}"\n`)}export SESSION_DRIVER=$a8\n$a8 migrate\n` }),
  'functions of a script': () => ({ ...started, 'e.sh': `#!/bin/sh\n${lines((from, to) => `${from}() { ${to}; ${to}; }\n`)}a40() { php artisan migrate; }\na0\n` }),
  'anchors of YAML': () => ({ ...laravel, 'compose.yaml': `a0: &a0 [x, x]\n${lines((from, to) => `${to}: &${to} [*${from}, *${from}]\n`)}services:\n  web:\n    build: .\n    command: *a40\n` }),
  'parameters of Symfony': () => ({ ...symfony, 'config/services.yaml': `parameters:\n    a0: x\n${wideLines((from) => `%${from}%`, '', (to, value) => `    ${to}: '${value}'\n`)}`, 'config/packages/framework.yaml': "framework:\n    session:\n        handler_id: '%a8%'\n        save_path: '%a8%'\n" }),
  'settings of Laravel': () => ({ ...laravel, 'config/session.php': `<?php\nreturn [\n'a0' => 'x',\n${lines((from, to) => `'${to}' => config('session.${from}') . config('session.${from}'),\n`)}'driver' => config('session.a40'),\n];\n` }),
  'scripts of npm': () => ({ 'package.json': JSON.stringify({ dependencies: { express: '5.0.0' }, scripts: Object.fromEntries(Array.from({ length: deep }, (_, index) => [`a${index}`, `npm run a${index + 1} && npm run a${index + 1}`])) }), Dockerfile: 'FROM node:20\nCMD ["npm", "run", "a0"]\n' }),
  'texts of JavaScript': () => ({ ...express, 'app.js': `const app = require('express')();\nconst fs = require('fs');\nconst session = require('express-session');\nconst a0 = 'x';\n${wideLines((from) => `\${${from}}`, '', (to, value) => `const ${to} = \`${value}\`;\n`)}app.use(session({ secret: a8 }));\napp.get('/', () => fs.writeFileSync(a8, 'x'));\n` }),
  'objects of JavaScript': () => ({ ...express, 'app.js': `const app = require('express')();\nconst session = require('express-session');\nconst a0 = {};\n${lines((from, to) => `const ${to} = { ...${from}, k: ${from}, l: ${from} };\n`)}app.use(session(a40));\n` }),
  'functions of JavaScript': () => ({ ...express, 'app.js': `const app = require('express')();\nconst fs = require('fs');\n${lines((from, to) => `function ${from}(x) { ${to}(x); ${to}(x + 1); }\n`)}function a40(x) { fs.writeFileSync(x, 'x'); }\napp.get('/', () => a0('x'));\n` }),
  'modules of JavaScript that pass on': () => ({ ...express, ...files(deep, (index) => ['m', 'n'].map((name) => [`${name}${index}.js`, `export * from './m${index + 1}.js';\nexport * from './n${index + 1}.js';\n`] as const)), 'app.js': "import express from 'express';\nimport fs from 'fs';\nimport { x, nothing } from './m0.js';\nexpress().get('/', () => fs.writeFileSync(x, nothing()));\n", 'n40.js': "export const x = 'x';\n" }),
  'a long row of modules that pass on': () => ({ ...express, ...files(3000, (index) => [[`m${index}.js`, `export * from './m${index + 1}.js';\n`]]), 'app.js': "import express from 'express';\nimport fs from 'fs';\nimport { x } from './m0.js';\nexpress().get('/', () => fs.writeFileSync(x, 'x'));\n" }),
  'texts and lists of Python': () => ({ ...django, 's/settings.py': `a0 = 'x'\n${lines((from, to) => `${to} = ${from} + f"{${from}}"\n`)}b0 = ['x']\n${lines((from, to) => `${to.replace('a', 'b')} = ${from.replace('a', 'b')} + ${from.replace('a', 'b')}\n`)}MEDIA_ROOT = a40\nINSTALLED_APPS = b40\n` }),
  'a long row of modules of Python': () => ({ ...django, 's/__init__.py': '', 's/settings.py': 'from .m0 import *\n', ...files(2000, (index) => [[`s/m${index}.py`, `from .m${index + 1} import *\n`]]) }),
  'classes of Python': () => ({ 'requirements.txt': 'flask\n', 'app.py': `from flask import Flask\napp = Flask(__name__)\n${Array.from({ length: deep }, (_, index) => `class A${deep - index}(${index > 0 ? `A${deep - index + 1}, B${deep - index + 1}` : ''}): pass\nclass B${deep - index}(${index > 0 ? `A${deep - index + 1}, B${deep - index + 1}` : ''}): pass\n`).join('')}@app.route('/')\ndef r():\n    A1().nothing()\n` }),
  'variables of PHP': () => ({ ...laravel, 'config/session.php': `<?php\n$a0 = 'x';\n${lines((from, to) => `$${to} = $${from} . "$${from}";\n`)}return ['driver' => $a40, 'files' => $a40];\n` }),
  'fallbacks of JavaScript': () => ({ 'package.json': '{"scripts":{"start":"node app.js"},"dependencies":{"express":"5.0.0","jsonwebtoken":"9.0.0"}}', 'app.js': `const jwt = require('jsonwebtoken');\nrequire('express')();\n${lines((from, to) => `const ${to} = process.env.KEY${' ?? y'.repeat(deep)} ?? require('node:crypto').randomBytes(48);\nexports.${from} = (user) => jwt.sign(user, ${to});\n`)}` }),
  'choices of PHP': () => ({ ...laravel, 'config/session.php': `<?php\n$a0 = env('X');\n${lines((from, to) => `$${to} = $x ? $${from} : ($${from} ?? $${from});\n`)}return ['driver' => $a40];\n` }),
  'texts of Ruby': () => ({ Gemfile: "gem 'rails'\n", 'config/environments/production.rb': `a0 = 'x'\n${wideLines((from) => `#{${from}}`, '', (to, value) => `${to} = "${value}"\n`)}Rails.application.configure do\n  config.cache_store = a8\nend\n` }),
  'kustomizations': () => ({ ...laravel, ...files(deep, (index) => ['a', 'b'].map((name) => [`${name}${index}/kustomization.yaml`, `resources:\n  - ../a${index + 1}\n  - ../a${index + 1}\n  - ../b${index + 1}\n`] as const)), 'a40/kustomization.yaml': 'resources: [d.yaml]\n', 'a40/d.yaml': deployment, 'b40/kustomization.yaml': 'resources: [../a40/d.yaml]\n' }),
  'a long row of kustomizations': () => ({ ...laravel, ...files(2000, (index) => [[`k${index}/kustomization.yaml`, `resources:\n  - ../k${index + 1}\n`]]), 'k2000/kustomization.yaml': 'resources: [d.yaml]\n', 'k2000/d.yaml': deployment }),
  'templates of Helm': () => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'chart/templates/_h.tpl': lines((from, to) => `{{- define "${from}" }}{{ include "${to}" . }}{{ include "${to}" . }}{{ end }}\n`), 'chart/templates/d.yaml': deployment.replace('{name: w}', '{name: {{ include "a0" . }}}') }),
  'services that extend others': () => ({ ...laravel, 'compose.yaml': `services:\n${Array.from({ length: 800 }, (_, index) => `  s${index}:\n    extends: s${index + 1}\n`).join('')}  s800:\n    image: php:8\n` }),
  'locals of Terraform': () => ({ ...laravel, 'main.tf': `locals {\n  a0 = "x"\n${lines((from, to) => `  ${to} = "\${local.${from}}\${local.${from}}"\n`)}}\nresource "aws_ecs_service" "w" {\n  desired_count = local.a40\n}\n` }),
  'variables of Ansible': () => ({ ...laravel, 'playbook.yml': `- hosts: web\n  vars:\n    a0: x\n${lines((from, to) => `    ${to}: "{{ ${from} }}{{ ${from} }}"\n`)}  tasks:\n    - cron: {name: x, job: "php artisan {{ a40 }}"}\n` }),
  'entities of XML': () => ({ ...laravel, 'phpunit.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "xx">${lines((from, to) => `<!ENTITY ${to} "&${from};&${from};">`)}]><phpunit><php><env name="A" value="&a40;"/></php></phpunit>\n` }),
}; // biome-ignore format: one row a line

async function audits(): Promise<(name: string) => Promise<Told>> {
  const extractor = extractorOf(await loadTechnologies());
  const audit = (given: Files) => auditTexts(new Map(Object.entries(given)), { extractor });
  await audit({ ...laravel, ...express, 'a.js': 'a', 'a.py': 'a', 'a.sh': 'a', 'a.php': '<?php a();' });
  return async (name) => {
    const before = process.cpuUsage();
    const { findings, errors, unclear } = await audit(rows[name]?.() ?? {});
    const { user, system } = process.cpuUsage(before);
    const messages = [...findings, ...errors, ...unclear].map(({ message }) => message);
    return {
      seconds: (user + system) / 1e6,
      faults: messages.filter((message) => /a fault of this program|nested too deeply/.test(message)),
      longestMessage: Math.max(0, ...messages.map(({ length }) => length)),
    };
  };
}

if (!isMainThread && (workerData as { audits?: boolean } | null)?.audits) {
  const audit = audits();
  parentPort?.on('message', async (name: string) => parentPort?.postMessage(await (await audit)(name)));
}
