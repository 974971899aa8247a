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
    about: 'the status of one order among others',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\n«app.get»('/', (request, response) => response.render('home'));\napp.get('/orders/:id/status', async (request, response) => response.json(await statusOf(request.params.id)));\n",
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
  {
    on: 'express-5',
    about: 'the fix: a route before everything else',
    bad: {
      'src/app.js':
        "const express = require('express')\n\nconst app = «express»()\napp.use(express.json())\nmodule.exports = { app }\n",
      'src/server.js': "const { app } = require('./app')\n\napp.listen(3000)\n",
    },
    fixed: {
      'src/app.js':
        "const express = require('express')\n\nconst app = express()\n\napp.get('/healthz', (_request, response) => {\n  response.send('ok')\n})\napp.use(express.json())\nmodule.exports = { app }\n",
    },
  },
  {
    on: 'express-5',
    about: 'middleware at the path of a health check answers it; middleware elsewhere does not',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { api } from './api.js';\n\nexport const app = «express»();\napp.use('/api', api);\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.use('/health', (request, response) => response.json({ ok: true }));\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a route that only says that the app answers, whatever it is called; not one behind what may turn a client away',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { known } from './known.js';\n\nexport const app = express();\n«app.get»('/', (request, response) => response.render('home'));\napp.get('/knock', known, (request, response) => response.sendStatus(204));\napp.post('/bell', (request, response) => response.sendStatus(204));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.get('/', (request, response) => response.render('home'));\napp.get('/knock', (request, response) => response.sendStatus(204));\n",
    },
  },
  {
    on: 'express-5',
    about: 'the path is a constant of another file',
    bad: {
      'src/paths.js': "export const paths = { home: '/', orders: '/orders' };\n",
      'src/app.js':
        "import express from 'express';\nimport { paths } from './paths.js';\n\nexport const app = «express»();\napp.get(paths.orders, async (request, response) => response.json(await orders()));\n",
    },
    good: {
      'src/paths.js': "export const paths = { health: '/healthz', orders: '/orders' };\n",
      'src/app.js':
        "import express from 'express';\nimport { paths } from './paths.js';\n\nexport const app = express();\napp.get(paths.health, async (request, response) => response.json(await checks()));\napp.get(paths.orders, async (request, response) => response.json(await orders()));\n",
    },
  },
]);
