import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'the place is the first page, or where the app is made',
    bad: {
      'src/app.js': `import express from 'express';

export const app = express();
«app.get»('/', (request, response) => response.render('home'));
`,
    },
    good: {
      'src/app.js': `import express from 'express';

export const app = express();
app.get('/healthz', async (request, response) => response.json(await checks()));
`,
    },
  },
  {
    on: 'express-5',
    about: 'a fixed answer at the root can be asked too',
    good: {
      'src/app.js': `import express from 'express';

export const app = express();
app.get('/', (request, response) => {
  response.send('the shop is up');
});
`,
    },
  },
]);
