import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.set('trust proxy', «true»);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.set('trust proxy', 'loopback, uniquelocal');\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
  },
  {
    on: 'express-5',
    about: 'the fix: one proxy',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\n«app.enable»('trust proxy');\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
    fixed: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a form that turns the trust off later says less than the line beside which the app is made',
    bad: {
      'src/admin.js':
        "import { app } from './app.js';\n\nexport function save(request, response) {\n  app.disable('trust proxy');\n  response.end();\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { save } from './admin.js';\n\nexport const app = express();\napp.set('trust proxy', «true»);\napp.get('/me', (request, response) => response.send(request.ip));\napp.post('/save', save);\n",
    },
    good: {
      'src/admin.js':
        "import { app } from './app.js';\n\nexport function save(request, response) {\n  app.enable('trust proxy');\n  response.end();\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { save } from './admin.js';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.get('/me', (request, response) => response.send(request.ip));\napp.post('/save', save);\n",
    },
  },
  {
    on: 'express-5',
    about: 'one library that is asked twice in one file is one fault',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { getClientIp } from 'request-ip';\n\nexport const app = express();\napp.get('/me', (request, response) => response.send(«getClientIp»(request)));\napp.get('/also', (request, response) => response.json({ address: getClientIp(request) }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a library that takes the address from whichever header has one',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { getClientIp } from 'request-ip';\n\nexport const app = express();\napp.get('/me', (request, response) => response.send(«getClientIp»(request)));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\napp.set('trust proxy', 1);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
  },
  {
    on: 'express-5',
    about: 'the server is made by a module that a setting chooses',
    bad: {
      'src/app.js':
        "import express from 'express';\n\nexport const app = express();\n«app.enable»('trust proxy');\napp.get('/', (request, response) => response.send(request.protocol));\n",
      'src/server.js':
        "import http from 'node:http';\nimport https from 'node:https';\nimport { app } from './app.js';\n\nconst transports = { plain: http, tls: https };\ntransports[process.env.TRANSPORT].createServer({}, app).listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'the name of the setting is a constant',
    bad: {
      'src/settings.js': "export const settings = { trust: 'trust proxy', etag: 'etag' };\n",
      'src/app.js':
        "import express from 'express';\nimport { settings } from './settings.js';\n\nexport const app = express();\napp.set(settings.etag, true);\napp.set(settings.trust, «true»);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
    good: {
      'src/settings.js': "export const settings = { trust: 'trust proxy', etag: 'etag' };\n",
      'src/app.js':
        "import express from 'express';\nimport { settings } from './settings.js';\n\nexport const app = express();\napp.set(settings.etag, true);\napp.set(settings.trust, 1);\napp.get('/me', (request, response) => response.send(request.ip));\n",
    },
  },
]);
