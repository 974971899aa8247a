import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a random fallback that the example leaves in force; a constant is the same everywhere',
    bad: {
      '.env.example': 'JWT_SECRET=\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || «randomBytes»(32).toString('hex');\n",
    },
    good: {
      '.env.example': 'JWT_SECRET=change-me\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || randomBytes(32).toString('hex');\nexport const COOKIE_SECRET = process.env.COOKIE_SECRET || 'change me';\n",
    },
  },
]);
