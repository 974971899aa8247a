import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: {
      'src/app.js': `import express from 'express';
import { randomUUID } from 'node:crypto';
import session from 'express-session';
import { store } from './store.js';

export const app = express();
app.use(session({ store, secret: «randomUUID»() }));
`,
    },
    good: {
      'src/app.js': `import express from 'express';
import session from 'express-session';
import { store } from './store.js';

export const app = express();
app.use(session({ store, secret: process.env.SESSION_SECRET }));
`,
      '.env.example': 'SESSION_SECRET=change-me\n',
    },
  },
]);
