import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    bad: {
      'src/limits.js':
        "import limit from 'koa-ratelimit';\n\nexport const limits = limit({ driver: 'memory', db: «new Map()», max: 100 });\n",
    },
    good: {
      'src/limits.js':
        "import { Redis } from 'ioredis';\nimport limit from 'koa-ratelimit';\n\nexport const limits = limit({ driver: 'redis', db: new Redis(process.env.REDIS_URL), max: 100 });\n",
    },
  },
]);
