import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseXml } from '../../src/parse/xml.js';
import { formatNames, reporter } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { attacks, hostileReport } from './hostile.js';
import { auditedApp, plainOptions } from './reports.js';

const forbidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

describe('a hostile repository', () => {
  for (const format of formatNames) {
    const printed = async (report: Report) => (await reporter(format))?.(report, { ...plainOptions, verbose: true, showAccepted: true }) ?? ''; // biome-ignore format: one line

    test(`has no way into ${format}`, async () => {
      const text = await printed(hostileReport());
      assert.doesNotMatch(text, forbidden, 'control characters or bidirectional marks');
      assert.doesNotMatch(text, /##[\w.-]*\[/, 'a command of the runner');
      const commands = text.split('\n').filter((line) => line.trim().startsWith('::'));
      if (format === 'github') {
        assert.equal(commands.length, 10);
        for (const line of commands) assert.match(line, /^::error file=dir\/[^,:]*,line=2,endLine=2,col=1,endColumn=9,title=[^,:]*::/); // biome-ignore format: one line
      } else assert.deepEqual(commands, []);
      holdsTogether(format, text);
    });

    test(`gets ${format} no further than a page with a line of 100,000 characters`, async () => {
      const long = 'A'.repeat(100_000);
      const report = await auditedApp({ '.env.example': `APP_NAME=${long}\nSESSION_DRIVER=${long}\nSESSION_DRIVER=file\nX=${long}\n` }); // biome-ignore format: one line
      assert.ok(report.findings.length > 0);
      assert.ok((await printed(report)).length < 200_000);
    });
  }
});

/** What the reader of a format would trip over. */
function holdsTogether(format: string, text: string): void {
  if (['json', 'sarif', 'gitlab', 'rdjson'].includes(format)) assert.doesNotThrow(() => JSON.parse(text));
  if (['junit', 'checkstyle'].includes(format)) assert.deepEqual(parseXml(text).problems, []);
  if (['junit', 'checkstyle', 'markdown'].includes(format)) assert.doesNotMatch(text, /<(script|img|svg)|]]>/i);
  if (format === 'html') {
    assert.equal(text.match(/<script/g)?.length, 1);
    assert.doesNotMatch(text, /<(img|iframe|link|object|embed)|<svg\/|(?:src|href)="(?!#)/i);
  }
  if (format === 'markdown') {
    assert.doesNotMatch(text, /(?<!\\)\[click|(?<!\\)!\[|@everyone/);
    assert.ok(text.split('\n').filter((line) => line.startsWith('| ')).every((line) => line.split(/(?<!\\)\|/).length === 5)); // biome-ignore format: one line
  }
  if (format === 'compact') assert.equal(text.trimEnd().split('\n').length, attacks.length);
}

describe('a secret', () => {
  const secret = 'hunter2-zDk39sLq';
  const lines = [
    `DB_PASSWORD=${secret}`,
    'SESSION_DRIVER=file',
    `APP_KEY="base64:${secret}"`,
    `DATABASE_URL=postgres://shop:${secret}@db:5432/shop`,
    `export AWS_SECRET_ACCESS_KEY='${secret}'`,
    'CACHE_STORE=file',
    `STRIPE_SECRET=${secret}`,
    'QUEUE_CONNECTION=sync',
    `MAILER_DSN=smtp://user:${secret}@mail`,
    `REDIS_URL=redis://:${secret}@127.0.0.1:6379/0`,
    'FILESYSTEM_DISK=local',
    `MAIL_PASSWORD = ${secret}`,
  ];
  const compose = `services:\n  web:\n    image: shop\n    environment:\n      DB_PASSWORD: ${secret}\n      SESSION_DRIVER: file\n      APP_KEY: base64:${secret}\n      - TOKEN=${secret}\n`;
  for (const format of formatNames) {
    test(`of an env file or a compose file is never printed in ${format}`, async () => {
      const express = { 'composer.json': null, 'package.json': '{"dependencies":{"express":"5","express-session":"1"}}', 'server.js': `const express = require('express');\nconst session = require('express-session');\nconst app = express();\n// next\napp.use(session({ secret: '${secret}', resave: false }));\nconst db = 'postgres://a:${secret}@db/x', apiKey = "${secret}";\napp.listen(3000);\n` };
      const image = { 'Dockerfile': `FROM php:8\nENV DB_PASSWORD=${secret} SESSION_DRIVER=file APP_KEY=base64:${secret}\nCMD ["php"]\n` };
      for (const files of [express, image, { '.env': lines.join('\n') }, { '.env.example': lines.join('\n') }, { 'compose.yaml': compose }, { '.env': lines.toReversed().join('\n') }]) {
        const report = await auditedApp(files);
        assert.ok(report.findings.length > 0);
        const text = (await reporter(format))?.(report, { ...plainOptions, verbose: true, showAccepted: true }) ?? '';
        assert.equal(text.includes(secret), false, Object.keys(files).join());
      }
    });
  } // biome-ignore format: one line each
});
