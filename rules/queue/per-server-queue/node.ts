import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: { 'src/mail.js': "import PQueue from 'p-queue';\n\nexport const mails = «new PQueue»({ concurrency: 2 });\n" },
    good: {
      'src/mail.js':
        "import { Queue } from 'bullmq';\n\nexport const mails = new Queue('mails', { connection: { url: process.env.REDIS_URL } });\n",
      'src/import.js':
        "import PQueue from 'p-queue';\n\nexport async function importAll(rows) {\n  const queue = new PQueue({ concurrency: 4 });\n  await queue.addAll(rows.map((row) => () => save(row)));\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'agenda, pg-boss and bee-queue keep jobs in a shared store',
    bad: {
      'src/mail.js':
        "import fastq from 'fastq';\n\nexport const mails = «fastq.promise»(async (mail) => mailer.send(mail), 2);\n",
    },
    good: {
      'src/agenda.js':
        "import { Agenda } from 'agenda';\n\nexport const agenda = new Agenda({ db: { address: process.env.MONGODB_URL } });\n",
      'src/boss.js': "import PgBoss from 'pg-boss';\n\nexport const boss = new PgBoss(process.env.DATABASE_URL);\n",
      'src/bee.js':
        "import Queue from 'bee-queue';\n\nexport const thumbnails = new Queue('thumbnails', { redis: { url: process.env.REDIS_URL } });\n",
    },
  },
  {
    on: 'node-22',
    about: 'better-queue and async.queue wait in memory; a limit on what is done at once is no queue',
    bad: {
      'src/mail.js':
        "const Queue = require('better-queue');\n\nexports.mails = «new Queue»((mail, done) => mailer.send(mail, done));\n",
      'src/thumbnails.js':
        "const async = require('async');\n\nexports.thumbnails = «async.queue»((file, done) => resize(file, done), 2);\n",
    },
    good: {
      'src/mail.js': "const Queue = require('bee-queue');\n\nexports.mails = new Queue('mails');\n",
      'src/limit.js': "const pLimit = require('p-limit');\n\nexports.limit = pLimit(5);\n",
    },
  },
  {
    on: 'node-22',
    about: 'whoever puts work in waits for it: a limit, and no queue',
    bad: {
      'src/convert.js':
        "import async from 'async';\n\nconst queue = «async.queue»((file, done) => convert(file, done), 1);\n\nexport function convertLater(file) {\n  queue.push(file);\n}\n",
    },
    good: {
      'src/convert.js':
        "import async from 'async';\n\nconst queue = async.queue((file, done) => convert(file, done), 1);\n\nexport async function convertNow(file) {\n  await queue.pushAsync(file);\n}\n",
      'src/api.js':
        "import PQueue from 'p-queue';\n\nconst limit = new PQueue({ interval: 1000, intervalCap: 10 });\n\nexport const ask = (url) => limit.add(() => fetch(url));\n",
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
