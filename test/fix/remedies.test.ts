import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Files, found } from './found.js';

const manifest = (dependencies: Readonly<Record<string, string>>) =>
  JSON.stringify({ name: 'shop', type: 'module', scripts: { start: 'node server.js' }, dependencies });

describe('what is advised is of the mechanism that was found', () => {
  test('a table of the machine is no cache of the framework', async () => {
    const { remedy } = await found('cache/per-server-store', {
      'composer.json': '{ "require": { "symfony/framework-bundle": "^7.0" } }',
      'bin/console': '#!/usr/bin/env php\n',
      'config/packages/framework.yaml': 'framework: ~\n',
      'src/Controller/PriceController.php':
        "<?php\nnamespace App\\Controller;\n\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass PriceController\n{\n    #[Route('/prices')]\n    public function show(): Response\n    {\n        apcu_store('prices', [1]);\n        return new Response('');\n    }\n}\n",
    });
    assert.doesNotMatch(remedy, /framework\.cache/);
  });

  test('a start that drops every table is never told to do so once per release', async () => {
    const start = (command: string) => ({
      Dockerfile: 'FROM php:8.3-fpm\nCOPY . /srv\nENTRYPOINT ["/srv/start.sh"]\n',
      'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
      'start.sh': `#!/bin/sh\nif [ ! -f /data/installed ]; then\n  ${command}\nfi\ntouch /data/installed\nexec php-fpm\n`,
    });
    const { remedy, fix } = await found('deploy/shared-state-reset', start('php artisan migrate:fresh --force'));
    assert.doesNotMatch(remedy, /do it once per release/);
    assert.match(remedy, /'php artisan migrate --force' make and change the tables/);
    assert.match(JSON.stringify(fix), /never of a file/);
    const other = await found('deploy/shared-state-reset', start('redis-cli -h cache flushall'));
    assert.match(other.remedy, /once per release/);
  });

  test('no number is promised for jobs whose timeout is worked out, or never ends them', async () => {
    const job = (name: string, body: string) => ({
      [`app/Jobs/${name}.php`]: `<?php\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass ${name} implements ShouldQueue\n{\n${body}\n}\n`,
    });
    const repair = async (more: Files) => {
      const { fix } = await found('queue/redelivered-while-running', {
        'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
        'compose.yaml': 'services:\n  jobs: { build: ., command: php artisan queue:work }\n',
        '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\n',
        ...job('SendBill', '    public $timeout = 300;'),
        ...more,
      });
      assert.ok(fix);
      return fix;
    };
    const known = await repair(job('MakeList', '    public $timeout = 60;'));
    assert.equal(known.safety, 'safe');
    for (const body of [
      '    public $timeout = 0;',
      '    public $timeout;\n    public function __construct(private array $rows)\n    {\n        $this->timeout = max(600, count($rows) * 3);\n    }',
    ]) {
      const fix = await repair(job('MakeList', body));
      assert.notEqual(fix.safety, 'safe');
      assert.deepEqual(fix.edits, []);
      assert.match(fix.needs.join('\n'), /MakeList \(app\/Jobs\/MakeList\.php\)/);
      assert.doesNotMatch(fix.title, /330/);
    }
  });

  test('what fills tables is no step of each release', async () => {
    const { remedy } = await found('deploy/migration-on-every-start', {
      Dockerfile: 'FROM php:8.3-fpm\nCOPY . /srv\nENTRYPOINT ["/srv/start.sh"]\n',
      'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
      'start.sh': '#!/bin/sh\nphp artisan db:seed --force\nexec php-fpm\n',
    });
    assert.doesNotMatch(remedy, /once per release/);
    assert.match(remedy, /'php artisan db:seed --force' out of the start: run it by hand, once/);
  });

  test('who reads the header by himself is told nothing of a setting that he does not ask', async () => {
    const { remedy } = await found('proxy/everyone-trusted', {
      'package.json': manifest({ express: '5' }),
      'server.js':
        "import express from 'express';\n\nconst app = express();\napp.post('/login', (request, response) => response.send(request.headers['x-forwarded-for'].split(',')[0]));\napp.listen(3000);\n",
    });
    assert.doesNotMatch(remedy, /trust proxy/);
  });

  test('uploads that multer does not take are given no store of multer, and no code', async () => {
    const { fix } = await found('uploads/local-disk', {
      'package.json': manifest({ express: '5', 'express-fileupload': '1' }),
      'server.js':
        "import express from 'express';\nimport fileUpload from 'express-fileupload';\n\nconst app = express();\napp.use(fileUpload());\napp.post('/photos', async (request, response) => {\n  await request.files.photo.mv(`./photos/${request.files.photo.name}`);\n  response.end();\n});\napp.listen(3000);\n",
    });
    assert.doesNotMatch(JSON.stringify(fix ?? ''), /PutObject|multer/);
  });

  test('workers are told the queues and connections that jobs name', async () => {
    const advice = async (job: string, more: Readonly<Record<string, string>> = {}) => {
      const { fix } = await found('queue/work-inside-request', {
        ...more,
        'composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
        '.env.example': 'APP_ENV=production\nQUEUE_CONNECTION=sync\n',
        'config/queue.php':
          "<?php\nreturn ['default' => env('QUEUE_CONNECTION', 'sync'), 'connections' => ['sync' => ['driver' => 'sync'], 'redis' => ['driver' => 'redis']]];\n",
        'app/Jobs/Export.php': `<?php\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass Export implements ShouldQueue\n{\n    use \\Illuminate\\Foundation\\Queue\\Queueable;\n\n    public function __construct()\n    {\n        ${job}\n    }\n\n    public function handle(): void\n    {\n    }\n}\n`,
      });
      return fix?.needs.filter((need) => need.includes('queue:work')) ?? [];
    };
    const said = (rest: string) =>
      `Run workers under supervision: php artisan queue:work${rest} --tries=3 --timeout=60`;
    assert.deepEqual(await advice(''), [said('')]);
    assert.deepEqual(await advice("$this->onQueue('heavy');"), [said(' --queue=heavy,default')]);
    assert.deepEqual(await advice("$this->onConnection('slow');"), [said(''), said(' slow')]);
    const exports = { 'config/exports.php': "<?php\nreturn ['queue' => env('EXPORT_QUEUE', 'night')];\n" };
    assert.deepEqual(await advice("$this->onQueue(config('exports.queue'));", exports), [
      said(' --queue=night,default'),
    ]);
  });

  test('rows are copied out of the very file that the connection names, or it is said that code names it', async () => {
    const advice = async (database: string, env = '') => {
      const { fix } = await found('database/file-on-one-server', {
        'composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
        '.env.example': `APP_ENV=production\nDB_CONNECTION=sqlite\n${env}`,
        'config/database.php': `<?php\nreturn ['default' => env('DB_CONNECTION', 'sqlite'), 'connections' => ['sqlite' => ['driver' => 'sqlite', 'database' => ${database}], 'pgsql' => ['driver' => 'pgsql', 'host' => env('DB_HOST', '127.0.0.1')]]];\n`,
      });
      return fix?.needs.join('\n') ?? '';
    };
    assert.match(await advice("database_path('shop.sqlite')"), /pgloader database\/shop\.sqlite pgsql:/);
    assert.match(await advice("storage_path('rows.sqlite')"), /pgloader storage\/rows\.sqlite pgsql:/);
    assert.match(await advice("env('DB_FILE', base_path('a.sqlite'))"), /pgloader a\.sqlite pgsql:/);
    assert.match(await advice("env('DB_FILE')", 'DB_FILE=/data/b.sqlite\n'), /pgloader \/data\/b\.sqlite pgsql:/);
    const put = await advice("database_path(env('DB_FILE', 'c.sqlite'))", 'DB_FILE=d.sqlite\n');
    assert.match(put, /pgloader <the file that the connection 'sqlite' names> pgsql:/);
  });

  test('an adapter is advised only where it would carry something', async () => {
    const server = (send: string) => ({
      'package.json': manifest({ 'socket.io': '4' }),
      'server.js': `import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http, { transports: ['websocket'] });\nconst open = new Map();\nio.on('connection', (socket) => open.set(socket.id, { socket }));\nexport const tell = (text) => ${send};\nhttp.listen(3000);\n`,
    });
    const own = await found(
      'realtime/per-server-broadcast',
      server('[...open.values()].map((one) => one.socket.emit("news", text))'),
    );
    assert.equal(own.fix, undefined);
    const all = await found('realtime/per-server-broadcast', server('io.emit("news", text)'));
    assert.match(all.fix?.title ?? '', /adapter/);
  });
});

