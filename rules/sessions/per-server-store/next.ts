import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'Auth.js with an adapter keeps sessions in the database, and is as shared as that is',
    unclear: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url      = "file:./shop.db"\n}\n',
      'auth.ts': `import { PrismaAdapter } from '@auth/prisma-adapter';
import { PrismaClient } from '@prisma/client';
import NextAuth from 'next-auth';
import GitHub from 'next-auth/providers/github';

export const { handlers, auth } = NextAuth({ adapter: PrismaAdapter(new PrismaClient()), providers: [GitHub] });
`,
    },
    good: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
      'auth.ts': `import { PrismaAdapter } from '@auth/prisma-adapter';
import { PrismaClient } from '@prisma/client';
import NextAuth from 'next-auth';
import GitHub from 'next-auth/providers/github';

export const { handlers, auth } = NextAuth({ adapter: PrismaAdapter(new PrismaClient()), providers: [GitHub] });
`,
    },
  },
  {
    on: 'next-15',
    about: 'without an adapter, or with the strategy jwt, sessions travel in a cookie',
    good: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url      = "file:./shop.db"\n}\n',
      'pages/api/auth/[...nextauth].ts': `import NextAuth from 'next-auth';
import { authOptions } from '../../../lib/auth';

export default NextAuth(authOptions);
`,
      'lib/auth.ts': `import { PrismaAdapter } from '@next-auth/prisma-adapter';
import { prisma } from './prisma';

export const authOptions = { adapter: PrismaAdapter(prisma), session: { strategy: 'jwt' as const }, providers: [] };
`,
    },
    unclear: {
      'auth.ts': `import NextAuth from 'next-auth';
import { TableAdapter } from 'auth-tables';

export const { handlers, auth } = NextAuth({ adapter: TableAdapter(process.env.TABLES), providers: [] });
`,
    },
  },
  {
    on: 'next-15',
    about: 'iron-session keeps them in an encrypted cookie',
    good: {
      'lib/session.ts': `import { getIronSession } from 'iron-session';
import { cookies } from 'next/headers';

export async function session() {
  return getIronSession(await cookies(), { cookieName: 'shop', password: process.env.SESSION_PASSWORD });
}
`,
    },
  },
]);
