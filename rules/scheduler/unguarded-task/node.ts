import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
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
      'src/invoices.js':
        "import { createInvoices } from './billing.js';\n\n«setInterval»(async () => {\n  await createInvoices();\n  await notify('done');\n}, 3_600_000);\n",
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
        'export async function checkSites(sites) {\n  for (const site of sites) await fetch(site.url);\n  «setTimeout»(() => checkSites(sites), 60_000);\n}\n',
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
        'export class Watch {\n  start() {\n    const check = async () => {\n      await fetch(this.url);\n      if (!this.isStopped) {\n        «setTimeout»(again, 60_000);\n      }\n    };\n    const again = async () => {\n      await check();\n    };\n    again();\n  }\n\n  stop() {\n    this.isStopped = true;\n  }\n}\n',
    },
  },
  {
    on: 'node-22',
    about: 'a module of the app puts tasks on the clock; a guard in it guards them all',
    bad: {
      'src/cron.js':
        "import { CronJob } from 'cron';\n\nexport function addJob({ cronTime, onTick }) {\n  return «new CronJob»(cronTime, onTick, null, true);\n}\n",
      'src/digest.js':
        "import { addJob } from './cron.js';\nimport { mailDigest } from './mail.js';\nimport { counters } from './counters.js';\n\n«addJob»({ name: 'digest', cronTime: '0 17 * * *', onTick: mailDigest });\naddJob({ name: 'counters', cronTime: '*/10 * * * * *', onTick: () => counters.save(), runOnAllNodes: true });\n",
    },
    good: {
      'src/cron.js':
        "import { Redis } from 'ioredis';\nimport cron from 'node-cron';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport function daily(expression, task) {\n  cron.schedule(expression, async () => {\n    if (await redis.set(task.name, '1', 'EX', 60, 'NX')) await task();\n  });\n}\n",
      'src/digest.js':
        "import * as cron from './cron.js';\n\ncron.daily('0 17 * * *', async () => {\n  await mailer.sendMail('digest');\n});\n",
    },
  },
]);
