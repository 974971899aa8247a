import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: {
      'src/app.js': `import express from 'express';

export const app = express();
«app.set»('trust proxy', true);
app.get('/me', (request, response) => response.send(request.ip));
`,
    },
    good: {
      'src/app.js': `import express from 'express';

export const app = express();
app.set('trust proxy', 'loopback, uniquelocal');
app.get('/me', (request, response) => response.send(request.ip));
`,
    },
  },
]);
