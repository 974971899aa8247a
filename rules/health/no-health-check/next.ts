import { examples } from 'ha-ready/rule';

export default examples([
  { on: 'next-15', bad: { 'app/health/route.ts': null }, good: {} },
  {
    on: 'next-15',
    about: 'a platform that starts the copies itself asks none of them',
    good: { 'app/health/route.ts': null, Dockerfile: null, 'vercel.json': '{ "regions": ["fra1"] }\n' },
  },
  {
    on: 'next-15',
    about: 'a program of commands beside the pages, which one manifest asks for all packages',
    bad: {
      ...workspace('{ "name": "pages", "scripts": { «"start": "next start"» } }\n'),
      'apps/tool/package.json': '{ "name": "tool", "scripts": { "start": "node dist/main.js" } }\n',
    },
    good: {
      ...workspace('{ "name": "pages", "scripts": { "start": "next start" } }\n'),
      'apps/pages/app/health/route.ts': 'export function GET() {\n  return Response.json({ ok: true });\n}\n',
      'apps/tool/package.json': '{ "name": "tool", "scripts": { "start": "node dist/main.js" } }\n',
    },
  },
]);

function workspace(pages: string): Record<string, string | null> {
  return {
    'app/health/route.ts': null,
    'next.config.js': null,
    Dockerfile: null,
    'package.json':
      '{ "name": "town", "private": true, "workspaces": ["apps/*"], "dependencies": { "next": "15.3.0" } }\n',
    'apps/pages/package.json': pages,
    'apps/pages/next.config.js': 'export default {};\n',
    'apps/tool/main.js': "import { rows } from './rows.js';\n\nfor await (const row of rows()) console.log(row);\n",
    'apps/tool/rows.js': 'export async function* rows() {\n  yield 1;\n}\n',
  };
}
