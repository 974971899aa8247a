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
      'src/server.js': `import Koa from 'koa';
import session from 'koa-session';

const app = new Koa();
const sessions = «new Map()»;
app.use(session({ store: sessions }, app));
app.listen(3000);
`,
    },
    good: {
      'src/server.js': `import Koa from 'koa';
import session from 'koa-session';

const app = new Koa();
app.keys = [process.env.COOKIE_KEY];
app.use(session(app));
app.listen(3000);
`,
    },
  },
]);
