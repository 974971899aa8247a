import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { formatNames } from '../../src/report/index.js';
import { attacks } from '../report/hostile.js';
import { folderWith, haReady } from './run.js';

/** What a terminal or the runner of a pipeline would obey. */
const obeyed =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|##[\w.-]*\[|^\s*::(?!(error|warning|notice) file=[^:]*,title=[^:]*::)[a-z]/im;

/** Attacks that may stand on one line of any file, and in a name. */
const oneLine = attacks.filter((attack) => !/[\r\n\u0000\u2028]/.test(attack));

/** A rule of the repository's own, in whose words the attacks stand. */
const said = oneLine.map((attack) => attack.replace(/[\u0000-\u001f]/g, '')).join(' ');
const ownRule = JSON.stringify({
  severity: 'note',
  title: said,
  why: `${said}\n::error::b`,
  remedy: { any: `${said}\n##[group]b` },
  given: 'processes',
  forbid: { name: 'nobody' },
  message: said,
  examples: [
    { on: 'express-5', bad: { 'x.txt': 'x' } },
    { on: 'express-5', good: { 'x.txt': 'x' } },
  ],
});

/** An application whose file names, values, comments and service names all want to be taken for something else. */
function hostileTree(): string {
  const quoted = (text: string) => text.replaceAll("'", "''");
  const services = oneLine.map((attack) => `  '${quoted(attack)}':\n    image: 'redis:7'\n    labels:\n      - '${quoted(attack)}'\n`);
  const app = oneLine.map((attack) => `// ${attack}\napp.use(session({ secret: ${JSON.stringify(attack)}, cookie: {} }));\n`);
  const folder = (attack: string) => `services/${attack.replaceAll('/', '_').slice(0, 60)}`;
  return folderWith({
    'package.json': '{"name":"##vso[task.complete]","dependencies":{"express":"5.0.0","express-session":"1.18.0"}}',
    'server.js': `const express = require('express');\nconst session = require('express-session');\nconst app = express();\n${app.join('')}app.listen(3000);\n`,
    '.env': `# ${oneLine.join(' ')}\nSESSION_DRIVER=file\n${oneLine.map((attack, index) => `X${index}=${attack}\n`).join('')}`,
    '.env.example': `APP_NAME=x\n ::error file=a::b ##vso[task.complete]\nSESSION_DRIVER=file\n ::error file=a::b ##vso[task.complete]\nCACHE_STORE=file\n`,
    'composer.json': '{"require":{"laravel/framework":"^11.0"}}',
    '.ha-ready/rules/deploy/own.yaml': ownRule,
    'compose.yaml': `services:\n  web:\n    build: .\n    ports: ['80:80']\n${services.join('')}`,
    ...Object.fromEntries(oneLine.map((attack) => [`${folder(attack)}/package.json`, '{"dependencies":{"express":"5.0.0","multer":"1"}}'])),
    ...Object.fromEntries(oneLine.map((attack) => [`${folder(attack)}/app.js`, "const multer = require('multer');\nmulter({ dest: 'uploads/' });\nrequire('express')().listen(1);\n"])),
  });
} // biome-ignore format: one file per line

describe('a hostile repository', () => {
  const root = hostileTree();
  const runs: readonly (readonly string[])[] = [
    ...formatNames.map((format) => ['-v', '--show-accepted', '-f', format]),
    ['-q'],
    ['--show-files'],
    ['--print-config'],
    ['--diff', '--unsafe-fixes'],
    ['plan'],
    ['plan', '-f', 'markdown'],
    ['plan', '-f', 'json'],
    ['map'],
    ['map', '-f', 'mermaid'],
    ['map', '-f', 'json'],
    ['explain', 'deploy/own'],
    ['explain', 'hacked'],
    ['debug', 'program'],
  ];
  for (const args of runs) {
    test(`has no way into ha-ready ${args.join(' ')}`, () => {
      const { code, stdout, stderr } = haReady(root, args);
      assert.ok(code === 0 || code === 1, stderr);
      assert.ok(stdout.length > 20);
      for (const text of [stdout, stderr]) assert.equal(obeyed.exec(text), null);
      if (args.includes('markdown'))
        assert.doesNotMatch(stdout, /(?<!\\)\[click|(?<!\\)!\[|<img|<script|<svg|@everyone/);
      if (args.includes('mermaid')) assert.doesNotMatch(stdout, /<(img|script|svg)|@everyone"\]|%%\{/);
    });
  }
});

test('a patch of what nobody obeys is one that git applies', () => {
  const root = folderWith({
    'composer.json': '{"require":{"laravel/framework":"^11.0"}}',
    '.env.example': 'A=b ::c\r\nSESSION_DRIVER=file\r\nB=::1\r\n',
  });
  const { stdout } = haReady(root, ['--diff', '--unsafe-fixes']);
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['apply', '-'], { cwd: join(root), input: stdout });
  assert.match(haReady(root, ['--show-files']).stdout, /\.env\.example/);
});
