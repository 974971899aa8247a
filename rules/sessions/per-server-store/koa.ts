import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'koa-generic-session keeps sessions in memory unless it is given a store',
    bad: {
      'src/server.js':
        "import Koa from 'koa';\nimport session from 'koa-generic-session';\n\nconst app = new Koa();\napp.use(«session»());\napp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import Koa from 'koa';\nimport session from 'koa-generic-session';\nimport redisStore from 'koa-redis';\n\nconst app = new Koa();\napp.use(session({ store: redisStore({ url: process.env.REDIS_URL }) }));\napp.listen(3000);\n",
    },
  },
  {
    on: 'koa-3',
    about: 'koa-session keeps them in a signed cookie unless it is given a store',
    bad: {
      'src/server.js':
        "import Koa from 'koa';\nimport session from 'koa-session';\n\nconst app = new Koa();\nconst sessions = «new Map()»;\napp.use(session({ store: sessions }, app));\napp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import Koa from 'koa';\nimport session from 'koa-session';\n\nconst app = new Koa();\napp.keys = [process.env.COOKIE_KEY];\napp.use(session(app));\napp.listen(3000);\n",
    },
  },
]);
