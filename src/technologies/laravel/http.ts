import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said } from '../../resolve/evidence.js';
import type { HealthCheck, HttpApp, ProxyTrust } from '../../resolve/parts/http.js';
import { atLeast } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { literalOf } from './code-paths.js';
import { healthRepair, proxyRepair } from './repairs-http.js';
import { asText, holds, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';

const technology = 'laravel';

export function httpApps(app: Resolution, config?: LaravelConfig): readonly HttpApp[] {
  const file =
    ['routes/web.php', 'routes/api.php', 'app/Http/routes.php', 'public/index.php']
      .map((name) => app.files.find((path) => path === name || path === `${app.root}/${name}`))
      .find((path) => path !== undefined) ?? app.files.find((path) => /(^|\/)routes\/[\w.]+\.php$/.test(path));
  return file === undefined
    ? []
    : [
        {
          technology,
          at: { file, start: 0, end: 0 },
          repair: config && healthRepair(app, config, usesOf(app, 'routing')[0]),
        },
      ];
}

/** Middleware that a balancer cannot pass. */
const closed = /auth|token|signed|verified|permission|\brole|can:|secret|login|password|\bguest\b/i;

export function healthChecks(app: Resolution, config: LaravelConfig): readonly HealthCheck[] {
  const found: HealthCheck[] = [];
  for (const routing of usesOf(app, 'routing')) {
    // laravel/framework 11.x, ApplicationBuilder.php: the health route is registered only where the routes are not given by `using`
    const path = literalOf(routing.options?.health);
    if (path === undefined || routing.options?.using) continue;
    found.push({ label: path, technology, via: 'route', path, checks: [], obstacles: [], at: routing.at });
  }
  for (const route of app.facts.of('route')) {
    if (route.technology !== technology) continue;
    const obstacles = obstaclesOf(route);
    found.push({
      label: route.path,
      technology,
      via: 'route',
      path: route.path,
      checks: [],
      obstacles,
      repair: obstacles.length > 0 ? healthRepair(app, config, usesOf(app, 'routing')[0]) : undefined,
      at: route.at,
    });
  }
  return atLeast(config.version, 5) ? found : [];
}

function obstaclesOf(route: Fact<'route'>): readonly Evidence[] {
  return route.middleware.filter((name) => closed.test(name)).map((name) => said(route.at, `needs to pass '${name}'`));
}

/** Whose X-Forwarded headers are believed: middleware arguments, the TrustProxies class, config/trustedproxy.php, in that order. */
export function proxyTrusts(app: Resolution, config: LaravelConfig): readonly ProxyTrust[] {
  if (httpApps(app).length === 0) return [];
  const called = usesOf(app, 'trusts').find(
    ({ options }) => options?.proxies && holds(options.conditions, config.evaluate),
  );
  const written = (called ?? usesOf(app, 'trust-class')[0])?.options?.proxies;
  const repair = proxyRepair(config, written ?? config.expr('trustedproxy.proxies'), {
    middleware: usesOf(app, 'middleware')[0],
    class: usesOf(app, 'trust-class')[0],
  });
  return [{ technology, trusts: trustsOf(app, config), matters: [], repair }];
}

type Trust = 'nobody' | 'everyone' | 'bounded';

function trustsOf(app: Resolution, config: LaravelConfig): Resolved<Trust> {
  for (const fact of usesOf(app, 'trusts')) {
    const proxies = fact.options?.proxies;
    if (!proxies || !holds(fact.options?.conditions, config.evaluate)) continue;
    if (fact.name === 'setTrustedProxies')
      return known(/ip\(|getClientIp|REMOTE_ADDR/.test(JSON.stringify(proxies)) ? 'everyone' : 'bounded', [
        said(fact.at, 'trusts proxies by code'),
      ]);
    return trustIn(proxies, config);
  }
  const [middleware] = usesOf(app, 'trust-class');
  const own = middleware?.options?.proxies;
  if (own) return trustIn(own, config);
  const file = config.expr('trustedproxy.proxies');
  if (file) return trustIn(file, config);
  const place = middleware ?? usesOf(app, 'middleware')[0];
  return known('nobody', place ? [said(place.at, 'names no proxy to trust')] : anchorOf(app));
}

function anchorOf(app: Resolution): readonly Evidence[] {
  const kernel = app.files.find((path) => /(^|\/)(bootstrap\/app|app\/Http\/Kernel)\.php$/.test(path));
  return kernel ? [said({ file: kernel, start: 0, end: 0 }, 'nothing names a proxy to trust')] : [];
}

function trustIn(expr: Expr, config: LaravelConfig): Resolved<Trust> {
  if (expr.is === 'setting') {
    const behind = config.expr(expr.key);
    if (behind) return trustIn(behind, config);
  }
  if (expr.is === 'list') {
    const items = expr.items.map((item) => trustIn(item, config));
    const because = [said(expr.at, `lists ${expr.items.length} proxies`)];
    if (items.some((item) => item.state === 'known' && item.value === 'everyone')) return known('everyone', because);
    return known(items.length === 0 ? 'nobody' : 'bounded', because);
  }
  if (expr.is === 'choice') {
    const whole = asText(config.evaluate(expr));
    if (whole.state === 'known') return known(trustOf(whole.value), whole.because);
    const one = trustIn(expr.whenTrue, config);
    const other = trustIn(expr.whenFalse, config);
    return one.state === 'known' && other.state === 'known' && one.value === other.value
      ? known(one.value, [...one.because, ...other.because])
      : whole;
  }
  if (expr.is === 'opaque' && /::|IpUtils|PRIVATE/.test(expr.source))
    return known('bounded', [said(expr.at, 'names proxies')]);
  const value = asText(config.evaluate(expr));
  return value.state === 'known' ? known(trustOf(value.value), value.because) : value;
}

function trustOf(text: string | undefined): Trust {
  if (text === undefined || text.trim() === '') return 'nobody';
  return /(^|[,\s])(\*\*?|0\.0\.0\.0\/0|::\/0|REMOTE_ADDR)([,\s]|$)/.test(text) ? 'everyone' : 'bounded';
}
