import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'the fix puts the server in the place of the shell',
    bad: {
      'docker-entrypoint.sh': `#!/bin/sh
set -e
python manage.py check
gunicorn shop.wsgi --bind 0.0.0.0:8000 # serve
`,
      Dockerfile: `FROM python:3.13
COPY . /app
«CMD ["./docker-entrypoint.sh"]»
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
    about: 'the fix starts what the package manager would start',
    bad: {
      'package.json': `{ "name": "shop", "scripts": { "start": "node server.js" } }`,
      Dockerfile: `FROM node:22
COPY . /app
«CMD ["npm", "start"]»
`,
    },
    fixed: {
      Dockerfile: `FROM node:22
COPY . /app
CMD ["node", "server.js"]
`,
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
    about: 'the fix lets uWSGI end',
    bad: {
      'uwsgi.ini': `[uwsgi]
«master = true»
module = shop.wsgi
`,
    },
    fixed: {
      'uwsgi.ini': `[uwsgi]
master = true
module = shop.wsgi
die-on-term = true
`,
    },
  },
]);
