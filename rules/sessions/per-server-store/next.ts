import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'Auth.js with an adapter keeps sessions in the database, and is as shared as that is',
    unclear: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url      = "file:./shop.db"\n}\n',
      'auth.ts':
        "import { PrismaAdapter } from '@auth/prisma-adapter';\nimport { PrismaClient } from '@prisma/client';\nimport NextAuth from 'next-auth';\nimport GitHub from 'next-auth/providers/github';\n\nexport const { handlers, auth } = NextAuth({ adapter: PrismaAdapter(new PrismaClient()), providers: [GitHub] });\n",
    },
    good: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
      'auth.ts':
        "import { PrismaAdapter } from '@auth/prisma-adapter';\nimport { PrismaClient } from '@prisma/client';\nimport NextAuth from 'next-auth';\nimport GitHub from 'next-auth/providers/github';\n\nexport const { handlers, auth } = NextAuth({ adapter: PrismaAdapter(new PrismaClient()), providers: [GitHub] });\n",
    },
  },
  {
    on: 'next-15',
    about: 'without an adapter, or with the strategy jwt, sessions travel in a cookie',
    good: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url      = "file:./shop.db"\n}\n',
      'pages/api/auth/[...nextauth].ts':
        "import NextAuth from 'next-auth';\nimport { authOptions } from '../../../lib/auth';\n\nexport default NextAuth(authOptions);\n",
      'lib/auth.ts':
        "import { PrismaAdapter } from '@next-auth/prisma-adapter';\nimport { prisma } from './prisma';\n\nexport const authOptions = { adapter: PrismaAdapter(prisma), session: { strategy: 'jwt' as const }, providers: [] };\n",
    },
    unclear: {
      'auth.ts':
        "import NextAuth from 'next-auth';\nimport { TableAdapter } from 'auth-tables';\n\nexport const { handlers, auth } = NextAuth({ adapter: TableAdapter(process.env.TABLES), providers: [] });\n",
    },
  },
  {
    on: 'next-15',
    about: 'iron-session keeps them in an encrypted cookie',
    good: {
      'lib/session.ts':
        "import { getIronSession } from 'iron-session';\nimport { cookies } from 'next/headers';\n\nexport async function session() {\n  return getIronSession(await cookies(), { cookieName: 'shop', password: process.env.SESSION_PASSWORD });\n}\n",
    },
  },
]);
