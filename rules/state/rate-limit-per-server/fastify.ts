import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: 'the fix: the plugin is given a client of Redis',
    bad: {
      'src/server.js':
        "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\n\nconst app = fastify();\nawait «app.register»(rateLimit, { max: 100 });\nawait app.listen({ port: 3000 });\n",
    },
    fixed: {
      'src/server.js':
        "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\nimport { Redis } from 'ioredis';\n\nconst app = fastify();\nawait app.register(rateLimit, { max: 100, redis: new Redis(process.env.REDIS_URL) });\nawait app.listen({ port: 3000 });\n",
    },
  },
  {
    on: 'fastify-5',
    bad: {
      'src/plugins/limits.js':
        "import rateLimit from '@fastify/rate-limit';\n\nexport default async function limits(app) {\n  «app.register»(rateLimit, { max: 100 });\n}\n",
    },
    good: {
      'src/plugins/limits.js':
        "import rateLimit from '@fastify/rate-limit';\nimport { Redis } from 'ioredis';\n\nexport default async function limits(app) {\n  app.register(rateLimit, { max: 100, redis: new Redis(process.env.REDIS_URL) });\n}\n",
    },
  },
]);
