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
]);