describe('an edit is made only where all that it rests on is proved', () => {
  test('rules of Apache may keep a new script from being asked', async () => {
    const files: Files = { 'composer.json': '{ "require": { "php": "^8.3" } }', 'index.php': '<?php\necho 1;\n' };
    const open = await found('health/no-health-check', files);
    assert.equal(open.fix?.edits.length, 1);
    const ruled = await found('health/no-health-check', {
      ...files,
      '.htaccess.dist': 'RewriteEngine On\nRewriteRule ^(.*)$ index.php [L]\n',
    });
    assert.deepEqual(ruled.fix?.edits, []);
  });

  test('a health view of Django asks a database only where there is one', async () => {
    const { fix } = await found('health/no-health-check', {
      'requirements.txt': 'django==5.2\n',
      'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
      'shop/__init__.py': '',
      'shop/settings.py':
        "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = ['shop']\n",
      'shop/urls.py':
        'from django.urls import path\n\nfrom . import views\n\nurlpatterns = [\n    path("", views.show),\n]\n',
      'shop/views.py': 'from django.http import HttpResponse\n\ndef show(request):\n    return HttpResponse("")\n',
    });
    const text = JSON.stringify(fix?.edits);
    assert.match(text, /def healthz/);
    assert.doesNotMatch(text, /SELECT 1|connection/);
  });

  test('of two servers nobody knows which one is started', async () => {
    const { fix } = await found('deploy/ungraceful-stop', {
      'package.json': manifest({ express: '5' }),
      'server.js':
        "import express from 'express';\n\nconst app = express();\nif (process.env.SOCKET) {\n  app.listen(process.env.SOCKET);\n} else {\n  app.listen(3000);\n}\n",
    });
    assert.equal(fix, undefined);
  });

  test('an app that closes when it is interrupted has what there is to close', async () => {
    const { fix, remedy } = await found('deploy/ungraceful-stop', {
      'package.json': manifest({ express: '5' }),
      'server.js':
        "import express from 'express';\n\nconst app = express();\nconst server = app.listen(3000);\nprocess.on('SIGINT', () => server.close(() => process.exit(0)));\n",
    });
    assert.deepEqual(fix?.edits, []);
    assert.match(remedy, /SIGINT/);
  });
});

