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
  {
    on: 'express-5',
    about: 'a store of the app itself that is made before it is used',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\n\nlet store = null;\nexport const app = express();\napp.use(«session»({ store: store ?? undefined, secret: process.env.SESSION_SECRET }));\n",
    },
    unclear: {
      'src/rows.js':
        "const { Store } = require('express-session');\nconst rows = require('./table');\n\nclass Rows extends Store {\n  get(id, done) {\n    rows.find(id, done);\n  }\n}\nmodule.exports = Rows;\n",
      'src/app.js':
        "const express = require('express');\nconst session = require('express-session');\nconst Rows = require('./rows');\n\nlet store;\nconst app = express();\nstore = new Rows(30);\napp.use(session({ store: store ?? undefined, secret: process.env.SESSION_SECRET }));\nmodule.exports = { app };\n",
    },
  },
  {
    on: 'express-5',
    about: 'stores that stay on one server although their name says store',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport createStore from 'session-file-store';\n\nconst FileStore = createStore(session);\nexport const app = express();\napp.use(session({ store: «new FileStore({ path: 'sessions' })», secret: process.env.SESSION_SECRET }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport createStore from 'connect-pg-simple';\nimport { pool } from './database.js';\n\nconst PgStore = createStore(session);\nexport const app = express();\napp.use(session({ store: new PgStore({ pool }), secret: process.env.SESSION_SECRET }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'memorystore is memory; cookie-session is a signed cookie',
    bad: {
      'src/app.js':
        "const express = require('express');\nconst session = require('express-session');\nconst MemoryStore = require('memorystore')(session);\n\nconst app = express();\napp.use(session({ store: «new MemoryStore({ checkPeriod: 86400000 })», secret: process.env.SESSION_SECRET }));\nmodule.exports = { app };\n",
    },
    good: {
      'src/app.js':
        "const express = require('express');\nconst session = require('cookie-session');\n\nconst app = express();\napp.use(session({ name: 'shop', keys: [process.env.COOKIE_KEY] }));\nmodule.exports = { app };\n",
    },
  },
]);
