import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'what users leave in a module, and what every server builds alike',
    bad: {
      'src/app.js': `import express from 'express';

export const app = express();
const «tokens» = new Map();

app.post('/token', (request, response) => {
  tokens.set(request.body.token, request.user.id);
  response.end();
});
`,
    },
    good: {
      'src/app.js': `import express from 'express';

export const app = express();
const schemas = new Map();
const countries = {};

app.get('/schema', (request, response) => {
  if (!schemas.has('shop')) schemas.set('shop', build());
  response.json(schemas.get('shop'));
});
`,
    },
  },
]);
