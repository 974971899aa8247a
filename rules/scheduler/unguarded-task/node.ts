import { examples } from 'ha-ready/rule';

const mail =
  "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport const mailDigest = () => transport.sendMail({ to: 'team@example.com', subject: 'News' });\n";
const billing =
  "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport async function createInvoices() {\n  await pool.query('INSERT INTO invoices SELECT * FROM due');\n}\n";
const orders =
  "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport async function importOrders() {\n  const answer = await fetch('https://orders.example.com/new');\n  for (const { item } of await answer.json()) await pool.query('INSERT INTO orders (item) VALUES ($1)', [item]);\n}\n";

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/mail.js': mail,
      'src/digest.js':
        "import cron from 'node-cron';\nimport { mailDigest } from './mail.js';\n\n«cron.schedule»('0 7 * * *', () => mailDigest());\n",
    },
    good: {
      'src/digest.js':
        "import cron from 'node-cron';\nimport { Redis } from 'ioredis';\nimport { mailDigest } from './mail.js';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\ncron.schedule('0 7 * * *', async () => {\n  if (await redis.set('digest', '1', 'EX', 3600, 'NX')) await mailDigest();\n});\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a timer that does work for all, and one that looks after its own process; a queue that hands out each run once',
    bad: {
      'src/billing.js': billing,
      'src/invoices.js':
        "import { createInvoices } from './billing.js';\n\n«setInterval»(async () => {\n  await createInvoices();\n  console.log('done');\n}, 3_600_000);\n",
    },
    good: {
      'src/metrics.js': 'setInterval(() => {\n  gauge.set(process.memoryUsage().heapUsed);\n}, 10_000);\n',
      'src/jobs.js':
        "import { Queue } from 'bullmq';\n\nconst queue = new Queue('billing');\nawait queue.upsertJobScheduler('invoices', { pattern: '0 0 1 * *' });\n",
    },
  },
  {
    on: 'node-22',
    about: 'a variable that one server alone is given',
    bad: {
      'src/orders.js': orders,
      'src/import.js':
        "import { CronJob } from 'cron';\nimport { importOrders } from './orders.js';\n\nexport const job = «new CronJob»('*/5 * * * *', importOrders);\n",
    },
    good: {
      'src/import.js':
        "import { CronJob } from 'cron';\nimport { importOrders } from './orders.js';\n\nif (process.env.RUN_CRON === 'true') {\n  new CronJob('*/5 * * * *', importOrders).start();\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a function that starts itself again, and one that only tries again',
    bad: {
      'src/checks.js':
        "export async function checkSites(sites) {\n  for (const site of sites) await fetch(site.url, { method: 'POST' });\n  «setTimeout»(() => checkSites(sites), 60_000);\n}\n",
    },
    good: {
      'src/checks.js':
        'export async function sendWithRetry(mail, attempt = 1) {\n  if (await fetch(mail.url)) return;\n  setTimeout(() => sendWithRetry(mail, attempt + 1), 1000);\n}\n',
    },
  },
  {
    on: 'node-22',
    about: 'a loop that goes on until somebody stops it',
    bad: {
      'src/watch.js':
        "export class Watch {\n  start() {\n    const check = async () => {\n      await fetch(this.url, { method: 'POST' });\n      if (!this.isStopped) {\n        «setTimeout»(again, 60_000);\n      }\n    };\n    const again = async () => {\n      await check();\n    };\n    again();\n  }\n\n  stop() {\n    this.isStopped = true;\n  }\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a module of the app puts tasks on the clock: it is told there, and a guard in it guards them all',
    bad: {
      'src/mail.js': mail,
      'src/cron.js':
        "import { CronJob } from 'cron';\n\nexport function addJob({ cronTime, onTick }) {\n  return «new CronJob»(cronTime, onTick, null, true);\n}\n",
      'src/digest.js':
        "import { addJob } from './cron.js';\nimport { mailDigest } from './mail.js';\nimport { counters } from './counters.js';\n\naddJob({ name: 'digest', cronTime: '0 17 * * *', onTick: mailDigest });\naddJob({ name: 'counters', cronTime: '*/10 * * * * *', onTick: () => counters.save(), runOnAllNodes: true });\n",
    },
    good: {
      'src/cron.js':
        "import { Redis } from 'ioredis';\nimport cron from 'node-cron';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport function daily(expression, task) {\n  cron.schedule(expression, async () => {\n    if (await redis.set(task.name, '1', 'EX', 60, 'NX')) await task();\n  });\n}\n",
      'src/digest.js':
        "import * as cron from './cron.js';\n\ncron.daily('0 17 * * *', async () => {\n  await mailer.sendMail('digest');\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'croner, node-schedule, bree and toad-scheduler run in every process',
    bad: {
      'src/mail.js': mail,
      'src/billing.js': billing,
      'src/digest.js':
        "import { Cron } from 'croner';\nimport { mailDigest } from './mail.js';\n\n«new Cron»('0 7 * * *', () => mailDigest());\n",
      'src/invoices.js':
        "import schedule from 'node-schedule';\nimport { createInvoices } from './billing.js';\n\n«schedule.scheduleJob»('0 0 1 * *', createInvoices);\n",
    },
    good: {
      'src/agenda.js':
        "import { Agenda } from 'agenda';\nimport { mailDigest } from './mail.js';\n\nconst agenda = new Agenda({ db: { address: process.env.MONGODB_URL } });\nagenda.define('digest', mailDigest);\nawait agenda.start();\nawait agenda.every('1 day', 'digest');\n",
      'src/boss.js':
        "import PgBoss from 'pg-boss';\n\nconst boss = new PgBoss(process.env.DATABASE_URL);\nawait boss.start();\nawait boss.schedule('invoices', '0 0 1 * *');\n",
    },
  },
  {
    on: 'node-22',
    about: 'the first process of each server is chosen, and so is one on every server',
    bad: {
      'src/mail.js': mail,
      'src/billing.js': billing,
      'src/digest.js':
        "import cron from 'node-cron';\nimport { mailDigest } from './mail.js';\n\nif (process.env.NODE_APP_INSTANCE === '0') {\n  «cron.schedule»('0 7 * * *', () => mailDigest());\n}\n",
      'src/invoices.js':
        "import cluster from 'node:cluster';\nimport cron from 'node-cron';\nimport { createInvoices } from './billing.js';\n\nif (cluster.isPrimary) {\n  «cron.schedule»('0 0 1 * *', () => createInvoices());\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'an advisory lock of the shared database',
    good: {
      'src/digest.js':
        "import cron from 'node-cron';\nimport { pool } from './database.js';\nimport { mailDigest } from './mail.js';\n\ncron.schedule('0 7 * * *', async () => {\n  const { rows } = await pool.query('SELECT pg_try_advisory_lock(7) AS held');\n  if (rows[0].held) await mailDigest();\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'a row that one server claims; a leader that the servers elect',
    bad: {
      'src/mails.js':
        "import { mails } from './database.js';\n\n«setInterval»(async () => {\n  for (const mail of await mails.find({ sent: false })) {\n    await mailer.sendMail(mail);\n    await mails.updateOne({ _id: mail._id }, { sent: true });\n  }\n}, 60_000);\n",
    },
    good: {
      'src/mails.js':
        "import { mails } from './database.js';\n\nsetInterval(async () => {\n  const mail = await mails.findOneAndUpdate({ sent: false, claimed: null }, { claimed: new Date() });\n  if (mail) await mailer.sendMail(mail);\n}, 60_000);\n",
      'src/digest.js':
        "import cron from 'node-cron';\nimport { isLeader } from './leader.js';\nimport { mailDigest } from './mail.js';\n\ncron.schedule('0 7 * * *', async () => {\n  if (await isLeader()) await mailDigest();\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'redlock around the work',
    good: {
      'src/digest.js':
        "import { CronJob } from 'cron';\nimport { Redis } from 'ioredis';\nimport Redlock from 'redlock';\nimport { mailDigest } from './mail.js';\n\nconst redlock = new Redlock([new Redis(process.env.REDIS_URL)]);\nnew CronJob('0 7 * * *', () => redlock.using(['digest'], 60_000, () => mailDigest())).start();\n",
    },
  },
  {
    on: 'express-5',
    about: 'a package for the browser beside the server',
    good: {
      'packages/page/package.json': '{ "name": "page", "dependencies": { "vue": "^3.5.0" } }\n',
      'packages/page/src/poll.js':
        'export function poll(site) {\n  fetch(site.url);\n  setTimeout(() => poll(site), 7000);\n}\n',
    },
    bad: {
      'src/poll.js':
        "export function poll(site) {\n  fetch(site.url, { method: 'POST' });\n  «setTimeout»(() => poll(site), 7000);\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'the timer stands in a helper; a body that touches nothing which servers share is no task of theirs',
    bad: {
      'src/clock.js': 'export function every(ms, task) {\n  «setInterval»(task, ms);\n}\n',
      'src/reminders.js':
        "import nodemailer from 'nodemailer';\nimport { every } from './clock.js';\n\nconst mail = nodemailer.createTransport(process.env.SMTP_URL);\n\nasync function remind() {\n  await mail.sendMail({ to: 'team@example.com', subject: 'Open orders' });\n}\n\nevery(3_600_000, remind);\n",
    },
    good: {
      'src/clock.js': 'export function every(ms, task) {\n  setInterval(task, ms);\n}\n',
      'src/uptime.js':
        "import { every } from './clock.js';\n\nlet seconds = 0;\nfunction tick() {\n  seconds += 1;\n}\n\nexport const uptime = () => seconds;\nevery(1000, tick);\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a switch of the environment around the call that starts the clock; an interval that ends with the work that it watches',
    bad: {
      '.env': 'RUN_REMINDERS=yes\n',
      'src/clock.js':
        "import cron from 'node-cron';\n\nexport const daily = (task) => «cron.schedule»('0 8 * * *', task);\n",
      'src/reminders.js':
        "import nodemailer from 'nodemailer';\nimport { daily } from './clock.js';\n\nconst mail = nodemailer.createTransport(process.env.SMTP_URL);\n\nconst remind = () => mail.sendMail({ to: 'team@example.com', subject: 'Open orders' });\n\nif (process.env.RUN_REMINDERS === 'yes') daily(remind);\n",
    },
    good: {
      'src/clock.js':
        "import cron from 'node-cron';\n\nexport const daily = (task) => cron.schedule('0 8 * * *', task);\n",
      'src/reminders.js':
        "import nodemailer from 'nodemailer';\nimport { daily } from './clock.js';\n\nconst mail = nodemailer.createTransport(process.env.SMTP_URL);\n\nconst remind = () => mail.sendMail({ to: 'team@example.com', subject: 'Open orders' });\n\nif (process.env.SCHEDULER === 'on') daily(remind);\n",
      'src/worker.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nasync function work(job) {\n  const renew = setInterval(() => pool.query('UPDATE jobs SET held_until = $1 WHERE id = $2', [later(), job.id]), 5000);\n  try {\n    await job.run();\n  } finally {\n    clearInterval(renew);\n  }\n}\n\nconst later = () => new Date(Date.now() + 10_000);\n\nfor (;;) await work(await nextJob());\n\nasync function nextJob() {\n  const { rows } = await pool.query('SELECT * FROM jobs FOR UPDATE SKIP LOCKED LIMIT 1');\n  return rows[0];\n}\n",
    },
  },
  {
    on: 'next-15',
    about: 'a timer of an effect runs in the browser, also where a server renders the page',
    bad: {
      'lib/rates.ts':
        "import { prisma } from './prisma';\n\nexport async function update() {\n  await prisma.rate.create({ data: { day: new Date() } });\n}\n",
      'lib/prisma.ts': "import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n",
      'instrumentation.ts':
        "import { update } from './lib/rates';\n\nexport function register() {\n  «setInterval»(() => update(), 60_000);\n}\n",
    },
    good: {
      'pages/_app.tsx':
        "import { useEffect } from 'react';\nimport { refresh } from '../lib/session';\n\nexport default function App({ Component, pageProps }) {\n  useEffect(() => {\n    const timer = setInterval(async () => await refresh(), 120_000);\n    return () => clearInterval(timer);\n  }, []);\n  return <Component {...pageProps} />;\n}\n",
      'lib/session.ts':
        "export const refresh = async () => {\n  await fetch('/api/session', { method: 'POST' });\n};\n",
    },
  },
  {
    on: 'next-15',
    about: 'a hook of the app hands its function to one that runs on the client only',
    bad: {
      'lib/rates.ts':
        "import { prisma } from './prisma';\n\nexport async function update() {\n  const rates = await (await fetch('https://rates.example/today')).json();\n  await prisma.rate.createMany({ data: rates });\n}\n",
      'lib/prisma.ts': "import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n",
      'lib/soon.ts': 'export function soon(work: () => void) {\n  work();\n}\n',
      'instrumentation.ts':
        "import { update } from './lib/rates';\nimport { soon } from './lib/soon';\n\nexport function register() {\n  soon(() => {\n    «setInterval»(() => update(), 60_000);\n  });\n}\n",
    },
    good: {
      'lib/mounted.ts':
        "import { useEffect } from 'react';\n\nexport function useMounted(work: () => () => void) {\n  useEffect(work, []);\n}\n",
      'pages/_app.tsx':
        "import { useMounted } from '../lib/mounted';\nimport { refresh } from '../lib/session';\n\nexport default function App({ Component, pageProps }) {\n  useMounted(() => {\n    const timer = setInterval(async () => await refresh(), 120_000);\n    return () => clearInterval(timer);\n  });\n  return <Component {...pageProps} />;\n}\n",
      'lib/session.ts':
        "export const refresh = async () => {\n  await fetch('/api/session', { method: 'POST' });\n};\n",
    },
  },
]);
