import { examples } from 'ha-ready/rule';

const ordering =
  "export default function Page() {\n  async function order(form: FormData) {\n    'use server';\n    await orders.insert(form.get('name'));\n  }\n  return <form action={order}><button>Order</button></form>;\n}\n";

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
  {
    on: 'next-15',
    about: 'the key of server actions is made by each build, and by each server that builds for itself',
    bad: {
      'package.json':
        '{\n  "private": true,\n  "scripts": { "build": "next build", "start": "next build && next start" },\n  "dependencies": { "next": "^15.5.0", "react": "^19.1.0" }\n}\n',
      'app/actions.ts':
        "«'use server';»\n\nexport async function save(form: FormData) {\n  await orders.insert(form.get('name'));\n}\n",
    },
    good: {
      '.env.production': 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY=8f1c\n',
      'app/actions.ts':
        "'use server';\n\nexport async function save(form: FormData) {\n  await orders.insert(form.get('name'));\n}\n",
    },
    unclear: {
      'app/actions.ts':
        "'use server';\n\nexport async function save(form: FormData) {\n  await orders.insert(form.get('name'));\n}\n",
    },
  },
  {
    on: 'next-15',
    about: 'copies of one image have the key of its build; each container that builds has its own',
    bad: {
      Dockerfile:
        'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["sh", "-c", "npm run build && exec node_modules/.bin/next start"]\n',
      'package.json':
        '{\n  "private": true,\n  "scripts": { "build": "next build", "start": "npm run build && next start" },\n  "dependencies": { "next": "^15.5.0", "react": "^19.1.0" }\n}\n',
      'app/page.tsx': ordering.replace("'use server';", "«'use server';»"),
    },
    good: {
      Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD ["npm", "start"]\n',
      'app/page.tsx': ordering,
    },
  },
]);
