import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'the place is the first page, or where the app is made',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\n«app.get»('/', (request, response) => response.render('home'));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.get('/healthz', async (request, response) => response.json(await checks()));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a fixed answer at the root can be asked too',
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.get('/', (request, response) => {\n  response.send('the shop is up');\n});\n",
    },
  },
]);
