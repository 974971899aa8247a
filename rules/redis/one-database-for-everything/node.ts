import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(«'redis://redis.internal:6379'»);\n",
      'src/cache.js': "import { redis } from './redis.js';\n\nexport const get = (key) => redis.get(key);\n",
      'src/jobs.js':
        "import { Queue } from 'bullmq';\nimport { redis } from './redis.js';\n\nexport const jobs = new Queue('mails', { connection: redis });\n",
    },
    good: {
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis('redis://redis.internal:6379');\n",
      'src/jobs.js':
        "import { Queue } from 'bullmq';\nimport { redis } from './redis.js';\n\nexport const jobs = new Queue('mails', { connection: redis });\n",
    },
  },
]);
