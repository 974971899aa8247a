import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseXml } from '../../src/parse/xml.js';
import { formatNames, reporter } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

/** What a repository may hold that somebody would like a terminal, a pipeline, a browser or a person to take for something else. */
const attacks = [
  '::error file=a::you have been hacked',
  'x ::add-mask::y',
  '##[add-mask]secret',
  '\u001b]0;title\u0007\u001b[2J\u001b[31m',
  '\u009b31m',
  '\u202egnp.exe\u2066',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  ']]>&xxe;',
  "' onmouseover='alert(1)",
  '`${alert(1)}`',
  '[click](javascript:alert(1)) ![x](http://evil/x.png) @everyone',
  'line\r\n::warning::end\u2028::error::b',
  '\u0000\ud800\uffff',
];

const hostile = attacks.join(' ');
const path = `dir/${hostile.replaceAll('/', '_')}.env`;
const place = { path, line: 2, column: 1, endLine: 2, endColumn: 9 };

/** A report every field of which comes from a hostile repository. */
function hostileReport(): Report {
  const report = reportWith(...attacks.map((attack) => ({
    message: `${attack} ${hostile}`,
    location: place,
    app: attack,
    evidence: [{ location: place, message: attack }, { builtin: attack, message: hostile }, { location: place, message: hostile }],
    frame: attacks.map((text, line) => ({ line: line + 1, text })),
    fix: { title: hostile, safety: 'safe' as const, needs: [hostile], edits: [{ path, start: 0, end: 1, was: 'x', text: hostile, location: place }] },
  })));
  const steps = [{ location: place, message: hostile }];
  const topic = { status: 'fail' as const, score: 1, evidence: steps };
  return {
    ...report,
    root: hostile,
    apps: [{
      path: hostile,
      stack: [{ name: 'x', title: hostile, version: hostile }],
      score: 1,
      topics: { sessions: topic } as unknown as Report['apps'][number]['topics'],
      state: [{ label: hostile, topic: 'sessions', backend: hostile, reach: 'server', because: steps }],
    }],
    errors: [{ path, line: 3, message: hostile }],
    hints: [{ kind: 'unused', location: place, ruleId: hostile, message: hostile }],
    skipped: [{ reason: 'binary', count: 1, examples: [path] }],
  };
} // biome-ignore format: shorter so

const forbidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

describe('a hostile repository', () => {
  for (const format of formatNames) {
    const printed = async (report: Report) => (await reporter(format))?.(report, { ...plainOptions, verbose: true, showAccepted: true }) ?? ''; // biome-ignore format: one line

    test(`has no way into ${format}`, async () => {
      const text = await printed(hostileReport());
      assert.doesNotMatch(text, forbidden, 'control characters or bidirectional marks');
      assert.equal(text.includes('##['), false, 'a command of the runner');
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
      for (const files of [{ '.env': lines.join('\n') }, { '.env.example': lines.join('\n') }, { 'compose.yaml': compose }, { '.env': lines.toReversed().join('\n') }]) {
        const report = await auditedApp(files);
        assert.ok(report.findings.length > 0);
        const text = (await reporter(format))?.(report, { ...plainOptions, verbose: true, showAccepted: true }) ?? '';
        assert.equal(text.includes(secret), false, Object.keys(files).join());
      }
    });
  } // biome-ignore format: one line each
});
