import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'an app that is only built for tests, and a store behind several modules',
    bad: {
      'src/config.js': 'export default { sessions: { store: undefined } };\n',
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport config from './config.js';\n\nexport const app = express();\napp.use(«session»({ store: config.sessions.store, secret: process.env.SESSION_SECRET }));\n",
    },
    good: {
      'src/stores/redis.js':
        "import { RedisStore } from 'connect-redis';\nimport { createClient } from 'redis';\n\nexport const redisStore = new RedisStore({ client: createClient({ url: process.env.REDIS_URL }) });\n",
      'src/stores/index.js': "export * from './redis.js';\n",
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport { redisStore } from './stores/index.js';\n\nexport const app = express();\napp.use(session({ store: redisStore, secret: process.env.SESSION_SECRET }));\n",
      'test/app.js':
        "import express from 'express';\nimport session from 'express-session';\n\nexport const app = express();\napp.use(session({ secret: 'test' }));\n",
    },
  },
]);
