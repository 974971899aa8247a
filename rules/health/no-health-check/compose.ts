import { examples } from 'ha-ready/rule';

const stack = (name: string) =>
  `services:\n  ${name}:\n    image: example/shop:4\n    restart: always\n  front:\n    image: nginx:1.29\n    restart: always\n    ports: ['80:80']\n`;
const apart = (command: string, route: string) => ({
  Dockerfile: null,
  'docker/Dockerfile': `FROM python:3.13-slim\nWORKDIR /srv\nCOPY backend/ /srv/\nCMD ${command}\n`,
  'docker/compose.yaml': null,
  '.github/workflows/publish.yml':
    'on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          file: docker/Dockerfile\n          push: true\n          tags: example/shop:4\n',
  'site/package.json':
    '{ "name": "site", "scripts": { "start": "next start" }, "dependencies": { "next": "15", "react": "19" } }',
  'site/app/api/health/route.ts': "export function GET() {\n  return new Response('ok');\n}\n",
  'backend/requirements.txt': 'django==5.2\ngunicorn==23\n',
  'backend/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'backend/shop/settings.py': 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "shop.urls"\n',
  'backend/shop/urls.py': `from django.http import HttpResponse\nfrom django.urls import path\n\n\ndef home(request):\n    return HttpResponse("ok")\n\n\nurlpatterns = [${route}]\n`,
});

export default examples([
  {
    on: 'compose-2',
    about: 'nothing asks the container, and no route is known',
    bad: {
      'compose.yaml': `services:
  «web»:
    build: .
    restart: always
    expose: ['8000']
`,
    },
  },
  {
    on: 'compose-2',
    about:
      'the service that opens its port to the stack is checked; the one that takes the ports of the web stands in front of it',
    good: {
      'compose.yaml':
        "services:\n  service:\n    image: registry.example.com/shop/shop:4\n    restart: always\n    expose: ['8000']\n    healthcheck: { test: 'curl -f http://localhost:8000' }\n  entrance:\n    image: registry.example.com/shop/entrance:4\n    restart: always\n    ports: ['80:80', '443:443']\n",
    },
  },
  {
    on: 'compose-2',
    about: 'a service without ports of its own, behind a proxy whose settings lie elsewhere, is checked',
    bad: {
      'compose.yaml':
        "services:\n  «web»:\n    build: .\n    restart: always\n    command: gunicorn shop.wsgi\n  entrance:\n    image: registry.example.com/shop/entrance:4\n    restart: always\n    ports: ['80:80']\n",
      'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'shop/settings.py': 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "shop.urls"\n',
      'shop/urls.py':
        'from django.http import HttpResponse\nfrom django.urls import path\n\nurlpatterns = [path("", lambda request: HttpResponse("shop"))]\n',
    },
    good: {
      'compose.yaml':
        "services:\n  web:\n    build: .\n    restart: always\n    command: gunicorn shop.wsgi\n    healthcheck: { test: 'curl -f http://localhost:8000' }\n  entrance:\n    image: registry.example.com/shop/entrance:4\n    restart: always\n    ports: ['80:80']\n",
      'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'shop/settings.py': 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "shop.urls"\n',
      'shop/urls.py':
        'from django.http import HttpResponse\nfrom django.urls import path\n\nurlpatterns = [path("", lambda request: HttpResponse("shop"))]\n',
    },
  },
  {
    on: 'compose-2',
    about: 'code that stands below the stack answers for it',
    good: {
      'package.json': '{ "private": true, "workspaces": ["apps/*"] }',
      'compose.yaml': `services:
  shop:
    image: acme/shop:4
    restart: always
    ports: ['3000:3000']
`,
      'apps/server/package.json':
        '{ "name": "server", "scripts": { "start": "node main.js" }, "dependencies": { "express": "5" } }',
      'apps/server/main.js':
        "import express from 'express';\nconst app = express();\napp.get('/health', (req, res) => res.sendStatus(200));\napp.get('/', (req, res) => res.send('shop'));\napp.listen(3000);\n",
    },
  },
  {
    on: 'compose-2',
    about:
      'pages in a folder of their own: the container of the app around them answers for both, and so does its unit',
    good: {
      'deploy/shop.service':
        '[Unit]\nDescription=shop\n\n[Service]\nExecStart=/usr/bin/node /opt/shop/main.js\nRestart=always\n',
      'package.json': '{ "name": "shop", "scripts": { "start": "node main.js" }, "dependencies": { "express": "5" } }',
      'main.js':
        "import express from 'express';\nconst app = express();\napp.use(express.static('pages/dist'));\napp.get('/healthcheck', (req, res) => res.sendStatus(200));\napp.listen(3000);\n",
      'pages/nuxt.config.js': "export default { target: 'static' };\n",
      'pages/package.json':
        '{ "name": "pages", "scripts": { "start": "nuxt start", "build": "nuxt generate" }, "dependencies": { "nuxt": "2.18.1" } }',
      'compose.yaml': `services:
  shop:
    image: acme/shop:4
    restart: always
    ports: ['3000:3000']
`,
    },
  },
  {
    on: 'compose-2',
    about:
      'a process is told of where its code lies, also where its Dockerfile lies elsewhere; a variable of the command names nothing',
    bad: { ...apart('gunicorn --workers=${WORKERS:-4} shop.wsgi', '«path("", home)»'), 'compose.yaml': stack('api') },
    good: {
      ...apart('gunicorn --workers=${WORKERS:-4} shop.wsgi', 'path("health", home)'),
      'compose.yaml': stack('api'),
    },
  },
]);
