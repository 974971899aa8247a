import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'the fix: a server without the key does not start',
    bad: {
      '.env.example': 'JWT_SECRET=\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || «randomBytes»(32).toString('hex');\n",
    },
    fixed: {
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET;\nif (!JWT_SECRET) throw new Error('JWT_SECRET is not set: every server needs the same');\n",
    },
  },
]);
