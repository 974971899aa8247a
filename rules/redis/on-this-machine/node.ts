import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(«process.env.REDIS_URL» ?? 'redis://localhost:6379');\n",
    },
    good: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379\n',
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost:6379');\n",
    },
  },
]);
