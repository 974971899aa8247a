import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'what users leave in a module, and what every server builds alike',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\nconst «tokens» = new Map();\n\napp.post('/token', (request, response) => {\n  tokens.set(request.body.token, request.user.id);\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\nconst schemas = new Map();\nconst countries = {};\n\napp.get('/schema', (request, response) => {\n  if (!schemas.has('shop')) schemas.set('shop', build());\n  response.json(schemas.get('shop'));\n});\n",
    },
  },
]);
