import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    bad: {
      'src/plugins/tokens.js':
        "import { randomBytes } from 'node:crypto';\nimport jwt from '@fastify/jwt';\n\nexport default async function tokens(app) {\n  app.register(jwt, { secret: «randomBytes(32).toString('hex')» });\n}\n",
    },
    good: {
      'src/plugins/tokens.js':
        "import jwt from '@fastify/jwt';\n\nexport default async function tokens(app) {\n  app.register(jwt, { secret: process.env.JWT_SECRET });\n}\n",
      '.env.example': 'JWT_SECRET=change-me\n',
    },
  },
  {
    on: 'fastify-5',
    about: 'a plugin that is handed a key which an object of another module makes',
    bad: {
      'src/keys.js':
        "import { randomBytes } from 'node:crypto';\n\nclass Keys {\n  fresh(size) {\n    return randomBytes(size);\n  }\n}\n\nexport const keys = new Keys();\n",
      'src/plugins/tokens.js':
        "import jwt from '@fastify/jwt';\nimport { keys } from '../keys.js';\n\nexport default async function tokens(app) {\n  app.register(jwt, { secret: «keys.fresh(32).toString('hex')» });\n}\n",
    },
    good: {
      'src/keys.js':
        "import { randomBytes } from 'node:crypto';\n\nclass Keys {\n  fresh(size) {\n    return randomBytes(size);\n  }\n}\n\nexport const keys = new Keys();\n",
      'src/plugins/tokens.js':
        "import jwt from '@fastify/jwt';\nimport { keys } from '../keys.js';\n\nexport default async function tokens(app) {\n  app.register(jwt, { secret: process.env.JWT_SECRET });\n  app.decorate('nonce', () => keys.fresh(8).toString('hex'));\n}\n",
    },
  },
]);
