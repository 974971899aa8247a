import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing tells a balancer whether a copy is healthy',
  why: 'A balancer keeps sending users to a copy that cannot serve them, and puts a new copy into service before it is ready.',
  remedy: {
    any: 'Offer an endpoint without login that answers 200 only when the app can serve (its database included), and let the balancer or orchestrator ask it.',
    django:
      'Add a path such as `healthz/` with a view that asks the database and needs no login, or django-health-check.',
    laravel:
      "Keep `health: '/up'` in `withRouting()` (11 and later); before, register a route outside of `auth` that asks the database.",
    nest: 'Add @nestjs/terminus with a controller at `/health`.',
    next: 'Add a route that answers 200 where the app has its routes (a `route.ts` below `app/`, or a file below `pages/api/`); a server of its own in front of Next.js has to pass it on.',
    flask: 'Add a route such as `/healthz` that asks the database and needs no login.',
  },
  needs: ['httpApps'],
  reads: ['healthChecks', 'processes'],
  *check({ httpApps, healthChecks, processes }) {
    const usable = healthChecks.find(({ obstacles }) => obstacles.length === 0);
    if (usable) {
      yield safe(
        `${usable.label} tells whether a copy is healthy`,
        [{ at: usable.at, says: usable.via === 'route' ? 'answers health checks' : 'checks the copy' }],
        { technology: usable.technology, repair: usable.repair },
      );
      return;
    }
    const hindered = healthChecks[0];
    if (hindered) {
      const reasons = hindered.obstacles.map(({ says }) => says).join(', ');
      yield hazard(
        `${hindered.label} cannot serve as a health check: ${reasons}`,
        [...hindered.obstacles, { at: hindered.at, says: 'is the only health check' }],
        { at: hindered.at, technology: hindered.technology, repair: hindered.repair },
      );
      return;
    }
    // The app's own code, where a route would be added, before the file that starts it.
    const own = httpApps.find(({ at }) => !processes.some((process) => process.at.file === at.file));
    const app = own ?? httpApps[0];
    // one that is asked already needs no other question
    const unasked = processes.filter(({ readiness, health }) => !(readiness?.state === 'known' && readiness.value) && !(health?.state === 'known' && health.value)); // biome-ignore format: one condition
    const isApp = ({ at }: (typeof processes)[number]) => at.file === app?.at.file && at.start === app.at.start;
    const probed = (unasked.find(isApp) ?? unasked.find(({ repairs }) => repairs?.readiness ?? repairs?.health))?.repairs; // biome-ignore format: one choice
    const probe = probed?.readiness ?? probed?.health;
    if (app)
      yield hazard(
        'no health endpoint, image health check or probe was found: a balancer cannot tell a sick copy from a healthy one',
        [{ at: app.at, says: 'serves HTTP; no health check stands beside it' }],
        // a route may answer that no reader saw
        { technology: app.technology, repair: app.repair ?? probe, confidence: 'medium' },
      );
  },
  examples: [
    {
      on: 'rails-8',
      about: 'no health route',
      bad: {
        'config/routes.rb': 'Rails.application.routes.draw do\n  root "products#index"\nend\n',
      },
      good: {
        'config/routes.rb': 'Rails.application.routes.draw do\n  get "/healthz", to: "health#show"\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'a path that a variable with a usual value stands for',
      good: {
        'config/routes.rb':
          'Rails.application.routes.draw do\n  get ENV.fetch("HEALTH_PATH", "/healthz"), to: "health#show"\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'without `health:` there is no route; with `using:` the framework does not register it',
      bad: {
        'bootstrap/app.php':
          "<?php\n\nuse Illuminate\\Foundation\\Application;\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(using: fn () => require __DIR__.'/../routes/web.php', health: '/up')\n    ->create();\n",
      },
      good: {},
    },
    {
      on: 'laravel-10',
      about: 'a route behind a login is none; prefixes of groups belong to the path',
      bad: {
        'routes/api.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::middleware('auth:sanctum')->prefix('v1')->group(function () {\n    «Route::get('ping', 'PingController@show')»;\n});\n",
      },
      good: {
        'routes/api.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::prefix('v1')->group(function () {\n    Route::get('ping', 'PingController@show');\n});\n",
      },
    },
    {
      on: 'compose-2',
      about: 'a container that nothing checks',
      bad: {
        'compose.yaml': `services:
  «web»:
    build: .
    restart: always
    expose: ['8000']
`,
      },
      good: {
        Dockerfile: `FROM python:3.13
HEALTHCHECK CMD curl -f http://localhost:8000/
CMD ["gunicorn", "shop.wsgi"]
`,
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
`,
      },
    },
    { on: 'kubernetes-1', about: 'a readiness probe', good: {} },
    {
      on: 'ansible-2',
      about: 'a container that a play starts, which a proxy sends users to',
      bad: {
        'roles/shop/tasks/main.yml':
          '- community.docker.docker_container:\n    name: «shop»\n    image: registry.example.com/shop:1.4\n    labels:\n      traefik.http.routers.shop.rule: Host(`shop.example.com`)\n',
      },
      good: {
        'roles/shop/tasks/main.yml':
          "- community.docker.docker_container:\n    name: shop\n    image: registry.example.com/shop:1.4\n    labels:\n      traefik.http.routers.shop.rule: Host(`shop.example.com`)\n    healthcheck:\n      test: ['CMD', 'curl', '-f', 'http://localhost:8000/up']\n",
      },
    },
  ],
});
