import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { randomUUID } from 'node:crypto';\nimport session from 'express-session';\nimport { store } from './store.js';\n\nexport const app = express();\napp.use(session({ store, secret: «randomUUID»() }));\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport session from 'express-session';\nimport { store } from './store.js';\n\nexport const app = express();\napp.use(session({ store, secret: process.env.SESSION_SECRET }));\n",
      '.env.example': 'SESSION_SECRET=change-me\n',
    },
  },
  {
    on: 'express-5',
    about: 'the key is made by a function of another module',
    bad: {
      'src/key.js':
        "import { randomBytes } from 'node:crypto';\n\nexport function makeKey() {\n  return «randomBytes(32).toString('hex')»;\n}\n",
      'src/app.js':
        "import express from 'express';\nimport jwt from 'jsonwebtoken';\nimport { makeKey } from './key.js';\n\nconst key = makeKey();\nexport const app = express();\napp.post('/login', (request, response) => response.json({ token: jwt.sign({ sub: request.body.user }, key) }));\n",
    },
    good: {
      'src/key.js': 'export function readKey() {\n  return process.env.JWT_KEY;\n}\n',
      'src/app.js':
        "import express from 'express';\nimport jwt from 'jsonwebtoken';\nimport { readKey } from './key.js';\n\nconst key = readKey();\nexport const app = express();\napp.post('/login', (request, response) => response.json({ token: jwt.sign({ sub: request.body.user }, key) }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'options that a helper hands on',
    bad: {
      'src/sessions.js':
        "import session from 'express-session';\n\nexport const sessions = (options) => session(options);\n",
      'src/app.js':
        "import express from 'express';\nimport { randomUUID } from 'node:crypto';\nimport { sessions } from './sessions.js';\nimport { store } from './store.js';\n\nexport const app = express();\napp.use(sessions({ store, secret: «randomUUID»() }));\n",
    },
    good: {
      'src/sessions.js':
        "import session from 'express-session';\n\nexport const sessions = (options) => session(options);\n",
      'src/app.js':
        "import express from 'express';\nimport { sessions } from './sessions.js';\nimport { store } from './store.js';\n\nexport const app = express();\napp.use(sessions({ store, secret: process.env.SESSION_SECRET }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'a secret of one record, made by a function that nobody is seen to call',
    good: {
      'src/hooks.js':
        "import { createHmac, randomBytes } from 'node:crypto';\nimport { send, signIn } from './send.js';\n\nconst makeSecret = () => randomBytes(32);\nconst sign = (secret, text) => createHmac('sha256', secret).update(text).digest('hex');\n\nexport async function tryHook({ url, secret }) {\n  const own = secret ?? makeSecret();\n  await send(url, sign(own, 'a test'));\n}\n",
      'src/app.js':
        "import express from 'express';\nimport * as hooks from './hooks.js';\n\nexport const app = express();\nexport { hooks };\n",
    },
  },
  {
    on: 'express-5',
    about: 'the same in an action that is handed to a library, which runs it when somebody asks',
    good: {
      'src/hooks.js':
        "import { createHmac, randomBytes } from 'node:crypto';\nimport { defineActions } from 'shop-actions';\nimport { send } from './send.js';\n\nconst makeSecret = () => randomBytes(32);\nconst sign = (secret, text) => createHmac('sha256', secret).update(text).digest('hex');\n\nexport const tryHook = defineActions({ signedIn: true }).action(async ({ url, secret }) => {\n  const own = secret ?? makeSecret();\n  await send(url, sign(own, 'a test'));\n});\n",
      'src/app.js':
        "import express from 'express';\nimport { tryHook } from './hooks.js';\n\nexport const app = express();\nexport { tryHook };\n",
    },
  },
]);
