import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'a limit by address matters; without any reader of it nothing is lost',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { sendCommand } from './redis.js';\n\nexport const app = «express»();\napp.use(rateLimit({ store: new RedisStore({ sendCommand }) }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { sendCommand } from './redis.js';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.use(rateLimit({ store: new RedisStore({ sendCommand }) }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'nothing reads the address',
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.get('/', (request, response) => response.send('hello'));\n",
    },
  },
]);
