import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: '@fastify/session has a store in memory unless it is given one; a plugin of the app registers it',
    bad: {
      'src/plugins/sessions.js': `import session from '@fastify/session';
import fp from 'fastify-plugin';

export default fp(async (app) => {
  «app.register»(session, { secret: process.env.SESSION_SECRET });
});
`,
    },
    good: {
      'src/plugins/sessions.js': `import session from '@fastify/session';
import { RedisStore } from 'connect-redis';
import fp from 'fastify-plugin';
import { redis } from './redis.js';

export default fp(async (app) => {
  app.register(session, { secret: process.env.SESSION_SECRET, store: new RedisStore({ client: redis }) });
});
`,
    },
  },
  {
    on: 'fastify-5',
    about: '@fastify/secure-session keeps them in an encrypted cookie',
    bad: {
      'src/server.js': `import fastify from 'fastify';
import session from '@fastify/session';

const app = fastify();
«app.register»(session, { secret: process.env.SESSION_SECRET });
await app.listen({ port: 3000 });
`,
    },
    good: {
      'src/server.js': `import fastify from 'fastify';
import session from '@fastify/secure-session';

const app = fastify();
app.register(session, { key: Buffer.from(process.env.SESSION_KEY, 'hex') });
await app.listen({ port: 3000 });
`,
    },
  },
]);
