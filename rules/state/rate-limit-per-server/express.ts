import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'one function of the app makes the limits of many routes: one fault, where the store is missing',
    bad: {
      'src/limit.js':
        "import { rateLimit } from 'express-rate-limit';\n\nexport const limit = (options) => {\n  const defaults = { windowMs: 60000, limit: 100 };\n  return «rateLimit»({ ...defaults, ...options });\n};\n",
      'src/routes.js':
        "import { Router } from 'express';\nimport { limit } from './limit.js';\nimport { login, order } from './handlers.js';\n\nexport const router = Router();\nrouter.post('/login', limit({ limit: 5 }), login);\nrouter.post('/orders', limit({ limit: 50 }), order);\n",
      'src/handlers.js':
        'export const login = (request, response) => response.end();\nexport const order = (request, response) => response.end();\n',
    },
  },
  {
    on: 'express-5',
    about: 'the fix: every limit counts in Redis under a prefix of its own',
    bad: {
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nawait redis.connect();\n",
      'src/limits.js':
        "import rateLimit from 'express-rate-limit';\n\nexport const logins = «rateLimit»({ limit: 5 });\nexport const searches = «rateLimit»({\n  windowMs: 60_000,\n  limit: 100,\n});\n",
      'src/app.js':
        "import express from 'express';\nimport { logins, searches } from './limits.js';\n\nexport const app = express();\napp.use('/login', logins);\napp.use('/search', searches);\n",
    },
    fixed: {
      'src/limits.js':
        "import rateLimit from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { redis } from './redis.js';\n\nexport const logins = rateLimit({ limit: 5, store: new RedisStore({ prefix: 'logins:', sendCommand: (...command) => redis.sendCommand(command) }) });\nexport const searches = rateLimit({\n  windowMs: 60_000,\n  limit: 100,\n  store: new RedisStore({ prefix: 'searches:', sendCommand: (...command) => redis.sendCommand(command) }),\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'express-rate-limit counts in memory unless it is given a store',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\n\nexport const app = express();\napp.use('/login', «rateLimit»({ windowMs: 60_000, limit: 5 }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { sendCommand } from './redis.js';\n\nexport const app = express();\napp.use('/login', rateLimit({ windowMs: 60_000, limit: 5, store: new RedisStore({ sendCommand }) }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'the class of rate-limiter-flexible says where it counts; one in memory may stand in while Redis is down',
    bad: {
      'src/limits.js':
        "import { RateLimiterMemory } from 'rate-limiter-flexible';\n\nexport const logins = «new RateLimiterMemory»({ points: 5, duration: 60 });\n",
    },
    good: {
      'src/limits.js':
        "import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';\nimport { redis } from './redis.js';\n\nconst insuranceLimiter = new RateLimiterMemory({ points: 5, duration: 60 });\nexport const logins = new RateLimiterRedis({ storeClient: redis, points: 5, duration: 60, insuranceLimiter });\n",
    },
  },
]);
