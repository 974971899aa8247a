import { examples } from 'ha-ready/rule';

const db = "import pg from 'pg';\n\nexport const pool = new pg.Pool();\n";
const mails =
  "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport const remind = (due) => transport.sendMail({ to: due.email, subject: 'Due' });\n";
const clock = (lock: string) =>
  `import { pool } from './db.js';\nimport { remind } from './mails.js';\n\nasync function dueOnes() {\n  ${lock}\n  const { rows } = await pool.query('SELECT email FROM invoices WHERE due < now()');\n  return rows;\n}\n\nasync function turn() {\n  const all = await dueOnes();\n  for (const due of all) {\n    await remind(due);\n  }\n}\n\n`;

/** What a lock hands out, and what is one statement. */
export default examples([
  {
    on: 'node-22',
    about: 'all that is done for each of what is found under a lock of the database',
    bad: {
      'src/db.js': db,
      'src/mails.js': mails,
      'src/clock.js': `${clock('')}«setInterval»(turn, 60_000);\n`,
    },
    good: {
      'src/db.js': db,
      'src/mails.js': mails,
      'src/clock.js': `${clock("const { rows: got } = await pool.query('SELECT pg_try_advisory_xact_lock(7) AS got');\n  if (!got[0].got) return [];")}setInterval(turn, 60_000);\n`,
    },
  },
  {
    on: 'node-22',
    about: 'the end of a statement that is built in steps is a part of it',
    good: {
      'src/sweep.js':
        "import cron from 'node-cron';\nimport { Kysely } from 'kysely';\n\nconst db = new Kysely({});\n\ncron.schedule('0 3 * * *', async () => {\n  await db.deleteFrom('sessions').where('expires', '<', new Date()).execute();\n});\n",
    },
  },
]);
