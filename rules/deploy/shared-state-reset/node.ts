import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/start.js':
        "import { Redis } from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\nawait «redis.flushdb»();\n",
    },
    good: {
      'src/start.js':
        "import { Redis } from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport async function dropEverything() {\n  await redis.flushdb();\n}\n",
    },
  },
]);