describe('what has to be done first is said first', () => {
  const laravel: Files = {
    'composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
    artisan: '#!/usr/bin/env php\n',
  };

  test('files are copied before the switch, and no key with them', async () => {
    const { fix } = await found('uploads/local-disk', {
      ...laravel,
      '.env.example': 'APP_NAME=Shop\nFILESYSTEM_DISK=local\n',
      'app/Http/Controllers/PhotoController.php':
        "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\n\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        return $request->file('photo')->store('photos');\n    }\n}\n",
    });
    const copy = fix?.needs.find((need) => need.includes('aws s3 sync')) ?? '';
    assert.match(copy, /^Before the switch/);
    assert.match(copy, /--exclude '\.\*'.*--exclude '\*\.key'/);
  });

  test('what supervisord would put into a file of the container is let out first', async () => {
    const { fix } = await found('logs/file-only', {
      ...laravel,
      '.env.example': 'LOG_CHANNEL=single\n',
      'supervisord.conf':
        '[program:php]\ncommand=php-fpm\n\n[program:queue]\ncommand=php artisan queue:work\nstdout_logfile=/dev/stdout\n',
    });
    assert.match(fix?.needs[0] ?? '', /^First, in supervisord\.conf, give php stdout_logfile/);
  });

  test('a program of a container is given time by the container too', async () => {
    const { fix } = await found('supervision/stop-shorter-than-job', {
      ...laravel,
      Dockerfile: 'FROM php:8.3-fpm\nCOPY . .\nCMD ["supervisord", "-c", "supervisord.conf"]\n',
      'supervisord.conf': '[program:queue]\ncommand=php artisan queue:work --timeout=600\nautorestart=true\n',
    });
    assert.match(fix?.needs.join('\n') ?? '', /stop_grace_period: 6\d\ds/);
  });
});
