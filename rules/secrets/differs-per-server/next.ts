import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'Auth.js refuses to start in production without a secret; one that is made at start differs',
    bad: {
      'auth.ts':
        "import { randomBytes } from 'node:crypto';\nimport NextAuth from 'next-auth';\n\nexport const { handlers, auth } = NextAuth({ providers: [], secret: process.env.AUTH_SECRET ?? «randomBytes»(32).toString('hex') });\n",
    },
    good: {
      'auth.ts':
        "import NextAuth from 'next-auth';\n\nexport const { handlers, auth } = NextAuth({ providers: [] });\n",
      'lib/session.ts':
        "import { getIronSession } from 'iron-session';\nimport { cookies } from 'next/headers';\n\nexport const session = async () => getIronSession(await cookies(), { cookieName: 'shop', password: process.env.SESSION_PASSWORD });\n",
      '.env.example': 'SESSION_PASSWORD=change-me\n',
    },
  },
]);
