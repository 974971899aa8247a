import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'the fix: a route handler',
    bad: { 'app/health/route.ts': null },
    fixed: {
      'app/healthz/route.ts':
        "export const dynamic = 'force-dynamic';\n\nexport function GET() {\n  return Response.json({ ok: true });\n}\n",
    },
  },
]);
