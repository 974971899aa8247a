import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    about:
      'yar keeps what outgrows its cookie in the cache of the server, which is memory unless it is given a provider',
    bad: {
      'src/server.js':
        "import Hapi from '@hapi/hapi';\nimport yar from '@hapi/yar';\n\nconst server = Hapi.server({ port: 3000 });\nawait «server.register»({ plugin: yar, options: { maxCookieSize: 0, cookieOptions: { password: process.env.COOKIE_PASSWORD } } });\nawait server.start();\n",
    },
    good: {
      'src/server.js':
        "import CatboxRedis from '@hapi/catbox-redis';\nimport Hapi from '@hapi/hapi';\nimport yar from '@hapi/yar';\n\nconst server = Hapi.server({\n  port: 3000,\n  cache: [{ name: 'sessions', provider: { constructor: CatboxRedis, options: { url: process.env.REDIS_URL } } }],\n});\nawait server.register([\n  {\n    plugin: yar,\n    options: { cache: { cache: 'sessions' }, cookieOptions: { password: process.env.COOKIE_PASSWORD } },\n  },\n]);\nawait server.start();\n",
    },
    unclear: {
      'src/server.js':
        "import Hapi from '@hapi/hapi';\nimport yar from '@hapi/yar';\nimport { cache } from './cache.js';\n\nconst server = Hapi.server({ port: 3000, cache });\nawait server.register({ plugin: yar, options: { cookieOptions: { password: process.env.COOKIE_PASSWORD } } });\nawait server.start();\n",
    },
  },
  {
    on: 'hapi-21',
    about: 'a named cache that no provider has, beside the one that has; CommonJS',
    bad: {
      'src/server.js':
        "const Hapi = require('@hapi/hapi');\nconst CatboxMemory = require('@hapi/catbox-memory');\n\nasync function start() {\n  const server = new Hapi.Server({ cache: [«{ name: 'pages', provider: CatboxMemory }»] });\n  await server.register({ plugin: require('@hapi/yar'), options: { cache: { cache: 'pages' } } });\n  await server.start();\n}\nstart();\n",
    },
    good: {
      'src/server.js':
        "const Hapi = require('@hapi/hapi');\nconst CatboxRedis = require('@hapi/catbox-redis');\n\nasync function start() {\n  const server = new Hapi.Server({ cache: CatboxRedis });\n  await server.register({ plugin: require('@hapi/yar'), options: { maxCookieSize: 0 } });\n  await server.start();\n}\nstart();\n",
    },
  },
]);
