import type { Fact } from '../../facts/fact.js';
import { said } from '../../resolve/evidence.js';
import type { HealthCheck } from '../../resolve/parts/http.js';

/** What people call an address that a balancer asks. */
const healthy =
  /(^|[/_-])(health|healthz|health[-_]?check|healthcheckz?|liveness|readiness|heartbeat|__?health|lbheartbeat)(z|\.json)?\/?$|(^|\/)_*(livez?|readyz?|ping|status|up|alive|ht|watchman)(z|\.json)?\/?$/i;
/** `/orders/<int:id>/status` is about an order. */
const parameter = /[<{:(]/;
const packages = /health_check\.urls|watchman(\.urls|\.views)|health_check\.views|django_healthchecks|heartbeat\.urls/;

/**
 * Routes that tell whether a copy is healthy. One that wants a login cannot be asked by a balancer; `whole` says which paths a route has with all that
 * stands before it, none where only its end is known.
 */
export function healthRoutes(
  routes: readonly Fact<'route'>[],
  technology: string,
  whole: (route: Fact<'route'>) => readonly string[] = ({ path }) => [path],
): readonly HealthCheck[] {
  const found: HealthCheck[] = [];
  for (const route of routes) {
    if (route.end) continue;
    const isPackage = packages.test(route.handler ?? '');
    if (!isPackage && (!healthy.test(route.path) || parameter.test(route.path))) continue;
    if (route.methods.length > 0 && !route.methods.includes('GET') && !route.methods.includes('HEAD')) continue;
    const login = route.middleware.find((each) => !/limit|cache_page/.test(each));
    const checks = (route.touches ?? []).filter((each) => each === 'database' || each === 'cache');
    const [path] = whole(route);
    found.push({
      label: `GET ${path ?? route.path}`,
      technology,
      via: 'route',
      ...(path === undefined ? { ending: route.path } : { path }),
      checks: isPackage ? ['database', 'cache'] : (checks as HealthCheck['checks']),
      obstacles: login ? [said(route.at, `it asks for a login (${login})`)] : [],
      at: route.at,
    });
  }
  return found;
}
