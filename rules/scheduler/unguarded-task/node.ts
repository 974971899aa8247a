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
]);
