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
]);
