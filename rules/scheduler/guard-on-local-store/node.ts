import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a lock in this process, or in a file of this server, is none for the other',
    bad: {
      'src/digest.js':
        "import { Mutex } from 'async-mutex';\nimport cron from 'node-cron';\nimport { mailDigest } from './mail.js';\n\nconst mutex = new Mutex();\n«cron.schedule»('0 7 * * *', () => mutex.runExclusive(() => mailDigest()));\n",
    },
    good: {
      'src/digest.js':
        "import { Redis } from 'ioredis';\nimport cron from 'node-cron';\nimport Redlock from 'redlock';\nimport { mailDigest } from './mail.js';\n\nconst redlock = new Redlock([new Redis(process.env.REDIS_URL)]);\ncron.schedule('0 7 * * *', () => redlock.using(['digest'], 60_000, () => mailDigest()));\n",
    },
  },
  {
    on: 'node-22',
    about: 'a lock file',
    bad: {
      'src/digest.js':
        "import cron from 'node-cron';\nimport lockfile from 'proper-lockfile';\nimport { mailDigest } from './mail.js';\n\n«cron.schedule»('0 7 * * *', async () => {\n  const release = await lockfile.lock('digest.lock');\n  await mailDigest();\n  await release();\n});\n",
    },
  },
]);
