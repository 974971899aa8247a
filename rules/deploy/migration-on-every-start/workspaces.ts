import { examples } from 'ha-ready/rule';

const image = (command: string) => `FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD ${command}\n`;
const deployment = (command: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1.4.0
          ports:
            - containerPort: 3000
          lifecycle:
            postStart:
              exec:
                command: ['/bin/sh', '-c', ${command}]
`;

export default examples([
  {
    on: 'compose-2',
    about: 'programs of a file that PM2 is started with',
    bad: {
      Dockerfile: image('["pm2-runtime", "ecosystem.config.js"]'),
      'compose.yaml': '',
      'ecosystem.config.js': "module.exports = { apps: [{ name: 'api', script: './scripts/start.sh' }] };\n",
      'scripts/start.sh': '#!/bin/sh\nset -e\n«npx sequelize-cli db:migrate»\nexec node server.js\n',
    },
    good: {
      Dockerfile: image('["pm2-runtime", "ecosystem.config.js"]'),
      'compose.yaml': '',
      'ecosystem.config.js': "module.exports = { apps: [{ name: 'api', script: './server.js' }] };\n",
      'scripts/start.sh': '#!/bin/sh\nset -e\nnpx sequelize-cli db:migrate\nexec node server.js\n',
    },
  },
  {
    on: 'compose-2',
    about: "Deno's tasks",
    bad: {
      Dockerfile: image('["deno", "task", "start"]'),
      'compose.yaml': '',
      'deno.json':
        '{\n  "tasks": {\n    "start": "deno task prepare && deno run -A main.ts",\n    «"prepare": "deno run -A db/migrate.ts"»\n  }\n}\n',
    },
    good: {
      Dockerfile: image('["deno", "task", "start"]'),
      'compose.yaml': '',
      'deno.json':
        '{\n  "tasks": {\n    "start": "deno run -A main.ts",\n    "prepare": "deno run -A db/migrate.ts"\n  }\n}\n',
    },
  },
  {
    on: 'compose-2',
    about: 'the package of a workspace that an option names, and not another one',
    bad: {
      Dockerfile: image('["pnpm", "--filter", "@shop/api", "serve"]'),
      'compose.yaml': '',
      'package.json': '{ "private": true, "workspaces": ["apps/*"] }\n',
      'apps/api/package.json':
        '{\n  "name": "@shop/api",\n  "scripts": {\n    «"serve": "prisma migrate deploy && node main.js"»\n  }\n}\n',
      'apps/web/package.json': '{\n  "name": "@shop/web",\n  "scripts": {\n    "serve": "next start"\n  }\n}\n',
    },
    good: {
      Dockerfile: image('["pnpm", "--filter", "@shop/web", "serve"]'),
      'compose.yaml': '',
      'package.json': '{ "private": true, "workspaces": ["apps/*"] }\n',
      'apps/api/package.json':
        '{\n  "name": "@shop/api",\n  "scripts": {\n    "serve": "prisma migrate deploy && node main.js"\n  }\n}\n',
      'apps/web/package.json': '{\n  "name": "@shop/web",\n  "scripts": {\n    "serve": "next start"\n  }\n}\n',
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a hook that Kubernetes runs in every copy once it is started',
    bad: { 'k8s/shop.yaml': deployment("'«php artisan migrate --force»'") },
    good: { 'k8s/shop.yaml': deployment("'php artisan about'") },
  },
  {
    on: 'fastapi-0',
    about: 'a program that does something before it serves, in the language of the app',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nCMD [«"python", "start.py"»]\n',
      'start.py':
        'import os\nimport subprocess\n\nsubprocess.run(["alembic", "upgrade", "head"], check=True)\nos.execvp("uvicorn", ["uvicorn", "shop.main:app"])\n',
    },
    good: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nCMD ["python", "start.py"]\n',
      'start.py':
        'import os\nimport subprocess\n\nsubprocess.run(["alembic", "current"], check=True)\nos.execvp("uvicorn", ["uvicorn", "shop.main:app"])\n',
    },
  },
]);
