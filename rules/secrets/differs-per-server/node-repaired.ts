import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a server without the key makes its own',
    bad: {
      '.env.example': 'JWT_SECRET=\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || «randomBytes»(32).toString('hex');\n",
    },
  },
]);
