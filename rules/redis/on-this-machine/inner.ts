import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/start.sh"]\nEXPOSE 8000\n';
const script = (start: string) => `#!/bin/bash
set -e
start_store() {
  echo "starting the store"
  ${start}
}
REDIS_HOST="\${REDIS_HOST:=""}"
if [[ -z \${REDIS_HOST} ]]; then
  start_store
fi
exec gunicorn shop.wsgi
`;

const task = (more: string) => `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "web", "image": "registry.example.com/shop:1", "portMappings": [{ "containerPort": 3000 }],
      "command": ["node", "server.js"] }${more}
  ]
}
`;

const pod = (more: string) => `apiVersion: apps/v1
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
          readinessProbe:
            httpGet:
              path: /health
              port: 8000
${more}---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
`;

export default examples([
  {
    on: 'compose-2',
    about: 'the image starts a Redis of its own where it is told of none',
    bad: {
      Dockerfile: image,
      'compose.yaml': '',
      'docker/start.sh': script('«valkey-server --dir /data» &'),
    },
    good: {
      Dockerfile: image,
      'docker/start.sh': script('valkey-server --dir /data &'),
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      REDIS_HOST: redis.internal
`,
    },
    unclear: {
      Dockerfile: image,
      'docker/start.sh': script('valkey-server --dir /data &'),
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      REDIS_HOST: \${REDIS_HOST}
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a service of the system; one that a script starts and stops again',
    bad: {
      Dockerfile: image,
      'docker/start.sh': '#!/bin/sh\n«service redis-server start»\nexec gunicorn shop.wsgi\n',
    },
    good: {
      Dockerfile: image,
      'docker/start.sh':
        '#!/bin/sh\nredis-server --port 7000 &\npython import.py\nredis-cli -p 7000 shutdown\nexec gunicorn shop.wsgi\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a Procfile with a Redis beside the app is for one machine',
    bad: {
      Gemfile: 'gem "rails"\ngem "sidekiq"\n',
      Procfile: 'web: bundle exec puma\nredis: «redis-server config/redis.conf»\nworker: bundle exec sidekiq\n',
    },
    good: {
      Gemfile: 'gem "rails"\ngem "sidekiq"\n',
      Procfile: 'web: bundle exec puma\nworker: bundle exec sidekiq\n',
      '.env.production': 'REDIS_URL=redis://redis.internal:6379/0\n',
    },
  },
  {
    on: 'node-22',
    about:
      'a Redis in the task of the app: each copy of the task has its own; one of EFS or of the provider is reached by all',
    bad: { '.aws/task-definition.json': task(',\n    { "name": "cache", "image": «"redis:7-alpine"» }') },
    good: { '.aws/task-definition.json': task('') },
  },
  {
    on: 'kubernetes-1',
    about: 'a Redis in the pod of the app, beside one in a pod of its own',
    bad: { 'k8s/web.yaml': pod('        - name: cache\n          image: «redis:7-alpine»\n') },
    good: { 'k8s/web.yaml': pod('        - name: metrics\n          image: prom/statsd-exporter:v0.28\n') },
  },
]);
