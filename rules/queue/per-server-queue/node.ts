import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/mail.js': `import PQueue from 'p-queue';

export const mails = «new PQueue»({ concurrency: 2 });
`,
    },
    good: {
      'src/mail.js': `import { Queue } from 'bullmq';

export const mails = new Queue('mails', { connection: { url: process.env.REDIS_URL } });
`,
      'src/import.js': `import PQueue from 'p-queue';

export async function importAll(rows) {
  const queue = new PQueue({ concurrency: 4 });
  await queue.addAll(rows.map((row) => () => save(row)));
}
`,
    },
  },
]);
