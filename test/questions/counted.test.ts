import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

const service = (headers: string, version = 'manifest.version', address = "'https://counts.example.com/api/event'") =>
  `import { Injectable } from '@nestjs/common';\nimport { Interval } from '@nestjs/schedule';\n\nconst manifest = require('../package.json');\n\n@Injectable()\nexport class Reports {\n  private readonly address = ${address};\n\n  @Interval(86_400_000)\n  async report() {\n    await fetch(this.address, { method: 'POST', ${headers}body: JSON.stringify({ version: ${version} }) });\n  }\n}\n`;

const severityOf = async (headers: string, version?: string, address?: string) => {
  const { findings } = await auditTexts(
    new Map([
      ['package.json', '{ "dependencies": { "@nestjs/core": "11", "@nestjs/schedule": "6" } }'],
      ['src/main.ts', "import { NestFactory } from '@nestjs/core';\nimport { App } from './app';\nNestFactory.create(App).then((app) => app.listen(3000));\n"],
      ['src/reports.ts', service(headers, version, address)],
    ]),
    {},
  );
  return findings.find(({ ruleId }) => ruleId === 'scheduler/unguarded-task')?.severity;
}; // biome-ignore format: one file a line

test("what only counts installations is worth knowing, what asks in nobody's name less than what acts for somebody", async () => {
  assert.equal(await severityOf(''), 'note');
  assert.equal(await severityOf('', '2'), 'warning');
  assert.equal(await severityOf('', '2', 'process.env.BILLING_URL'), 'error');
  assert.equal(await severityOf("headers: { Authorization: process.env.TOKEN ?? '' }, "), 'error');
});
