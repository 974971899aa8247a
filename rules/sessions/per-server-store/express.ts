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
    about: 'options that are put in later, always or when something says so',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\n\nexport const app = express();\nconst options = { secret: process.env.SESSION_SECRET };\noptions.cookie = { secure: true };\napp.use(«session»(options));\n",
    },
    good: {
      'src/app.js':
        "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { createClient } from 'redis';\n\nexport const app = express();\nconst options = { secret: process.env.SESSION_SECRET };\noptions.store = new RedisStore({ client: createClient({ url: process.env.REDIS_URL }) });\napp.use(session(options));\n",
    },
    unclear: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport { storeOfDatabase } from './stores.js';\n\nexport const app = express();\nconst options = { secret: process.env.SESSION_SECRET };\nconst store = storeOfDatabase();\nif (store) options.store = store;\napp.use(session(options));\n",
      'src/stores.js':
        "export function storeOfDatabase() {\n  switch (process.env.DATABASE) {\n    case 'mysql':\n      return mysqlStore();\n    case 'postgres':\n      return postgresStore();\n  }\n}\n",
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
  {
    on: 'express-5',
    about: 'the fix: a store in Redis, and a client of it in a module of its own',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\n\nexport const app = express();\napp.use(\n  «session»({\n    secret: process.env.SESSION_SECRET, // the same on every server\n    resave: false,\n  }),\n);\n",
    },
    fixed: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport { RedisStore } from 'connect-redis';\nimport { redis } from './redis.js';\n\nexport const app = express();\napp.use(\n  session({\n    secret: process.env.SESSION_SECRET, // the same on every server\n    resave: false,\n    store: new RedisStore({ client: redis }),\n  }),\n);\n",
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nredis.on('error', (error) => console.error(error));\nredis.connect();\n",
    },
  },
  {
    on: 'express-5',
    about: 'the fix in CommonJS, in the manner of the file: double quotes, no semicolons, tabs',
    bad: {
      'src/app.js':
        '"use strict"\nconst express = require("express")\nconst session = require("express-session")\n\nconst app = express()\nconst options = {\n\tsecret: process.env.SESSION_SECRET\n}\napp.use(«session»(options))\n\nmodule.exports = { app }\n',
      'src/server.js': 'const { app } = require("./app")\n\napp.listen(3000)\n',
    },
    fixed: {
      'src/app.js':
        '"use strict"\nconst express = require("express")\nconst session = require("express-session")\nconst { RedisStore } = require("connect-redis")\nconst { redis } = require("./redis")\n\nconst app = express()\nconst options = {\n\tsecret: process.env.SESSION_SECRET,\n\tstore: new RedisStore({ client: redis })\n}\napp.use(session(options))\n\nmodule.exports = { app }\n',
      'src/redis.js':
        'const { createClient } = require("redis")\n\nconst redis = createClient({ url: process.env.REDIS_URL })\nredis.on("error", (error) => console.error(error))\nredis.connect()\n\nmodule.exports = { redis }\n',
    },
  },
  {
    on: 'express-5',
    about: "the fix in TypeScript uses the client that the app has, and replaces the store that is the process's own",
    bad: {
      'src/cache/client.ts':
        "import { createClient } from 'redis';\n\nexport const cacheClient = createClient({ url: process.env.REDIS_URL });\n",
      'src/app.ts':
        "import express from 'express';\nimport session, { MemoryStore } from 'express-session';\n\nexport const app = express();\napp.use(session({ store: «new MemoryStore()», secret: process.env.SESSION_SECRET! }));\n",
      'src/app.js': null,
      'src/server.js': null,
      'src/server.ts': "import { app } from './app';\n\napp.listen(3000);\n",
    },
    fixed: {
      'src/app.ts':
        "import express from 'express';\nimport session, { MemoryStore } from 'express-session';\nimport { RedisStore } from 'connect-redis';\nimport { cacheClient } from './cache/client';\n\nexport const app = express();\napp.use(session({ store: new RedisStore({ client: cacheClient }), secret: process.env.SESSION_SECRET! }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a store in the database is as shared as that is',
    unclear: {
      'src/app.js':
        "import Database from 'better-sqlite3';\nimport { KnexSessionStore } from 'connect-session-knex';\nimport express from 'express';\nimport session from 'express-session';\n\nexport const database = new Database('shop.db');\nexport const app = express();\napp.use(session({ store: new KnexSessionStore({ tablename: 'sessions' }), secret: process.env.SESSION_SECRET }));\n",
    },
    good: {
      'src/app.js':
        "import SequelizeStore from 'connect-session-sequelize';\nimport express from 'express';\nimport session from 'express-session';\nimport { database } from './database.js';\n\nconst Store = SequelizeStore(session.Store);\nexport const app = express();\napp.use(session({ store: new Store({ db: database }), secret: process.env.SESSION_SECRET }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a store in the database, by the file of its package that holds it',
    unclear: {
      'src/app.js':
        "import Database from 'better-sqlite3';\nimport { TypeormStore } from 'connect-typeorm/out';\nimport express from 'express';\nimport session from 'express-session';\nimport { sessions } from './sessions.js';\n\nexport const database = new Database('shop.db');\nexport const app = express();\napp.use(session({ store: new TypeormStore({ ttl: 86400 }).connect(sessions), secret: process.env.SESSION_SECRET }));\n",
    },
    good: {
      'src/app.js':
        "import { TypeormStore } from 'connect-typeorm/out';\nimport express from 'express';\nimport session from 'express-session';\nimport { sessions } from './sessions.js';\n\nexport const app = express();\napp.use(session({ store: new TypeormStore({ ttl: 86400 }).connect(sessions), secret: process.env.SESSION_SECRET }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'options that are completed before they are handed over',
    bad: {
      '.env.example': 'SESSIONS=memory\n',
      'src/app.js':
        "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport createStore from 'memorystore';\nimport { redis } from './redis.js';\n\nconst MemoryStore = createStore(session);\nconst options = { secret: process.env.SESSION_SECRET, resave: false };\nswitch (process.env.SESSIONS) {\n  case 'memory':\n    options.store = «new MemoryStore({ checkPeriod: 60_000 })»;\n    break;\n  case 'redis':\n    options.store = new RedisStore({ client: redis });\n    break;\n}\nexport const app = express();\napp.use(session(options));\n",
    },
    good: {
      'src/app.js':
        "import { RedisStore } from 'connect-redis';\nimport express from 'express';\nimport session from 'express-session';\nimport { redis } from './redis.js';\n\nconst options = { secret: process.env.SESSION_SECRET, cookie: {} };\nif (process.env.NODE_ENV === 'production') {\n  options.store = new RedisStore({ client: redis });\n  options.cookie.secure = true;\n}\nexport const app = express();\napp.set('trust proxy', 1);\napp.use(session(options));\n",
    },
  },
]);
