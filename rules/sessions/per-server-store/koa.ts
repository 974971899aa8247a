import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'koa-generic-session keeps sessions in memory unless it is given a store',
    bad: {
      'src/server.js': `import Koa from 'koa';
import session from 'koa-generic-session';

const app = new Koa();
app.use(«session»());
app.listen(3000);
`,
    },
    good: {
      'src/server.js': `import Koa from 'koa';
import session from 'koa-generic-session';
import redisStore from 'koa-redis';

const app = new Koa();
app.use(session({ store: redisStore({ url: process.env.REDIS_URL }) }));
app.listen(3000);
`,
    },
  },
]);
