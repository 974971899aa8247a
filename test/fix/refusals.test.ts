import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

const laravel = '{ "require": { "laravel/framework": "^11.0" } }';
const web = (more: string) => `services:\n  web:\n    build: .\n    expose: ['8000']\n${more}`;
const deployment = (spec: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:${spec}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n`;

/** Files in which a hazard is found, and must not be repaired by the program; what the reason says. */
const refused: readonly (readonly [
  about: string,
  rule: string,
  files: Readonly<Record<string, string>>,
  why: RegExp | undefined,
])[] = [
  [
    'a service that another one shares by an anchor',
    'supervision/not-restarted',
    { 'compose.yaml': "services:\n  web: &app\n    build: .\n    expose: ['8000']\n  admin:\n    <<: *app\n" },
    /anchor/,
  ],
  [
    'a service in flow style',
    'supervision/not-restarted',
    { 'compose.yaml': "services:\n  web: { build: ., expose: ['8000'] }\n" },
    /flow style/,
  ],
  [
    'a file with templates',
    'supervision/not-restarted',
    { 'compose.yaml': web('    image: shop:{{ version }}\n') },
    /template/,
  ],
  [
    'a container in flow style',
    'loadbalancer/no-readiness-probe',
    {
      'k8s/web.yaml': deployment('\n      containers: [{ name: web, image: shop, ports: [{ containerPort: 80 }] }]\n'),
    },
    /flow style/,
  ],
  [
    'a pool on one line',
    'proxy/headers-not-forwarded',
    {
      'nginx.conf':
        'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
    },
    /more stands on that line/,
  ],
  [
    'a start script that does more than the package manager',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nnode migrate.js\nnpm start\n',
      'package.json': '{ "name": "shop", "scripts": { "start": "node server.js" } }',
    },
    undefined,
  ],
  [
    'a server that a loop starts again',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nwhile true; do\n  gunicorn shop.wsgi\ndone\n',
    },
    undefined,
  ],
  [
    'the fixed name of a container that the proxy sends to',
    'loadbalancer/pinned-to-one-host',
    {
      'compose.yaml': web('    container_name: shop\n'),
      'nginx.conf': 'http { server { location / { proxy_pass http://shop:8000; } } }',
    },
    /nginx\.conf:1 uses the name shop/,
  ],
  [
    'a task whose file only the server has that ran it',
    'scheduler/unguarded-task',
    {
      'composer.json': laravel,
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Schedule;\nSchedule::command('shop:sitemap')->daily();\n",
      'app/Console/Commands/Sitemap.php':
        "<?php\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Mail;\nclass Sitemap extends Command\n{\n    protected $signature = 'shop:sitemap';\n\n    public function handle(): void\n    {\n        file_put_contents(public_path('sitemap.xml'), view('sitemap')->render());\n        Mail::raw('done', fn ($message) => $message->to('shop@example.com'));\n    }\n}\n",
    },
    undefined,
  ],
  [
    'a closure on the clock that writes to a local disk',
    'scheduler/unguarded-task',
    {
      'composer.json': laravel,
      '.env': 'FILESYSTEM_DISK=local\n',
      'routes/console.php':
        "<?php\nuse Illuminate\\Support\\Facades\\Http;\nuse Illuminate\\Support\\Facades\\Schedule;\nuse Illuminate\\Support\\Facades\\Storage;\nSchedule::call(function () {\n    Storage::put('prices.csv', Prices::list());\n    Http::post('https://prices.example.com/done');\n})->name('prices')->daily();\n",
    },
    undefined,
  ],
  [
    'a task that runs every few seconds, for which no two clocks make one key',
    'scheduler/unguarded-task',
    {
      'package.json':
        '{ "name": "shop", "dependencies": { "express": "5", "node-cron": "4", "redis": "5" }, "main": "app.js" }',
      'redis.js':
        "import { createClient } from 'redis';\n\nexport const client = createClient({ url: process.env.REDIS_URL });\n",
      'app.js':
        "import cron from 'node-cron';\nimport express from 'express';\n\nconst sendMails = () => fetch('https://mail.example.com', { method: 'POST' });\nexpress().listen(3000);\ncron.schedule('*/5 * * * * *', sendMails);\n",
    },
    undefined,
  ],
  [
    'the address in a variable whose default starts the app on one machine',
    'database/file-on-one-server',
    {
      'requirements.txt': 'flask==3.0.0\nflask-sqlalchemy==3.1.1\n',
      'app.py':
        "import os\nfrom flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\n\napp = Flask(__name__)\napp.config['SQLALCHEMY_DATABASE_URI'] = os.environ.get('DATABASE_URL', 'sqlite:///shop.db')\ndb = SQLAlchemy(app)\n",
    },
    undefined,
  ],
  [
    'a script that the web server would not hand out',
    'health/no-health-check',
    {
      'index.php': '<?php echo 1;\n',
      'web/shop.php': '<?php echo 2;\n',
      'nginx.conf': 'http { server { root /srv/web; location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; } } }',
    },
    undefined,
  ],
  [
    'an app of which nobody can tell whether it serves',
    'proxy/forwarded-headers-ignored',
    {
      'package.json': '{ "name": "shop", "dependencies": { "express": "5" }, "main": "server.js" }',
      'server.js':
        "import http from 'node:http';\nimport express from 'express';\nimport { around } from './around.js';\n\nconst probe = express();\nconst site = express();\nsite.get('/', (request, response) => response.send(request.ip));\nconst server = http.createServer(around(site, probe));\nserver.listen(3000);\n",
      'around.js': 'export const around = (site, probe) => site ?? probe;\n',
    },
    undefined,
  ],
  [
    'a server whose shell cleans up behind it',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\ntrap "rm -f /shared/registered/$HOSTNAME" EXIT\ngunicorn shop.wsgi\n',
    },
    undefined,
  ],
  [
    'a server beside a process that the shell started',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\npython metrics.py &\ngunicorn shop.wsgi\n',
    },
    undefined,
  ],
  [
    'a name that a script outside of the repository may define',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\n. /opt/lib/run.sh\ngunicorn shop.wsgi\n',
    },
    undefined,
  ],
  [
    'a server that a function starts',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nmain() {\n  gunicorn shop.wsgi\n}\nmain "$@"\n',
    },
    undefined,
  ],
  [
    'copies on a volume that one node may mount',
    'deploy/stops-all-copies',
    {
      'k8s/web.yaml': `${deployment('\n      volumes:\n        - name: media\n          persistentVolumeClaim: { claimName: media }\n      containers:\n        - name: web\n          image: shop\n          volumeMounts: [{ name: media, mountPath: /media }]\n').replace('  replicas: 2\n', '  replicas: 2\n  strategy:\n    type: Recreate\n')}---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: media }\nspec: { accessModes: [ReadWriteOnce] }\n`,
    },
    undefined,
  ],
];

describe('no repair is offered for', () => {
  for (const [about, rule, files, why] of refused) {
    test(about, async () => {
      const report = await auditTexts(new Map(Object.entries(files)), { rules: rules.filter(({ id }) => id === rule) });
      const [finding] = report.findings;
      assert.ok(finding, 'the hazard is found');
      assert.deepEqual(finding.fix?.edits ?? [], []);
      if (why) assert.match(finding.fix?.cannot ?? '', why);
    });
  }
});
