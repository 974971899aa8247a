import type { Repair } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';

/** A route handler of the App Router that is never answered from a cache (next 15, route segment option `dynamic`). */
export function healthRoute({ root, files }: Resolution): Repair | undefined {
  const base = root === '.' ? '' : `${root}/`;
  const pages = files.find((file) => /^(src\/)?app\/(.*\/)?page\.[jt]sx?$/.test(file.slice(base.length)));
  const folder = pages && /^(src\/)?app\//.exec(pages.slice(base.length))?.[0];
  if (!pages || !folder) return undefined;
  const file = `${base}${folder}healthz/route.${/\.tsx?$/.test(pages) ? 'ts' : 'js'}`;
  const text =
    "export const dynamic = 'force-dynamic';\n\nexport function GET() {\n  return Response.json({ ok: true });\n}\n";
  const before = files.find((one) => /^(src\/)?(middleware|proxy)\.[cm]?[jt]sx?$/.test(one.slice(base.length)));
  return {
    title: 'Answer the health checks of a balancer at /healthz',
    safety: before ? 'unsafe' : 'safe',
    changes: [{ is: 'create', file, text }],
    needs: [
      ...(before
        ? [`Let ${before}, which runs before every route, pass /healthz on without a redirect or a login.`]
        : []),
      'Let the balancer ask /healthz.',
    ],
  };
}
