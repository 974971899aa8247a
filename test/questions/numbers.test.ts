import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = (await loadRules()).filter(({ id }) => id === 'scheduler/unguarded-task');

/** A task that posts what it has gathered once a day. */
const task = (gathers: string) => ({
  'package.json': '{ "dependencies": { "node-cron": "4", "@prisma/client": "6", "express": "5" } }',
  'src/server.js': "import express from 'express';\nimport './report.js';\nexpress().listen(3000);\n",
  'src/report.js': `import cron from 'node-cron';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\ncron.schedule('0 7 * * *', async () => {\n  ${gathers}\n  await fetch('https://reports.example.com', { method: 'POST', headers: { accept: 'text/plain' }, body: JSON.stringify(data) });\n});\n`,
});

const told: readonly (readonly [what: string, gathers: string, severity: string])[] = [
  [
    'numbers of rows that are told once more harm nobody',
    'const orders = await prisma.order.count(); const users = await prisma.user.count(); const data = { orders, users, version: 3 };',
    'note',
  ],
  [
    'rows that are told once more come double',
    'const orders = await prisma.order.findMany(); const users = await prisma.user.findMany(); const data = { orders, users, version: 3 };',
    'error',
  ],
  [
    'a row that is written beside the numbers comes double',
    'const orders = await prisma.order.count(); const users = await prisma.user.count(); const data = { orders, users }; await prisma.report.create({ data });',
    'error',
  ],
];

describe('what a task tells', () => {
  for (const [what, gathers, severity] of told)
    test(what, async () => {
      const { findings } = await auditTexts(new Map(Object.entries(task(gathers))), { rules });
      assert.deepEqual(
        findings.map((one) => one.severity),
        [severity],
      );
    });
});
