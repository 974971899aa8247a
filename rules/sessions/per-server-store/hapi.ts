import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    about:
      'yar keeps what outgrows its cookie in the cache of the server, which is memory unless it is given a provider',
    bad: {
      'src/server.js': `import Hapi from '@hapi/hapi';
import yar from '@hapi/yar';

const server = Hapi.server({ port: 3000 });
await «server.register»({ plugin: yar, options: { maxCookieSize: 0, cookieOptions: { password: process.env.COOKIE_PASSWORD } } });
await server.start();
`,
    },
    good: {
      'src/server.js': `import CatboxRedis from '@hapi/catbox-redis';
import Hapi from '@hapi/hapi';
import yar from '@hapi/yar';

const server = Hapi.server({
  port: 3000,
  cache: [{ name: 'sessions', provider: { constructor: CatboxRedis, options: { url: process.env.REDIS_URL } } }],
});
await server.register([
  {
    plugin: yar,
    options: { cache: { cache: 'sessions' }, cookieOptions: { password: process.env.COOKIE_PASSWORD } },
  },
]);
await server.start();
`,
    },
    unclear: {
      'src/server.js': `import Hapi from '@hapi/hapi';
import yar from '@hapi/yar';
import { cache } from './cache.js';

const server = Hapi.server({ port: 3000, cache });
await server.register({ plugin: yar, options: { cookieOptions: { password: process.env.COOKIE_PASSWORD } } });
await server.start();
`,
    },
  },
  {
    on: 'hapi-21',
    about: 'a named cache that no provider has, beside the one that has; CommonJS',
    bad: {
      'src/server.js': `const Hapi = require('@hapi/hapi');
const CatboxMemory = require('@hapi/catbox-memory');

async function start() {
  const server = new Hapi.Server({ cache: [«{ name: 'pages', provider: CatboxMemory }»] });
  await server.register({ plugin: require('@hapi/yar'), options: { cache: { cache: 'pages' } } });
  await server.start();
}
start();
`,
    },
    good: {
      'src/server.js': `const Hapi = require('@hapi/hapi');
const CatboxRedis = require('@hapi/catbox-redis');

async function start() {
  const server = new Hapi.Server({ cache: CatboxRedis });
  await server.register({ plugin: require('@hapi/yar'), options: { maxCookieSize: 0 } });
  await server.start();
}
start();
`,
    },
  },
]);
