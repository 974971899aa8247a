import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'an app that is only built for tests, and a store behind several modules',
    bad: {
      'src/config.js': 'export default { sessions: { store: undefined } };\n',
      'src/app.js': `import express from 'express';
import session from 'express-session';
import config from './config.js';

export const app = express();
app.use(«session»({ store: config.sessions.store, secret: process.env.SESSION_SECRET }));
`,
    },
    good: {
      'src/stores/redis.js': `import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';

export const redisStore = new RedisStore({ client: createClient({ url: process.env.REDIS_URL }) });
`,
      'src/stores/index.js': "export * from './redis.js';\n",
      'src/app.js': `import express from 'express';
import session from 'express-session';
import { redisStore } from './stores/index.js';

export const app = express();
app.use(session({ store: redisStore, secret: process.env.SESSION_SECRET }));
`,
      'test/app.js': `import express from 'express';
import session from 'express-session';

export const app = express();
app.use(session({ secret: 'test' }));
`,
    },
  },
]);
