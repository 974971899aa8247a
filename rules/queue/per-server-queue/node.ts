import { examples } from 'ha-ready/rule';

/** A handler that sends what a client has written. */
const mailing = (inside: string) =>
  `import express from 'express';\nimport { mail } from './mail.js';\n\nexport const app = express();\napp.post('/mails', async (request, response) => {\n  ${inside}\n});\n`;
const kept = (library: string, queue: string, put: string) =>
  `${library}\nimport pg from 'pg';\n\nconst pool = new pg.Pool();\nasync function store(order) {\n  await pool.query('INSERT INTO orders VALUES ($1)', [order.id]);\n}\nconst queue = ${queue};\n\nexport function take(order) {\n  ${put}\n}\n`;
const ordering =
  "import express from 'express';\nimport { take } from './orders.js';\n\nexport const app = express();\napp.post('/orders', (request, response) => {\n  take(request.body);\n  response.sendStatus(202);\n});\n";

export default examples([
  {
    on: 'express-5',
    about:
      'the request puts work into a queue in the memory of the process, and answers; a limit on what is done at a time, for which it waits',
    bad: {
      'src/mail.js':
        "import PQueue from 'p-queue';\nimport nodemailer from 'nodemailer';\n\nconst queue = new PQueue({ concurrency: 2 });\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport function mail(message) {\n  «queue.add(() => transport.sendMail(message))»;\n}\n",
      'src/app.js': mailing('mail(request.body);\n  response.sendStatus(202);'),
    },
    good: {
      'src/mail.js':
        "import PQueue from 'p-queue';\nimport nodemailer from 'nodemailer';\n\nconst queue = new PQueue({ concurrency: 2 });\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport const mail = (message) => queue.add(() => transport.sendMail(message));\n",
      'src/app.js': mailing('await mail(request.body);\n  response.sendStatus(200);'),
    },
  },
  {
    on: 'express-5',
    about: 'fastq is given the worker when it is made; agenda, pg-boss and bee-queue keep jobs in a shared store',
    bad: {
      'src/orders.js': kept("import fastq from 'fastq';", 'fastq.promise(store, 2)', '«queue.push(order)»;'),
      'src/app.js': ordering,
    },
    good: {
      'src/orders.js': kept(
        "import PgBoss from 'pg-boss';",
        'new PgBoss(process.env.DATABASE_URL)',
        "queue.send('orders', order);",
      ),
      'src/app.js': ordering,
      'src/agenda.js':
        "import { Agenda } from 'agenda';\n\nexport const agenda = new Agenda({ db: { address: process.env.MONGODB_URL } });\n",
      'src/bee.js':
        "import Queue from 'bee-queue';\n\nexport const thumbnails = new Queue('thumbnails', { redis: { url: process.env.REDIS_URL } });\n",
    },
  },
  {
    on: 'express-5',
    about: 'better-queue',
    bad: {
      'src/orders.js': kept("import Queue from 'better-queue';", 'new Queue(store)', '«queue.push(order)»;'),
      'src/app.js': ordering,
    },
    good: {
      'src/orders.js': kept("import pLimit from 'p-limit';", 'pLimit(5)', 'return queue(() => store(order));'),
      'src/app.js': ordering,
    },
  },
  {
    on: 'express-5',
    about: 'a queue of the library async that a branch makes: whoever puts work in waits for it, or nobody does',
    bad: {
      'src/orders.js': kept("import async from 'async';", 'async.queue(store, 1)', '«queue.push(order)»;'),
      'src/app.js': ordering,
    },
    good: {
      'src/orders.js':
        "import async from 'async';\nimport pg from 'pg';\n\nconst pool = new pg.Pool();\n\nif (process.env.ORDERS) {\n  const queue = async.queue(async (order) => {\n    await pool.query('INSERT INTO orders VALUES ($1)', [order.id]);\n  }, 1);\n\n  exports.take = async (order) => {\n    await queue.pushAsync(order);\n  };\n}\n",
      'src/app.js': ordering.replace('take(', 'await take(').replace('(request', 'async (request'),
    },
  },
  {
    on: 'express-5',
    about: 'a promise whose faults alone are looked at is done by the process that has the request',
    good: {
      'src/visits.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport async function count(link) {\n  await pool.query('UPDATE links SET visits = visits + 1 WHERE id = $1', [link]);\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { count } from './visits.js';\n\nexport const app = express();\napp.get('/:link', (request, response) => {\n  count(request.params.link).catch(console.error);\n  response.redirect('/');\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'one handler hands off in several branches: told once, where no condition chooses it',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport pg from 'pg';\n\nconst pool = new pg.Pool();\nexport const app = express();\napp.post('/cases', (request, response) => {\n  if (request.body.closed) {\n    setImmediate(async () => {\n      await pool.query('INSERT INTO closed VALUES ($1)', [request.body.id]);\n    });\n  } else {\n    «setImmediate(async () => {\n      await pool.query('INSERT INTO opened VALUES ($1)', [request.body.id]);\n    })»;\n  }\n  response.end();\n});\n",
    },
    good: {
      'src/visits.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport async function count(link) {\n  await pool.query('UPDATE links SET visits = visits + 1 WHERE id = $1', [link]);\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { count } from './visits.js';\n\nexport const app = express();\napp.get('/:link', async (request, response) => {\n  await count(request.params.link).catch(console.error);\n  response.redirect('/');\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'a handler that hands its faults to the next one: whoever asked waits for what it answers',
    good: {
      'src/handled.js':
        'export const handled = (work) => (request, response, next) => {\n  work(request, response).catch(next);\n};\n',
      'src/app.js':
        "import express from 'express';\nimport pg from 'pg';\nimport { handled } from './handled.js';\n\nconst pool = new pg.Pool();\nexport const app = express();\n\nasync function rename(request, response) {\n  await pool.query('UPDATE links SET name = $1 WHERE id = $2', [request.body.name, request.params.id]);\n  response.end();\n}\n\napp.put('/links/:id', handled(rename));\n",
    },
  },
  {
    on: 'node-22',
    about: 'a queue that is a file of this server',
    bad: {
      'src/mails.js':
        "import { buildDBClient, SqliteQueue } from 'liteque';\n\nexport const mails = new SqliteQueue('mails', «buildDBClient»('data/queue.db'), { defaultJobArgs: { numRetries: 3 } });\n",
    },
  },
]);
