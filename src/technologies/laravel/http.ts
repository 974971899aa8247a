import type { Fact } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import type { HealthCheck, HttpApp } from '../../resolve/parts/http.js';
import { atLeast } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { literalOf } from './code-paths.js';
import { healthRepair } from './repairs-http.js';
import type { LaravelConfig } from './settings.js';
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
