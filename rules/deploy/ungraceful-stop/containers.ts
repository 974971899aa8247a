import { examples } from 'ha-ready/rule';

const gunicorn = (more: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    spec:
${more}      containers:
        - name: web
          image: registry.example.com/shop:5
          command: [gunicorn, shop.wsgi]
`;

export default examples([
  {
    on: 'compose-2',
    about: 'a command that ends by itself, last in a script of the image, is no server',
    bad: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\n«php artisan serve --host 0.0.0.0»\n',
      Dockerfile: 'FROM php:8.3-cli\nCOPY . /app\nWORKDIR /app\nCMD ["./docker-entrypoint.sh"]\n',
    },
    good: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nphp artisan storage:link\nphp artisan key:generate -n\n',
      Dockerfile: 'FROM php:8.3-cli\nCOPY . /app\nWORKDIR /app\nCMD ["./docker-entrypoint.sh"]\n',
    },
  },
  {
    on: 'compose-2',
    about: 'the fix puts the server in the place of the shell',
    bad: {
      'docker-entrypoint.sh': `#!/bin/sh
set -e
python manage.py check
«gunicorn shop.wsgi --bind 0.0.0.0:8000» # serve
`,
      Dockerfile: `FROM python:3.13
COPY . /app
CMD ["./docker-entrypoint.sh"]
`,
    },
    fixed: {
      'docker-entrypoint.sh': `#!/bin/sh
set -e
python manage.py check
exec gunicorn shop.wsgi --bind 0.0.0.0:8000 # serve
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a script that waits for the one in which the server is: each of the shells makes way, or none of it helps',
    bad: {
      'start.sh': '#!/bin/bash\nset -e\npython manage.py check\n«./serve.sh»\n',
      'serve.sh': '#!/bin/bash\nexec gunicorn shop.wsgi --bind 0.0.0.0:8000\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\nCMD ["/app/start.sh"]\n',
    },
    fixed: { 'start.sh': '#!/bin/bash\nset -e\npython manage.py check\nexec ./serve.sh\n' },
    good: {
      'start.sh': '#!/bin/bash\nset -e\npython manage.py check\nexec ./serve.sh\n',
      'serve.sh': '#!/bin/bash\nexec gunicorn shop.wsgi --bind 0.0.0.0:8000\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\nCMD ["/app/start.sh"]\n',
    },
  },
  {
    on: 'express-5',
    about: 'a package manager that a script starts is changed there, whoever starts the script',
    bad: {
      'package.json': '{"scripts":{"start":"node src/server.js"},"dependencies":{"express":"^5.1.0"}}\n',
      'src/server.js':
        "import express from 'express';\n\nconst server = express().listen(3000);\nprocess.on('SIGTERM', () => server.close(() => process.exit(0)));\n",
      'start.sh': '#!/bin/sh\nset -e\nnode src/check.js\n«npm start»\n',
      'src/check.js': "console.log('ready');\n",
      Dockerfile: 'FROM node:22\nCOPY . /app\nWORKDIR /app\nCMD ["/app/start.sh"]\n',
    },
  },
  {
    on: 'compose-2',
    about: 'two scripts, each of which waits for what it runs',
    bad: {
      'start.sh': '#!/bin/bash\nset -e\npython manage.py check\n./serve.sh\n',
      'serve.sh': '#!/bin/bash\n«gunicorn shop.wsgi --bind 0.0.0.0:8000»\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\nCMD ["/app/start.sh"]\n',
    },
    fixed: {
      'start.sh': '#!/bin/bash\nset -e\npython manage.py check\nexec ./serve.sh\n',
      'serve.sh': '#!/bin/bash\nexec gunicorn shop.wsgi --bind 0.0.0.0:8000\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a supervisor of processes behind the shell hears no signal, and so none of its programs does',
    bad: {
      'start.sh': '#!/bin/sh\nset -e\nphp artisan optimize\n«supervisord -n»\n',
      Dockerfile:
        'FROM php:8.3-fpm-alpine\nRUN apk add supervisor\nCOPY . /app\nWORKDIR /app\nENTRYPOINT ["./start.sh"]\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nset -e\nphp artisan optimize\nexec supervisord -n\n' },
  },
  {
    on: 'compose-2',
    about: 'a function of the script, or of one that it takes in, ends in exec',
    good: {
      'start.sh': '#!/bin/bash\n. ./lib.sh\nmain() {\n  check\n  exec "$@"\n}\nmain "$@"\n',
      'lib.sh': 'check() {\n  python manage.py check\n}\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
    },
  },
  {
    on: 'compose-2',
    about: 'in the shell form of an image',
    bad: {
      Dockerfile: `FROM python:3.13
COPY . /app
CMD python manage.py check && gunicorn shop.wsgi
`,
    },
    fixed: {
      Dockerfile: `FROM python:3.13
COPY . /app
CMD python manage.py check && exec gunicorn shop.wsgi
`,
    },
  },
  {
    on: 'compose-2',
    about: "Debian's shell stays in front of one command too; that of Alpine makes way for the last",
    bad: {
      Dockerfile: `FROM python:3.13
COPY . /app
CMD gunicorn shop.wsgi
`,
    },
    good: {
      Dockerfile: `FROM python:3.13-alpine
COPY . /app
CMD python manage.py check && gunicorn shop.wsgi
`,
    },
    fixed: {
      Dockerfile: `FROM python:3.13
COPY . /app
CMD exec gunicorn shop.wsgi
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the fix starts what the package manager would start',
    bad: {
      'package.json': `{ "name": "shop", "scripts": { "start": "node server.js" } }`,
      Dockerfile: `FROM node:22
WORKDIR /app
COPY . .
CMD [«"npm", "start"»]
`,
    },
    fixed: {
      Dockerfile: `FROM node:22
WORKDIR /app
COPY . .
CMD ["node", "server.js"]
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the manifest is the one that lies where commands run, here that of a folder which is copied there',
    bad: {
      'package.json': '{ "name": "shop-tools", "scripts": { "start": "node tools/server.js" } }',
      'image/package.json': '{ "name": "shop", "scripts": { "start": "node serve.js" } }',
      Dockerfile:
        'FROM node:22\nWORKDIR /app\nCOPY image/package.json ./package.json\nCOPY src .\nCMD [«"npm", "start"»]\n',
    },
    fixed: {
      Dockerfile:
        'FROM node:22\nWORKDIR /app\nCOPY image/package.json ./package.json\nCOPY src .\nCMD ["node", "serve.js"]\n',
    },
  },
  {
    on: 'compose-2',
    about: 'what the start script of an image is called says nothing about whether it stays',
    bad: {
      'package.json': '{ "name": "shop", "scripts": { "start": "storefront open" } }',
      Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD [«"npm", "run", "start"»]\n',
    },
  },
  {
    on: 'kubernetes-1',
    about: 'the fix gives time to stop',
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
    fixed: {
      'k8s/db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  template:
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: db
          image: postgres:17
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the fix lets uWSGI end once its requests are done: die-on-term alone would end it in the middle of them',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["uwsgi", "uwsgi.ini"]\n',
      'uwsgi.ini': `[uwsgi]
«master = true»
module = shop.wsgi
`,
    },
    fixed: {
      'uwsgi.ini': `[uwsgi]
master = true
module = shop.wsgi
hook-master-start = unix_signal:15 gracefully_kill_them_all
`,
    },
  },
  {
    on: 'compose-2',
    about: 'die-on-term ends the workers at once',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["uwsgi", "--ini", "etc/server.conf"]\n',
      'etc/server.conf': '[uwsgi]\nmaster = true\nmodule = shop.wsgi\n«die-on-term = true»\n',
    },
    good: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["uwsgi", "--ini", "etc/server.conf"]\n',
      'etc/server.conf':
        '[uwsgi]\nmaster = true\nmodule = shop.wsgi\ndie-on-term = true\nhook-master-start = unix_signal:15 gracefully_kill_them_all\n',
      'etc/other.conf': '[uwsgi]\nmaster = true\nmodule = admin.wsgi\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'a shell in front of uWSGI: with `exec` alone the stop signal would reload it, so both are repaired together',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["/app/start.sh"]\n',
      'start.sh': '#!/bin/sh\nset -e\n\n«uwsgi --ini /app/etc/server.conf»\n',
      'etc/server.conf': '[uwsgi]\nchdir = /app\nmodule = shop.wsgi\nmaster = true\n',
    },
    fixed: {
      'start.sh': '#!/bin/sh\nset -e\n\nexec uwsgi --ini /app/etc/server.conf\n',
      'etc/server.conf':
        '[uwsgi]\nchdir = /app\nmodule = shop.wsgi\nmaster = true\nhook-master-start = unix_signal:15 gracefully_kill_them_all\n',
    },
  },
  {
    on: 'compose-2',
    about: 'the same where the command has all options',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["/app/start.sh"]\n',
      'start.sh': '#!/bin/sh\nset -e\n\n«uwsgi --http :8000 --module shop.wsgi --master»\n',
    },
    fixed: {
      'start.sh':
        '#!/bin/sh\nset -e\n\nexec uwsgi --http :8000 --module shop.wsgi --master --hook-master-start "unix_signal:15 gracefully_kill_them_all"\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'gunicorn lets requests end for longer than compose waits; its own default says nothing of how long they run',
    bad: {
      'compose.yaml': `services:
  web:
    image: registry.example.com/shop:5
    restart: always
    expose: ['8000']
    command: «gunicorn shop.wsgi --graceful-timeout 60»
`,
    },
    good: {
      'compose.yaml': `services:
  web:
    image: registry.example.com/shop:5
    restart: always
    expose: ['8000']
    command: gunicorn shop.wsgi --graceful-timeout 60
    stop_grace_period: 90s
  admin:
    image: registry.example.com/shop:5
    restart: always
    expose: ['8001']
    command: gunicorn shop.wsgi
`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'by the file of gunicorn',
    bad: {
      'gunicorn.conf.py': 'workers = 4\n«graceful_timeout = 120»\n',
      'k8s/web.yaml': gunicorn(''),
    },
    good: {
      'gunicorn.conf.py': 'workers = 4\ngraceful_timeout = 120\n',
      'k8s/web.yaml': gunicorn('      terminationGracePeriodSeconds: 130\n'),
    },
  },
]);
