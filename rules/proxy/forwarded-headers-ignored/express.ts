import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'a limit by address matters; without any reader of it nothing is lost',
    bad: {
      'src/app.js': `import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { sendCommand } from './redis.js';

export const app = «express»();
app.use(rateLimit({ store: new RedisStore({ sendCommand }) }));
`,
    },
    good: {
      'src/app.js': `import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { sendCommand } from './redis.js';

export const app = express();
app.set('trust proxy', 1);
app.use(rateLimit({ store: new RedisStore({ sendCommand }) }));
`,
    },
  },
  {
    on: 'express-5',
    about: 'nothing reads the address',
    good: {
      'src/app.js': `import express from 'express';

export const app = express();
app.get('/', (request, response) => response.send('hello'));
`,
    },
  },
]);
