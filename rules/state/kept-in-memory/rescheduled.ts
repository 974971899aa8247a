import { examples } from 'ha-ready/rule';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

const planned = (plan: string, ask: string) => ({
  'src/database.js': lines(
    "import pg from 'pg';",
    'export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });',
  ),
  'src/reports.js': lines(
    "import schedule from 'node-schedule';",
    "import { pool } from './database.js';",
    "const send = (report) => pool.query('SELECT pg_try_advisory_lock($1)', [report.id]);",
    `export const plan = (report) => {\n  ${plan}\n};`,
    'export const planAll = async () => {',
    "  const { rows } = await pool.query('SELECT * FROM reports');",
    '  for (const report of rows) plan(report);',
    '};',
  ),
  'src/server.js': lines(
    "import express from 'express';",
    "import { pool } from './database.js';",
    "import { plan, planAll } from './reports.js';",
    'const app = express();',
    "app.get('/healthz', (_, res) => res.end());",
    "app.post('/reports', async (req, res) => {",
    "  await pool.query('INSERT INTO reports (name, rule) VALUES ($1, $2)', [req.body.name, req.body.rule]);",
    `  ${ask}`,
    '  res.sendStatus(201);',
    '});',
    'planAll();',
    'app.listen(3000);',
  ),
});

export default examples([
  {
    on: 'express-5',
    about:
      'a request plans a job in its own process, which all of them load at their start; one that all run at the same time',
    bad: planned('«schedule.scheduleJob(report.name, report.rule, () => send(report))»;', 'plan(req.body);'),
    good: planned("schedule.scheduleJob('0 6 * * *', () => send(report));", 'plan(req.body);'),
  },
  {
    on: 'express-5',
    about: 'what a request plans, and jobs that are only loaded at the start',
    bad: planned('«schedule.scheduleJob(report.rule, () => send(report))»;', 'plan({ ...req.body });'),
    good: planned(
      'schedule.scheduleJob(report.rule, () => send(report));',
      "console.log('planned with the next start');",
    ),
  },
]);
