import { type Balancer, hazard, type Process, type Repair, rule, type Span, safe, unclear } from 'ha-ready/rule';

const healthy = /(health|healthz|livez?|readyz?|up|ping|status|alive|heartbeat)[/\w.-]{0,100}$/i;

export default rule({
  severity: 'error',
  title: 'A health check asks for a path that the app does not have',
  why: 'Every check is answered with 404: all copies are taken out or restarted for ever, or whoever asks was told to accept that answer and notices nothing.',
  remedy: {
    any: "Let the check ask for the path of the app's own health endpoint.",
  },
  needs: ['healthChecks'],
  reads: ['answeredPaths', 'balancers', 'processes'],
  *check({ answeredPaths, balancers, healthChecks, processes }) {
    const routes = healthChecks.flatMap(({ via, path, at }) => (via !== 'probe' && path ? [{ path, at }] : []));
    const endings = healthChecks.flatMap(({ ending, at }) => (ending ? [{ path: ending, at }] : []));
    // What a proxy answers by itself says nothing about the paths of the app behind it.
    if (!healthChecks.some(({ via, path }) => via === 'route' && path)) return;
    for (const { name, technology, path, at, by, repair } of [...asksOf(balancers), ...probesOf(processes)]) {
      const asked = plain(path);
      const match =
        routes.find((route) => asked.endsWith(plain(route.path)) || plain(route.path).endsWith(asked)) ??
        endings.find((route) => asked.endsWith(plain(route.path)));
      const evidence = routes.map((route) => ({ at: route.at, says: `answers at ${route.path}` }));
      const may = answeredPaths.map((code) => code.may(path)).filter((one) => one !== undefined);
      const open = may.find(({ is }) => is === 'open');
      if (match) yield safe(`${by} ${name} asks ${path}, which the app answers`, evidence, { technology });
      // a route may be made of whatever the code speaks of
      else if (may.some(({ is }) => is === 'spoken')) continue;
      else if (open)
        yield unclear(`cannot tell whether the app answers ${path}, which ${by} ${name} asks`, [open.because], {
          at,
          technology,
        });
      else
        yield hazard(
          `${by} ${name} asks ${path}, and the app answers health checks at ${routes.map((route) => route.path).join(', ')}`,
          [...evidence, { at, says: `asks for ${path}` }],
          { technology, repair },
        );
    }
  },
  examples: [
    {
      on: 'django-5',
      about: 'a route by any name, in a list that grows; those of other files stand below what includes them',
      bad: django('«/started-up»'),
      good: django('/warmed-up/'),
    },
    {
      on: 'express-5',
      about: 'a route that answers whatever stands there',
      unclear: {
        ...express(
          "app.get('/health', (req, res) => res.send('ok'));\napp.get('/:page', (req, res) => res.send(req.params.page));",
        ),
        'compose.yaml':
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, wget, -q, "http://127.0.0.1:3000/ready"]\n',
        Dockerfile: 'FROM node:22\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'the app answers at /up',
      bad: {
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET «/healthz»\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
      good: {
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET /up\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\nbackend pages\n  mode http\n  option httpchk GET /\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
    },
    {
      on: 'kubernetes-1',
      about: 'a probe; what nginx answers in front of the app is answered too',
      bad: {
        ...express("app.get('/up', (req, res) => res.send('ok'));"),
        'k8s/web.yaml': workload('«/healthz»'),
      },
      good: {
        ...express("app.get('/up', (req, res) => res.send('ok'));"),
        'k8s/web.yaml': workload('/healthz'),
        'docker/nginx.conf': 'server { location = /healthz { return 200 "ok"; } location / { root /srv/www; } }',
      },
    },
    {
      on: 'terraform-1',
      about: 'the check of a target group',
      bad: {
        ...express("app.get('/healthz', (req, res) => res.send('ok'));"),
        'main.tf':
          'resource "aws_lb_target_group" "shop" {\n  port = 80\n  health_check {\n    path = «"/status/live"»\n  }\n}\n',
      },
      good: {
        ...express("app.get('/healthz', (req, res) => res.send('ok'));"),
        'main.tf':
          'resource "aws_lb_target_group" "shop" {\n  port = 80\n  health_check {\n    path = "/healthz"\n  }\n}\n',
      },
    },
    {
      on: 'express-5',
      about: "the container's own check, by its file and by the service",
      bad: {
        ...express("app.get('/healthz', (req, res) => res.send('ok'));"),
        Dockerfile:
          'FROM node:22\nCOPY . .\nEXPOSE 3000\n«HEALTHCHECK CMD curl -f http://localhost:3000/health/status || exit 1»\nCMD ["node", "server.js"]\n',
      },
      good: {
        ...express("app.get('/healthz', (req, res) => res.send('ok'));"),
        Dockerfile: 'FROM node:22\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
        'compose.yaml':
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, wget, -q, "http://127.0.0.1:3000/healthz"]\n  mail:\n    image: example/mail\n    ports: ["8025:8025"]\n    healthcheck:\n      test: curl -f http://localhost:8025/api/health\n',
      },
    },
    {
      on: 'express-5',
      about: 'an image of a repository of several apps is that of the app whose package it holds',
      good: {
        ...workspace(),
        Dockerfile: imageOf('pnpm --filter=./apps/shop --prod deploy /prod/shop'),
      },
    },
    {
      on: 'express-5',
      about: 'the same, the package by its name',
      good: {
        ...workspace(),
        Dockerfile: imageOf('pnpm deploy --filter=@town/shop --prod /prod/shop'),
      },
    },
    {
      on: 'express-5',
      about: 'a file that is started tells the app too',
      bad: {
        ...workspace(),
        Dockerfile:
          'FROM node:22\nWORKDIR /srv\nCOPY . .\nEXPOSE 3000\n«HEALTHCHECK CMD curl -f http://localhost:3000/shop/status || exit 1»\nCMD ["node", "apps/api/server.js"]\n',
      },
      good: {
        ...workspace(),
        Dockerfile:
          'FROM node:22\nWORKDIR /srv\nCOPY . .\nEXPOSE 3000\nHEALTHCHECK CMD curl -f http://localhost:3000/shop/status || exit 1\nCMD ["node", "apps/shop/server.js"]\n',
      },
    },
    {
      on: 'kubernetes-1',
      about: 'a route that a method of the app adds, with its verbs, beside one of another program',
      good: {
        'requirements.txt': 'fastapi==0.116.0\nuvicorn==0.35.0\n',
        'shop/web.py':
          'from fastapi import FastAPI\n\n\nasync def alive():\n    return {"ok": True}\n\n\nclass Web:\n    def __init__(self):\n        self.app = FastAPI()\n        self.add("/alive", alive, ["GET"])\n\n    def add(self, path, handler, verbs):\n        self.app.add_api_route(path, handler, methods=verbs)\n\n\napp = Web().app\n',
        'mailer/main.py':
          'from starlette.applications import Starlette\nfrom starlette.responses import PlainTextResponse\nfrom starlette.routing import Route\n\n\nasync def guard(request, following):\n    if request.url.path == "/health":\n        return PlainTextResponse("ok")\n    return await following(request)\n\n\napp = Starlette(routes=[Route("/health", lambda request: PlainTextResponse("ok"))])\n',
        'k8s/web.yaml': workload('/alive'),
      },
    },
  ],
});

function workspace(): Record<string, string | null> {
  return {
    'package.json': '{ "name": "town", "private": true, "workspaces": ["apps/*"] }\n',
    'src/server.js': null,
    'src/app.js': null,
    ...appIn('apps/api', '/healthz'),
    ...appIn('apps/shop', '/shop/status'),
  };
}

function appIn(folder: string, path: string): Record<string, string> {
  const inner = express(`app.get('${path}', (req, res) => res.send('ok'));`, `@town/${folder.slice(5)}`);
  return Object.fromEntries(Object.entries(inner).map(([name, text]) => [`${folder}/${name}`, text]));
}

function imageOf(deploy: string): string {
  return `FROM node:22 AS build
COPY . /usr/src/app
WORKDIR /usr/src/app
RUN pnpm install && ${deploy}

FROM node:22
WORKDIR /srv
COPY --from=build /prod/shop/server.js ./server.js
COPY --from=build /prod/shop/package.json ./package.json
EXPOSE 3000
HEALTHCHECK CMD curl -f http://localhost:3000/shop/status || exit 1
CMD ["pnpm", "start"]
`;
}

function express(route: string, name = 'shop'): Record<string, string> {
  return {
    'package.json': `{ "name": "${name}", "main": "server.js", "scripts": { "start": "node server.js" }, "dependencies": { "express": "^5.0.0" } }\n`,
    'server.js': `import express from 'express';\n\nconst app = express();\n${route}\napp.listen(3000);\n`,
  };
}

function workload(path: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/shop:1.4.0
          livenessProbe:
            httpGet:
              path: ${path}
              port: 8000
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
`;
}

function django(asked: string): Record<string, string> {
  return {
    'shop/urls.py':
      'from django.urls import include, path\n\nfrom . import views\n\nopen_patterns = [\n    path("ready/", views.ready),\n    path("warmed-up/", views.warmed),\n]\n\nopen_patterns += [path("desk/", include("shop.desk.urls"))]\n\nurlpatterns = [*open_patterns]\n',
    'shop/views.py':
      'from django.http import HttpResponse\n\n\ndef ready(request):\n    return HttpResponse("ok")\n\n\ndef warmed(request):\n    return HttpResponse("ok")\n',
    'shop/desk/urls.py':
      'from django.urls import path\n\nfrom .. import views\n\nurlpatterns = [path("status/", views.ready)]\n',
    'k8s/web.yaml': workload(asked),
  };
}

interface Asked {
  readonly name: string;
  readonly technology: string;
  readonly path: string;
  readonly at: Span;
  /** Who asks. */
  readonly by: string;
  readonly repair: Repair | undefined;
}

function asksOf(balancers: readonly Balancer[]): readonly Asked[] {
  return balancers.flatMap(({ name, technology, serves, checkPath, checkAt, repairs }) =>
    // Only a path that speaks of health is compared: a check of the front page is a choice.
    serves === 'app' && checkPath && checkAt && healthy.test(checkPath)
      ? [{ name, technology, path: checkPath, at: checkAt, by: 'the balancer', repair: repairs?.checkPath }]
      : [],
  );
}

function probesOf(processes: readonly Process[]): readonly Asked[] {
  return processes.flatMap(({ name, technology, role, probePaths }) =>
    role === 'web'
      ? (probePaths ?? [])
          .filter(({ path }) => healthy.test(path))
          .map(({ kind, path, at, repair }) => ({
            name,
            technology,
            path,
            at,
            repair,
            by: `the ${kind === 'check' ? 'health check' : `${kind} probe`} of`,
          }))
      : [],
  );
}

/** Without the query and a slash at the end. */
function plain(path: string): string {
  return path.replace(/\?.*/s, '').replace(/\/$/, '').toLowerCase();
}
