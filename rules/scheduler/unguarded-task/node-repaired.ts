import { examples } from 'ha-ready/rule';

const mails =
  "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport const mail = { sendDigest: () => transport.sendMail({ subject: 'News' }) };\nexport const sendInvoices = () => transport.sendMail({ subject: 'Invoice' });\n";

export default examples([
  {
    on: 'node-22',
    about:
      'the fix: the first server takes the run, by a client that the app exports; a callback with a name is wrapped',
    bad: {
      '.env': 'DIGEST_CRON=0 7 * * 1\n',
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const client = createClient({ url: process.env.REDIS_URL });\n",
      'src/mail.js': mails,
      'src/server.js':
        "import { createServer } from 'node:http';\nimport cron from 'node-cron';\nimport { mail, sendInvoices } from './mail.js';\n\n«cron.schedule»('0 6 * * *', sendInvoices);\n«cron.schedule»(process.env.DIGEST_CRON, () => {\n  mail.sendDigest();\n});\nconst server = createServer();\nserver.listen(3000);\n",
    },
    fixed: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport cron from 'node-cron';\nimport { mail, sendInvoices } from './mail.js';\nimport { client } from './redis.js';\n\ncron.schedule('0 6 * * *', async (...given) => {\n  const run = `sendInvoices:${new Date().toISOString().slice(0, 16)}`;\n  const isFirst = await client.set(run, 'taken', { NX: true, PX: 3_600_000 });\n  if (!isFirst) return;\n  await sendInvoices(...given);\n});\ncron.schedule(process.env.DIGEST_CRON, async () => {\n  const run = `sendDigest:${new Date().toISOString().slice(0, 16)}`;\n  const isFirst = await client.set(run, 'taken', { NX: true, PX: 3_600_000 });\n  if (!isFirst) return;\n  mail.sendDigest();\n});\nconst server = createServer();\nserver.listen(3000);\n",
    },
  },
]);
