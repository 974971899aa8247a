import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractorOf } from '../../src/extract/extract.js';
import { loadGrammar, parseSyntax } from '../../src/parse/syntax.js';
import { sourceOf } from '../../src/read/read.js';
import { defaultProfile } from '../../src/resolve/profile.js';
import { resolveApp } from '../../src/resolve/resolve.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadTechnologies } from '../../src/technologies/load.js';
import { reader, technology } from '../../src/technologies/technology.js';

const technologies = await loadTechnologies();

/** A technology whose reader fails in files that hold a word. */
const clumsy = technology({
  name: 'clumsy',
  title: 'Clumsy',
  readers: [
    reader({
      language: 'text',
      paths: /\.env$/,
      extract: (text) => {
        if (text.includes('OVERFLOW')) throw new RangeError('Maximum call stack size exceeded');
        if (text.includes('FAULT')) throw new TypeError('x is undefined');
        return [];
      },
    }),
  ],
  detect: () => undefined,
});

async function auditWith(files: Readonly<Record<string, string>>) {
  return auditTexts(new Map(Object.entries(files)), { extractor: extractorOf([...technologies, clumsy]) });
}

describe('a file that cannot be read whole', () => {
  test('is an error by its name, caps the score, and holds up no other file', async () => {
    const laravel = {
      'composer.json': '{"require":{"laravel/framework":"^11.0"}}',
      '.env.example': 'SESSION_DRIVER=file\n',
    };
    const report = await auditWith({ ...laravel, 'a/.env': 'FAULT=1\n', 'b/.env': 'OVERFLOW=1\n' });
    assert.deepEqual(
      report.errors.map(({ path }) => path),
      ['a/.env', 'b/.env'],
    );
    assert.match(report.errors[0]?.message ?? '', /not read: a fault of this program \(TypeError: x is undefined\)/);
    assert.match(report.errors[1]?.message ?? '', /nested too deeply/);
    assert.equal(report.score.complete, false);
    assert.ok(report.score.value <= 89);
    assert.ok(report.findings.some(({ ruleId }) => ruleId === 'sessions/per-server-store'));
  });

  const hostile: readonly (readonly [what: string, path: string, text: string])[] = [
    ['a missing argument within an object', 'app.js', "require('express');\nconst o = { a: e(,) };\nsession(,);\n"],
    ['a missing argument in code that is mended', 'app.js', "require('express');\nconst o = { a: e(,) };\nlet let = ;;} )\nsession(,);\n"],
    ['a chain of 10,000 members', 'app.js', `require('express');\nx${'.a'.repeat(10_000)};\n`],
    ['a chain of 10,000 calls', 'app.js', `require('express');\nx${'.a()'.repeat(10_000)};\n`],
    ['10,000 brackets', 'app.js', `require('express');\nx = ${'['.repeat(10_000)}`],
    ['5,000 nested locations', 'nginx.conf', `http{server{${'location / {'.repeat(5000)}${'}'.repeat(5000)}}}`],
    ['10,000 stages that rest on each other', 'Dockerfile', Array.from({ length: 10_000 }, (_, n) => `FROM ${n ? `s${n - 1}` : 'php:8'} AS s${n}`).join('\n')],
    ['10,000 blocks', 'main.tf', 'a {'.repeat(10_000)],
    ['10,000 dots of a key', 'pyproject.toml', `${'a.'.repeat(10_000)}b=1`],
    ['10,000 calls in Python', 'app.py', `x${'.a()'.repeat(10_000)}`],
    ['10,000 conditions in a shell', 'entrypoint.sh', 'if x; then '.repeat(5000)],
    ['3,000 substitutions in PHP', 'config/session.php', `<?php ${'$('.repeat(3000)}`],
    ['4 KB of brackets in Python', 'settings.py', '('.repeat(4096)],
    ['10,000 sequences of YAML', 'compose.yaml', `services: ${'['.repeat(10_000)}`],
    ['10,000 maps of YAML', 'compose.yaml', `services: ${'{a: '.repeat(10_000)}`],
    ['10,000 steps of YAML', 'k8s.yaml', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:\n`).join('')],
    ['10,000 arrays of JSON', 'package.json', `{"dependencies":${'['.repeat(10_000)}`],
    ['10,000 objects of JSON', 'composer.json', '{"require":'.repeat(10_000)],
    ['10,000 arrays of TOML', 'pyproject.toml', `a = ${'['.repeat(10_000)}`],
    ['10,000 sections of Apache', 'apache.conf', '<IfModule a>\n'.repeat(10_000)],
    ['10,000 blocks of a Caddyfile', 'Caddyfile', 'a {\n'.repeat(10_000)],
    ['10,000 values of Terraform', 'main.tf', `locals {\n a = ${'['.repeat(10_000)}`],
    ['10,000 templates of Helm', 'templates/a.yaml', `{{ if x }}`.repeat(10_000)],
    ['10,000 brackets of Helm', 'templates/a.yaml', `{{ ${'('.repeat(10_000)} }}`],
    ['10,000 blocks of Ruby', 'config/puma.rb', 'a do\n'.repeat(10_000)],
    ['10,000 arrays of Ruby', 'config/environments/production.rb', `config.x = ${'['.repeat(10_000)}`],
    ['10,000 arrays of PHP', 'config/cache.php', `<?php return ${'['.repeat(10_000)};`],
    ['10,000 calls of PHP', 'config/cache.php', `<?php return x${'->a()'.repeat(10_000)};`],
    ['10,000 lambdas of Python', 'settings.py', `a = ${'lambda: '.repeat(10_000)}1`],
    ['10,000 functions of JavaScript', 'app.js', `require('express');\n${'(() => '.repeat(10_000)}`],
    ['10,000 types of TypeScript', 'app.ts', `let a: ${'A<'.repeat(10_000)}`],
    ['10,000 groups of a shell', 'entrypoint.sh', `#!/bin/sh\n${'( '.repeat(10_000)}`],
    ['10,000 substitutions of a shell', 'entrypoint.sh', `#!/bin/sh\n${'$('.repeat(10_000)}`],
    ['10,000 variables of an env file', '.env', `A=${'${A:-'.repeat(10_000)}`],
    ['10,000 sections of an ini file', 'supervisord.conf', '[a\n'.repeat(10_000)],
    ['10,000 lines of one word in HAProxy', 'haproxy.cfg', 'backend '.repeat(10_000)],
    ['10,000 fields of a crontab', 'crontab', '* '.repeat(10_000)],
    ['a file without a name', 'app.js', "const app = require('express')();\napp.post('/', (request, response) => require('fs').writeFileSync([].join(), request.body));\n"],
    ['10,000 words of a Dockerfile', 'Dockerfile', `FROM php:8\nCMD ${'["a",'.repeat(10_000)}`],
  ]; // biome-ignore format: one row each
  for (const [what, path, text] of hostile)
    test(`${what}: nothing escapes`, async () => {
      const report = await auditTexts(new Map([[path, text]]), { extractor: extractorOf(technologies) });
      assert.equal(report.files.read, 1);
      assert.deepEqual(report.errors.filter(({ message }) => message.includes('a fault of this program')), []);
    });
}); // biome-ignore format: one question a line

test('a grammar that fails is replaced: files behind it are read', async () => {
  await loadGrammar('php');
  await loadGrammar('python');
  const good = () => parseSyntax('php', '<?php\n$a = 1;\n').problems;
  assert.deepEqual(good(), []);
  const before = parseSyntax('php', `<?php ${'$('.repeat(3000)}`);
  assert.ok(before.problems.length > 0 || before.tree.root.children.length > 0);
  for (const text of ['('.repeat(4096), 'f"{'.repeat(2000), '['.repeat(100_000)]) {
    await loadGrammar('python');
    parseSyntax('python', text);
  }
  await loadGrammar('php');
  await loadGrammar('python');
  assert.deepEqual(good(), []);
  assert.deepEqual(parseSyntax('python', 'a = 1\n').problems, []);
});

test('a call that is named as what every object has says nothing, and can be sent between threads', async () => {
  const extractor = extractorOf(technologies);
  const text = 'Rails.application.configure do\n  config.constructor :a\n  x.hasOwnProperty 1\n  toString()\nend\n';
  const path = 'config/application.rb';
  const extracted = await extractor.extract({ path, text, role: 'shipped', bom: false, eol: '\n', hash: '', lossless: true });
  assert.deepEqual(structuredClone(extracted), extracted);
}); // biome-ignore format: one record

test('what is extracted can be sent between threads', async () => {
  const extractor = extractorOf(technologies);
  const source = sourceOf(Buffer.from("<?php\nreturn ['driver' => env('SESSION_DRIVER', 'file')];\n"), {
    path: 'config/session.php',
    size: 1,
    role: 'shipped',
  });
  assert.ok('text' in source);
  const extracted = await extractor.extract(source);
  assert.deepEqual(structuredClone(extracted), extracted);
});

test('a technology that cannot be understood leaves the others whole, and the report incomplete', async () => {
  const confused = technology({
    name: 'confused',
    title: 'Confused',
    readers: [],
    detect: () => undefined,
    deployment: () => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  });
  const app = resolveApp({ root: '.', files: ['.env'], facts: [], others: [] }, [...technologies, confused], {
    profile: defaultProfile,
  });
  assert.deepEqual(app.parts.unseen, [
    {
      at: { file: '.env', start: 0, end: 0 },
      says: 'Confused could not be understood: a fault of this program (RangeError: Maximum call stack size exceeded)',
    },
  ]);
});

test('names and texts that were made to match slowly are matched in a moment', async () => {
  const started = performance.now();
  const extractor = extractorOf(technologies);
  assert.equal(typeof extractor.wants(`pm2${'_-'.repeat(40)}!`), 'boolean');
  const session = "return ['driver' => app()->environment(";
  await auditTexts(
    new Map([
      ['config/session.php', `<?php\nuse A\\{b,${' //#'.repeat(60)}\n`],
      ['config/queue.php', `<?php\n${session}${"'e' ".repeat(60)}!)];\n`],
      ['composer.json', '{"require":{"laravel/framework":"^11.0"}}'],
    ]),
    { extractor },
  );
  assert.ok(performance.now() - started < 20_000);
});
