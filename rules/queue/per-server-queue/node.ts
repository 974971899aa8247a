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
]);
