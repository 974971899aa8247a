import { examples } from 'ha-ready/rule';

const database = "import pg from 'pg';\n\nexport const pool = new pg.Pool();\n";

const traced =
  'const step = async (name, work) => {\n  const start = Date.now();\n  try {\n    return await work();\n  } finally {\n    console.log(name, Date.now() - start);\n  }\n};\n\nexport const traced = (name, work) => async (value) => {\n  return await step(name, () => work(value));\n};\n\nexport const measured = (name, work) => step(name, work);\n';

const orders =
  "import { pool } from './database.js';\nimport { measured, traced } from './traced.js';\n\nexport const order = traced('order', (name) => pool.query('INSERT INTO orders (name) VALUES ($1)', [name]));\n\nexport const cancel = (id) => measured('cancel', () => pool.query('INSERT INTO cancelled (id) VALUES ($1)', [id]));\n";

const app =
  "import express from 'express';\nimport { cancel, order } from './orders.js';\n\nconst app = express();\napp.post('/orders/:name', async (request, response) => {\n  await order(request.params.name);\n  response.end();\n});\napp.delete('/orders/:id', async (request, response) => {\n  await cancel(request.params.id);\n  response.end();\n});\napp.listen(3000);\n";

const watch = (body: string) =>
  `import os from 'node:os';\nimport { pool } from './database.js';\nimport { measured, traced } from './traced.js';\n\n${body}`;

/** A variable that bears one statement after the other; `last` is the one that changes something. */
const statements = (task: string, last: string) =>
  `import pg from 'pg';\n\nconst pool = new pg.Pool();\n\n${task}(async () => {\n  let text = 'SELECT id FROM accounts';\n  const { rows } = await pool.query(text);\n  for (const { id } of rows) {\n    text = '${last}';\n    await pool.query(text, [id]);\n  }\n}, 60_000);\n`;

export default examples([
  {
    on: 'node-22',
    about: 'a variable that is set again holds what it was given last',
    bad: { 'src/server.js': statements('«setInterval»', 'INSERT INTO sums (account) VALUES ($1)') },
    good: { 'src/server.js': statements('setInterval', 'DELETE FROM sums WHERE account = $1') },
  },
  {
    on: 'express-5',
    about: 'a helper that runs what it is given runs that of each caller for that caller only',
    bad: {
      'src/database.js': database,
      'src/traced.js': traced,
      'src/orders.js': orders,
      'src/app.js': `import './watch.js';\n${app}`,
      'src/watch.js': watch(
        "const bill = traced('bill', (day) => pool.query('INSERT INTO bills (day) VALUES ($1)', [day]));\n\n«setInterval»(() => bill(new Date()), 60_000);\n«setInterval»(() => measured('remind', () => pool.query('INSERT INTO reminders DEFAULT VALUES')), 60_000);\n",
      ),
    },
    good: {
      'src/database.js': database,
      'src/traced.js': traced,
      'src/orders.js': orders,
      'src/app.js': `import './watch.js';\n${app}`,
      'src/watch.js': watch(
        "const free = traced('free', (unit) => {\n  console.log(os.freemem() / unit);\n});\n\nsetInterval(() => free(1024), 60_000);\nsetInterval(() => measured('load', () => pool.query('SELECT 1')), 60_000);\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a helper that starts the clock runs the work of all of its callers by it',
    bad: {
      'src/database.js': database,
      'src/every.js':
        'export const every = (minutes, work) => {\n  «setInterval»(async () => {\n    try {\n      await work();\n    } catch (error) {\n      console.error(error);\n    }\n  }, minutes * 60_000);\n};\n',
      'src/app.js': `import './watch.js';\nimport './bills.js';\n${app}`,
      'src/traced.js': traced,
      'src/orders.js': orders,
      'src/watch.js':
        "import os from 'node:os';\nimport { every } from './every.js';\n\nevery(1, () => console.log(os.freemem()));\n",
      'src/bills.js':
        "import { pool } from './database.js';\nimport { every } from './every.js';\n\nevery(60, () => pool.query('INSERT INTO bills DEFAULT VALUES'));\n",
    },
  },
]);
