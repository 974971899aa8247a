import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: '@fastify/session has a store in memory unless it is given one; a plugin of the app registers it',
    bad: {
      'src/plugins/sessions.js':
        "import session from '@fastify/session';\nimport fp from 'fastify-plugin';\n\nexport default fp(async (app) => {\n  «app.register»(session, { secret: process.env.SESSION_SECRET });\n});\n",
    },
    good: {
      'src/plugins/sessions.js':
        "import session from '@fastify/session';\nimport { RedisStore } from 'connect-redis';\nimport fp from 'fastify-plugin';\nimport { redis } from './redis.js';\n\nexport default fp(async (app) => {\n  app.register(session, { secret: process.env.SESSION_SECRET, store: new RedisStore({ client: redis }) });\n});\n",
    },
  },
  {
    on: 'fastify-5',
    about: '@fastify/secure-session keeps them in an encrypted cookie',
    bad: {
      'src/server.js':
        "import fastify from 'fastify';\nimport session from '@fastify/session';\n\nconst app = fastify();\n«app.register»(session, { secret: process.env.SESSION_SECRET });\nawait app.listen({ port: 3000 });\n",
    },
    good: {
      'src/server.js':
        "import fastify from 'fastify';\nimport session from '@fastify/secure-session';\n\nconst app = fastify();\napp.register(session, { key: Buffer.from(process.env.SESSION_KEY, 'hex') });\nawait app.listen({ port: 3000 });\n",
    },
  },
]);
