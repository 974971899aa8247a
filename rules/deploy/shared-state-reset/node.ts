import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/start.js': `import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
await «redis.flushdb»();
`,
    },
    good: {
      'src/start.js': `import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);

export async function dropEverything() {
  await redis.flushdb();
}
`,
    },
  },
]);
