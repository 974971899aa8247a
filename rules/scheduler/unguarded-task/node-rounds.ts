import { examples } from 'ha-ready/rule';

const pause = 'export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));\n';
const store =
  "import { PrismaClient } from '@prisma/client';\nimport nodemailer from 'nodemailer';\n\nexport const prisma = new PrismaClient();\nexport const mailer = nodemailer.createTransport(process.env.SMTP_URL);\n";

export default examples([
  {
    on: 'node-22',
    about:
      'a worker that looks for rows in a loop without an end: each copy finds the same rows, unless they are claimed',
    bad: {
      'src/pause.js': pause,
      'src/store.js': store,
      'src/mails.js':
        "import { pause } from './pause.js';\nimport { mailer, prisma } from './store.js';\n\nexport async function sendMails(seconds) {\n  while (true) {\n    const due = await prisma.mail.findMany({ where: { sent: false } });\n    if (due.length === 0) {\n      await pause(seconds);\n      continue;\n    }\n    for (const mail of due) {\n      await mailer.sendMail(mail);\n      await prisma.mail.update({ where: { id: mail.id }, data: { sent: true } });\n    }\n    await pause(seconds);\n  }\n}\n",
      'src/worker.js':
        "import { sendMails } from './mails.js';\n\nasync function main() {\n  «sendMails(10)»;\n}\n\nmain();\n",
    },
    good: {
      'src/pause.js': pause,
      'src/store.js': store,
      'src/mails.js':
        "import { pause } from './pause.js';\nimport { mailer, prisma } from './store.js';\n\nasync function claim(id) {\n  const { count } = await prisma.mail.updateMany({ where: { id, state: 'new' }, data: { state: 'taken' } });\n  return count === 1;\n}\n\nexport async function sendMails(seconds) {\n  while (true) {\n    for (const mail of await prisma.mail.findMany({ where: { state: 'new' } })) {\n      if (await claim(mail.id)) await mailer.sendMail(mail);\n    }\n    await pause(seconds);\n  }\n}\n",
      'src/worker.js':
        "import { sendMails } from './mails.js';\n\nasync function main() {\n  sendMails(10);\n}\n\nmain();\n",
    },
  },
  {
    on: 'node-22',
    about: 'rounds of an object until it is stopped; a loop that ends, and one that is handed each row once',
    bad: {
      'src/store.js': store,
      'src/feeds.js':
        "import { setTimeout as pause } from 'node:timers/promises';\nimport { prisma } from './store.js';\n\nexport class Feeds {\n  running = true;\n\n  async round() {\n    const feeds = await prisma.feed.findMany();\n    await Promise.all(\n      feeds.map(async (feed) => {\n        const text = await fetch(feed.url).then((answer) => answer.text());\n        await prisma.item.create({ data: { text } });\n      }),\n    );\n  }\n\n  async run() {\n    while (this.running) {\n      await this.round();\n      await pause(60_000);\n    }\n  }\n\n  stop() {\n    this.running = false;\n  }\n}\n",
      'src/worker.js': "import { Feeds } from './feeds.js';\n\n«new Feeds().run()»;\n",
    },
    good: {
      'src/pause.js': pause,
      'src/store.js': store,
      'src/worker.js':
        "import Redis from 'ioredis';\nimport pg from 'pg';\nimport { pause } from './pause.js';\nimport { mailer, prisma } from './store.js';\n\nconst redis = new Redis(process.env.REDIS_URL);\nconst pool = new pg.Pool();\n\nasync function connect() {\n  while (true) {\n    try {\n      await pool.query('INSERT INTO starts DEFAULT VALUES');\n      return;\n    } catch {\n      await pause(1);\n    }\n  }\n}\n\nasync function takeRows() {\n  for (;;) {\n    const { rows } = await pool.query('SELECT * FROM mails WHERE NOT sent LIMIT 5 FOR UPDATE SKIP LOCKED');\n    for (const mail of rows) await mailer.sendMail(mail);\n    await pause(1);\n  }\n}\n\nasync function takeFromList() {\n  while (true) {\n    const text = await redis.lpop('mails');\n    if (text) await mailer.sendMail(JSON.parse(text));\n    else await pause(1);\n  }\n}\n\nasync function fill() {\n  for (let page = 0; ; page++) {\n    const found = await prisma.mail.findMany({ skip: page * 100, take: 100 });\n    if (found.length === 0) break;\n    await prisma.line.createMany({ data: found });\n    await pause(1);\n  }\n}\n\nawait connect();\nawait fill();\ntakeRows();\ntakeFromList();\n",
    },
  },
]);
