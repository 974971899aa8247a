import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: 'a limit by address counts the balancer',
    bad: {
      'src/server.js':
        "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\nimport { redis } from './redis.js';\n\nconst app = «fastify»();\napp.register(rateLimit, { max: 100, redis });\nawait app.listen({ port: 3000 });\n",
    },
    good: {
      'src/server.js':
        "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\nimport { redis } from './redis.js';\n\nconst app = fastify({ trustProxy: 1 });\napp.register(rateLimit, { max: 100, redis });\nawait app.listen({ port: 3000 });\n",
    },
  },
]);
