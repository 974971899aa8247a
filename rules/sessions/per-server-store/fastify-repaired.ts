import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    about: 'the repair of a plugin; the module of the client reads the env file, as the app does',
    bad: {
      'package.json':
        '{ "type": "module", "scripts": { "start": "node src/server.js" }, "dependencies": { "fastify": "^5.4.0", "@fastify/session": "^11.0.0", "dotenv": "^17.0.0" } }\n',
      'src/server.js':
        "import session from '@fastify/session';\nimport dotenv from 'dotenv';\nimport fastify from 'fastify';\n\ndotenv.config();\nconst app = fastify();\n«app.register»(session, {\n  secret: process.env.SESSION_SECRET,\n});\nawait app.listen({ port: 3000 });\n",
    },
    fixed: {
      'src/server.js':
        "import session from '@fastify/session';\nimport dotenv from 'dotenv';\nimport fastify from 'fastify';\nimport { RedisStore } from 'connect-redis';\nimport { redis } from './redis.js';\n\ndotenv.config();\nconst app = fastify();\napp.register(session, {\n  secret: process.env.SESSION_SECRET,\n  store: new RedisStore({ client: redis }),\n});\nawait app.listen({ port: 3000 });\n",
      'src/redis.js':
        "import 'dotenv/config';\nimport { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nredis.on('error', (error) => console.error(error));\nredis.connect();\n",
    },
  },
]);
