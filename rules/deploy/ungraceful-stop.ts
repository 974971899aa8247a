import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Requests in flight are cut when a copy is stopped',
  why: 'Every deploy and every scale-down stops a copy; one that does not finish its work first drops requests, jobs and connections.',
  remedy: {
    any: 'Let the stop signal reach the server process, stop accepting, finish what runs, then exit within the grace period.',
    express: 'Handle SIGTERM: `server.close()`, close the connections, then `process.exit(0)`.',
    nest: 'Call `app.enableShutdownHooks()` before `listen`.',
  },
  needs: ['gracefulStops'],
  *check({ gracefulStops }) {
    for (const { label, technology, repair, graceful, at } of gracefulStops) {
      yield* judge(`how ${label} stops`, graceful, (is, because) =>
        is
          ? safe(`${label} finishes its work when it is stopped`, because, { at, technology })
          : hazard(`${label} does not stop gracefully: work in flight is cut at every deploy`, because, {
              at,
              technology,
              repair,
            }),
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'the shell of an entry point keeps the signal',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
«gunicorn shop.wsgi»
`,
        Dockerfile: `FROM python:3.13
COPY . /app
CMD ["./docker-entrypoint.sh"]
`,
      },
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
exec gunicorn shop.wsgi
`,
        Dockerfile: `FROM python:3.13
COPY . /app
CMD ["./docker-entrypoint.sh"]
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a line that eval runs is one of the shell itself: exec takes its place there too',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
line="gunicorn shop.wsgi $@"
«eval "$line"»
`,
        Dockerfile: `FROM python:3.13
COPY . /app
CMD ["./docker-entrypoint.sh"]
`,
      },
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
line="exec gunicorn shop.wsgi $@"
eval "$line"
`,
        Dockerfile: `FROM python:3.13
COPY . /app
CMD ["./docker-entrypoint.sh"]
`,
      },
    },
    {
      on: 'compose-2',
      about: 'SIGINT is a quick shutdown for gunicorn',
      bad: {
        Dockerfile: `FROM python:3.13
COPY . /app
STOPSIGNAL «SIGINT»
CMD ["gunicorn", "shop.wsgi"]
`,
      },
      fixed: {
        Dockerfile: `FROM python:3.13
COPY . /app
STOPSIGNAL SIGTERM
CMD ["gunicorn", "shop.wsgi"]
`,
      },
      good: {
        Dockerfile: `FROM python:3.13
COPY . /app
STOPSIGNAL SIGINT
CMD ["gunicorn", "shop.wsgi"]
`,
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    stop_signal: SIGTERM
`,
      },
    },
    {
      on: 'compose-2',
      about: 'bash makes way for the last command of its line, sh does not',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    command: sh -c "while ! nc -z db 5432; do sleep 1; done; «gunicorn shop.wsgi»"
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    command: bash -c "while ! nc -z db 5432; do sleep 1; done; gunicorn shop.wsgi"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a package manager in front of the server',
      bad: {
        Dockerfile: `FROM node:22
COPY . /app
CMD [«"npm", "start"»]
`,
      },
    },
    {
      on: 'kubernetes-1',
      about: 'no time to stop',
      bad: {
        'k8s/db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  template:
    spec:
      terminationGracePeriodSeconds: «0»
      containers:
        - name: db
          image: postgres:17
`,
      },
    },
    {
      on: 'compose-2',
      about: 'uWSGI reloads when it is told to stop',
      bad: {
        Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["uwsgi", "uwsgi.ini"]\n',
        'uwsgi.ini': `[uwsgi]
«master=true»
module=shop.wsgi
`,
      },
      good: {
        Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["uwsgi", "uwsgi.ini"]\n',
        'uwsgi.ini': `[uwsgi]
master=true
module=shop.wsgi
hook-master-start=unix_signal:15 gracefully_kill_them_all
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a file of uWSGI that no start names: the image starts gunicorn',
      good: {
        'etc/uwsgi.ini': `[uwsgi]
master=true
module=shop.wsgi
`,
      },
    },
    {
      on: 'fastapi-0',
      about: 'a server in JavaScript without a manifest, in an app of another language, is started by nobody',
      good: {
        'old/server.js':
          "import express from 'express';\n\nconst app = express();\napp.get('/', (request, response) => response.end());\napp.listen(3000);\n",
      },
    },
  ],
});
