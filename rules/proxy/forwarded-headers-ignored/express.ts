import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'a limit by address matters; without any reader of it nothing is lost',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { sendCommand } from './redis.js';\n\nexport const app = «express»();\napp.use(rateLimit({ store: new RedisStore({ sendCommand }) }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { sendCommand } from './redis.js';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.use(rateLimit({ store: new RedisStore({ sendCommand }) }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'nothing reads the address',
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.get('/', (request, response) => response.send('hello'));\n",
    },
  },
  {
    on: 'express-5',
    about: 'the fix: one proxy is trusted from the start',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = «express»();\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
    fixed: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
  },
  {
    on: 'fastify-5',
    about: 'the fix is an option',
    bad: {
      'src/server.js':
        "import fastify from 'fastify';\n\nconst app = «fastify»();\napp.get('/me', async (request) => request.ip);\nawait app.listen({ port: 3000 });\n",
    },
    fixed: {
      'src/server.js':
        "import fastify from 'fastify';\n\nconst app = fastify({ trustProxy: 1 });\napp.get('/me', async (request) => request.ip);\nawait app.listen({ port: 3000 });\n",
    },
  },
]);
