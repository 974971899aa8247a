import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/digest.js': `import cron from 'node-cron';
import { mailDigest } from './mail.js';

«cron.schedule»('0 7 * * *', () => mailDigest());
`,
    },
    good: {
      'src/digest.js': `import cron from 'node-cron';
import { Redis } from 'ioredis';
import { mailDigest } from './mail.js';

const redis = new Redis(process.env.REDIS_URL);

cron.schedule('0 7 * * *', async () => {
  if (await redis.set('digest', '1', 'EX', 3600, 'NX')) await mailDigest();
});
`,
    },
  },
  {
    on: 'node-22',
    about:
      'a timer that does work for all, and one that looks after its own process; a queue that hands out each run once',
    bad: {
      'src/invoices.js': `import { createInvoices } from './billing.js';

«setInterval»(async () => {
  await createInvoices();
  await notify('done');
}, 3_600_000);
`,
    },
    good: {
      'src/metrics.js': `setInterval(() => {
  gauge.set(process.memoryUsage().heapUsed);
}, 10_000);
`,
      'src/jobs.js': `import { Queue } from 'bullmq';

const queue = new Queue('billing');
await queue.upsertJobScheduler('invoices', { pattern: '0 0 1 * *' });
`,
    },
  },
  {
    on: 'node-22',
    about: 'a variable that one server alone is given',
    bad: {
      'src/import.js': `import { CronJob } from 'cron';
import { importOrders } from './orders.js';

export const job = «new CronJob»('*/5 * * * *', importOrders);
`,
    },
    good: {
      'src/import.js': `import { CronJob } from 'cron';
import { importOrders } from './orders.js';

if (process.env.RUN_CRON === 'true') {
  new CronJob('*/5 * * * *', importOrders).start();
}
`,
    },
  },
]);
